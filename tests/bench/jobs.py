"""Jobs per second, and how long one waits: `python -m tests.bench.jobs [how many]`, in a database of its own."""

import asyncio
import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

_folder = tempfile.TemporaryDirectory(prefix="atrium-bench-", ignore_cleanup_errors=True)
Path(_folder.name).chmod(0o711)
os.environ |= {"ATRIUM_DATA": f"{_folder.name}/data", "ATRIUM_SECRET": "only-for-measuring-0123456789-abcdefghijklmnop"}

from domain import jobs, lifespan  # noqa: E402
from domain.transactions import front_desk  # noqa: E402
from persistence import migrate  # noqa: E402
from persistence.embedded import Embedded  # noqa: E402

_done: dict[int, float] = {}


@jobs.job(name="bench.note")
async def note(number: int) -> None:
    """Do what the smallest job does: one effect in one transaction."""
    async with front_desk() as session:
        await jobs.once(session, f"bench:{number}")
    _done[number] = time.perf_counter()


async def _wait_for(how_many: int) -> None:
    while len(_done) < how_many:
        await asyncio.sleep(0.01)


async def measure(url: str, how_many: int) -> None:
    """A heap of jobs at once, then single ones with nothing else in the queue."""
    await lifespan.start(url)
    await asyncio.sleep(3)
    async with front_desk() as session:
        for number in range(how_many):
            await jobs.later(session, note, number=number)
    began = time.perf_counter()
    await _wait_for(how_many)
    print(f"{how_many} jobs with an effect each: {how_many / (time.perf_counter() - began):.0f} jobs/s")
    waits = []
    for number in range(how_many, how_many + 100):
        async with front_desk() as session:
            await jobs.later(session, note, number=number)
        began = time.perf_counter()
        await _wait_for(number + 1)
        waits.append((_done[number] - began) * 1000)
    print(f"one job, from commit to done: p50 {median(waits):.1f} ms, p95 {sorted(waits)[94]:.1f} ms")
    await lifespan.stop()


def main() -> None:
    """Measure once."""
    embedded = Embedded(Path(os.environ["ATRIUM_DATA"]))
    embedded.start()
    try:
        migrate.upgrade(embedded.url, os.environ["ATRIUM_SECRET"])
        asyncio.run(measure(embedded.url, int(sys.argv[1]) if len(sys.argv) > 1 else 2000))
    finally:
        embedded.stop()


if __name__ == "__main__":
    main()
