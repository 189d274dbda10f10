"""NiceGUI takes whoever names a page's id for its owner. Here a page belongs to the session it was rendered for."""

import hmac
import re
from urllib.parse import parse_qs, quote

from nicegui import Client
from starlette.types import ASGIApp, Receive, Scope, Send

from domain import accounts
from ui import cookies
from ui.guard.requests import SOCKETS, header, refuse

_CLIENT_PATH = re.compile(r"/_nicegui/client/([^/]+)(/.*)?", re.DOTALL)
_NO_CLIENT = "gone"


def owner_of(client: Client) -> str | None:
    """The secret of the session that a page was rendered for; None for the pages of nobody, like sign-in."""
    request = client._request
    return cookies.secret_of(request) if request is not None else None


def may_drive(client: Client, secret: str | None) -> bool:
    """Whether the bearer of this secret may speak for the page."""
    owner = owner_of(client)
    if owner is None:
        return secret is None or accounts.is_standing(secret) is not True
    same = secret is not None and hmac.compare_digest(owner.encode(), secret.encode())
    return same and accounts.is_standing(owner) is not False


class Clients:
    """Refuses sockets, uploads and other requests for the page of somebody else.

    A new socket is not told that the page is somebody else's but that it is gone, as it is told of any unknown page:
    a browser whose session ended meanwhile then loads anew, and ends up where it may be.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        path, secret = scope["path"], cookies.secret_in(header(scope, "cookie"))
        if path.startswith(SOCKETS):
            await self._socket(scope, receive, send, secret)
            return
        if found := _CLIENT_PATH.fullmatch(path):
            client = Client.instances.get(found[1])
            if client is not None and not may_drive(client, secret):
                await refuse(scope, receive, send, 403, "This page is not yours.")
                return
        await self._app(scope, receive, send)

    async def _socket(self, scope: Scope, receive: Receive, send: Send, secret: str | None) -> None:
        query = parse_qs(scope["query_string"].decode("latin-1"))
        named = query.get("client_id", [])
        if len(named) != 1:
            await refuse(scope, receive, send, 403, "A socket has to name its page.")
            return
        client = Client.instances.get(named[0])
        if client is not None and not may_drive(client, secret):
            if "sid" in query:  # it goes on with a connection that somebody made
                await refuse(scope, receive, send, 403, "This page is not yours.")
                return
            rest = "&".join(f"{quote(k)}={quote(v)}" for k, vs in query.items() if k != "client_id" for v in vs)
            scope = {**scope, "query_string": f"client_id={_NO_CLIENT}&{rest}".encode()}
        await self._app(scope, receive, send)
