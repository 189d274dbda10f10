"""How somebody wants to be told."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from domain.accounts.people import Person
from domain.errors import Outdated
from domain.notifications.notification import USUAL, Choice, Kind, MailWish, PreferenceChanges, Preferences
from domain.transactions import read, transaction
from persistence.models import NotificationPreferencesRow
from persistence.queries import notifications as queries
from persistence.session import Session

DIGEST_AT = time(8)


async def preferences(*, actor: Person) -> Preferences:
    """How the actor wants to be told: what they chose, and what is usual for the rest."""
    rows = await read(actor, queries.PREFERENCES, {"person_id": actor.id})
    return preferences_of(rows[0]) if rows else Preferences(USUAL, None, None, DIGEST_AT, 1)


async def change_preferences(changes: PreferenceChanges, *, actor: Person, version: int | None = None) -> Preferences:
    """Wish to be told otherwise from now on."""
    async with transaction(actor) as session:
        row = await row_of(session, actor.id)
        if version is not None and row.version != version:
            raise Outdated("The preferences were changed meanwhile.", fields={"version": row.version})
        given = changes.given()
        chosen = {kind: change.given() for kind, change in given.pop("kinds", {}).items()}
        row.choices = _merged(row.choices, chosen)
        for name, value in given.items():
            setattr(row, name, time.fromisoformat(value) if value is not None else None)
        row.version += 1
        await session.flush()
        return preferences_of(row)


async def row_of(session: Session, person_id: UUID) -> NotificationPreferencesRow:
    """The person's row, held until the transaction ends; made when there is none."""
    row = await session.get(NotificationPreferencesRow, person_id, with_for_update=True)
    if row is None:
        row = NotificationPreferencesRow(person_id=person_id)
        session.add(row)
    return row


def preferences_of(row: Any) -> Preferences:
    """The wishes that a row tells of, completed by what is usual."""
    return Preferences(choices_of(row.choices), row.quiet_from, row.quiet_to, row.digest_at, row.version)


def choices_of(kept: Mapping[str, Any] | None) -> dict[Kind, Choice]:
    """For every kind what was chosen, or what is usual."""
    return {
        kind: Choice(**({"in_app": usual.in_app, "mail": usual.mail} | (kept or {}).get(kind, {})))
        for kind, usual in USUAL.items()
    }


def mail_at(wish: MailWish, who: Any, at: datetime) -> datetime | None:
    """When a mail of what happened `at` may go out: after the quiet hours, or with the next digest."""
    if wish == "never":
        return None
    local = at.astimezone(ZoneInfo(who.time_zone))
    if wish == "daily":
        return _next(local, who.digest_at or DIGEST_AT)
    begin, end = who.quiet_from, who.quiet_to
    if begin is None or end is None or begin == end:
        return at
    clock = local.time()
    is_quiet = begin <= clock < end if begin < end else clock >= begin or clock < end
    return _next(local, end) if is_quiet else at


def _next(local: datetime, at: time) -> datetime:
    moment = datetime.combine(local.date(), at, local.tzinfo)
    return moment if moment > local else datetime.combine(local.date() + timedelta(days=1), at, local.tzinfo)


def _merged(kept: Mapping[str, Any], chosen: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    return {kind: {**kept.get(kind, {}), **chosen.get(kind, {})} for kind in {*kept, *chosen}}
