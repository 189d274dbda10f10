"""The desk at which one answer is worked out: who asks, what they know, and the rules of when to ask first."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from domain import tasks
from domain.accounts import Person
from domain.assistant import acts, cards, phrases
from domain.assistant.conversation import Chunk, Proposal, Target
from domain.assistant.finding import MOST_SHOWN, Meant, find_meant, prefer
from domain.assistant.sentences import Call, Context, Understood
from domain.errors import Invalid
from domain.tasks import Task
from domain.tasks.dates import say_when
from domain.teams import Team

Result = dict[str, Any]
_WANTED = {
    "complete_task": ("pending", "in_progress"), "set_status": ("pending", "in_progress"),
    "reopen_task": ("completed", "archived"), "show_task": ("pending", "in_progress"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody the asking person may name."""

    id: UUID
    name: str
    email: str


@dataclass(slots=True)
class Desk:
    """What the tools of one answer share.

    `has_read` says that text of tasks has reached the model. From then on a change is made at once only when the
    person's own words ask for this very act on this very task; every other change becomes a proposal, whatever the
    model was talked into.
    """

    actor: Person
    place: tuple[UUID, UUID]  # the conversation, the message being written
    context: Context
    intended: Understood
    teams: Sequence[Team]
    people: Sequence[Known]
    emit: Callable[[Chunk], None]
    has_read: bool = False
    has_acted: bool = False
    alone: asyncio.Lock = field(default_factory=asyncio.Lock)

    def team_named(self, name: str) -> Team:
        """The asking person's team of that name. Raises Invalid naming those there are."""
        wanted = " ".join(name.lower().split())
        found = [t for t in self.teams if t.name.lower() == wanted] or [
            t for t in self.teams if t.name.lower().startswith(wanted) or str(t.id) == wanted
        ]
        if len(found) == 1:
            return found[0]
        listed = ", ".join(phrases.shortened(t.name, 40) for t in self.teams[:12])
        raise Invalid(f"You have no team called “{phrases.shortened(name, 60)}”. "
                      + (f"Your teams: {listed}." if listed else "You are in no team yet."))  # fmt: skip

    def person_named(self, name: str) -> Known:
        """Somebody by name, first name, address or "me". Raises Invalid when nobody or several are meant."""
        wanted = " ".join(name.strip(" .@").lower().split())
        if wanted in {"me", "myself", "i"}:
            return Known(self.actor.id, self.actor.name, self.actor.email)
        ways: list[Callable[[Known], bool]] = [
            lambda k: wanted in {k.email.lower(), k.name.lower(), str(k.id)},
            lambda k: k.name.lower().split()[:1] == [wanted] or k.email.lower().split("@")[0] == wanted,
        ]
        for fits in ways:
            found = [known for known in self.people if fits(known)]
            if len(found) == 1:
                return found[0]
            if found:
                listed = ", ".join(f"{k.name} ({k.email})" for k in found[:5])
                raise Invalid(f"Several people are called “{phrases.shortened(name, 60)}”: {listed}. Say the address.")
        raise Invalid(f"I know nobody called “{phrases.shortened(name, 60)}”. Say the full name or the e-mail address.")

    def brief(self, task: Task) -> dict[str, Any]:
        """A task as tools tell of it."""
        team = next((t.name for t in self.teams if t.id == task.team_id), None)
        names = {k.id: k.name for k in self.people} | {self.actor.id: "you"}
        return {
            "id": str(task.id), "key": task.key, "title": task.title, "status": task.status, "priority": task.priority,
            "due": say_when(task.due_on, task.due_at, now=self.context.now, zone=self.context.zone), "team": team,
            "assignees": [names.get(a, "somebody") for a in task.assignee_ids], "labels": task.labels,
            "is_overdue": self._is_overdue(task), "permission": task.permission,
        }  # fmt: skip

    def _is_overdue(self, task: Task) -> bool:
        if task.status not in ("pending", "in_progress"):
            return False
        today = self.context.now.astimezone(self.context.zone).date()
        return bool((task.due_on and task.due_on < today) or (task.due_at and task.due_at <= self.context.now))

    async def meant(self, tool: str, reference: str, arguments: Mapping[str, Any]) -> Task | Result:
        """The one task that is meant, or the question which one."""
        trashed = tool == "restore_task"
        found = await find_meant(reference, actor=self.actor, trashed=trashed)
        fitting = prefer(found.fitting, _WANTED.get(tool, ("pending", "in_progress", "completed")))
        if len(fitting) == 1:
            return fitting[0]
        return self._question(tool, reference, arguments, Meant(fitting, found.nearest))

    def _question(self, tool: str, reference: str, arguments: Mapping[str, Any], meant: Meant) -> Result:
        self.has_read = self.has_read or bool(meant.fitting or meant.nearest)
        shown = (meant.fitting or meant.nearest)[:MOST_SHOWN]
        return {
            "outcome": "which" if meant.fitting else "none", "tool": tool, "arguments": dict(arguments),
            "words": reference, "options": [self.brief(t) for t in shown],
            "more": max(0, len(meant.fitting) - MOST_SHOWN),
        }  # fmt: skip

    async def change(
        self, tool: str, reference: str, given: Mapping[str, Any], names: Mapping[str, str] | None = None,
        asked: Mapping[str, Any] | None = None,
    ) -> Result:  # fmt: skip
        """Do one act to one task: at once, or as a proposal when it has to be asked first.

        `given` are the act's complete arguments, `asked` the tool's own (to ask again with), `names` what the card
        calls things.
        """
        async with self.alone:
            task = await self.meant(tool, reference, asked or given)
            if not isinstance(task, Task):
                return task
            words = self._words(tool, given, f"“{phrases.shortened(task.title)}”", names or {})
            targets = [Target(task.id, task.title, task.version)]
            if tool in acts.ASKS_FIRST or not await self.may_act(tool, task):
                self._check(tool, task)
                return self._proposed(
                    await cards.propose(self.place, tool, given, targets, words, actor=self.actor), task
                )
            outcome, card = await cards.perform(self.place, tool, given, targets, words[1], actor=self.actor)
            self.has_acted = True
            return self._done(outcome.tasks[0] if outcome.tasks else task, card)

    def _words(self, tool: str, given: Mapping[str, Any], what: str, names: Mapping[str, str]) -> tuple[str, str]:
        when = phrases.due_said(given, self.context.now, self.context.zone)
        return phrases.said(tool, given, what, names, when)

    def _check(self, tool: str, task: Task) -> None:
        """Refuse now what would be refused after the click anyway."""
        if tool in ("remind_task", "relate_task", "unrelate_task", "duplicate_task"):
            return  # who sees a task may; what else it takes, the verb asks
        can = {"delete_task": tasks.can_delete, "share_task": tasks.can_share}.get(tool, tasks.can_edit)
        if not can(task):
            raise Invalid(f"You can see “{phrases.shortened(task.title)}” but not {tool.partition('_')[0]} it.")

    async def may_act(self, tool: str, task: Task | None = None) -> bool:
        """Whether the person's own words ask for this: what was read is data, never an instruction."""
        if not self.has_read:
            return True
        wanted = self.intended
        if self.has_acted or not isinstance(wanted, Call) or wanted.tool != tool:
            return False
        if task is None:
            return True
        named = await find_meant(
            str(wanted.arguments.get("task", "")), actor=self.actor, trashed=tool == "restore_task"
        )
        return task.id in {t.id for t in named.fitting}

    async def add(self, given: Sequence[Mapping[str, Any]], team: str | None) -> Result:
        """Add one task, or propose to add several."""
        async with self.alone:
            due = phrases.due_said(given[0], self.context.now, self.context.zone) if len(given) == 1 else ""
            words = phrases.added_said([str(new["title"]) for new in given], team, due)
            tool = "add_task" if len(given) == 1 else "add_tasks"
            arguments = given[0] if len(given) == 1 else {"tasks": list(given)}
            if len(given) > 1 or not await self.may_act(tool, None):
                for new in given:
                    tasks.NewTask.of(**new)
                return self._proposed(
                    await cards.propose(self.place, tool, arguments, [], words, actor=self.actor), None
                )
            outcome, card = await cards.perform(self.place, tool, arguments, [], words[1], actor=self.actor)
            self.has_acted = True
            return self._done(outcome.tasks[0], card)

    async def make(self, tool: str, given: Mapping[str, Any], words: tuple[str, str]) -> Result:
        """Do something that changes no task: at once, or as a proposal when it has to be asked first."""
        async with self.alone:
            if not await self.may_act(tool, None):
                return self._proposed(await cards.propose(self.place, tool, given, [], words, actor=self.actor), None)
            _, card = await cards.perform(self.place, tool, given, [], words[1], actor=self.actor)
            self.has_acted = True
            if card is not None:
                self.show(card)
            return {"outcome": "made", "said": words[1]}

    async def propose_many(
        self, found: Sequence[Task], given: Mapping[str, Any], names: Mapping[str, str], total: int
    ) -> Result:
        """Propose one act on many tasks; those that the person may not change are left out."""
        action = given["action"]
        can = {"delete_task": tasks.can_delete, "share_task": tasks.can_share}.get(action, tasks.can_edit)
        able = [task for task in found if can(task)][: acts.MOST]
        if not able:
            return {"outcome": "no_tasks", "seen": len(found)}
        targets = [Target(task.id, task.title, task.version) for task in able]
        what = f"{len(able)} tasks" if len(able) != 1 else f"“{phrases.shortened(able[0].title)}”"
        card = await cards.propose(self.place, "change_tasks", given, targets, self._words(action, given, what, names),
                                   actor=self.actor)  # fmt: skip
        self.has_read = True
        return self._proposed(card, None) | {"left_out": total - len(able)}

    def show(self, card: Proposal) -> None:
        """Let the answer carry the card."""
        self.emit(Chunk("card", proposal=card))

    def _proposed(self, card: Proposal, task: Task | None) -> Result:
        self.show(card)
        return {"outcome": "asked", "card": str(card.id), "said": card.summary} | (
            {"task": self.brief(task)} if task else {}
        )

    def _done(self, task: Task, card: Proposal | None) -> Result:
        if card is None:
            return {"outcome": "unchanged", "task": self.brief(task)}
        self.show(card)
        return {"outcome": "done", "card": str(card.id), "said": card.summary, "task": self.brief(task)}
