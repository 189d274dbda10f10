"""`Idempotency-Key`: a POST that is sent again gets the answer of the first and changes nothing more."""

import hmac
import json
from collections.abc import Awaitable, Callable

import orjson
from starlette.requests import Request
from starlette.responses import Response

from domain import idempotency
from domain.accounts import Person
from domain.accounts.sealing import seal, unseal
from domain.errors import AtriumError, Invalid, Unavailable
from domain.idempotency import Answer
from domain.settings import settings
from ui.api.bodies import Read
from ui.api.errors import answer_to

HEADER = "Idempotency-Key"
FINGERPRINT = "atrium.fingerprint"  # of a body that is not JSON, kept with the request
_KEPT_HEADERS = ("content-type", "etag", "location", "undo-token")
_PURPOSE = "answer"
Act = Callable[[], Awaitable[Response]]


def key_of(request: Request) -> str | None:
    """The key that was sent. Raises Invalid for one that cannot be kept."""
    key = request.headers.get(HEADER)
    if key is not None and not (0 < len(key) <= 255 and key.isascii() and key.isprintable()):
        raise Invalid(f"{HEADER} must be 1 to 255 printable ASCII characters.", field=HEADER)
    return key


async def once(key: str, request: Request, act: Act, *, actor: Person, at_length: bool) -> Response:
    """The answer of `act`, which is called only when no request of this person with this key was answered before."""

    async def kept() -> Answer:
        try:
            return _kept(await act(), actor)
        except AtriumError as error:
            if not at_length or isinstance(error, Unavailable):
                raise
            return _kept(answer_to(error), actor)  # the key is taken by then: the refusal is the answer

    claim = idempotency.once_at_length if at_length else idempotency.once
    answer = await claim(key, _fingerprint(request), kept, actor=actor)
    said = orjson.loads(unseal(answer.content.decode(), purpose=_PURPOSE, owner_id=actor.id))
    headers = said["headers"] | ({"Idempotency-Replayed": "true"} if answer.is_repeated else {})
    return Response(said["body"].encode(), answer.status, headers=headers)


def _kept(response: Response, actor: Person) -> Answer:
    headers = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
    said = orjson.dumps({"headers": headers, "body": bytes(response.body).decode()}).decode()
    # some answers are told once, like the secret of a token: at rest nobody reads them
    return Answer(response.status_code, seal(said, purpose=_PURPOSE, owner_id=actor.id).encode())


def _fingerprint(request: Request) -> bytes:
    body = json.dumps(request.parsed, sort_keys=True).encode() if isinstance(request, Read) else b""
    body = request.scope.get(FINGERPRINT, body)
    path = request.scope["path"].removeprefix(request.scope.get("root_path", ""))
    said = b"\n".join([request.method.encode(), path.encode(), request.scope["query_string"], body])
    return hmac.digest(settings().secret.encode(), said, "sha256")  # keyed: there may be a password in the body
