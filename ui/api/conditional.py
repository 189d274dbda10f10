"""`ETag`, `If-Match` and `If-None-Match`: the version of an object, seen from outside."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Protocol, TypeVar

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from domain.errors import Outdated
from ui.api.errors import NotModified


class Versioned(Protocol):
    """Whatever carries a version."""

    @property
    def version(self) -> int: ...


V = TypeVar("V", bound=Versioned)
T = TypeVar("T")
_NO_VERSION = -1  # what an If-Match means that names nothing of ours


class Versions:
    """The versions that one request names, and the one that its answer carries."""

    def __init__(self, request: Request, response: Response) -> None:
        self._request, self._response = request, response

    def on(self, thing: V) -> V:
        """Tag the answer with the version of `thing`. Raises NotModified when the asker has it."""
        tag = f'"{thing.version}"'
        self._response.headers["ETag"] = tag
        known = self._request.headers.get("if-none-match")
        if known is not None and self._request.method in {"GET", "HEAD"}:
            tags = {t.strip().removeprefix("W/") for t in known.split(",")}
            if tag in tags or "*" in tags:
                raise NotModified(tag)
        return thing

    @property
    def is_conditional(self) -> bool:
        """Whether the request names versions that it is to be done for."""
        return bool(self._expected())

    def check(self, thing: Versioned) -> None:
        """Raise Outdated unless `If-Match` allows to change `thing` as it is now."""
        expected = self._expected()
        if expected and thing.version not in expected:
            raise Outdated("It was changed meanwhile.", fields={"version": thing.version})

    def only(self, thing: Versioned) -> int | None:
        """Which version a change has to find: this one of `thing`, if `If-Match` allows it; any (None) without one."""
        self.check(thing)
        return thing.version if self.is_conditional else None

    async def matching(self, act: Callable[[int | None], Awaitable[T]]) -> T:
        """`act(version)` for the version that `If-Match` names; for one after the other when it names several."""
        expected = self._expected()
        for version in expected[:-1]:
            try:
                return await act(version)
            except Outdated:
                continue
        return await act(expected[-1] if expected else None)

    def _expected(self) -> list[int]:
        said = self._request.headers.get("if-match")
        if said is None or said.strip() == "*":
            return []
        tags = [t.strip().strip('"') for t in said.split(",")][:10]
        return [int(t) if t.isdecimal() and t.isascii() and len(t) < 10 else _NO_VERSION for t in tags]


async def _versions(request: Request, response: Response) -> Versions:
    return Versions(request, response)


Tag = Annotated[Versions, Depends(_versions)]
