"""One team: what it is for, who is in it, what there is to do."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from nicegui import ui

from domain import teams
from domain.accounts import Person
from domain.bus import Event
from domain.errors import NotFound, NotPermitted
from domain.teams import Member, Team
from ui import auth, errors, frame, live
from ui.components.confirm import confirm
from ui.components.icon import icon, icon_name
from ui.components.text import text
from ui.pages.teams.badge import badge
from ui.pages.teams.dialogs import hand_over, rename
from ui.pages.teams.members import Members
from ui.pages.teams.tasks import Tasks


async def page(team_id: str) -> None:
    """The team with its members and tasks; whoever is removed meanwhile is led away with a sentence."""
    actor = await auth.actor()
    try:
        team = await teams.team(UUID(team_id), actor=actor)
    except ValueError:
        raise NotFound("There is no such team.") from None
    members = await teams.members_of(team.id, actor=actor)
    opened = TeamPage(team, members)
    await ui.context.client.connected()
    await opened.fill(actor)


class TeamPage:
    """The page as one person has it open."""

    def __init__(self, team: Team, members: list[Member]) -> None:
        self._team, self._members, self._is_left = team, members, False
        with frame.page(team.name, parents=[("Teams", "/teams")]):
            self._head = ui.element("div").classes("team-head")
            self._body = ui.element("div").classes("team-body")
        self._show_head()

    async def fill(self, actor: Person) -> None:
        """Add what takes longer, once the browser has the rest."""
        with self._body:
            self._tasks = Tasks(self._team)
            self._people = Members(self._team, self._members, actor=actor)
            live.watch(self.refresh, kinds={"team", "task"})
        await self._tasks.read(actor)

    async def refresh(self, events: list[Event]) -> None:
        """Something happened to a team or to tasks: read again, or lead away when there is nothing left to see."""
        if self._is_left:
            return
        actor = await auth.actor()
        if not events or any(event.object_id == self._team.id for event in events):
            try:
                team = await teams.team(self._team.id, actor=actor)
                members = await teams.members_of(team.id, actor=actor)
            except (NotFound, NotPermitted):
                is_deleted = any(event.name == "team.deleted" for event in events)
                end = "was deleted." if is_deleted else "is closed to you now: you are no longer a member."
                self._go(f"{self._team.name} {end}")
                return
            self._show(team, members, actor=actor)
        await self._tasks.read(actor)

    def _show(self, team: Team, members: list[Member], *, actor: Person) -> None:
        if (team, members) != (self._team, self._members):
            self._team, self._members = team, members
            self._show_head()
            self._people.show(team, members, actor=actor)

    def _go(self, sentence: str) -> None:
        self._is_left = True
        ui.navigate.to("/teams")
        frame.toast(sentence)

    def _show_head(self) -> None:
        team = self._team
        self._head.clear()
        with self._head:
            badge(team)
            with ui.element("div").classes("team-n"):
                text("h1", team.name)
                text("span", team.key).classes("chip num")
            text("p", team.description or f"You are {_as(team)} of this team.").classes("sub pre")
            with ui.element("div").classes("head-a"):
                self._menu(team)

    def _menu(self, team: Team) -> None:
        if teams.can_manage(team):
            ui.button("Edit", color=None, on_click=lambda: rename(self._team)).props["icon"] = icon_name("pencil")
        with ui.button(color=None).props('aria-label="More"') as more:
            more.props["icon"] = icon_name("ellipsis")
            with ui.menu().props("auto-close"):
                if teams.can_leave(team):
                    _item("Leave the team …", "log-out", self._leave)
                if teams.can_delete(team) and len(self._members) > 1:
                    _item("Hand it over …", "key-round", lambda: hand_over(self._team, self._members))
                if teams.can_delete(team):
                    _item("Delete the team …", "trash-2", self._delete)

    async def _leave(self) -> None:
        async with errors.shown():
            follows = "You lose its tasks at once. What you made stays with the team; an admin can add you again."
            if await confirm(f"Leave {self._team.name}?", follows, button="Leave"):
                self._is_left = True
                await teams.leave(self._team.id, actor=await auth.actor())
                self._go(f"You left {self._team.name}.")

    async def _delete(self) -> None:
        async with errors.shown():
            follows = "Its tasks go with it, for everybody. For thirty days you can restore both from the teams page."
            if await confirm(f"Delete {self._team.name}?", follows, button="Delete"):
                self._is_left = True
                team = await teams.delete(self._team.id, actor=await auth.actor())
                ui.navigate.to("/teams")
                frame.toast(f"{team.name} was deleted.", undo=lambda: _bring_back(team))


async def _bring_back(team: Team) -> None:
    await teams.restore(team.id, actor=await auth.actor())
    ui.navigate.to(f"/teams/{team.id}")


def _item(label: str, icon_: str, act: Callable[[], Awaitable[None]]) -> None:
    with ui.menu_item(on_click=act).classes("menu-i").props("role=menuitem"):
        icon(icon_)
        text("span", label)


def _as(team: Team) -> str:
    return "an admin" if team.role == "admin" else f"the {team.role}" if team.role == "owner" else f"a {team.role}"
