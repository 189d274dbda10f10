"""What people do to many tasks at once: seen beforehand, done, taken back by one Undo."""

from typing import Any
from uuid import UUID

from domain import tasks, teams
from domain.accounts import Person
from domain.errors import Invalid, NotFound
from domain.tasks import Changed, ManyChanges, Move, Task
from domain.tasks.bulk import MOST
from ui import auth, frame
from ui.components.asking import Answer
from ui.components.task_view import TaskView
from ui.pages.tasks import acts, completing, many_words, saving
from ui.pages.tasks.browsing import Browsing

_HOMES = 20  # teams, and tasks that are in none of the person's, whose people are offered as assignees


class ActingOnMany:
    """Answers what is asked about the selected tasks."""

    def __init__(self, rows: TaskView, browsing: Browsing) -> None:
        self._browsing = browsing
        rows.on_ask("choose_many", self._choose)
        rows.on_ask("change_many", self._change, beside=True, in_turn=True)
        rows.on_ask("move_many", self._move, beside=True, in_turn=True)

    async def _choose(self, asked: Answer) -> Answer:
        """What the fields of the tasks could be: who can see any of them, labels, teams."""
        actor, names = await auth.actor(), self._browsing.names
        found = await tasks.tasks_among(ids_in(asked), actor=actor)
        await names.of(found, actor=actor)
        names.people |= (people := await self._assignable(found, actor))
        return {
            "people": [[str(who), name] for who, name in people.items()],
            "labels": await tasks.labels_in_use(actor=actor),
            "teams": [[str(team.id), team.name] for team in names.mine if teams.can_add_tasks(team)],
        }

    async def _assignable(self, found: list[Task], actor: Person) -> dict[UUID, str]:
        own = self._browsing.names.teams
        homes = list(dict.fromkeys(task.team_id for task in found if task.team_id in own))
        others = [task.id for task in found if task.team_id not in own]
        cards = []
        for team_id in homes[:_HOMES]:
            cards += await tasks.assignable(team_id=team_id, actor=actor)
        for task_id in others[:_HOMES]:
            cards += await tasks.assignable(task_id=task_id, actor=actor)
        return {actor.id: actor.name} | {card.id: card.name for card in cards}

    async def _change(self, asked: Answer) -> Answer:
        """What would become of the tasks (`dry`), or make it so."""
        actor, ids = await auth.actor(), ids_in(asked)
        changes = ManyChanges.of(**saving.fields_in(asked, zone=actor.time_zone))
        if asked.get("dry"):
            return _told(await tasks.change_many(ids, changes, dry_run=True, actor=actor), changes)
        try:
            done = await tasks.change_many(ids, changes, actor=actor)
        finally:
            await self._browsing.read(ids)
        said = many_words.done(done, changes, self._browsing.names)
        if done.undo_token:
            acts.taken_back_by(done.undo_token, said)
        else:
            frame.toast(said)
        return {}

    async def _move(self, asked: Answer) -> Answer:
        """Put the selected tasks somewhere together."""
        actor, moves = await auth.actor(), moves_in(asked)
        if ending := [move.task_id for move in moves if completing.completes(move)]:
            wanted = await completing.ask_many(await tasks.tasks_among(ending, actor=actor))
            if wanted is None:
                return {}
            moves = [move.model_copy(update={"with_subtasks": wanted == "all"}) for move in moves]
        try:
            done = await tasks.move_many(moves, actor=actor)
        finally:
            ids = [move.task_id for move in moves]
            self._browsing.sent.lose([str(one) for one in ids])
            await self._browsing.read(ids)
        said = many_words.moved(done, str(asked.get("title") or "")[:60])
        if done.undo_token:
            acts.taken_back_by(done.undo_token, said)
        else:
            frame.toast(said)
        return {}


def moves_in(asked: Answer) -> list[Move]:
    """Where each of the tasks that an intent names goes. Raises Invalid for none, too many, and what is no move."""
    given: Any = asked.get("moves")
    if not isinstance(given, list) or not given or not all(isinstance(one, dict) for one in given):
        raise Invalid("Nothing is selected.")
    if len(given) > MOST:
        raise Invalid(f"At most {MOST} tasks can be moved at once.")
    return [Move.of(**one) for one in given]


def ids_in(asked: Answer) -> list[UUID]:
    """The ids that an intent names. Raises Invalid for none or too many, NotFound for what is no id."""
    given: Any = asked.get("ids")
    if not isinstance(given, list) or not given:
        raise Invalid("Nothing is selected.")
    if len(given) > MOST:
        raise Invalid(f"At most {MOST} tasks can be changed at once.")
    try:
        return list(dict.fromkeys(UUID(str(one)) for one in given))
    except ValueError:
        raise NotFound("This does not exist (any more).") from None


def _told(foreseen: Changed, changes: ManyChanges) -> Answer:
    refused = [[str(r.task_id), r.why] for r in foreseen.results if r.outcome == "refused"]
    number = sum(r.outcome == "changed" for r in foreseen.results) + foreseen.subtasks
    return {"said": many_words.foreseen(foreseen, changes), "number": number, "refused": refused,
            "open_below": many_words.have_open_below(foreseen, changes)}  # fmt: skip
