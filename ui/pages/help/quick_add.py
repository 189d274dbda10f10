"""The page about quick add: docs/quick-add.md."""

from functools import cache
from pathlib import Path

from nicegui import ui

from ui import auth, frame
from ui.components.markdown import rendered

_PAGE = Path(__file__).parents[3] / "docs" / "quick-add.md"


@cache
def _content() -> str:
    _, _, body = _PAGE.read_text(encoding="utf-8").partition("\n")  # the heading is the page's
    return rendered(body)


async def page() -> None:
    """All that can be written in the line where tasks are added."""
    await auth.actor()
    with frame.page("Quick add"):
        with frame.heading("Quick add"):
            pass
        ui.html(_content(), sanitize=False).classes("help")  # our own text, and `rendered` lets no script through
