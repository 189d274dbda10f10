"""What stands where nothing is yet, and teaches what could be."""

from collections.abc import Iterator
from contextlib import contextmanager

from nicegui import context, ui

from ui.components.icon import icon
from ui.components.text import text


@contextmanager
def empty(icon_: str, title: str, sentence: str, *, tag: str = "b") -> Iterator[None]:
    """An icon, a title, a sentence; buttons go inside. `tag="h1"` where the page has no other heading."""
    in_list = context.slot.parent.tag == "ul"
    with ui.element("li" if in_list else "div").classes("empty"):
        icon(icon_)
        text(tag, title)
        text("p", sentence)
        yield
