"""The world that the measurements run on still fits the tables."""

from tests.bench import million
from tests.bench.million import Million, Size
from tests.bench.plain_sql import Plain

SMALL = Size(orgs=20, tasks=2_000, heavy=100, giant=400, crowd=30)


async def test_the_measured_world_can_be_filled_and_two_people_see_exactly_so_many_tasks(database_url: str) -> None:
    world = million.fill(database_url, SMALL)
    assert await _seen(world) == [SMALL.heavy, SMALL.giant]
    assert len(world.crowd) == SMALL.crowd


async def _seen(world: Million) -> list[int]:
    seen = []
    for person_id in (world.heavy, world.giant):
        async with Plain.of(world, person_id) as plain:
            _, counted = await plain.page()
            seen.append(counted[0][0])
    return seen
