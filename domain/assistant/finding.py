"""Which task somebody means by a few words, a key or an id."""

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from uuid import UUID

from domain import tasks
from domain.accounts import Person
from domain.tasks import Task, TaskFilter

_KEY = re.compile(r"[A-Za-z][A-Za-z0-9]{0,7}-\d{1,9}")
_SMALL_WORDS = frozenset("the a an of to for and or in on at my our with task about".split())  # noqa: SIM905
_LIKE_ENOUGH = 0.6
MOST_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Meant:
    """The tasks that fit best (one: that is it; several: ask), and when none fits those with the nearest titles."""

    fitting: list[Task] = field(default_factory=list)
    nearest: list[Task] = field(default_factory=list)


async def find_meant(reference: str, *, actor: Person, trashed: bool = False) -> Meant:
    """The tasks, among all that the actor may see, that `reference` names. Raises NotFound, NotPermitted for ids."""
    reference = " ".join(reference.split())[:500]
    try:
        return Meant([await tasks.task(UUID(reference), actor=actor, trashed=trashed)])
    except ValueError:
        pass
    if not reference:
        return Meant()
    found = await _search(reference, actor=actor, trashed=trashed)
    if _KEY.fullmatch(reference):
        keyed = [task for task in found if task.key.upper() == reference.upper()]
        if keyed:
            return Meant(keyed)
    ranked = [(rank, task) for task in found if (rank := _rank(task.title, reference)) is not None]
    if ranked:
        best = min(rank for rank, _ in ranked)
        return Meant([task for rank, task in ranked if rank == best])
    return Meant(nearest=await _nearest(reference, actor=actor, trashed=trashed))


def prefer(found: list[Task], statuses: tuple[str, ...]) -> list[Task]:
    """Those of the wanted statuses, or all when none is."""
    return [task for task in found if task.status in statuses] or found


async def _search(reference: str, *, actor: Person, trashed: bool) -> list[Task]:
    wanted = TaskFilter(q=reference, archived=True, trashed=trashed)
    found = (await tasks.tasks(wanted, actor=actor, sort="-updated_at", limit=100)).items
    words = sorted(_words(reference), key=len, reverse=True)
    if words and not any(_rank(task.title, reference) is not None for task in found):
        looser = TaskFilter(q=words[0], archived=True, trashed=trashed)
        found += (await tasks.tasks(looser, actor=actor, sort="-updated_at", limit=100)).items
    return list({task.id: task for task in found}.values())


def _words(text: str) -> list[str]:
    words = [word.rstrip("s") if len(word) > 3 else word for word in re.findall(r"\w+", text.lower())]
    return [word for word in words if word not in _SMALL_WORDS] or words


def _rank(title: str, reference: str) -> int | None:
    title, reference = " ".join(title.lower().split()), reference.lower()
    if title == reference:
        return 0
    if reference in title:
        return 1
    words = _words(reference)
    return 2 if words and all(word in title for word in words) else None


async def _nearest(reference: str, *, actor: Person, trashed: bool) -> list[Task]:
    wanted = TaskFilter(trashed=trashed)
    recent = (await tasks.tasks(wanted, actor=actor, sort="-updated_at", limit=100)).items
    scored = [(_likeness(task.title, reference), task) for task in recent]
    near = sorted((pair for pair in scored if pair[0] >= _LIKE_ENOUGH), key=lambda pair: -pair[0])
    return [task for _, task in near[:3]]


def _likeness(title: str, reference: str) -> float:
    """How alike the words are: each word of the reference against the nearest of the title."""
    titled, referred = _words(title)[:8], _words(reference)[:4]
    if not titled or not referred:
        return 0.0
    best = [max(SequenceMatcher(None, word, other).ratio() for other in titled) for word in referred]
    return sum(best) / len(best)
