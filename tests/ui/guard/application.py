"""A small application behind the real guard, over the real accounts, whose one page counts what reaches it.

Run as a process of its own: `python -m tests.ui.guard.application <socket's file descriptor>`.
"""

import contextlib
import os
import socket
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import uvicorn
from fastapi import FastAPI, Request
from nicegui import Client, ui

from domain import lifespan
from domain.accounts import standing
from domain.accounts.sessions import key_of
from ui import auth, guard, logs
from ui.guard.clients import owner_of

seen: Counter[str] = Counter()
pages: dict[str, dict[str, Any]] = {}


def _page(name: str) -> None:
    button = ui.button("Count", on_click=lambda: seen.update([name]))
    upload = ui.upload(on_upload=lambda: seen.update([f"{name} upload"]))
    (listener,) = [key for key, found in button._event_listeners.items() if found.type == "click"]
    pages[ui.context.client.id] = {"button": button.id, "listener": listener, "upload": upload._registered_url}


@ui.page("/")
async def start() -> None:
    """What signed-in people see."""
    who = (await auth.actor()).name
    _page(who)
    await ui.context.client.connected()
    answer = ui.run_javascript("1 + 1", timeout=20)
    pages[ui.context.client.id]["request"] = answer
    with contextlib.suppress(TimeoutError):  # most tests do not answer
        seen.update([f"{who} answered {await answer}"])


@ui.page("/sign-in")
def sign_in() -> None:
    """What nobody in particular sees."""
    ui.label(str(auth.flash()))
    _page("nobody")


@ui.page("/sign-up")
def sign_up() -> None:
    """The first page of an empty installation."""
    ui.label(str(auth.flash()))


def build(url: str) -> Any:
    """The application over the database at `url`."""

    @asynccontextmanager
    async def running(_: FastAPI) -> AsyncIterator[None]:
        await lifespan.start(url)
        yield
        await lifespan.stop()

    app = FastAPI(lifespan=running)
    app.include_router(auth.router)

    @app.get("/api/seen")
    async def what_was_seen() -> dict[str, int]:
        return dict(seen)

    @app.get("/api/page/{id}")
    async def page(id: str) -> dict[str, Any]:
        known = {key: value for key, value in pages[id].items() if key != "request"}
        return known | {"is_alive": id in Client.instances}

    @app.post("/api/end/{id}")
    async def know_that_the_session_ended(id: str) -> None:
        """As if it had been told, but before the pages are closed."""
        standing.refuted(key_of(owner_of(Client.instances[id]) or ""))

    @app.get("/api/requests")
    async def waiting_for_javascript() -> list[str]:
        from nicegui.javascript_request import JavaScriptRequest

        return list(JavaScriptRequest._instances)

    @app.post("/api/echo")
    @app.post("/echo")
    async def echo(request: Request) -> dict[str, Any]:
        body = await request.body()
        seen.update(["echo"])
        return {
            "size": len(body), "cookies": list(request.cookies), "headers": dict(request.headers),
            "client": request.client.host if request.client else "", "scheme": request.url.scheme,
        }  # fmt: skip

    ui.run_with(app, binding_refresh_interval=None, tailwind=False, show_welcome_message=False)
    return guard.wrap(app)


if __name__ == "__main__":
    logs.configure(production=False)
    listening = socket.socket(fileno=int(sys.argv[1]))
    config = uvicorn.Config(
        build(os.environ["DATABASE_URL"]), log_config=None, proxy_headers=False, server_header=False
    )
    uvicorn.Server(config).run(sockets=[listening])
