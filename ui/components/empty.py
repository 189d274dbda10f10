"""What stands where nothing is yet, and teaches what could be."""

from collections.abc import Iterator
from contextlib import contextmanager

from nicegui import context, ui

from ui.components.icon import icon
from ui.components.text import text


@contextmanager
def empty(icon_: str, title: str, sentence: str) -> Iterator[None]:
    """An icon, a title, a sentence; buttons go inside."""
    in_list = context.slot.parent.tag == "ul"
    with ui.element("li" if in_list else "div").classes("empty"):
        icon(icon_)
        text("b", title)
        text("p", sentence)
        yield
