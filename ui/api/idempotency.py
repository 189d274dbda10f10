"""`Idempotency-Key`: a POST that is sent again gets the answer of the first and changes nothing more."""

import hmac
import json
from collections.abc import Awaitable, Callable
from uuid import UUID

import orjson
from starlette.requests import Request
from starlette.responses import Response

from domain import idempotency
from domain.accounts import Person
from domain.accounts.sealing import seal, unseal
from domain.errors import AtriumError, Invalid
from domain.idempotency import NOTHING_DONE, Answer
from domain.settings import settings
from ui.api.bodies import Read
from ui.api.errors import answer_to

HEADER = "Idempotency-Key"
FINGERPRINT = "atrium.fingerprint"  # of a body that is not JSON, kept with the request
_KEPT_HEADERS = ("content-type", "etag", "location", "undo-token", "www-authenticate")
_PURPOSE = "answer"
Act = Callable[[], Awaitable[Response]]


def key_of(request: Request) -> str | None:
    """The key that was sent. Raises Invalid for one that cannot be kept."""
    key = request.headers.get(HEADER)
    if key is not None and not (0 < len(key) <= 255 and key.isascii() and key.isprintable()):
        raise Invalid(f"{HEADER} must be 1 to 255 printable ASCII characters.", field=HEADER)
    return key


async def once_for_nobody(key: str, request: Request, act: Act) -> Response:
    """The same for who is not signed in: the key counts for whom the body names, by e-mail address or token."""
    said = request.parsed if isinstance(request, Read) else None
    names = [str(said.get(name, "")) for name in ("email", "token", "refresh_token")] if isinstance(said, dict) else []
    about = json.dumps([key, _path_of(request), *names])
    scope = hmac.digest(settings().secret.encode(), about.encode(), "sha256")
    owner_id = UUID(bytes=scope[:16])

    async def kept() -> Answer:
        try:
            return _kept(await act(), owner_id)
        except AtriumError as error:
            if isinstance(error, NOTHING_DONE):
                raise
            return _kept(answer_to(error), owner_id)

    # who accepts an invitation as themselves says so at an address that is open to all
    asker = request.headers.get("authorization", "").encode()
    return _told(await idempotency.once_for_nobody(scope, _fingerprint(request, asker), kept), owner_id)


async def once(key: str, request: Request, act: Act, *, actor: Person, at_length: bool) -> Response:
    """The answer of `act`, which is called only when no request of this person with this key was answered before."""

    async def kept() -> Answer:
        try:
            return _kept(await act(), actor.id)
        except AtriumError as error:
            if not at_length or isinstance(error, NOTHING_DONE):
                raise
            return _kept(answer_to(error), actor.id)  # the key is taken by then: the refusal is the answer

    claim = idempotency.once_at_length if at_length else idempotency.once
    return _told(await claim(key, _fingerprint(request), kept, actor=actor), actor.id)


def _told(answer: Answer, owner_id: UUID) -> Response:
    said = orjson.loads(unseal(answer.content.decode(), purpose=_PURPOSE, owner_id=owner_id))
    headers = said["headers"] | ({"Idempotency-Replayed": "true"} if answer.is_repeated else {})
    return Response(said["body"].encode(), answer.status, headers=headers)


def _kept(response: Response, owner_id: UUID) -> Answer:
    headers = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
    said = orjson.dumps({"headers": headers, "body": bytes(response.body).decode()}).decode()
    # some answers are told once, like the secret of a token: at rest nobody reads them
    return Answer(response.status_code, seal(said, purpose=_PURPOSE, owner_id=owner_id).encode())


def _fingerprint(request: Request, *more: bytes) -> bytes:
    body = json.dumps(request.parsed, sort_keys=True).encode() if isinstance(request, Read) else b""
    body = request.scope.get(FINGERPRINT, body)
    said = b"\n".join([request.method.encode(), _path_of(request).encode(), request.scope["query_string"], body, *more])
    return hmac.digest(settings().secret.encode(), said, "sha256")  # keyed: there may be a password in the body


def _path_of(request: Request) -> str:
    return str(request.scope["path"]).removeprefix(request.scope.get("root_path", ""))
