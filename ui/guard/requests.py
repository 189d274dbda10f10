"""Reading a scope and refusing it: what the layers of the guard share."""

import json
from http import HTTPStatus

from starlette.types import Receive, Scope, Send

SOCKETS = "/_nicegui_ws"


def header(scope: Scope, name: str) -> str:
    """The value of a header, the last one when there are several; empty when there is none."""
    values = headers(scope, name)
    return values[-1] if values else ""


def headers(scope: Scope, name: str) -> list[str]:
    """All values of a header."""
    wanted = name.encode()
    return [value.decode("latin-1") for key, value in scope["headers"] if key.lower() == wanted]


def without_headers(scope: Scope, *prefixes: str) -> Scope:
    """The scope without the headers whose names begin like that."""
    gone = tuple(prefix.encode() for prefix in prefixes)
    return {**scope, "headers": [(k, v) for k, v in scope["headers"] if not k.lower().startswith(gone)]}


def is_for_programs(path: str) -> bool:
    """REST and MCP: a bearer token counts there, a cookie never does."""
    return path in ("/api", "/mcp") or path.startswith(("/api/", "/mcp/"))


def is_page(path: str) -> bool:
    """Whether a person's browser asks for a page there, not a program or a file."""
    outside = ("/_nicegui", "/static/", "/files/", "/health", "/metrics", "/docs", "/openapi")
    return not is_for_programs(path) and not path.startswith(outside) and "." not in path.rsplit("/", 1)[-1]


async def refuse(
    scope: Scope, receive: Receive, send: Send, status: int, detail: str, *, more: dict[str, str] | None = None
) -> None:
    """Answer with a problem (RFC 9457) for programs and a sentence for people; refuse a socket."""
    if scope["type"] == "websocket":
        await receive()  # the answer to a socket that was not opened is a 403
        await send({"type": "websocket.close", "code": 4403, "reason": detail[:120]})
        return
    if is_for_programs(scope["path"]):
        problem = {
            "type": "about:blank",
            "title": HTTPStatus(status).phrase,
            "status": status,
            "detail": detail,
            "errors": [],
        }
        kind, body = "application/problem+json", json.dumps(problem).encode()
    else:
        kind, body = "text/plain; charset=utf-8", detail.encode()
    fields = {"content-type": kind, "content-length": str(len(body)), "cache-control": "no-store"} | (more or {})
    raw = [(name.encode(), value.encode("latin-1")) for name, value in fields.items()]
    await send({"type": "http.response.start", "status": status, "headers": raw})
    await send({"type": "http.response.body", "body": body})
