"""How a page is opened, and what is said when there is none or it cannot be built."""

import inspect
import logging
from collections.abc import Awaitable, Callable, Mapping
from functools import wraps
from typing import Any

from asgi_correlation_id import correlation_id
from nicegui import ui
from starlette.responses import Response

from domain.errors import AtriumError, SignedOut, Unavailable
from ui import frame, plain
from ui.api import errors
from ui.components.empty import empty

log = logging.getLogger(__name__)
Builder = Callable[..., Awaitable[None] | None]
_NO_PAGES = ("/api", "/mcp", "/files", "/static", "/health", "/_nicegui")


class Pages(ui.sub_pages):
    """The page that belongs to the address, opened with care."""

    def __init__(self, routes: Mapping[str, Builder]) -> None:
        super().__init__({path: opened(build) for path, build in routes.items()})

    def _render_404(self) -> None:
        _say(self, "There is nothing here", "The address may be mistyped, or what was here is gone.")

    def _render_error(self, _: Exception) -> None:
        _say(self, *_mistake(), may_help=True)


def nothing_at(path: str) -> Response:
    """404, in the words of whoever asks: a problem for programs, a page for people."""
    is_program = any(path == start or path.startswith(f"{start}/") for start in _NO_PAGES)
    return errors.problem(404, "There is nothing at this address.") if is_program else plain.not_found()


def opened(build: Builder) -> Builder:
    """A page builder that says what went wrong where its page would be."""

    @wraps(build)
    async def building(*args: Any, **kwargs: Any) -> None:
        place = ui.context.slot.parent
        try:
            result = build(*args, **kwargs)
            if inspect.isawaitable(result):
                await result
        except SignedOut:
            ui.navigate.to("/sign-in")
        except Unavailable as error:
            _say(place, "One moment, please", error.message, may_help=True)
            place.client.run_javascript("setTimeout(() => location.reload(), 3000)")
        except AtriumError as error:
            _say(place, "This cannot be shown", error.message)
        except Exception:
            if not place.is_deleted:  # else the person left while it was built
                log.exception("a page could not be built")
                _say(place, *_mistake(), may_help=True)

    return building


def _mistake() -> tuple[str, str]:
    noted = f" under {correlation_id.get()}" if correlation_id.get() else ""
    return "Something went wrong", f"It was our mistake and it was noted{noted}. Nothing of yours was changed."


def _say(place: ui.element, title: str, sentence: str, *, may_help: bool = False) -> None:
    """Put this where the page would be; `may_help`: offer to try again."""
    if place.is_deleted:
        return
    place.clear()
    with place, frame.page(title), empty("circle-alert", title, sentence, tag="h1"):
        if may_help:
            again = ui.button("Try again", color=None).classes("btn-p")
            again.on("click", js_handler="() => location.reload()")
        else:
            ui.button("Go to the start", color=None, on_click=lambda: ui.navigate.to("/")).classes("btn-p")
