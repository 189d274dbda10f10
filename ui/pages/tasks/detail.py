"""One task as the panel shows it: all of its fields, who sees it and why, and what became of it."""

import asyncio
from typing import Any
from uuid import UUID

from domain import tasks, teams
from domain.accounts import Person
from domain.tasks import Share, Task, can_delete, can_edit, can_share, tasks_among
from ui.components.change_words import FIELD_WORDS, Words, named_in, tasks_in
from ui.components.markdown import rendered
from ui.pages.tasks.depth_detail import parent_of, repeats
from ui.pages.tasks.names import Names

_SHORT = 60
_QUICK = 4_000  # characters that are rendered without leaving the loop


async def html_of(text: str, mentioned: tuple[str, ...] = (), *, actor: Person, team_id: UUID | None = None) -> str:
    """The Markdown text as safe HTML, in which keys lead to the tasks that the actor may see; long texts are rendered
    beside the loop."""
    found = await tasks.called(tasks.keys_in(text), actor=actor, team_id=team_id)
    keys = tuple((key, str(task.id), task.title) for key, task in found.items())
    if len(text) <= _QUICK:
        return rendered(text, mentioned, keys)
    return await asyncio.to_thread(rendered, text, mentioned, keys)


async def detail_of(task: Task, names: Names, *, actor: Person) -> dict[str, Any]:
    """Everything the panel shows of the task itself."""
    await names.of([task], actor=actor)
    return {
        "id": str(task.id),
        "key": task.key,
        "title": task.title,
        "description": task.description,
        "html": await html_of(task.description, actor=actor, team_id=task.team_id),
        "repeats": repeats(task),
        "parent": await parent_of(task, actor=actor),
        "blocked": task.is_blocked,
        "status": task.status,
        "priority": task.priority,
        "due_on": task.due_on.isoformat() if task.due_on else None,
        "due_at": task.due_at.isoformat() if task.due_at else None,
        "start_on": task.start_on.isoformat() if task.start_on else None,
        "labels": task.labels,
        "assignee_ids": [str(who) for who in task.assignee_ids],
        "names": {str(who): names.people.get(who, "Somebody") for who in task.assignee_ids},
        "team_id": str(task.team_id) if task.team_id else None,
        "team_name": names.teams.get(task.team_id, "Another team") if task.team_id else "",
        "permission": task.permission,
        "version": task.version,
        "deleted_at": task.deleted_at.isoformat() if task.deleted_at else None,
        "can": {"edit": can_edit(task), "delete": can_delete(task), "share": can_share(task), "move": can_delete(task)},
        "reason": await _reason(task, actor) if task.permission == "view" and not task.deleted_at else "",
    }


async def _reason(task: Task, actor: Person) -> str:
    mine = [v for v in await tasks.access_of(task.id, actor=actor) if v.user_id == actor.id]
    said = ", ".join(mine[0].reasons) if mine else ""
    return said[:1].lower() + said[1:]


async def options_of(task: Task, names: Names, *, actor: Person) -> dict[str, Any]:
    """What the panel's fields offer."""
    people = [{"id": str(who), "name": names.people.get(who, "Somebody")} for who in task.assignee_ids]
    able = [team for team in names.mine if teams.can_add_tasks(team)]
    return {
        "people": people,
        "labels": await tasks.labels_in_use(actor=actor),
        "teams": [{"id": str(t.id), "name": t.name, "key": t.key} for t in able],
        "receivers": [{"id": str(t.id), "name": t.name} for t in names.mine if t.id != task.team_id],
    }


async def people_of(task_id: UUID, *, actor: Person) -> dict[str, Any]:
    """Who can see the task, and with whom it is shared."""
    viewers = await tasks.access_of(task_id, actor=actor)
    known = {viewer.user_id: viewer.name for viewer in viewers}
    return {
        "viewers": [
            {"user_id": str(v.user_id), "name": v.name, "permission": v.permission, "reasons": v.reasons}
            for v in viewers
        ],
        "shares": [_share(share, known, actor) for share in await tasks.shares_of(task_id, actor=actor)],
    }


def _share(share: Share, known: dict[UUID, str], actor: Person) -> dict[str, Any]:
    by = known.get(share.shared_by_id, "") if share.shared_by_id else ""
    return {
        "id": str(share.id),
        "user_id": str(share.user_id) if share.user_id else None,
        "team_id": str(share.team_id) if share.team_id else None,
        "name": share.name,
        "permission": share.permission,
        "why": f"shared by {by}" if by else "shared",
        "mine": share.user_id == actor.id,
    }


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else text[: _SHORT - 1].rstrip() + "…"


async def history_of(task_id: UUID, names: Names, *, actor: Person) -> list[dict[str, Any]]:
    """What became of the task, newest first, in words."""
    changes = await tasks.history(task_id, actor=actor)
    people, _ = named_in(changes)
    await names.learn(people, actor=actor)
    titles = {other.id: other.title for other in await tasks_among(tasks_in(changes), actor=actor)}
    words = Words(names.people | names.teams, actor.time_zone, actor.locale, titles=titles, here=task_id)
    return [
        {
            "id": str(change.id),
            "actor_id": str(change.actor_id),
            "who": names.people.get(change.actor_id, "Somebody") if change.actor_id else "Somebody",
            "at": change.at.isoformat(),
            "lines": lines,
            "can_undo": change.verb != "created",
            "values": [
                {"field": field, "word": FIELD_WORDS[field], "before": _short(words.value(field, before))}
                for field, (before, _) in change.fields.items()
                if field in FIELD_WORDS
            ],
        }
        for change in changes
        if (lines := words.lines(change))
    ]
