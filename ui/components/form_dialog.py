"""A form in front of the page."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

from nicegui import ui

from ui.components.text import text


@contextmanager
def form_dialog(title: str) -> Iterator[ui.dialog]:
    """A dialog with a title; the inputs go inside, `buttons` last. It goes away for good when it closes."""
    with ui.dialog(value=True) as dialog, ui.card().classes("ask ask-form"):
        dialog.props["aria-label"] = title
        text("h2", title)
        yield dialog
    dialog.on("hide", dialog.delete)


def buttons(dialog: ui.dialog, label: str, save: Callable[[], Awaitable[None]]) -> None:
    """Cancel, and the button that runs `save`."""
    with ui.element("div").classes("ask-b"):
        ui.button("Cancel", color=None, on_click=dialog.close)
        ui.button(label, color=None, on_click=save).classes("btn-p")
