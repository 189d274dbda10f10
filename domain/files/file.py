"""What is known of a file."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID


class Actor(Protocol):
    """Whoever acts: a person, of whom this counts here."""

    @property
    def id(self) -> UUID: ...
    @property
    def organization_id(self) -> UUID: ...


@dataclass(frozen=True, slots=True)
class File:
    """One stored file."""

    id: UUID
    organization_id: UUID
    uploader_id: UUID
    purpose: str
    subject_id: UUID | None
    name: str
    media_type: str  # from its content; a word for people, never for browsers
    size: int  # bytes
    small_size: int
    sha256: bytes
    width: int | None
    height: int | None
    created_at: datetime

    @property
    def is_picture(self) -> bool:
        """Whether we made it anew from its pixels, so that it may be shown in place."""
        return self.width is not None

    @property
    def key(self) -> str:
        """Where its bytes are."""
        return key_of(self.id)

    @property
    def small_key(self) -> str:
        """Where the small picture of it is."""
        return small_key_of(self.id)


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of a file, or of the small picture of it, for somebody who may have them.

    `stream(start, end)` gives the bytes from `start` up to, not including, `end`.
    """

    file: File
    size: int
    media_type: str
    stream: Callable[[int, int], AsyncIterator[bytes]]


_SMALL = ".small"


def key_of(file_id: UUID) -> str:
    """The key of a file's bytes: spread over 256 folders by its random end."""
    return f"{file_id.hex[-2:]}/{file_id.hex}"


def small_key_of(file_id: UUID) -> str:
    """The key of its small picture."""
    return key_of(file_id) + _SMALL


def id_of(key: str) -> UUID | None:
    """To which file a key belongs; None when it is not one of ours."""
    name = key.rpartition("/")[2].removesuffix(_SMALL)
    try:
        return UUID(hex=name) if len(name) == 32 else None
    except ValueError:
        return None
