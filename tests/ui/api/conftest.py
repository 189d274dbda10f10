"""Callers: people of the world as programs, against the REST interface in this process."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI

from domain import accounts
from domain.accounts import Device, Person
from tests.worlds import PASSWORD

BASE = "/api/v1"


@pytest.fixture(scope="session")
def app() -> FastAPI:
    """Only what programs reach; the guard and the pages around it are tested elsewhere."""
    from ui import api

    made = FastAPI(openapi_url=None)
    api.install(made)
    return made


class Caller:
    """A program, acting for one person or for nobody; paths begin after `/api/v1`."""

    def __init__(self, http: httpx.AsyncClient, person: Person | None, token: str | None) -> None:
        self._http, self.person, self.token = http, person, token

    async def __call__(self, method: str, path: str, body: Any = None, **more: Any) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        headers |= more.pop("headers", {})
        if body is not None:
            more["json"] = body
        return await self._http.request(method, BASE + path, headers=headers, **more)

    async def get(self, path: str, **more: Any) -> httpx.Response:
        return await self("GET", path, **more)

    async def post(self, path: str, body: Any = None, **more: Any) -> httpx.Response:
        return await self("POST", path, body, **more)

    async def patch(self, path: str, body: Any = None, **more: Any) -> httpx.Response:
        return await self("PATCH", path, body, **more)

    async def put(self, path: str, body: Any = None, **more: Any) -> httpx.Response:
        return await self("PUT", path, body, **more)

    async def delete(self, path: str, **more: Any) -> httpx.Response:
        return await self("DELETE", path, **more)


class Callers:
    """Makes a caller of a person."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self.http = http

    async def of(self, person: Person) -> Caller:
        tokens = await accounts.issue_tokens(person.email, PASSWORD, device=Device("127.0.0.1", "test"))
        return Caller(self.http, person, tokens.access_token)

    def nobody(self, token: str | None = None) -> Caller:
        return Caller(self.http, None, token)


@asynccontextmanager
async def calling(app: FastAPI, address: str = "127.0.0.1") -> AsyncIterator[Callers]:
    """Callers from one network address."""
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False, client=(address, 5000))
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as http:
        yield Callers(http)


@pytest_asyncio.fixture(loop_scope="session")
async def callers(app: FastAPI, domain_running: None) -> AsyncIterator[Callers]:
    async with calling(app) as made:
        yield made


@pytest_asyncio.fixture(loop_scope="session")
async def me(callers: Callers, ada: Person) -> Caller:
    """Ada, calling."""
    return await callers.of(ada)
