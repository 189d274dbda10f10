"""Taking back what a file made: because its person wants to, or because it could not be taken in whole."""

from uuid import UUID

from domain import accounts, jobs
from domain.accounts import Person
from domain.clock import now
from domain.errors import Conflict, SignedOut
from domain.exchange.imported import Import, import_, tell_moved
from domain.tasks import ManyChanges, change_many
from domain.transactions import front_desk, read, transaction
from persistence.models import TaskImportRow
from persistence.queries import exchange as queries
from persistence.session import Session

_AT_ONCE = 200


async def take_back(import_id: UUID, *, actor: Person) -> Import:
    """Put every task that the file made, and nobody changed since, into the trash. One that is still being taken in
    goes on no further.

    Raises NotFound, NotPermitted, and Conflict when it was taken back already.
    """
    await import_(import_id, actor=actor)
    async with transaction(actor) as session:
        row = await queries.lock_import(session, import_id)
        if row is None or not (row.status in ("waiting", "running", "done") or (row.status == "failed" and row.made)):
            raise Conflict("This was taken back already.")
        if row.status in ("waiting", "running"):
            row.total, row.content = row.made, None  # the job that takes it in sees it before its next part
        row.status, row.done = "taking_back", 0
        await session.flush()
        tell_moved(session, row)
        await withdraw_later(session, row)
    return await import_(import_id, actor=actor)


async def withdraw_later(session: Session, row: TaskImportRow) -> None:
    """Have what it made put into the trash after this transaction."""
    await jobs.later(session, withdraw, import_id=str(row.id), person_id=str(row.person_id))


@jobs.job(name="exchange.take_back", queue="exchange", retries=8)
async def withdraw(import_id: str, person_id: str) -> None:
    """Put what a file made into the trash, some at a time, as far as its person may."""
    try:
        actor = await accounts.person_acting(UUID(person_id))
    except SignedOut as error:
        raise jobs.GiveUp(error.message) from error
    has_more = True
    while has_more:
        asked = {"batch_id": UUID(import_id), "limit": _AT_ONCE}
        made = [row.id for row in await read(actor, queries.MADE, asked)]
        done = await change_many(made, ManyChanges(deleted=True), actor=actor) if made else None
        gone = sum(result.outcome == "changed" for result in done.results) if done else 0
        has_more = gone > 0 and await _note(UUID(import_id), gone)
    await _end(UUID(import_id))


async def _note(import_id: UUID, gone: int) -> bool:
    # at the front desk: its person may have left the team since
    async with front_desk() as session:
        row = await queries.lock_import(session, import_id)
        if row is None or row.status not in ("taking_back", "failed"):
            return False
        if row.status == "failed":
            row.made = max(0, row.made - gone)
        else:
            row.done = min(row.total, row.done + gone)
        tell_moved(session, row)
        return True


async def _end(import_id: UUID) -> None:
    async with front_desk() as session:
        row = await queries.lock_import(session, import_id)
        if row is not None and row.status == "taking_back":
            row.status, row.finished_at = "taken_back", now()
            tell_moved(session, row)
