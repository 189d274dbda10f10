"""Logs: one line per event, JSON in production and readable in development, each with the id of its request."""

import logging
import re
import sys
import time
from collections.abc import MutableMapping
from typing import Any

from asgi_correlation_id import correlation_id
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.lean import structlog

log = structlog.stdlib.get_logger("atrium.access")
_QUIET = ("engineio", "socketio", "uvicorn", "httpx", "httpcore", "asyncio", "watchfiles", "alembic")
_OFTEN = ("/_nicegui/", "/static/", "/health")
_TRACEBACK = structlog.dev.plain_traceback
_SECRET_IN_PATH = re.compile(r"(/_nicegui/client/|/feeds/)[^/]+")  # whoever has a NiceGUI client id may drive its page


def configure(*, production: bool) -> None:
    """Send everything that the standard library and structlog log to stderr, in one shape."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.stdlib.ExtraAdder(),
        _add_request_id,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    shown: list[Any] = (
        [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
        if production
        else [
            structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback)
        ]
    )
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared, processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *shown]
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.INFO, force=True)
    logging.captureWarnings(capture=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


def _add_request_id(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    if request_id := correlation_id.get():
        event["request_id"] = request_id
    return event


class AccessLog:
    """One line per request and per closed socket: method, path, status, milliseconds. Never the query string."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and say afterwards what became of it."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        began, status = time.perf_counter(), 0

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            elif message["type"] == "websocket.close":
                status = message.get("code", 1000)
            await send(message)

        # read before the routers change it
        path = _SECRET_IN_PATH.sub(r"\1…", scope["path"])
        try:
            await self.app(scope, receive, noting)
        finally:
            milliseconds = round((time.perf_counter() - began) * 1000, 1)
            say = log.debug if path.startswith(_OFTEN) else log.info
            say(
                scope.get("method", "SOCKET"),
                path=path,
                status=status,
                ms=milliseconds,
                client=(scope.get("client") or ("",))[0],
            )
