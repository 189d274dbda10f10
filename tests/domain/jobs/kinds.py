"""Jobs for tests, and a process that runs them: `python kinds.py <url> <seconds until another counts as dead>`."""

import asyncio
import os
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[3]))

from domain import audit, handlers, hearing, jobs, transactions
from domain.transactions import front_desk


@jobs.job(name="test.leave_a_mark", retries=20, wait=0.05)
async def leave_a_mark(mark: str) -> None:
    """Leave a mark, once; slow enough to be killed before, in and after its transaction."""
    await asyncio.sleep(0.02)
    async with front_desk() as session:
        if await jobs.once(session, mark):
            audit.write(session, "test.mark", actor_id=None, object_kind=mark)
            await asyncio.sleep(0.02)
    await asyncio.sleep(0.02)


@jobs.job(name="test.kill_the_process", retries=2, wait=0.05)
async def kill_the_process() -> None:
    """Die."""
    os.kill(os.getpid(), 9)


@jobs.periodic(name="test.every_second", cron="* * * * * *")
async def every_second() -> None:
    """Say that it ran."""
    async with front_desk() as session:
        audit.write(session, "test.tick", actor_id=None)


async def main(url: str, patience: float) -> None:
    """Run jobs until the end."""
    transactions.connect(url)
    handlers.connect()
    await hearing.start(url)
    await jobs.start(url, patience=patience)
    print("working", flush=True)  # noqa: T201
    await asyncio.sleep(120)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], float(sys.argv[2])))
