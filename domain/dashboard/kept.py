"""Answers kept for five seconds per person, and dropped as soon as something happened that could change them."""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast
from uuid import UUID

from domain.accounts import Person
from domain.bus import Event
from domain.transactions import is_joined

T = TypeVar("T")
_SECONDS = 5.0
_AHEAD = 1.0  # before that is over it is found anew, so that nobody waits for what is asked all the time
_MOST = 5_000  # answers


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """An answer, and the teams of the person it is for: what happens in them may change it."""

    answer: T
    team_ids: Iterable[UUID]


@dataclass(frozen=True, slots=True)
class _Kept:
    answer: Any
    until: float
    principals: frozenset[UUID]


class _Memory:
    def __init__(self) -> None:
        self.answers: dict[Hashable, _Kept] = {}
        self.asked: dict[Hashable, asyncio.Future[Any]] = {}
        self.heard: deque[tuple[int, frozenset[UUID] | None]] = deque(maxlen=1000)  # None: concerns everybody
        self.number = 0

    def note(self, audience: frozenset[UUID] | None) -> None:
        self.number += 1
        self.heard.append((self.number, audience))

    def has_heard(self, since: int, principals: frozenset[UUID]) -> bool:
        if self.heard and self.heard[0][0] > since + 1:
            return True  # so much happened that it was forgotten
        later = (audience for number, audience in self.heard if number > since)
        return any(audience is None or audience & principals for audience in later)


_memory = _Memory()


async def answer(kind: Hashable, actor: Person, find: Callable[[], Awaitable[Found[T]]]) -> T:
    """The kept answer, or the one that `find` gives; who asks meanwhile waits for the same one."""
    if is_joined():  # inside a transaction that may yet be undone
        return (await find()).answer
    key = (actor.id, actor.time_zone, kind)
    kept = _memory.answers.get(key)
    left = kept.until - time.monotonic() if kept else 0.0
    if kept and left > 0:
        if left < _AHEAD and key not in _memory.asked:
            _ask(key, actor, find)
        return cast(T, kept.answer)
    return cast(T, await asyncio.shield(_memory.asked.get(key) or _ask(key, actor, find)))


def _ask(key: Hashable, actor: Person, find: Callable[[], Awaitable[Found[T]]]) -> asyncio.Future[T]:
    asked = _memory.asked[key] = asyncio.ensure_future(_find(key, actor, find))

    def forget(done: asyncio.Future[T]) -> None:
        if _memory.asked.get(key) is done:
            del _memory.asked[key]
        if not done.cancelled():
            done.exception()  # those who wait for it hear of it; asked ahead, nobody may

    asked.add_done_callback(forget)
    return asked


async def _find(key: Hashable, actor: Person, find: Callable[[], Awaitable[Found[T]]]) -> T:
    since = _memory.number
    found = await find()
    principals = frozenset({actor.id, *found.team_ids})
    if not _memory.has_heard(since, principals):
        if len(_memory.answers) >= _MOST:
            _memory.answers.clear()
        _memory.answers[key] = _Kept(found.answer, time.monotonic() + _SECONDS, principals)
    return found.answer


def hear(event: Event) -> None:
    """Drop what this event may have changed."""
    _memory.note(event.audience)
    for key in [key for key, kept in _memory.answers.items() if kept.principals & event.audience]:
        del _memory.answers[key]


def forget() -> None:
    """Drop everything: this process changed something, and its own reads must not wait to hear of it."""
    _memory.note(None)
    _memory.asked.clear()
    _memory.answers.clear()
