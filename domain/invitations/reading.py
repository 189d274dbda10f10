"""Invitations, for the admins of their organisation."""

from typing import Any
from uuid import UUID

from domain import access
from domain.accounts import Person, can_administer
from domain.accounts.directory import refuse
from domain.accounts.inputs import like
from domain.clock import now
from domain.errors import Invalid
from domain.invitations.invitation import STATUSES, Invitation, JoinLink, Statistics
from domain.paging import Page, id_in
from domain.transactions import read, read_all, transaction
from persistence.queries import invitations as queries

_FIELDS = Invitation.__dataclass_fields__


def _invitation(row: Any) -> Invitation:
    return Invitation(**{name: getattr(row, name) for name in _FIELDS})


async def invitation(invitation_id: UUID, *, actor: Person) -> Invitation:
    """One invitation. Raises NotFound or NotPermitted."""
    rows = await read(actor, queries.INVITATION, {"id": invitation_id, "now": now()})
    if not rows:
        async with transaction(actor) as session:
            await access.refuse(session, "invitation", invitation_id, actor=actor)
    return _invitation(rows[0])


async def invitations_of(
    *, actor: Person, status: str | None = None, q: str = "", limit: int = 50, cursor: str | None = None
) -> Page[Invitation]:
    """The invitations of the actor's organisation, the newest first; `q` is searched in addresses."""
    await _check(actor)
    if status is not None and status not in STATUSES:
        raise Invalid(f"Status must be one of {', '.join(STATUSES)}.", field="status")
    asked = {"status": status, "like": like(q), "after": id_in(cursor), "limit": limit + 1, "now": now()}
    rows, counted = await read_all(actor, [(queries.PAGE, asked), (queries.COUNT, asked)])
    following = rows[limit - 1].id.hex if len(rows) > limit else None
    return Page([_invitation(row) for row in rows[:limit]], following, counted[0].total)


async def statistics(*, actor: Person) -> Statistics:
    """How many invitations there are of each kind."""
    await _check(actor)
    return Statistics(**(await read(actor, queries.STATISTICS, {"now": now()}))[0]._asdict())


async def join_links(*, actor: Person) -> list[JoinLink]:
    """The links that were not revoked, the newest first; used up and expired ones too."""
    await _check(actor)
    fields = JoinLink.__dataclass_fields__
    return [JoinLink(**{name: getattr(row, name) for name in fields}) for row in await read(actor, queries.JOIN_LINKS)]


async def _check(actor: Person) -> None:
    if not can_administer(actor):
        await refuse(actor, actor.organization_id, "organization")
