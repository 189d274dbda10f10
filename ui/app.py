"""Puts the doors together: REST, pages, static files, health, behind one guard."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from asgi_correlation_id import CorrelationIdMiddleware
from fastapi import FastAPI, Request
from nicegui import app as pages_app
from nicegui import context, ui
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from domain import lifespan
from domain.errors import SignedOut, Unavailable
from domain.settings import VERSION
from ui import (
    api,
    auth,
    files,
    frame,
    guard,
    health,
    invitations,
    live,
    logs,
    mcp,
    opening,
    pages,
    plain,
    providers,
    recovery,
    second_step,
    static_files,
    unsubscribing,
)
from ui.guard import page_sessions
from ui.heartbeat import heartbeat

_RECONNECT_SECONDS = 30.0  # how long a page outlives its socket


def build(url: str, direct_url: str | None = None) -> ASGIApp:
    """The whole application over the database at `url`; `direct_url` goes past a pooler."""

    agents = mcp.Door()

    @asynccontextmanager
    async def running(_: FastAPI) -> AsyncIterator[None]:
        await lifespan.start(url, direct_url)
        heartbeat.start()
        yield
        await agents.stop()
        await heartbeat.stop()
        await live.stop()
        await lifespan.stop()

    app = FastAPI(title="Atrium", version=VERSION, lifespan=running, openapi_url=None, docs_url=None, redoc_url=None)
    app.include_router(health.router)
    app.include_router(auth.router)
    app.include_router(recovery.router)
    app.include_router(second_step.router)
    app.include_router(providers.router)
    app.include_router(invitations.router)
    app.include_router(files.router)
    app.include_router(unsubscribing.router)
    api.install(app)
    app.router.routes.insert(0, Route("/mcp", agents))
    app.mount(static_files.prefix(), static_files.Files(kept=True))
    app.mount("/static", static_files.Files(kept=False))
    mount_pages(app)
    for one in (app, pages_app):
        _answer_errors(one)
    return CorrelationIdMiddleware(logs.AccessLog(guard.wrap(app)), header_name="X-Request-ID")


def mount_pages(app: FastAPI) -> None:
    """Let NiceGUI answer for the pages of the table."""
    frame.install()
    for path in pages.ROUTES:
        ui.page(path, response_timeout=5)(_root)
    ui.run_with(
        app,
        title="Atrium",
        favicon=static_files.FOLDER / "icon.svg",
        dark=None,
        language="en-US",
        reconnect_timeout=_RECONNECT_SECONDS,
        binding_refresh_interval=None,
        gzip_middleware_factory=None,  # the guard compresses
        tailwind=False,
        show_welcome_message=False,
        # no storage_secret: identity and data are in the database, so pages need no second cookie and no files
    )


async def _root() -> None:
    """The one page there is: its content follows the address, one socket lives across all of it."""
    try:
        person = None if context.client.request.url.path in page_sessions.FOR_EVERYBODY else await auth.actor()
    except SignedOut:
        person = None  # the ways in; the guard lets nobody else come here without a session
    with frame.around(person):
        opening.Pages(pages.ROUTES)


def _answer_errors(app: FastAPI) -> None:
    """A page or a problem for everything that may go wrong; never the text of an exception."""

    async def refused(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        return opening.nothing_at(request.url.path) if status in (404, 405) else Response(status_code=status)

    async def signed_out(_: Request, __: Exception) -> Response:
        return RedirectResponse("/sign-in", 303)

    async def away(_: Request, __: Exception) -> Response:
        return plain.away()

    async def broken(_: Request, __: Exception) -> Response:
        return plain.broken()

    app.exception_handlers.pop(404, None)  # NiceGUI's own would build a page for it
    app.add_exception_handler(HTTPException, refused)
    app.add_exception_handler(SignedOut, signed_out)
    app.add_exception_handler(Unavailable, away)
    app.add_exception_handler(Exception, broken)
