"""Puts the doors together: REST, pages, static files, health, behind one guard."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from asgi_correlation_id import CorrelationIdMiddleware
from fastapi import FastAPI, Request
from nicegui import app as pages_app
from nicegui import ui
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp

from domain import lifespan
from domain.errors import SignedOut, Unavailable
from domain.settings import VERSION
from ui import api, auth, guard, health, logs, opening, pages, plain, static_files
from ui.api import errors
from ui.heartbeat import heartbeat

_RECONNECT = 30.0  # seconds a page outlives its socket


def build(url: str, direct_url: str | None = None) -> ASGIApp:
    """The whole application over the database at `url`; `direct_url` goes past a pooler."""

    @asynccontextmanager
    async def running(_: FastAPI) -> AsyncIterator[None]:
        await lifespan.start(url, direct_url)
        heartbeat.start()
        yield
        await heartbeat.stop()
        await lifespan.stop()

    app = FastAPI(title="Atrium", version=VERSION, lifespan=running, docs_url=None, redoc_url=None)
    errors.install(app)
    for router in (*api.routers(), auth.router, health.router):
        app.include_router(router)
    app.mount(static_files.prefix(), static_files.Files(kept=True))
    app.mount("/static", static_files.Files(kept=False))
    _mount_pages(app)
    return CorrelationIdMiddleware(logs.AccessLog(guard.wrap(app)), header_name="X-Request-ID")


def _mount_pages(app: FastAPI) -> None:
    ui.page("/{_:path}", title="Atrium", response_timeout=5)(_root)
    pages_app.add_exception_handler(404, _not_found)
    pages_app.add_exception_handler(SignedOut, _signed_out)
    pages_app.add_exception_handler(Unavailable, _away)
    pages_app.add_exception_handler(Exception, _broken)
    ui.run_with(
        app,
        title="Atrium",
        favicon=static_files.FOLDER / "icon.svg",
        dark=None,
        language="en-US",
        reconnect_timeout=_RECONNECT,
        binding_refresh_interval=None,
        tailwind=False,
        show_welcome_message=False,
    )
    mount: Any = app.routes[-1]
    mount.app = opening.OnlyPages(mount.app, pages.ROUTES)


async def _root(request: Request) -> Response | None:
    """The one page there is: its content follows the address, one socket lives across all of it."""
    if request.url.path not in pages.PUBLIC and await auth.find_actor() is None:
        return RedirectResponse(auth.way_in(request), status_code=303)
    ui.sub_pages({path: opening.opened(build) for path, build in pages.ROUTES.items()})
    return None


async def _not_found(request: Request, error: Exception) -> Response:
    return opening.nothing_at(request.url.path)


async def _signed_out(request: Request, error: Exception) -> Response:
    return RedirectResponse(auth.way_in(request), status_code=303)


async def _away(request: Request, error: Exception) -> Response:
    return plain.away()


async def _broken(request: Request, error: Exception) -> Response:
    return plain.broken()
