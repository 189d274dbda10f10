"""Saved views on the page of tasks: what is kept of its address, and the menu's acts."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from nicegui import ui

from domain import tasks, views
from domain.accounts import Person
from domain.bus import Event
from domain.errors import Invalid, NotPermitted
from domain.tasks.filtering import FilterError, parse
from domain.tasks.filtering.syntax import quoted
from domain.tasks.filtering.vocabulary import tree, vocabulary
from domain.views import KEPT, NewView, SavedView, ViewChanges, address_of, group_of, query_of
from ui import auth, frame, live
from ui.components.asking import Answer, id_in
from ui.components.confirm import confirm
from ui.components.filter_bar import FilterBar
from ui.pages.tasks.heading import Heading
from ui.pages.tasks.view import View

_FLAGS = ("open", "overdue", "due_today", "shared", "unassigned")
_BOUNDS = {"after": ">=", "before": "<"}


class SavedViews:
    """The filter bar's language and its menu of views, as one person has them open."""

    def __init__(self, bar: FilterBar, heading: Heading) -> None:
        self._bar, self._heading = bar, heading
        bar.on_ask("check", _check, beside=True)
        bar.on_ask("saved", self._act, beside=True)
        live.watch(self._refresh, kinds={"view", "team"})

    async def offer(self) -> None:
        """Tell the bar which views there are, and what filters are made of."""
        found = await views.views_of(actor=await auth.actor())
        self._bar.offer(views=[_told(view) for view in found], vocabulary=[vocabulary()])
        self._heading.saved = {str(view.id): view.name for view in found}
        self._heading.show(self._heading.view)

    async def _refresh(self, _: list[Event]) -> None:
        await self.offer()

    async def _act(self, asked: Answer) -> Answer:
        actor, act = await auth.actor(), str(asked.get("act"))
        state = state_of(View.of(str(asked.get("query", ""))))
        if act == "create":
            form = NewView.of(**state, name=asked.get("name"), team_id=asked.get("team"), favourite=True)
            view = await views.create(form, actor=actor)
            ui.navigate.to(address_of(view))
        else:
            await self._change(act, id_in(asked), asked, state, actor)
        await self.offer()
        return {}

    async def _change(self, act: str, view_id: UUID, asked: Answer, state: dict[str, Any], actor: Person) -> None:
        match act:
            case "save":
                await views.edit(view_id, ViewChanges.of(**state), actor=actor)
            case "rename":
                await self._rename(view_id, asked, actor)
            case "favourite":
                await views.favourite(view_id, actor=actor)
            case "unfavourite":
                await views.unfavourite(view_id, actor=actor)
            case "place":
                after = asked.get("after")
                await views.stand_after(view_id, id_in(asked, "after") if after else None, actor=actor)
            case "delete":
                await self._delete(view_id, actor)

    async def _rename(self, view_id: UUID, asked: Answer, actor: Person) -> None:
        view = await views.view(view_id, actor=actor)
        changes: dict[str, Any] = {"name": asked.get("name")}
        if asked.get("team") != (str(view.team_id) if view.team_id else None):
            changes["team_id"] = asked.get("team")
        await views.edit(view_id, ViewChanges.of(**changes), actor=actor)

    async def _delete(self, view_id: UUID, actor: Person) -> None:
        view = await views.view(view_id, actor=actor)
        if not views.can_delete(view):
            raise NotPermitted("Only who made this view and the team’s owner and admins may delete it.")
        whom = f"The tasks stay where they are. Everybody in {view.team_name} loses it."
        if view.team_id and not await confirm(f"Delete the view “{view.name}”?", whom, button="Delete"):
            return
        await views.delete(view_id, actor=actor)

        async def undo() -> None:
            ui.navigate.to(address_of(await views.restore(view_id, actor=await auth.actor())))

        frame.toast(f"Deleted the view “{view.name}”.", undo=undo)
        ui.navigate.to("/tasks")


def _told(view: SavedView) -> dict[str, Any]:
    return {
        "id": str(view.id), "name": view.name, "team_id": str(view.team_id) if view.team_id else None,
        "team": view.team_name, "favourite": view.is_favourite, "permission": view.permission, "query": query_of(view),
        "group": group_of(view), "movable": view.is_favourite or view.permission != "view",
    }  # fmt: skip


async def _check(asked: Answer) -> Answer:
    """The filter as a tree, with a name that fits nobody; or what is wrong with it, and where."""
    text = str(asked.get("text", ""))
    try:
        node = parse(text)
    except FilterError as error:
        return {"error": error.message, **error.place}
    found = await tasks.doubt(text, actor=await auth.actor())
    told = {"doubt": asdict(found)} if found else {}
    return {"tree": tree(node) if node else None} | told


def state_of(view: View) -> dict[str, Any]:
    """What is saved of an address: every condition in the filter language, order, groups, layout.

    Raises Invalid when the conditions together are too long for one filter.
    """
    parts = [part for part in (_grouped(view.one("filter")), *_conditions(view)) if part]
    return {
        "filter": " and ".join(parts) if len(parts) > 1 else view.one("filter") or "".join(parts),
        "sort": view.sort, "group": view.one("group"), "layout": view.layout,
        "options": {name: view.one(name)[:200] for name in KEPT if view.one(name)},
    }  # fmt: skip


def _grouped(text: str) -> str:
    try:
        node = parse(text)
    except FilterError as error:
        raise Invalid(f"The filter cannot be saved. {error.message}", field="filter") from None
    return f"({text})" if node and " or " in str(node) else text


def _conditions(view: View) -> list[str]:
    """The chips and old parameters of the address as conditions."""
    found = [f"is:{flag}" for flag in _FLAGS if view.one(flag)]
    for name in ("status", "priority", "label"):
        values = [v for part in view.given.get(name, []) for v in ([part] if name == "label" else part.split(",")) if v]
        if values:
            found.append(f"{name} in ({', '.join(quoted(v) for v in values)})")
    if who := view.one("assignee"):
        found.append(f"assignee = {who}" if who in ("me", "none") else f"assignee = {quoted(who)}")
    if team := view.one("team"):
        found.append("is:personal" if team == "personal" else f"team = {quoted(team)}")
    for field in ("due", "created", "completed"):
        found += [f"{field} {sign} {at}" for end, sign in _BOUNDS.items() if (at := view.one(f"{field}_{end}"))]
    if view.one("q"):
        found.append(f"text ~ {quoted(view.one('q'))}")
    return found
