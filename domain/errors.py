"""What can go wrong, said as sentences for people. Each door translates these once; nothing else crosses a door."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class FieldError:
    """One thing wrong with one field of what was sent."""

    field: str
    message: str


class AtriumError(Exception):
    """Base of every refusal. `str(error)` is a sentence that may be shown to the person."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotFound(AtriumError):
    """It does not exist (any more)."""


class NotPermitted(AtriumError):
    """It exists, but the actor may not see it or do this to it."""


class Invalid(AtriumError):
    """The input cannot be accepted; `errors` names each field."""

    def __init__(self, message: str, *, field: str = "", errors: tuple[FieldError, ...] = ()) -> None:
        super().__init__(message)
        self.errors = errors or ((FieldError(field, message),) if field else ())


class TooLarge(Invalid):
    """What was sent is larger than this installation takes."""


class Conflict(AtriumError):
    """The state changed meanwhile or does not allow it. `fields` holds, per field, what others made of it."""

    def __init__(self, message: str, *, fields: Mapping[str, Any] | None = None) -> None:
        super().__init__(message)
        self.fields = dict(fields or {})


class Contended(Conflict):
    """Others were at the same thing at the same moment. Nothing was changed; another try may succeed."""


class Outdated(Conflict):
    """The caller named a version (`If-Match`) that is no longer the current one."""


class SignedOut(AtriumError):
    """Nobody is signed in: no session or token, or one that ended."""


class Throttled(AtriumError):
    """Too many tries; `retry_after` seconds until the next one counts."""

    def __init__(self, message: str, *, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Unavailable(AtriumError):
    """The database cannot be reached just now. Nothing was changed."""


class Unsure(Unavailable):
    """The database went away while this was being saved: whether it was saved is not known."""


class SecondFactorRequired(SignedOut):
    """The password was right and a second factor is missing; `ticket` proves the first step, for a few minutes."""

    def __init__(self, message: str, *, ticket: str = "") -> None:
        super().__init__(message)
        self.ticket = ticket


class NotRecent(NotPermitted):
    """It may be done only shortly after proving once more who one is."""
