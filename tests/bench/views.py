"""What a list, a board and a search by a word ask for, for those who see 10,000 and 100,000 tasks among 1,000,000.

A list or board needs the order of all its tasks, then the rows in sight. The baseline is plain SQL as the owner of the
tables, with an explicit WHERE over ids that were looked up beforehand: the same ids in the same order, in one value.
"""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import uvloop

from domain import search, tasks
from domain.accounts import Person
from domain.tasks import Outline, TaskFilter
from tests.bench import people, plain_sql
from tests.bench.figures import Figure, spread
from tests.bench.house import House
from tests.bench.million import GIANT, HEAVY, Million
from tests.bench.plain_sql import Plain
from tests.bench.timing import in_turns

_TIMES = {HEAVY: 200, GIANT: 50}
_IN_SIGHT = 60  # rows under each heading
_WORD = "budget"  # in every tenth title

Call = Callable[[], Awaitable[Any]]


def measure(house: House) -> list[Figure]:
    """The verbs that a page calls, for both."""
    world = house.million
    found = []
    for seen, person_id in ((HEAVY, world.heavy), (GIANT, world.giant)):
        found += uvloop.run(_of(world, person_id, seen))
    return found


async def _of(world: Million, person_id: UUID, seen: int) -> list[Figure]:
    figures = []
    async with people.domain_over(world.url), Plain.of(world, person_id) as plain:
        me = await people.person(person_id)
        await _check(me, plain, seen)
        for what, ours, theirs in _questions(me, plain):
            took = await in_turns(_TIMES[seen], ours, theirs)
            figures += spread(f"{what}, {seen:,} tasks", *took)
    return figures


def _questions(me: Person, plain: Plain) -> list[tuple[str, Call, Call]]:
    async def board() -> None:
        await _first_rows(await tasks.outline(actor=me, group="status"), me)

    async def by_due() -> None:
        await _first_rows(await tasks.outline(actor=me, group="due", sort="due_at"), me)

    return [
        ("list by due date", by_due, lambda: plain.order(plain_sql.BY_DUE)),
        ("board", board, lambda: plain.order(plain_sql.BOARD)),
        (f"fifty with the word {_WORD}", lambda: _with_word(me), lambda: plain.with_word(_WORD)),
        (f"search for {_WORD}", lambda: search.find(_WORD, actor=me), lambda: plain.with_word(_WORD)),
    ]


async def _first_rows(outline: Outline, me: Person) -> None:
    await tasks.tasks_among([one for heading in outline.headings for one in heading.first(_IN_SIGHT)], actor=me)


async def _with_word(me: Person) -> Any:
    return await tasks.tasks(TaskFilter(where=f'text ~ "{_WORD}"'), actor=me, limit=50)


async def _check(me: Person, plain: Plain, seen: int) -> None:
    outline = await tasks.outline(actor=me, group="status")
    if not outline.total == await plain.order(plain_sql.BOARD) == seen:
        raise RuntimeError(f"The board has {outline.total} tasks.")
    ours, (listed, counted) = await _with_word(me), await plain.with_word(_WORD)
    if [task.id for task in ours.items] != [row[0] for row in listed[:50]] or ours.total != counted[0][0]:
        raise RuntimeError(f"The search is not that of plain SQL: {ours.total}, {counted[0][0]}")
