"""Showing one task to more people, and who sees it why."""

from typing import Any
from uuid import UUID

from domain import audit
from domain.accounts.people import Person
from domain.clock import now
from domain.errors import Invalid, NotFound, NotPermitted
from domain.tasks.inputs import NewShare, ShareChange
from domain.tasks.permissions import can_share
from domain.tasks.reading import access_task
from domain.tasks.task import Share, Task, Viewer
from domain.teams.reading import team_in
from domain.transactions import publish, read, transaction
from persistence.models import TaskShareRow
from persistence.queries import tasks as queries
from persistence.queries.teams import find_person
from persistence.session import Session

_RANK = {"view": 0, "edit": 1, "owner": 2}


async def share(task_id: UUID, form: NewShare, *, actor: Person) -> Share:
    """Show the task to a person or to one of the actor's teams, to view or to edit; sharing again changes which.

    Raises NotPermitted, and Invalid when nobody has the address or the receiver has the task anyway.
    """
    async with transaction(actor) as session:
        task = await _shareable(session, task_id, actor=actor)
        person_id, team_id = await _receiver(session, task, form, actor=actor)
        row = await queries.share_to(session, task_id, person_id, team_id)
        if row is None:
            row = TaskShareRow(task_id=task_id, person_id=person_id, team_id=team_id, permission=form.permission,
                               shared_by_id=actor.id, created_at=now())  # fmt: skip
            session.add(row)
        elif row.permission != form.permission:
            row.permission, row.version = form.permission, row.version + 1
        await session.flush()
        await _tell(session, task_id, "task.shared", row, actor=actor)
        return await _share(session, task_id, row.id)


async def change_share(task_id: UUID, share_id: UUID, form: ShareChange, *, actor: Person) -> Share:
    """Let the receiver edit, or only view. Raises NotFound, NotPermitted."""
    async with transaction(actor) as session:
        await _shareable(session, task_id, actor=actor)
        row = await _row(session, task_id, share_id)
        if row.permission != form.permission:
            row.permission, row.version = form.permission, row.version + 1
            await session.flush()
            await _tell(session, task_id, "task.shared", row, actor=actor)
        return await _share(session, task_id, share_id)


async def revoke_share(task_id: UUID, share_id: UUID, *, actor: Person) -> None:
    """Take a share back; a receiver may give up their own. Assignments of those who lose sight of the task go too."""
    async with transaction(actor) as session:
        task = await access_task(session, task_id, actor=actor, trashed=True)
        row = await _row(session, task_id, share_id)
        if not can_share(task) and row.person_id != actor.id:
            raise NotPermitted("Only those at home with this task decide who else sees it.")
        await _tell(session, task_id, "task.unshared", row, actor=actor)
        if row.person_id == actor.id:
            await queries.drop_own_assignment(session, task_id, actor.id)
        await session.delete(row)
        await session.flush()
        if can_share(task):
            await queries.drop_blind_assignees(session, task_id)


async def shares_of(task_id: UUID, *, actor: Person) -> list[Share]:
    """Whom the task is shared with. Raises NotFound, NotPermitted."""
    async with transaction(actor) as session:
        await access_task(session, task_id, actor=actor)
    return [Share(**r._asdict()) for r in await read(actor, queries.SHARES, {"task_id": task_id})]


async def access_of(task_id: UUID, *, actor: Person) -> list[Viewer]:
    """Everybody who can see the task, what they may do, and every reason why. Raises NotFound, NotPermitted."""
    async with transaction(actor) as session:
        await access_task(session, task_id, actor=actor)
        rows = await queries.viewers(session, task_id)
    people: dict[UUID, list[Any]] = {}
    for row in rows:
        people.setdefault(row.person_id, []).append(row)
    return [
        Viewer(who, seen[0].name, max((r.permission for r in seen), key=_RANK.__getitem__), [r.reason for r in seen])
        for who, seen in people.items()
    ]


async def _shareable(session: Session, task_id: UUID, *, actor: Person) -> Task:
    task = await access_task(session, task_id, actor=actor)
    if not can_share(task):
        raise NotPermitted("Only those at home with this task decide who else sees it.")
    return task


async def _receiver(session: Session, task: Task, form: NewShare, *, actor: Person) -> tuple[UUID | None, UUID | None]:
    if form.team_id is not None:
        if form.team_id == task.team_id:
            raise Invalid("The task belongs to this team already.", field="team_id")
        return None, (await team_in(session, form.team_id, actor=actor)).id
    person = await find_person(session, email=form.email, person_id=form.user_id)
    field = "email" if form.email else "user_id"
    if person is None:
        raise Invalid(
            f"Nobody here has the address {form.email}." if form.email else "There is no such person.", field=field
        )
    if task.team_id is None and person.id == actor.id:
        raise Invalid("This is your own task.", field=field)
    return person.id, None


async def _row(session: Session, task_id: UUID, share_id: UUID) -> TaskShareRow:
    row = await session.get(TaskShareRow, share_id)
    if row is None or row.task_id != task_id:
        raise NotFound("The task is not shared in this way (any more).")
    return row


async def _share(session: Session, task_id: UUID, share_id: UUID) -> Share:
    found = [r for r in await queries.shares_in(session, task_id) if r.id == share_id]
    return Share(**found[0]._asdict())


async def _tell(session: Session, task_id: UUID, event: str, share: TaskShareRow, *, actor: Person) -> None:
    task = await queries.home_of(session, task_id)
    receivers = [r for r in (share.person_id, share.team_id) if r]
    publish(session, event, kind="task", object_id=task_id, version=task.version, task_id=task_id, team_id=task.team_id,
            owner_id=task.owner_id, affected=receivers, detail=str(receivers[0]))  # fmt: skip
    receiver = {"person": str(share.person_id)} if share.person_id else {"team": str(share.team_id)}
    audit.write(session, event, actor_id=actor.id, object_kind="task", object_id=task_id,
                details={"permission": share.permission} | receiver)  # fmt: skip
