"""What files are for, and who may do what to them for that."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from domain.errors import Invalid, NotPermitted
from domain.files.file import File
from domain.files.shapes import WHOLE, Shape
from persistence.session import Session

SubjectRule = Callable[[Session, UUID | None, Any], Awaitable[None]]
FileRule = Callable[[Session, File, Any], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Purpose:
    """One thing that files are for. A rule raises what it refuses with."""

    name: str
    see: FileRule
    add: SubjectRule
    remove: FileRule
    shape: Shape
    only_pictures: bool
    counts: bool  # in the quota of the organisation
    added: FileRule
    removed: FileRule


async def _nothing(_: Session, __: File, ___: Any) -> None:
    """Nothing more happens."""


_declared: dict[str, Purpose] = {}


def declare(
    name: str,
    *,
    see: FileRule,
    add: SubjectRule,
    remove: FileRule,
    shape: Shape = WHOLE,
    only_pictures: bool = False,
    counts: bool = True,
    added: FileRule = _nothing,
    removed: FileRule = _nothing,
) -> None:
    """Say who may see, add and remove files for this purpose, and how pictures are made anew for it.

    `added` and `removed` run in the transaction in which that happened, to publish it.
    """
    _declared[name] = Purpose(name, see, add, remove, shape, only_pictures, counts, added, removed)


def purpose(name: str) -> Purpose:
    """The declared purpose. Raises Invalid when there is none."""
    if name not in _declared:
        raise Invalid("Purpose is not a known one.", field="purpose")
    return _declared[name]


async def _own(_: Session, file: File, actor: Any) -> None:
    if file.uploader_id != actor.id:
        raise NotPermitted("This file is not yours.")


async def _alone(_: Session, subject_id: UUID | None, __: Any) -> None:
    if subject_id is not None:
        raise Invalid("A file of this purpose hangs on nothing.", field="subject_id")


declare("file", see=_own, add=_alone, remove=_own)  # somebody's own, hung on nothing
