"""Reading what was sent: JSON of bounded size, and nothing else."""

import json
from email.message import Message
from typing import Any, NoReturn

from starlette.requests import Request

from domain.errors import FieldError, Invalid
from ui.api.errors import Refused

LARGEST = 1_000_000  # bytes
MERGE_PATCH = "application/merge-patch+json"


class Read(Request):
    """A request whose JSON body was read already."""

    def __init__(self, request: Request, raw: bytes, parsed: Any) -> None:
        super().__init__(request.scope, request.receive)
        self.raw, self.parsed = raw, parsed

    async def body(self) -> bytes:
        return self.raw

    async def json(self) -> Any:
        return self.parsed


async def read(request: Request) -> Read:
    """The request with its body read. Raises Invalid for malformed JSON, Refused for other types and sizes."""
    raw = await _raw(request)
    if not raw:
        return Read(request, b"", None)
    _check_type(request)
    return Read(request, raw, _parsed(raw))


async def _raw(request: Request) -> bytes:
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared[:20]) > LARGEST:
        raise Refused(413)
    raw = bytearray()
    async for chunk in request.stream():
        raw += chunk
        if len(raw) > LARGEST:
            raise Refused(413)
    return bytes(raw)


def _check_type(request: Request) -> None:
    said = Message()
    said["content-type"] = request.headers.get("content-type", "missing/missing")
    known = {"application/json"} | ({MERGE_PATCH} if request.method == "PATCH" else set())
    charset = said.get_param("charset", "utf-8")
    if said.get_content_type() not in known or str(charset).lower() not in {"utf-8", "utf8"}:
        raise Refused(415)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    # of two values under one name another reader, before us, may have believed the other one
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _parsed(raw: bytes) -> Any:
    try:
        return json.loads(raw.decode("utf-8-sig"), parse_constant=_no_constant, object_pairs_hook=_each_once)
    except RecursionError:
        said = "The body is nested too deeply."
    except json.JSONDecodeError as error:
        said = f"The body is not valid JSON: {error.msg} at line {error.lineno}, column {error.colno}."
    except ValueError:
        said = "The body is not valid JSON."
    raise Invalid(said, errors=(FieldError("body", said),))
