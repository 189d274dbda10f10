"""One field as it was."""

from uuid import UUID

from domain.accounts.people import Person
from domain.errors import Invalid, NotFound
from domain.inputs import Input, ShortText
from domain.tasks.changing import change
from domain.tasks.permissions import require_edit
from domain.tasks.reading import access_task
from domain.tasks.restoring import value_of
from domain.tasks.task import Task
from domain.transactions import transaction
from persistence.queries.tasks import changes_in

_OTHERWISE = {"deleted_at", "relation"}  # these come back by undo


class FieldBefore(Input):
    """Which field shall be what it was before a change."""

    field: ShortText


async def go_back(
    task_id: UUID, change_id: UUID, form: FieldBefore, *, actor: Person, version: int | None = None
) -> Task:
    """Give one field the value back that it had before a change of the task's history, whatever became of it since.

    Raises NotFound for a change that is not the task's, Invalid for a field that it did not touch, NotPermitted.
    """
    async with transaction(actor) as session:
        require_edit(await access_task(session, task_id, actor=actor))
        records = [r for r in await changes_in(session, change_id) if r.task_id == task_id]
        if not records:
            raise NotFound("There is no such change in the history of this task.")
        found = [r.fields[form.field] for r in records if form.field in r.fields and form.field not in _OTHERWISE]
        if not found:
            raise Invalid("This change did not touch this field.", field="field")
        values = {form.field: value_of(form.field, found[0][0])}
        return await change(session, task_id, values, actor=actor, verb="updated", version=version)
