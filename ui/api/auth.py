"""Who is asking: the bearer token, and nothing else. Cookies count for nothing here."""

from typing import Annotated

from fastapi import Depends
from starlette.requests import HTTPConnection, Request

from domain import accounts
from domain.accounts import Device, Feature, Person, Session
from domain.errors import SignedOut

_SIGNED_IN = "atrium.signed_in"
_READING = ("GET", "HEAD")


def _token(request: HTTPConnection) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise SignedOut("Say who you are: Authorization: Bearer <access token>.")
    return token.strip()


async def sign_in(request: Request, feature: Feature) -> Person:
    """Find out who is asking, whether for what their token is for, and keep it with the request.

    Raises SignedOut without a good token, and NotPermitted for a personal one without the scope.
    """
    found = request.scope[_SIGNED_IN] = await accounts.person_of_access_token(_token(request))
    await accounts.check_scope(found, feature, writing=request.method not in _READING)
    return found[0]


async def sign_in_if_told(request: Request) -> Person | None:
    """Who is asking, for an address that everybody may ask; None without a token. Raises SignedOut for a bad one."""
    return await sign_in(request, "organizations") if "authorization" in request.headers else None


async def _actor(request: Request) -> Person:
    person: Person = request.scope[_SIGNED_IN][0]
    return person


async def _session(request: Request) -> Session:
    session: Session = request.scope[_SIGNED_IN][1]
    return session


def address_of(request: HTTPConnection) -> str:
    """The network address that asks."""
    return request.client.host if request.client else "unknown"


def counted_as(request: Request) -> str:
    """Under whom requests are counted: the person who asks, else the address."""
    found = request.scope.get(_SIGNED_IN)
    return str(found[0].id) if found else address_of(request)


async def _device(request: Request) -> Device:
    return Device(address=address_of(request), agent=request.headers.get("user-agent", "")[:300])


Actor = Annotated[Person, Depends(_actor)]
ActorSession = Annotated[Session, Depends(_session)]
FromDevice = Annotated[Device, Depends(_device)]
