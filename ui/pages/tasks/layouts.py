"""What a list, a board, a table or a calendar has to know besides its tasks."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from domain import tasks
from domain.accounts import Person
from domain.tasks import PRIORITIES, STATUSES, Outline
from ui.pages.tasks.names import Names
from ui.pages.tasks.view import View

_MOST_TITLES = 200


def days(view: View, actor: Person) -> tuple[date, date] | None:
    """The days of a calendar, from the first until before the second: whole weeks, as the person's begin."""
    if view.layout != "calendar":
        return None
    day = view.day(actor)
    start = _week_of(day if view.is_week else day.replace(day=1), actor)
    if view.is_week:
        return start, start + timedelta(days=7)
    last = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return start, _week_of(last, actor) + timedelta(days=7)


def _week_of(day: date, actor: Person) -> date:
    return day - timedelta(days=(day.weekday() - actor.week_start) % 7)


def first(view: View, number: int) -> int:
    """How many rows a heading is sent with."""
    return {"board": 25, "calendar": 5}.get(view.layout, number)


async def titles(view: View, outline: Outline, names: Names, actor: Person) -> list[list[str]]:
    """The headings of people and teams, the columns of a board also where nothing stands: `[key, title]`, in order."""
    keys = [heading.key for heading in outline.headings]
    if view.group == "team":
        order = [*map(str, names.teams), "personal", "shared"]
        keys = [key for key in order if key in keys or (view.layout == "board" and key != "shared")]
        known = {str(team_id): name for team_id, name in names.teams.items()}
        return [[key, known.get(key, {"personal": "Personal"}.get(key, "Shared with me"))] for key in keys]
    if view.group == "assignee":
        return await _people(view, keys, names, actor)
    if view.layout == "board":
        keys = _columns(view, keys, actor)
    return [[key, key if view.group == "label" else ""] for key in keys]


def _columns(view: View, keys: list[str], actor: Person) -> list[str]:
    if view.group == "status":
        return [status for status in STATUSES if status in keys or status != "archived"]
    if view.group == "priority":
        return list(reversed(PRIORITIES))
    return [*(key for key in keys if key), ""][:_MOST_TITLES]


async def _people(view: View, keys: list[str], names: Names, actor: Person) -> list[list[str]]:
    ids = {UUID(key) for key in keys if key}
    if view.layout == "board" and (team_id := view.filter(actor).team_id):
        members = await tasks.assignable(team_id=team_id, actor=actor)
        names.people |= {card.id: card.name for card in members}
        ids |= {card.id for card in members}
    await names.learn(ids, actor=actor)
    named = sorted(([str(who), names.people.get(who, "Somebody")] for who in ids), key=lambda one: one[1].lower())
    nobody = [["", "Nobody"]] if "" in keys or view.layout == "board" else []
    return [*named[:_MOST_TITLES], *nobody]


async def told(view: View, actor: Person, names: Names) -> dict[str, Any]:
    """How the browser has to show it."""
    home = view.for_new(actor).get("team_id")
    said: dict[str, Any] = {
        "layout": view.layout, "group": view.group, "sort": view.sort, "filtered": view.is_filtered(actor),
        "home": names.teams.get(home, "") if home else "", "list": view.list.title if view.list else "",
    }  # fmt: skip
    if view.layout == "board":
        said["limits"] = await tasks.column_limits(view.group, team_id=view.filter(actor).team_id, actor=actor)
    if bounds := days(view, actor):
        said |= {"from": bounds[0].isoformat(), "until": bounds[1].isoformat(), "on": view.day(actor).isoformat(),
                 "week": view.is_week}  # fmt: skip
    return said
