"""What people call tasks: `LAUNCH-42`. A task that moved is still found by the key it had."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from domain.accounts.people import Person
from domain.errors import NotFound
from domain.tasks.reading import task as read_task
from domain.tasks.task import Status, Task
from domain.transactions import read
from persistence.queries import keys as queries

KEY = re.compile(r"(?<![\w/-])([A-Z][A-Z0-9]{0,9}-[1-9][0-9]{0,8})(?![\w-])")
_MOST = 100  # keys looked up for one text


@dataclass(frozen=True, slots=True)
class Called:
    """A task that a text calls by its key."""

    id: UUID
    title: str
    status: Status


def keys_in(text: str) -> list[str]:
    """The keys that a text names, each once, at most a hundred."""
    return list(dict.fromkeys(KEY.findall(text)))[:_MOST]


async def called(keys: Iterable[str], *, actor: Person, team_id: UUID | None = None) -> dict[str, Called]:
    """The tasks of these keys that the actor may see; where several have the same, that of the team or one's own."""
    wanted = [key.upper() for key in keys][:_MOST]
    if not wanted:
        return {}
    rows = await read(actor, queries.BY_KEY, {"keys": wanted, "team_id": team_id})
    return {row.key: Called(row.id, row.title, row.status) for row in rows}


async def find_by_key(key: str, *, actor: Person) -> Task:
    """The task that people call so, also by a key it had before it moved. Raises NotFound for what the actor may not
    see too: a key says nothing about who has such a task."""
    found = await called([key.strip()[:20]], actor=actor)
    if not found:
        raise NotFound("There is no task with this key.")
    return await read_task(next(iter(found.values())).id, actor=actor)
