"""All of one's teams."""

from functools import partial

from nicegui import ui

from domain import teams
from domain.accounts import Person
from domain.bus import Event
from domain.teams import Team
from ui import auth, errors, frame, live
from ui.components.empty import empty
from ui.components.icon import icon, icon_name
from ui.components.role_select import WORDS
from ui.components.text import counted, text
from ui.pages.teams.badge import badge
from ui.pages.teams.dialogs import new_team

_TEACHES = "Make one, then add people by their e-mail address. What you add to it, all of them see at once."


async def page(new: str = "") -> None:
    """Cards of the person's teams, a button for a new one, and the teams they deleted lately."""
    await auth.actor()
    overview = Overview()
    await ui.context.client.connected()
    await overview.read(await auth.actor())
    if new:
        ui.navigate.history.replace("/teams")
        await new_team()


class Overview:
    """The page as one person has it open."""

    def __init__(self) -> None:
        self._seen: tuple[list[Team], list[Team]] | None = None
        with frame.page("Teams"):
            with frame.heading("Teams", "People who share a team see and change the same tasks."):
                self._new = ui.button("New team", color=None, on_click=new_team).classes("btn-p")
                self._new.props["icon"] = icon_name("plus")
                self._new.set_visibility(False)  # who has no team finds it in the middle of the page
            self._cards = ui.element("div").classes("teams")
            with self._cards:
                for _ in range(3):
                    ui.element("div").classes("team sk-card").props("aria-hidden=true")
            live.watch(self.refresh, kinds={"team", "task"})
            self._deleted = ui.element("section").props('aria-label="Deleted teams"')

    async def refresh(self, _: list[Event]) -> None:
        """Something happened to a team or to tasks."""
        await self.read(await auth.actor())

    async def read(self, actor: Person) -> None:
        """Show what is, if it is not shown already."""
        seen = await teams.teams_of(actor=actor), await teams.deleted_teams(actor=actor)
        if seen == self._seen:
            return
        self._seen = seen
        mine, gone = seen
        self._new.set_visibility(bool(mine))
        self._cards.clear()
        with self._cards:
            for team in mine:
                _card(team)
            if not mine:
                _nothing_yet()
        self._deleted.clear()
        with self._deleted:
            if gone:
                _lately_deleted(gone)


def _nothing_yet() -> None:
    with ui.element("div").classes("tl teams-none"), empty("users", "No team yet", _TEACHES):
        ui.button("New team", color=None, on_click=new_team).classes("btn-p").props["icon"] = icon_name("plus")


def _card(team: Team) -> None:
    with ui.element("a").classes("team") as card:
        card.props["href"] = f"/teams/{team.id}"
        with ui.element("div").classes("team-h"):
            badge(team)
            text("h2", team.name)
            text("span", WORDS[team.role]).classes("ml-as")
        text("p", team.description or "No description yet.").classes("team-d" if team.description else "team-d muted")
        with ui.element("div").classes("team-f num"):
            icon("users")
            text("span", counted(team.member_count, "member"))
            icon("list-todo")
            text("span", f"{team.open_task_count:,} open")


def _lately_deleted(gone: list[Team]) -> None:
    text("h2", "Deleted lately").classes("part")
    text("p", "With their tasks; they can be restored for thirty days.").classes("sub")
    with ui.element("ul").classes("tl plain"):
        for team in gone:
            with ui.element("li").classes("tr"):
                text("span", team.name).classes("tt")
                ui.button("Restore", color=None, on_click=partial(_restore, team)).props["icon"] = icon_name("undo-2")


async def _restore(team: Team) -> None:
    async with errors.shown():
        await teams.restore(team.id, actor=await auth.actor())
        frame.toast(f"{team.name} is back, with its tasks.")
