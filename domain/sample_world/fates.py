"""What becomes of each thing to do: drawn once, from a seed, before anything happens."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Literal
from zoneinfo import ZoneInfo

from domain.sample_world.people import PEOPLE, Somebody
from domain.sample_world.work import Work
from domain.tasks import PRIORITIES, Priority

DAYS = 60
_SETTLING = 4  # days after coming, before anybody makes anything: longer than a weekend
End = Literal["completed", "in_progress", "pending", "archived", "deleted"]
_PRIORITY_WEIGHTS = (34, 12, 28, 19, 7)
_BY_NAME = {somebody.first_name: somebody for somebody in PEOPLE}


@dataclass(frozen=True, slots=True)
class Fate:
    """Who makes it when, for whom, due when; how it ends and when. `team` is a key, None for one's own."""

    work: Work
    team: str | None
    creator: str
    assignees: tuple[str, ...]
    priority: Priority
    created_at: datetime
    due: date | datetime | None
    first_due: date | None  # it was due then, before it was put off
    end: End
    ended_at: datetime | None


class Fates:
    """Draws fates; the same seed and the same `now` give the same ones."""

    def __init__(self, random: Random, now: datetime) -> None:
        self._random, self._now = random, now

    def draw(self, work: Work, writers: Sequence[str], team: str | None) -> Fate:
        """The fate of one thing that these people might do."""
        random = self._random
        age = random.random() ** 1.2 * (max(_BY_NAME[name].since for name in writers) - _SETTLING)
        there = [_BY_NAME[name] for name in writers if _BY_NAME[name].since >= age + _SETTLING]
        creator = random.choice(there)
        created_at = self._at_work(creator, age)
        assignees = random.sample(there, k=min(len(there), random.choice((0, 1, 1, 1, 2)))) if team else []
        end, ended_at = self._end(age, created_at)
        due = self._due(created_at, ended_at)
        first_due = due - timedelta(days=random.randint(2, 6)) if due and random.random() < 0.25 else None
        return Fate(
            work=work, team=team, creator=creator.first_name, assignees=tuple(s.first_name for s in assignees),
            priority=random.choices(PRIORITIES, _PRIORITY_WEIGHTS)[0], created_at=created_at,
            due=self._with_time(due, creator) if due and random.random() < 0.2 else due,
            first_due=first_due if first_due and first_due >= created_at.date() else None,
            end=end, ended_at=ended_at,
        )  # fmt: skip

    def _end(self, age: float, created_at: datetime) -> tuple[End, datetime | None]:
        done = 0.85 if age > 28 else 0.6 if age > 12 else 0.35 if age > 3 else 0.1
        chance = self._random.random()
        if chance < done:
            took = timedelta(days=self._random.triangular(0.05, max(0.1, min(age, 16)), min(age, 3) / 2))
            end: End = "completed" if chance > 0.05 or age < 20 else "archived"
            return end, min(created_at + took, self._now - timedelta(minutes=self._random.randint(3, 600)))
        if chance < done + 0.02:
            return "deleted", self._now - timedelta(hours=self._random.uniform(1, min(age, 20) * 24 + 2))
        return ("in_progress" if chance < done + (1 - done) * 0.4 else "pending"), None

    def _due(self, created_at: datetime, ended_at: datetime | None) -> date | None:
        if self._random.random() < 0.2:
            return None
        if ended_at:
            return (ended_at + timedelta(days=self._random.choice((-2, 0, 0, 1, 2, 4)))).date()
        away = self._random.choices((-9, -4, -2, -1, 0, 1, 2, 4, 7, 12, 20), (2, 3, 4, 5, 9, 8, 8, 9, 9, 7, 4))[0]
        return max(self._now.date() + timedelta(days=away), created_at.date())

    def _with_time(self, due: date, creator: Somebody) -> datetime:
        hour = time(self._random.randint(9, 17), self._random.choice((0, 30)))
        return datetime.combine(due, hour, ZoneInfo(creator.time_zone))

    def _at_work(self, creator: Somebody, days_ago: float) -> datetime:
        """A moment about so long ago at which that person is at work."""
        zone = ZoneInfo(creator.time_zone)
        day = (self._now - timedelta(days=days_ago)).astimezone(zone).date()
        while day.weekday() > 4:
            day -= timedelta(days=1)
        minutes = self._random.randint(8 * 60 + 30, 17 * 60 + 45)
        moment = datetime.combine(day, time(minutes // 60, minutes % 60), zone)
        return min(moment, self._now - timedelta(minutes=self._random.randint(15, 300)))
