"""Living through sixty days in a minute."""

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from itertools import count
from random import Random

from domain import accounts, assistant, clock, mail, notifications, tasks, teams
from domain.accounts import Device, NewColleague, Person, SignUp
from domain.errors import Conflict, Invalid
from domain.notifications import KINDS, Marking, PreferenceChanges
from domain.sample_world.fates import DAYS, Fate, Fates
from domain.sample_world.people import PEOPLE, SHARES, TALKS, TEAMS, SampleShare, SampleTalk, SampleTeam, Somebody
from domain.sample_world.talk import EVERY, REACTIONS, REMARKS
from domain.sample_world.work import OWN_WORK, TEAM_WORK
from domain.tasks import NewComment, NewShare, NewTask, Reaction, Task, TaskChanges
from domain.teams import GivenRole, NewMember, NewTeam, Team

_WORDS = (
    "amber", "birch", "cedar", "comet", "delta", "ember", "fjord", "glade", "indigo", "juniper", "kestrel", "lagoon",
    "maple", "nectar", "opal", "pebble", "quartz", "raven", "saffron", "tundra", "umber", "velvet", "willow", "zephyr",
)  # fmt: skip
_DEVICE = Device("127.0.0.1", "Atrium sample world")
_NEWS = timedelta(days=2)
Step = Callable[[], Awaitable[object]]


@dataclass(slots=True)
class World:
    """What was made. `people` by first name, `teams` by key, `tasks` by title (without those that the
    assistant made); all sign in with `password`."""

    password: str
    people: dict[str, Person] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    tasks: dict[str, Task] = field(default_factory=dict)
    conversations: int = 0

    def __str__(self) -> str:
        counts = f"{len(self.people)} people, {len(self.teams)} teams, {len(self.tasks)} tasks"
        counts = f"{len(self.people)} people, {len(self.teams)} teams, {len(self.tasks)} tasks"
        lines = [f"{counts} and {self.conversations} conversations are there. Sign in as"]
        lines += [f"  {p.email:<26}{p.name}, {p.organization_name}" for p in self.people.values()]
        return "\n".join([*lines, f"each with the password  {self.password}"])


async def make(*, password: str | None = None, seed: int = 2026) -> World:
    """Make people, teams, tasks, shares and conversations, in the past up to now; the same seed tells the same story.

    Raises Conflict when the sample world is there already.
    """
    world = World(password or new_password())
    for moment, _, step in sorted(_Steps(world, clock.now(), Random(seed)).all, key=lambda s: s[:2]):
        with clock.at(moment):
            await step()
    await _read_what_is_old(world)
    return world


async def _read_what_is_old(world: World) -> None:
    """Of what people were told, the last days are news to them."""
    await notifications.deliver()
    for person in world.people.values():
        cursor: str | None = ""
        while cursor is not None:
            page = await notifications.notifications_of(limit=100, cursor=cursor or None, actor=person)
            cursor = page.next_cursor
            if old := [one.id for one in page.items if one.at < clock.now() - _NEWS]:
                await notifications.mark(Marking(ids=old), actor=person)


class _Steps:
    """Everything that will happen, with when."""

    def __init__(self, world: World, now: datetime, random: Random) -> None:
        self._world, self._now, self._order = world, now, count()
        self.all: list[tuple[datetime, int, Step]] = []
        self._fates: dict[str, Fate] = {}
        for somebody in PEOPLE:
            self._add(self._day(somebody.since), partial(self._come, somebody))
        for team in TEAMS:
            self._add(self._day(DAYS, hours=1), partial(self._found, team))
            for name, role in _roles(team):
                since = next(s.since for s in PEOPLE if s.first_name == name)
                self._add(self._day(since, hours=2), partial(self._join, team, name, role))
        self._work(Fates(random, now))
        for talk in TALKS:
            self._add(now - timedelta(days=talk.days_ago), partial(self._talk, talk))
        for share in SHARES:
            fate = self._fates[share.title]
            self._add(fate.created_at + (_last(fate, now) - fate.created_at) / 2, partial(self._share, share))

    def _add(self, moment: datetime, step: Step) -> None:
        self.all.append((moment, next(self._order), step))

    def _day(self, days_ago: int, *, hours: int = 0) -> datetime:
        return self._now - timedelta(days=days_ago) + timedelta(hours=hours)

    def _work(self, fates: Fates) -> None:
        for team in TEAMS:
            for work in TEAM_WORK[team.key]:
                self._live(fates.draw(work, team.writers, team.key))
        for number, work in enumerate(OWN_WORK):
            names = [s.first_name for s in PEOPLE if s.first_name not in work.title]
            self._live(fates.draw(work, [names[number % len(names)]], None))

    def _live(self, fate: Fate) -> None:
        self._fates[fate.work.title] = fate
        if fate.team and len(self._fates) % EVERY == 0:
            self._add_talk(fate)
        self._add(fate.created_at, partial(self._create, fate))
        last = _last(fate, self._now)
        if fate.end in ("in_progress", "completed", "archived"):
            self._add(fate.created_at + (last - fate.created_at) * 0.3, partial(self._begin, fate))
        if fate.first_due:
            self._add(fate.created_at + (last - fate.created_at) * 0.6, partial(self._put_off, fate))
        if fate.ended_at:
            self._add(max(fate.ended_at, fate.created_at + timedelta(minutes=5)), partial(self._end, fate))

    def _add_talk(self, fate: Fate) -> None:
        """Some of the team say something, one after the other, while the task goes on."""
        number = len(self._fates) // EVERY
        writers = next(team.writers for team in TEAMS if team.key == fate.team)
        known = [name for name in writers if self._is_there(name, fate.created_at)]
        lasting = _last(fate, self._now) - fate.created_at
        for place, remark in enumerate(REMARKS[number % len(REMARKS)]):
            by, other = (
                known[(number + place) % len(known)],
                known[(number + place + (1 if not place else -1)) % len(known)],
            )
            moment = fate.created_at + lasting * (0.4 + 0.1 * place)
            self._add(moment, partial(self._remark, fate, by, remark.format(other=other), REACTIONS[number % 3]))

    def _is_there(self, name: str, moment: datetime) -> bool:
        since = next(somebody.since for somebody in PEOPLE if somebody.first_name == name)
        return self._day(since, hours=3) < moment

    async def _remark(self, fate: Fate, by: str, text: str, reaction: Reaction) -> None:
        task, people = self._world.tasks[fate.work.title], self._world.people
        said = await tasks.comments.create(task.id, NewComment(content=text), actor=people[by])
        if fate.creator != by:
            await tasks.comments.react(task.id, said.id, reaction, actor=people[fate.creator])

    async def _come(self, somebody: Somebody) -> None:
        founder = next(s for s in PEOPLE if s.organization == somebody.organization)
        form = {"email": somebody.email, "name": somebody.name, "time_zone": somebody.time_zone}
        if founder is not somebody:
            colleague = NewColleague.of(**form, password=self._world.password)
            person = await accounts.add_colleague(colleague, actor=self._world.people[founder.first_name])
        else:
            person = await self._sign_up(
                SignUp.of(**form, password=self._world.password, organization_name=somebody.organization)
            )
        self._world.people[somebody.first_name] = person
        # nobody reads mail at these addresses
        never = PreferenceChanges.of(kinds={kind: {"mail": "never"} for kind in KINDS})
        await notifications.change_preferences(never, actor=person)

    async def _sign_up(self, form: SignUp) -> Person:
        try:
            with mail.silence():
                signed_in = await accounts.sign_up(form, device=_DEVICE)
        except Invalid as error:
            if any(wrong.field == "email" for wrong in error.errors):
                raise Conflict(f"The sample world is here already: {form.email} has an account.") from error
            raise
        await accounts.sign_out(signed_in.secret)
        return signed_in.person

    async def _found(self, team: SampleTeam) -> None:
        form = NewTeam(name=team.name, key=team.key, description=team.description)
        self._world.teams[team.key] = await teams.create(form, actor=self._world.people[team.owner])

    async def _join(self, team: SampleTeam, name: str, role: GivenRole) -> None:
        form = NewMember(user_id=self._world.people[name].id, role=role)
        await teams.add_member(self._world.teams[team.key].id, form, actor=self._world.people[team.owner])

    async def _create(self, fate: Fate) -> None:
        people = self._world.people
        due = fate.first_due or fate.due
        form = NewTask(
            title=fate.work.title, description=fate.work.about, labels=list(fate.work.labels), priority=fate.priority,
            team_id=self._world.teams[fate.team].id if fate.team else None,
            assignee_ids=[people[name].id for name in fate.assignees], **_due(due),
        )  # fmt: skip
        self._world.tasks[fate.work.title] = await tasks.create(form, actor=people[fate.creator])

    async def _begin(self, fate: Fate) -> None:
        await self._edit(fate, TaskChanges(status="in_progress"))

    async def _put_off(self, fate: Fate) -> None:
        await self._edit(fate, TaskChanges.of(**({"due_on": None, "due_at": None} | _due(fate.due))))

    async def _end(self, fate: Fate) -> None:
        task = self._world.tasks[fate.work.title]
        if fate.end == "completed":
            await tasks.complete(task.id, actor=self._doer(fate))
        elif fate.end == "deleted":
            await tasks.delete(task.id, actor=self._world.people[fate.creator])
        else:
            await self._edit(fate, TaskChanges(status="archived"))

    async def _edit(self, fate: Fate, changes: TaskChanges) -> None:
        await tasks.edit(self._world.tasks[fate.work.title].id, changes, actor=self._doer(fate))

    async def _share(self, share: SampleShare) -> None:
        task, people = self._world.tasks[share.title], self._world.people
        if share.to in people:
            form = NewShare(user_id=people[share.to].id, permission=share.permission)
        else:
            form = NewShare(team_id=self._world.teams[share.to].id, permission=share.permission)
        await tasks.share(task.id, form, actor=people[share.by])

    async def _talk(self, talk: SampleTalk) -> None:
        actor, moment = self._world.people[talk.by], clock.now()
        conversation = await assistant.create(actor=actor)
        for number, sentence in enumerate(talk.said):
            with clock.at(moment + timedelta(seconds=40 * number)):
                await assistant.reply(conversation.id, sentence, actor=actor)
        self._world.conversations += 1

    def _doer(self, fate: Fate) -> Person:
        return self._world.people[fate.assignees[0] if fate.assignees else fate.creator]


def new_password() -> str:
    """One that can be read aloud, and is not the same on every installation."""
    return "-".join([*(secrets.choice(_WORDS) for _ in range(4)), str(secrets.randbelow(9000) + 1000)])


def _last(fate: Fate, now: datetime) -> datetime:
    return fate.ended_at or now - timedelta(minutes=2)


def _roles(team: SampleTeam) -> list[tuple[str, GivenRole]]:
    given: tuple[tuple[GivenRole, tuple[str, ...]], ...] = (
        ("admin", team.admins), ("member", team.members), ("viewer", team.viewers),
    )  # fmt: skip
    return [(name, role) for role, names in given for name in names]


def _due(due: date | datetime | None) -> dict[str, date | datetime]:
    if due is None:
        return {}
    return {"due_at": due} if isinstance(due, datetime) else {"due_on": due}
