"""A full-screen page that says one thing and offers one way on."""

from nicegui import ui

from ui.components.text import text
from ui.pages.accounts.form import LEAVE_PAGE


def notice(title: str, sentence: str, label: str, path: str) -> None:
    """The sentence below the title, and the one button below that."""
    ui.page_title(f"{title} · Atrium")
    with ui.element("main").classes("door"), ui.element("div").classes("door-in"):
        with ui.element("header").classes("door-head"):
            text("span", "A").classes("logo").props("aria-hidden=true")
            text("h1", title)
            text("p", sentence).props("role=status")
        way = text("a", label).classes("door-submit").on("click", js_handler=LEAVE_PAGE)
        way.props["href"] = path
