"""A person's picture: a square, made anew; everybody who is signed in may see it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from domain import files
from domain.accounts import standing
from domain.accounts.acting import person_acting
from domain.accounts.editing import check_version, edit_oneself
from domain.accounts.people import Person
from domain.errors import NotPermitted
from domain.files import Arriving, File
from domain.transactions import read, signal, transaction
from persistence.queries import files as queries
from persistence.session import Session


async def set_picture(arrived: Arriving, name: str, *, actor: Person, version: int | None = None) -> Person:
    """Make what arrived the actor's picture: the middle of it, as a square.

    Raises Invalid when it is none, and Outdated for another version of the actor than the present.
    """

    async def show(session: Session, file: File) -> None:
        await _show(session, file.id, actor, version)

    await files.keep(arrived, name, purpose="picture", subject_id=actor.id, actor=actor, within=show)
    return await _now(actor)


async def remove_picture(*, actor: Person, version: int | None = None) -> Person:
    """Go back to initials. Without a picture nothing changes. Raises Outdated for another version of the actor."""
    async with transaction(actor) as session:
        await check_version(session, actor, version)
        if actor.picture_id:
            await _show(session, None, actor, version)
    return await _now(actor)


async def _show(session: Session, picture_id: UUID | None, actor: Person, version: int | None) -> None:
    await edit_oneself(session, {"picture_id": picture_id}, actor=actor, version=version)
    mine = await queries.ids_on(session, "picture", actor.id)
    await files.remove(session, [old for old in mine if old != picture_id])
    signal(session, "person.pictured", kind="picture", object_id=actor.id, audience=[], detail=str(picture_id or ""))


async def _now(actor: Person) -> Person:
    standing.outdated(actor.id)
    return await person_acting(actor.id)


async def pictures_of(ids: Iterable[UUID], *, actor: Person) -> dict[UUID, UUID]:
    """The pictures of those of these people who have one."""
    rows = await read(actor, queries.PICTURES, {"ids": list(ids)})
    return {row.subject_id: row.id for row in rows}


async def _everybody(_: Session, __: File, ___: Any) -> None:
    """Whoever is signed in sees it."""


async def _own(_: Session, subject_id: UUID | None, actor: Any) -> None:
    if subject_id != actor.id:
        raise NotPermitted("One’s picture is one’s own to change.")


async def _own_file(session: Session, file: File, actor: Any) -> None:
    raise NotPermitted("A picture is removed in the settings, or DELETE /users/me/picture.")


files.declare("picture", see=_everybody, add=_own, remove=_own_file, shape=files.SQUARE, only_pictures=True)
