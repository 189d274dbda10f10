"""Which kinds of jobs there are. Importing the module that declares one makes it known."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from persistence.queue import GiveUp

__all__ = ["GiveUp", "Job", "declared", "job", "periodic"]

Body = Callable[..., Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Job:
    """One kind of job. Called, it does its work at once; `jobs.later` puts it into the queue."""

    name: str
    queue: str
    retries: int
    wait: float
    cron: str | None
    body: Body

    async def __call__(self, **arguments: Any) -> None:
        await self.body(**arguments)


_declared: dict[str, Job] = {}


def declared() -> list[Job]:
    """Every kind there is."""
    return list(_declared.values())


def purpose_of(name: str) -> str:
    """What a kind of job is for, in a sentence; empty for one that this version does not know."""
    kind = _declared.get(name)
    return ((kind.body.__doc__ if kind else None) or "").strip().partition("\n")[0]


def job(*, name: str, queue: str = "default", retries: int = 5, wait: float = 5.0) -> Callable[[Body], Job]:
    """Declare a job: an async function of keyword arguments that JSON can hold. It opens its own transactions.

    It may be run more than once (a process is killed, a commit's answer is lost): see `once`. An exception lets it be
    tried again up to `retries` times, after `wait` seconds, then three times as long and so on, up to six hours;
    GiveUp sets it aside at once.
    """
    return lambda body: _declare(Job(name, queue, retries, wait, None, body))


def periodic(*, name: str, cron: str, queue: str = "default", retries: int = 3) -> Callable[[Body], Job]:
    """Declare a job without arguments that is done at the times of `cron` (UTC), once, however many processes run."""
    return lambda body: _declare(Job(name, queue, retries, 5.0, cron, body))


def _declare(kind: Job) -> Job:
    known = _declared.setdefault(kind.name, kind)
    if known is not kind:
        raise ValueError(f"There are two kinds of job called {kind.name}.")
    return kind
