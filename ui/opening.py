"""How a page is opened: only for addresses that exist, and with a sentence instead of a half-built page."""

import inspect
import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from functools import wraps
from typing import Any

from asgi_correlation_id import correlation_id
from nicegui import ui
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from domain.errors import AtriumError, SignedOut, Unavailable
from ui import plain
from ui.api import errors

log = logging.getLogger(__name__)
Builder = Callable[..., Awaitable[None] | None]
_OURS = ("/_nicegui/", "/_nicegui_ws/")
_NO_PAGES = ("/api", "/mcp", "/files", "/static", "/health")


class OnlyPages:
    """Lets through to NiceGUI what it has: its own files and sockets, and the pages. The rest costs no page object."""

    def __init__(self, app: ASGIApp, routes: Mapping[str, Any]) -> None:
        self.app = app
        patterns = (re.sub(r"\{\w+\}", "[^/]+", route) for route in routes)
        self._pages = re.compile("|".join(f"(?:{pattern}/?)" for pattern in patterns))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or answer that there is nothing."""
        path = scope["path"]
        if scope["type"] != "http" or path.startswith(_OURS) or path == "/favicon.ico" or self._pages.fullmatch(path):
            await self.app(scope, receive, send)
        else:
            await nothing_at(path)(scope, receive, send)


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
            _say(place, error.message)
            ui.run_javascript("setTimeout(() => location.reload(), 3000)")
        except AtriumError as error:
            _say(place, error.message)
        except Exception:
            log.exception("a page could not be built")
            _say(
                place, f"Something went wrong. It was our mistake and it was noted ({correlation_id.get() or 'no id'})."
            )

    return building


def _say(place: ui.element, sentence: str) -> None:
    if place.is_deleted:
        return
    place.clear()
    with place, ui.element("main").classes("page").props("role=alert"), ui.element("div").classes("empty"):
        ui.label(sentence)
        ui.button("Try again", color=None, on_click=lambda: ui.run_javascript("location.reload()")).classes("btn-p")
        ui.link("Go to the start", "/")
