"""Reminders that have come: told once for each moment, to whom still sees a task that is still open."""

from domain.clock import now
from domain.notifications.deciding import Telling
from domain.notifications.delivery import tell
from domain.transactions import front_desk
from persistence.queries import notifications as queries
from persistence.queries import reminders

_AT_ONCE = 200


async def remind() -> None:
    """Tell everybody of the reminders that are due. Marking them as sent and telling is one transaction."""
    is_behind = True
    while is_behind:
        async with front_desk() as session:
            due = await reminders.take_due(session, now(), _AT_ONCE)
            is_behind = len(due) == _AT_ONCE
            people = {who.id: who for who in await queries.wishes_of(session, list({d.person_id for d in due}))}
            for one in due:
                telling = Telling(one.person_id, "reminder", "reminder", f"reminder:{one.id}:{one.due.isoformat()}")
                about = {"task_id": one.task_id, "comment_id": None, "actor_id": None, "team_id": None, "at": now()}
                await tell(session, telling, people[one.person_id], about)
