"""Following what happens to a task.

Who created it, is assigned to it, commented on it or was mentioned follows a task without asking, for as long as they
see it. Everybody who sees it can choose to, or choose not to.
"""

from uuid import UUID

from domain.accounts.people import Person
from domain.clock import now
from domain.tasks.comment import Watcher
from domain.tasks.reading import access_task
from domain.transactions import publish, transaction
from persistence.queries import comments as queries
from persistence.queries.tasks import home_of
from persistence.session import Session


async def watchers_of(task_id: UUID, *, actor: Person) -> list[Watcher]:
    """Who follows the task, and why. Raises NotFound, NotPermitted."""
    async with transaction(actor) as session:
        await access_task(session, task_id, actor=actor, trashed=True)
        return await _watchers(session, task_id)


async def watch(task_id: UUID, *, actor: Person) -> list[Watcher]:
    """Follow the task from now on. Doing so twice changes nothing."""
    return await _choose(task_id, watching=True, actor=actor)


async def unwatch(task_id: UUID, *, actor: Person) -> list[Watcher]:
    """Do not follow the task, whatever one has to do with it; only being mentioned or assigned is told still."""
    return await _choose(task_id, watching=False, actor=actor)


async def _choose(task_id: UUID, *, watching: bool, actor: Person) -> list[Watcher]:
    async with transaction(actor) as session:
        await access_task(session, task_id, actor=actor)
        before = await _watchers(session, task_id)
        if any(w.user_id == actor.id for w in before) != watching:
            await queries.choose_watching(session, task_id, actor.id, now(), watching=watching)
            task = await home_of(session, task_id)
            event = "watcher.added" if watching else "watcher.removed"
            publish(session, event, kind="watcher", object_id=task_id, version=task.version, task_id=task_id,
                    team_id=task.team_id, owner_id=task.owner_id, detail=str(task_id))  # fmt: skip
        return await _watchers(session, task_id)


async def _watchers(session: Session, task_id: UUID) -> list[Watcher]:
    return [Watcher(r.person_id, r.name, r.reason) for r in await queries.watchers_in(session, task_id)]
