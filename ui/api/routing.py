"""What every address of the REST interface does before and after its one call into the domain."""

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from domain.accounts import Person
from domain.errors import Contended, FieldError, Invalid, NotPermitted, SignedOut
from ui.api import bodies, idempotency, limits, scopes
from ui.api.auth import counted_as, sign_in
from ui.api.errors import RATES

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class Route(APIRoute):
    """An address for people who are signed in: says who asks before it looks at anything they sent."""

    is_open = False
    takes_long = False
    is_secret = False

    def get_route_handler(self) -> Handler:
        """The handler around FastAPI's own: token, limits, query names, body, idempotency."""
        handle, names, feature = super().get_route_handler(), self._query_names(), scopes.feature_of(self)

        async def answer(request: Request) -> Response:
            try:
                actor = None if self.is_open else await sign_in(request, feature)
            except (SignedOut, NotPermitted):  # these are requests, too: guesses are counted
                request.scope[RATES] = limits.count(counted_as(request))
                raise
            who = counted_as(request)
            if actor and not request.scope["query_string"] and (kept := self.short_cut(actor)):
                rates, response = limits.count(who, cost=0), await kept
            else:
                rates = request.scope[RATES] = limits.count(who)
                _check_names(request, names)
                if self.body_field:
                    request = await bodies.read(request)
                response = await self._once(request, lambda: handle(request), actor)
            response.headers.update(rates)
            response.headers.setdefault("Cache-Control", "no-store" if self.is_open else "private, no-cache")
            return response

        return answer

    def short_cut(self, actor: Person) -> Awaitable[Response] | None:
        """The answer to a GET without parameters, for an address that has to be quicker than FastAPI is."""
        return None

    def _query_names(self) -> frozenset[str]:
        found: set[str] = set()
        for field in self.dependant.query_params:
            kind = field.field_info.annotation
            if isinstance(kind, type) and issubclass(kind, BaseModel):
                found |= {inner.alias or name for name, inner in kind.model_fields.items()}
            else:
                found.add(field.alias)
        return frozenset(found)

    async def _once(self, request: Request, act: Callable[[], Awaitable[Response]], actor: Person | None) -> Response:
        key = idempotency.key_of(request) if request.method == "POST" and not self.is_secret else None
        if key is None:
            return await self._tried(act)
        if actor is None:
            return await self._tried(lambda: idempotency.once_for_nobody(key, request, act))
        return await self._tried(lambda: idempotency.once(key, request, act, actor=actor, at_length=self.takes_long))

    async def _tried(self, act: Callable[[], Awaitable[Response]]) -> Response:
        """The answer of `act`, tried once more when others were in its way: nothing had happened."""
        try:
            return await act()
        except Contended:
            if self.takes_long:
                raise
            return await act()


class OpenRoute(Route):
    """An address for everybody, where one gets or gives up a token."""

    is_open = True


class SecretRoute(Route):
    """An address for people who are signed in that takes or gives secrets: it keeps no answers to repeat."""

    is_secret = True


class LongRoute(Route):
    """An address whose act takes longer than one transaction may."""

    takes_long = True


def _check_names(request: Request, known: frozenset[str]) -> None:
    unknown = sorted(set(request.query_params.keys()) - known)
    if unknown:
        raise Invalid(
            "There are query parameters that this address does not know.",
            errors=tuple(FieldError(name, f"{name} is not a known query parameter.") for name in unknown),
        )
