"""From where a request comes: the peer, unless that is a proxy of ours and tells us more."""

from ipaddress import ip_address, ip_network

from asgi_correlation_id import correlation_id
from starlette.types import ASGIApp, Receive, Scope, Send

from domain import audit
from domain.settings import settings
from ui.guard.requests import header, headers, without_headers


class Proxies:
    """Believes X-Forwarded-For and -Proto from ATRIUM_TRUSTED_PROXIES alone, and lets no such header through."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._trusted = [ip_network(known, strict=False) for known in settings().trusted_proxies]

    def _is_proxy(self, address: str) -> bool:
        try:
            parsed = ip_address(address)
        except ValueError:
            return False
        return any(parsed in network for network in self._trusted)

    def _origin(self, scope: Scope, peer: str) -> str:
        """The last address that no proxy of ours has: what stands before it anybody may have written."""
        hops = [hop.strip() for value in headers(scope, "x-forwarded-for") for hop in value.split(",")]
        for hop in reversed([*hops, peer]):
            if not self._is_proxy(hop):
                try:
                    return str(ip_address(hop))
                except ValueError:
                    break
        return peer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        address = scope["client"][0] if scope.get("client") else ""
        passed = without_headers(scope, "x-forwarded-", "forwarded", "x-real-ip")
        if self._trusted and self._is_proxy(address):
            told = header(scope, "x-forwarded-proto")
            address = self._origin(scope, address)
            passed["client"] = (address, 0)
            if told in ("http", "https"):
                passed["scheme"] = told if scope["type"] == "http" else {"http": "ws", "https": "wss"}[told]
        with audit.coming_from(address, correlation_id.get() or ""):
            await self._app(passed, receive, send)
