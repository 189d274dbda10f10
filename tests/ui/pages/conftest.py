"""Simulated browsers: the pages in this process, without JavaScript and without the guard, several people at once."""

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import Any

import httpx
import pytest_asyncio
from fastapi import FastAPI
from nicegui.testing import User

from domain import accounts
from domain.accounts import Device, Person
from domain.clock import now
from domain.transactions import front_desk
from persistence.queries import accounts as queries
from tests.worlds import PASSWORD
from ui.cookies import session_name

Open = Callable[..., Awaitable[User]]


class Somebody(User):
    """A simulated browser with somebody in front who has the patience that a busy machine needs."""

    async def should_see(self, *target: Any, retries: int = 100, **sought: Any) -> None:
        await super().should_see(*target, retries=retries, **sought)

    async def should_not_see(self, *target: Any, retries: int = 100, **sought: Any) -> None:
        await super().should_not_see(*target, retries=retries, **sought)


def _leave(user: User) -> None:
    """Close the page: one that goes on working would take `ui.navigate`, which the simulation has only once."""
    if user.client and not user.client.is_deleted:
        user.client.delete()


async def until(holds: Callable[[], bool | Awaitable[bool]]) -> None:
    """Wait for something that follows a moment later."""
    for _ in range(750):
        answer = holds()
        if await answer if isinstance(answer, Awaitable) else answer:
            return
        await asyncio.sleep(0.02)
    raise AssertionError("It did not happen within fifteen seconds.")


async def signed_in_long_ago(person: Person) -> None:
    """Let the sessions that somebody has begin an hour ago."""
    async with front_desk() as session:
        for one in await accounts.sessions_of(actor=person):
            await queries.note_proven(session, one.id, now() - timedelta(hours=1))


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def pages(domain_running: None) -> AsyncIterator[FastAPI]:
    """The pages, being served in this process."""
    from ui.app import mount_pages

    os.environ["NICEGUI_USER_SIMULATION"] = "true"
    app = FastAPI()
    mount_pages(app)
    async with app.router.lifespan_context(app):
        yield app
    del os.environ["NICEGUI_USER_SIMULATION"]


@pytest_asyncio.fixture(loop_scope="session")
async def open_page(pages: FastAPI) -> AsyncIterator[Open]:
    """Open a page as somebody, or as nobody."""
    async with AsyncExitStack() as browsers:

        async def opened(path: str, person: Person | None = None, cookies: Mapping[str, str] | None = None) -> User:
            http = httpx.AsyncClient(transport=httpx.ASGITransport(pages), base_url="http://test")
            await browsers.enter_async_context(http)
            http.cookies.update(cookies or {})
            if person:
                signed_in = await accounts.sign_in(person.email, PASSWORD, device=Device("127.0.0.1", "test"))
                http.cookies.set(session_name(), signed_in.secret)
            user = Somebody(http)
            browsers.callback(_leave, user)
            await user.open(path)
            return user

        yield opened
