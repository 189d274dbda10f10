"""Files that cannot be taken in whole: they end as failed, and what they made by then is taken back."""

from uuid import UUID

from domain import jobs
from domain.clock import now
from domain.exchange.imported import tell_moved
from domain.exchange.taking_back import withdraw_later
from domain.transactions import front_desk
from persistence.queries import exchange as queries

_UNKNOWN = "It could not be taken in, although it was tried again and again."


async def give_up(import_id: UUID, reason: str = _UNKNOWN) -> None:
    """End an import as failed. What was taken in whole, or is being taken back, stays as it is."""
    async with front_desk() as session:
        row = await queries.lock_import(session, import_id)
        if row is None or row.status not in ("waiting", "running"):
            return
        row.status, row.content, row.finished_at = "failed", None, now()
        row.problems = [[0, "", reason[:500], False], *row.problems]
        await withdraw_later(session, row)
        tell_moved(session, row)


@jobs.periodic(name="exchange.sweep", cron="* * * * *")
async def sweep() -> None:
    """Once a minute: end imports whose job gave up, also one that died with its process again and again."""
    async with front_desk() as session:
        left = await queries.left_behind(session)
    for import_id, status in left:
        if status == "taking_back":
            await _offer_again(import_id)
        else:
            await give_up(import_id)


async def _offer_again(import_id: UUID) -> None:
    """Taking it back got stuck: its person may try once more."""
    async with front_desk() as session:
        row = await queries.lock_import(session, import_id)
        if row is not None and row.status == "taking_back":
            row.status, row.done = "done", row.total
            tell_moved(session, row)
