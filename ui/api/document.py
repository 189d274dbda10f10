"""The OpenAPI document: what FastAPI reads from the code, and the conventions that hold for every address."""

from typing import Any

import orjson
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from domain.settings import VERSION, settings
from ui.api.bodies import LARGEST, MERGE_PATCH
from ui.api.conditional import Versions
from ui.api.errors import MEDIA_TYPE
from ui.api.examples import EXAMPLES
from ui.api.routing import Route
from ui.api.uploading import UploadRoute

BASE = "/api/v1"
_INTRODUCTION = f"""
Everything people can do on a page, programs can do here. Every path also answers under `/api`.

**Who asks**: `Authorization: Bearer <access token>`; cookies count for nothing. Access tokens last fifteen minutes.
**Errors** are `{MEDIA_TYPE}` (RFC 9457) and name each field. Unknown fields and wrong types are refused.
**Lists** take `limit` and `cursor` and answer `items`, `next_cursor`, `total`.
**Versions**: single objects carry `version` and answer with `ETag`; PATCH, PUT and DELETE honour `If-Match`.
**Repeats**: with an `Idempotency-Key` (1 to 255 characters) a POST that is sent again gets the answer of the first.
**Undo**: what changes a task answers with `Undo-Token`, which `POST /undo` takes.
**Limits**: a JSON body has at most {LARGEST:,} bytes. `RateLimit-Limit`, `-Remaining` and `-Reset` (seconds) tell how
many requests a minute are left. **Times** are RFC 3339 in UTC.
**Live**: a WebSocket at `{BASE}/ws`. Its first message is `{{"type": "auth", "token": "…", "after": 1234}}` (`after`
may be left out); then come `{{"type": "ready", "last": 1240}}` and one message for each event.
"""
_PROBLEM = {
    "type": "object",
    "title": "Problem",
    "required": ["type", "title", "status", "detail", "errors"],
    "properties": {
        "type": {"type": "string", "maxLength": 200},
        "title": {"type": "string", "maxLength": 100},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string", "maxLength": 500, "description": "A sentence for people."},
        "errors": {"type": "array", "maxItems": 100, "items": {"$ref": "#/components/schemas/FieldProblem"}},
        "current": {"type": "object", "description": "On conflicts: what others made of the fields."},
    },
}
_FIELD_PROBLEM = {
    "type": "object",
    "title": "FieldProblem",
    "required": ["field", "message"],
    "properties": {
        "field": {"type": "string", "maxLength": 500},
        "message": {"type": "string", "maxLength": 500},
    },
}
_FORM = "multipart/form-data"
_EVERYWHERE = {"422": "Bad input", "429": "Too many requests", "503": "The database is away"}
_SIGNED_IN = {"401": "No token, or a bad one"}
_WITH_ID = {"403": "It exists, but not for you", "404": "It does not exist"}
_WITH_BODY = {"413": "Too large", "415": "Not JSON"}
_CHANGING = {"409": "The state does not allow it"}
_IF_MATCH = {"412": "`If-Match` does not match"}


_MAY_REFUSE = ("login", "refresh", "accept", "join")  # open to everybody, and still 401 for who says a wrong thing


def described(programs: FastAPI) -> bytes:
    """The document for these routes, as JSON."""
    document = get_openapi(
        title="Atrium", version=VERSION, openapi_version="3.1.0", description=_INTRODUCTION, routes=programs.routes
    )
    routes = {
        (route.path, m): route for route in programs.routes if isinstance(route, Route) for m in route.methods or ()
    }
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            _complete(operation, routes[path, method.upper()], method.upper())
    document["paths"] = {BASE + path: operations for path, operations in sorted(document["paths"].items())}
    parts = document["components"]
    parts["securitySchemes"] = {"bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}}
    parts["schemas"] |= {"Problem": _PROBLEM, "FieldProblem": _FIELD_PROBLEM}
    for unused in ("HTTPValidationError", "ValidationError"):
        parts["schemas"].pop(unused, None)
    for name, example in EXAMPLES.items():
        parts["schemas"][name]["examples"] = [example]
    return orjson.dumps(document)


def _complete(operation: dict[str, Any], route: Route, method: str) -> None:
    operation["security"] = [] if route.is_open else [{"bearer": []}]
    has_version = any(d.call is not None and _makes_versions(d) for d in route.dependant.dependencies)
    parameters = operation.setdefault("parameters", [])
    if method == "POST" and not route.is_secret:
        parameters.append(_header("Idempotency-Key", "Lets a repeated request get the first one's answer.", 255))
    if method in {"PATCH", "PUT", "DELETE"} and has_version:
        parameters.append(_header("If-Match", "Only when the object still has this ETag.", 200))
    if method == "GET" and has_version:
        parameters.append(_header("If-None-Match", "304 when the object still has this ETag.", 200))
    _complete_body(operation, method)
    _complete_answers(operation, route, method, has_version)


def _complete_body(operation: dict[str, Any], method: str) -> None:
    if body := operation.get("requestBody"):
        most = settings().upload_mb * 1_000_000 if _FORM in body["content"] else LARGEST
        body["description"] = f"At most {most:,} bytes."
        if method == "PATCH":
            body["content"][MERGE_PATCH] = body["content"]["application/json"]


def _complete_answers(operation: dict[str, Any], route: Route, method: str, has_version: bool) -> None:
    answers = operation["responses"]
    problems = dict(_EVERYWHERE)
    problems |= {} if route.is_open and not route.path.endswith(_MAY_REFUSE) else _SIGNED_IN
    problems |= _WITH_ID if "{" in route.path else {}
    problems |= _WITH_BODY if route.body_field or isinstance(route, UploadRoute) else {}
    problems |= {} if method == "GET" else _CHANGING
    problems |= _IF_MATCH if has_version and method in {"PATCH", "PUT", "DELETE"} else {}
    if has_version:
        for status, answer in answers.items():
            if status in {"200", "201"}:
                answer["headers"] = {"ETag": {"schema": {"type": "string", "maxLength": 20}}}
    if has_version and method == "GET":
        answers["304"] = {"description": "Not changed"}
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for status, sentence in sorted(problems.items()):
        answers[status] = {"description": sentence, "content": content}


def _makes_versions(dependant: Any) -> bool:
    made_by = [dependant, *dependant.dependencies]
    return any(getattr(d.call, "__annotations__", {}).get("return") is Versions for d in made_by)


def _header(name: str, description: str, longest: int) -> dict[str, Any]:
    return {
        "name": name,
        "in": "header",
        "required": False,
        "description": description,
        "schema": {"type": "string", "maxLength": longest},
    }
