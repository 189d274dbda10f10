"""Only requests for our own names: a forged Host would end up in links, and foreign pages could rebind theirs to us."""

import re
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send

from domain.settings import settings
from ui.guard.requests import headers, refuse

_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::([0-9]{1,5}))?")
_LOCAL = ("localhost", "127.0.0.1", "[::1]")
_WATCHED_FROM_INSIDE = ("/health", "/metrics")  # container health checks ask the loopback address
_UNKNOWN = "Atrium is not known under this name. ATRIUM_BASE_URL and ATRIUM_TRUSTED_HOSTS say which ones it answers."


def _split(host: str) -> tuple[str, str]:
    found = _HOST.fullmatch(host.lower())
    return (found[1], found[2] or "") if found else ("", "")


class Hosts:
    """Refuses (421) every Host but the base URL's and the trusted ones; in development also local ones, on any port."""

    def __init__(self, app: ASGIApp) -> None:
        self._app, chosen = app, settings()
        self._any_port = not chosen.is_production
        default = ":443" if chosen.is_secure else ":80"
        known = (urlsplit(chosen.base_url).netloc, *chosen.trusted_hosts)
        self._names = {(name, port or default[1:]) for name, port in map(_split, known) if name}
        self._default_port = default[1:]
        if self._any_port:
            self._names |= {(name, "") for name in _LOCAL}

    def _is_ours(self, host: str, path: str) -> bool:
        name, port = _split(host)
        if self._any_port:
            return name in {known for known, _ in self._names}
        if name in _LOCAL and path.startswith(_WATCHED_FROM_INSIDE):
            return True
        return (name, port or self._default_port) in self._names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket"):
            named = headers(scope, "host")
            if len(named) != 1 or not self._is_ours(named[0], scope["path"]):
                await refuse(scope, receive, send, 421, _UNKNOWN)
                return
        await self._app(scope, receive, send)
