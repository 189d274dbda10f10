"""From what happened to what people are told: each event once per person, whatever is killed when.

A cursor over the activities moves in the transaction that writes the notifications. This process looks as soon as it
hears of something; the job that sweeps every minute finds what was missed.
"""

import asyncio
import logging
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from domain.bus import Event
from domain.clock import now
from domain.errors import AtriumError
from domain.notifications import letters
from domain.notifications.deciding import Telling, tellings
from domain.notifications.preferences import choices_of, mail_at
from domain.transactions import front_desk, publish
from persistence.ids import new_id
from persistence.policies.notifications import TOLD
from persistence.queries import notifications as queries
from persistence.session import Session

log = logging.getLogger(__name__)
_AT_ONCE = 200  # events
_NEWS = timedelta(days=1)  # what is older is not mailed


class _Open:
    """What delivers in this process, while it does."""

    task: asyncio.Task[None] | None = None
    has_more = False


def hear(event: Event) -> None:
    """Look, in a moment, whom this concerns."""
    if event.name not in TOLD:
        return
    _Open.has_more = True
    if _Open.task is None or _Open.task.done():
        _Open.task = asyncio.get_running_loop().create_task(_run(), name="deliver notifications")


async def settle() -> None:
    """Wait until everything heard so far is delivered."""
    if _Open.task is not None and not _Open.task.done():
        await asyncio.gather(_Open.task, return_exceptions=True)


async def _run() -> None:
    while _Open.has_more:
        _Open.has_more = False
        try:
            await deliver()
            await letters.post()
        except AtriumError as error:
            log.info("notifications wait for the next sweep: %s", error.message)
        except Exception:
            log.exception("notifications wait for the next sweep")


async def deliver() -> None:
    """Tell everybody whom what happened since the last time concerns."""
    is_behind = True
    while is_behind:
        async with front_desk() as session:
            after, newest = await queries.cursor(session), await queries.newest(session)
            events = await queries.to_tell(session, after, _AT_ONCE)
            is_behind = len(events) == _AT_ONCE
            await _tell(session, events)
            last = events[-1].id if events else after
            await queries.move_cursor(session, last if is_behind else max(newest, last))


async def _tell(session: Session, events: Sequence[Any]) -> None:
    found = [(event, telling) for event in events for telling in tellings(event)]
    people = {who.id: who for who in await queries.wishes_of(session, list({t.person_id for _, t in found}))}
    for event, telling in found:
        if who := people.get(telling.person_id):
            about = {"task_id": event.task_id, "comment_id": event.comment_id, "actor_id": event.actor_id,
                     "team_id": None if event.task_id else event.team_id, "at": event.at}  # fmt: skip
            await tell(session, telling, who, about)


async def tell(session: Session, telling: Telling, who: Any, about: dict[str, Any]) -> None:
    """Write one notification as its person wishes it, unless they were told of the same already."""
    choice = choices_of(who.choices)[telling.kind]
    if not choice.in_app and choice.mail == "never":
        return
    mail = choice.mail if about["at"] > now() - _NEWS else "never"
    values = {"id": new_id(), "person_id": who.id, "kind": telling.kind, "why": telling.why, "source": telling.source,
              "in_app": choice.in_app, "mail": mail, "mail_at": mail_at(mail, who, about["at"])}  # fmt: skip
    if await queries.add(session, values | about) and choice.in_app:
        publish(session, "notification.created", kind="notification", object_id=values["id"], owner_id=who.id)
