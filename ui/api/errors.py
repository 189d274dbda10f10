"""What can go wrong, as `application/problem+json` (RFC 9457)."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

import orjson
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from domain.errors import (
    AtriumError,
    Conflict,
    FieldError,
    Invalid,
    NotFound,
    NotPermitted,
    NotRecent,
    Outdated,
    SecondFactorRequired,
    SignedOut,
    Throttled,
    TooLarge,
    Unavailable,
)
from domain.inputs import invalid
from domain.tasks import FilterError

RATES = "atrium.rates"  # headers about limits, kept with the request for whichever answer it gets
MEDIA_TYPE = "application/problem+json"
_RETRY_WHEN_AWAY = 2
_STATUS: tuple[tuple[type[AtriumError], int, str], ...] = (
    (SecondFactorRequired, 401, "second-factor-required"),
    (SignedOut, 401, "signed-out"),
    (NotRecent, 403, "confirmation-required"),
    (NotPermitted, 403, "not-permitted"),
    (NotFound, 404, "not-found"),
    (Outdated, 412, "outdated"),
    (Conflict, 409, "conflict"),
    (TooLarge, 413, "too-large"),
    (Invalid, 422, "invalid"),
    (Throttled, 429, "throttled"),
    (Unavailable, 503, "unavailable"),
)
_SENTENCES = {
    404: "There is nothing at this address.",
    405: "This address does not know this method; the Allow header names those it knows.",
    413: "The body is too large.",
    415: "The body must be JSON, sent as application/json.",
    500: "Something went wrong on our side. It was noted; nothing more is known here.",
}


class NotModified(Exception):
    """The asker has this version already; the message is its tag."""


class Refused(Exception):
    """A refusal that only HTTP knows: the media type, the size of a body."""

    def __init__(self, status: int, detail: str = "") -> None:
        super().__init__(detail)
        self.status, self.detail = status, detail or _SENTENCES[status]


def _plain(text: str) -> str:
    # Field names come from what was sent and may hold halves of surrogate pairs, which no encoder takes.
    return text.encode("utf-8", "replace").decode()[:500]


def problem(
    status: int,
    detail: str,
    *,
    kind: str = "",
    errors: Iterable[FieldError] = (),
    headers: Mapping[str, str] | None = None,
    **more: Any,
) -> Response:
    """One problem as an answer. `kind` is the last part of its type, `more` are further members."""
    title = HTTPStatus(status).phrase
    said = [{"field": _plain(e.field) or "body", "message": _plain(e.message)} for e in errors]
    body = {
        "type": f"/problems/{kind or title.lower().replace(' ', '-')}",
        "title": title,
        "status": status,
        "detail": _plain(detail),
        "errors": said[:100],
        **more,
    }
    content = orjson.dumps(body, default=str)
    return Response(content, status, headers={"Cache-Control": "no-store", **(headers or {})}, media_type=MEDIA_TYPE)


def answer_to(error: AtriumError) -> Response:
    """The problem that says what the domain refused."""
    status, kind = next(((s, k) for of, s, k in _STATUS if isinstance(error, of)), (400, "refused"))
    errors = error.errors if isinstance(error, Invalid) else ()
    headers: dict[str, str] = {}
    if isinstance(error, SignedOut):
        headers["WWW-Authenticate"] = "Bearer"
    if isinstance(error, Throttled):
        headers["Retry-After"] = str(max(1, error.retry_after))
    if isinstance(error, Unavailable):
        headers["Retry-After"] = str(_RETRY_WHEN_AWAY)
    more: dict[str, Any] = {"current": error.fields} if isinstance(error, Conflict) and error.fields else {}
    if isinstance(error, FilterError):
        more["place"] = error.place
    return problem(status, error.message, kind=kind, errors=errors, headers=headers, **more)


def _problem_of(request: Request, error: Exception) -> Response:
    if isinstance(error, AtriumError):
        return answer_to(error)
    if isinstance(error, Refused):
        return problem(error.status, error.detail)
    if isinstance(error, RequestValidationError):
        return answer_to(invalid(error.errors(), skip=1))
    if isinstance(error, HTTPException):
        headers = dict(error.headers or {})
        if error.status_code == 405:
            headers["Allow"] = ", ".join(_allowed(request))
        detail = _SENTENCES.get(error.status_code, str(error.detail))
        return problem(error.status_code, detail, headers=headers)
    return problem(500, _SENTENCES[500])


async def _answer(request: Request, error: Exception) -> Response:
    response = _problem_of(request, error)
    response.headers.update(request.scope.get(RATES, {}))
    return response


async def _not_modified(request: Request, error: Exception) -> Response:
    return Response(status_code=304, headers={"ETag": str(error), **request.scope.get(RATES, {})})


def _allowed(request: Request) -> list[str]:
    # One path is several routes, one for each method; the router names only the first one's.
    path = getattr(request.scope.get("route"), "path", None)
    same = [r.methods or set() for r in request.app.router.routes if getattr(r, "path", None) == path]
    methods = set().union(*same)
    return sorted(methods | ({"HEAD"} if "GET" in methods else set()))


def install(app: FastAPI) -> None:
    """Let `app` answer every error as a problem."""
    for kind in (AtriumError, Refused, RequestValidationError, HTTPException, Exception):
        app.add_exception_handler(kind, _answer)
    app.add_exception_handler(NotModified, _not_modified)
