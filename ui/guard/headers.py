"""What every answer tells the browser: run only our scripts, show us in no frame, guess no types."""

import re
import secrets

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from domain.settings import settings
from ui.guard.requests import header, is_page, without_headers

_ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
_FOR_CACHES_TO_KEEP = ("/static/", "/_nicegui/", "/favicon")
_SCRIPT = re.compile(rb"<script(?=[\s>])")
_PLAIN_HOST = re.compile(r"[A-Za-z0-9.:\[\]_-]+")


def policy(nonce: str, socket: str) -> str:
    """The content security policy. NiceGUI's templates are compiled in the browser, so 'unsafe-eval' has to stay."""
    return (
        "default-src 'none'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; form-action 'self'; "
        f"script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
        f"img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'{socket}; media-src 'self'; "
        "worker-src 'self' blob:; manifest-src 'self'"
    )


class Headers:
    """Adds them to every answer, and the nonce to every script of an HTML page."""

    def __init__(self, app: ASGIApp) -> None:
        self._app, self._is_secure = app, settings().is_secure

    def _added(self, scope: Scope, nonce: str) -> dict[str, str]:
        host = header(scope, "host")
        socket = f" {'wss' if self._is_secure else 'ws'}://{host}" if _PLAIN_HOST.fullmatch(host) else ""
        added = _ALWAYS | {"content-security-policy": policy(nonce, socket)}
        if self._is_secure:
            added["strict-transport-security"] = "max-age=63072000; includeSubDomains"
        if is_page(scope["path"]) or not scope["path"].startswith(_FOR_CACHES_TO_KEEP):
            added["cache-control"] = "no-store"
        return added

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        nonce = secrets.token_urlsafe(18)
        answer = _Answer(send, self._added(scope, nonce), nonce, rewrite=scope["method"] != "HEAD")
        # compressed further out: the nonce has to be put into the text
        await self._app(without_headers(scope, "accept-encoding"), receive, answer.send)


class _Answer:
    """One answer on its way out. HTML is held back until it is whole."""

    def __init__(self, send: Send, added: dict[str, str], nonce: str, *, rewrite: bool) -> None:
        self._send, self._added, self._nonce, self._rewrite = send, added, nonce, rewrite
        self._start: Message | None = None
        self._html = bytearray()

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": self._completed(message["headers"])}
            kind = dict(message["headers"]).get(b"content-type", b"")
            if self._rewrite and kind.startswith(b"text/html"):
                self._start = message
            else:
                await self._send(message)
        elif message["type"] == "http.response.body" and self._start is not None:
            self._html += message.get("body", b"")
            if not message.get("more_body", False):
                await self._send_html(self._start)
        else:
            await self._send(message)

    def _completed(self, given: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        kept = [(key.lower(), value) for key, value in given if key.lower() != b"server"]
        names = {key for key, _ in kept}
        return kept + [(k.encode(), v.encode("latin-1")) for k, v in self._added.items() if k.encode() not in names]

    async def _send_html(self, start: Message) -> None:
        body = _SCRIPT.sub(b'<script nonce="' + self._nonce.encode() + b'"', bytes(self._html))
        kept = [(key, value) for key, value in start["headers"] if key != b"content-length"]
        await self._send({**start, "headers": [*kept, (b"content-length", str(len(body)).encode())]})
        await self._send({"type": "http.response.body", "body": body})
