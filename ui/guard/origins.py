"""Foreign pages may neither post our forms nor open our sockets, although the browser would add our cookie."""

from urllib.parse import urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send

from domain.settings import settings
from ui.guard.requests import SOCKETS, header, headers, is_for_programs, refuse, without_headers

_SAFE = ("GET", "HEAD", "OPTIONS")


class Origins:
    """Checks Origin and Sec-Fetch-Site of every unsafe request and every socket. REST gets no cookie to misuse."""

    def __init__(self, app: ASGIApp) -> None:
        self._app, chosen = app, settings()
        self._base = chosen.base_url
        # Host is on the list by now, so the origin it makes is ours; not over http, where https is promised
        self._schemes = ("https",) if chosen.is_production and chosen.is_secure else ("http", "https")

    def _is_ours(self, scope: Scope) -> bool:
        said = headers(scope, "origin")
        if not said:
            return False
        own = {f"{scheme}://{header(scope, 'host')}" for scheme in self._schemes} | {self._base}
        return len(said) == 1 and said[0].lower() in own and bool(urlsplit(said[0]).netloc)

    def _may_pass(self, scope: Scope) -> bool:
        path, has_origin = scope["path"], bool(headers(scope, "origin"))
        if scope["type"] == "websocket":
            # programs have no Origin, and their sockets ask for a token; a browser always has one
            return self._is_ours(scope) or (is_for_programs(path) and not has_origin)
        if is_for_programs(path) or (scope["method"] in _SAFE and not path.startswith(SOCKETS)):
            return True
        if has_origin:
            return self._is_ours(scope)
        return header(scope, "sec-fetch-site") in ("", "same-origin", "none")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket"):
            if not self._may_pass(scope):
                await refuse(scope, receive, send, 403, "This was sent by the page of another site.")
                return
            if is_for_programs(scope["path"]):
                scope = without_headers(scope, "cookie")
        await self._app(scope, receive, send)
