"""Notifications by mail: at once, threaded by task, or many in one daily digest.

Whether somebody still sees what a mail would tell of is asked in the transaction that queues it.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from domain import mail, written_dates
from domain.clock import now
from domain.mail import Address
from domain.notifications.unsubscribing import DIGEST, link_for
from domain.settings import settings
from domain.transactions import front_desk
from persistence.queries import notifications as queries
from persistence.session import Session

_AT_ONCE = 200


async def post() -> None:
    """Put the mails whose hour it is into the outbox, each once."""
    is_behind = True
    while is_behind:
        async with front_desk() as session:
            ids = await queries.take_letters(session, now(), _AT_ONCE)
            is_behind = len(ids) == _AT_ONCE
            daily = await queries.daily_among(session, ids)
            told = await queries.letters_of(session, ids)
            for one in told:
                if one.id not in daily:
                    await _send(session, one)
            digests = sorted((one for one in told if one.id in daily), key=lambda one: (one.person_id, one.at))
            for _, of_one in groupby(digests, key=lambda one: one.person_id):
                await _send_digest(session, list(of_one))


async def _send(session: Session, one: Any) -> None:
    thread = f"task:{one.task_id}" if one.task_id else f"team:{one.team_id}"
    await _mail(session, one, "notification", _said(one), kind=one.kind, thread=thread)


async def _send_digest(session: Session, told: Sequence[Any]) -> None:
    data = {"items": [_said(one) for one in told], "link": f"{settings().base_url}/notifications"}
    await _mail(session, told[0], "notification-digest", data, kind=DIGEST, thread=None)


async def _mail(
    session: Session, to: Any, template: str, data: dict[str, Any], *, kind: str, thread: str | None
) -> None:  # fmt: skip
    unsubscribe = link_for(to.person_id, kind)
    settings_link = f"{settings().base_url}/settings?part=notifications"
    await mail.send_later(
        session, to=Address(to.person_name, to.email), template=template,
        data=data | {"unsubscribe_link": unsubscribe, "settings_link": settings_link}, locale=to.locale,
        time_zone=to.time_zone, thread=thread, unsubscribe_url=unsubscribe,
    )  # fmt: skip


def _said(one: Any) -> dict[str, Any]:
    """What a template needs: plain values."""
    where = f"/tasks?task={one.task_id}" if one.task_id else f"/teams/{one.team_id}"
    return {"kind": one.kind, "why": one.why, "actor": one.actor_name or "Atrium", "title": one.title or "",
            "key": one.task_key or "", "team": one.team_name or "", "content": one.content or "",
            "due": written_dates.due(one.due_on, one.due_at, one.locale, one.time_zone),
            "link": settings().base_url + where}  # fmt: skip
