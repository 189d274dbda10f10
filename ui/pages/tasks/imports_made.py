"""What was taken in from files: how far it is, what was made and what was left out, and the way back."""

from collections.abc import Sequence
from functools import partial
from urllib.parse import urlencode
from uuid import UUID

from nicegui import ui
from nicegui.elements.mixins.text_element import TextElement

from domain import clock, exchange
from domain.accounts import Person
from domain.exchange import Import, Problem
from ui import auth, errors
from ui.components.confirm import confirm
from ui.components.empty import empty
from ui.components.icon import icon
from ui.components.text import counted, text
from ui.components.when import ago

_GOING = ("waiting", "running", "taking_back")
_MOST_PROBLEMS = 20
_NOTHING_LEFT = "It could not be taken in, nothing of it is left"


class Made:
    """The person's imports, the newest first."""

    def __init__(self) -> None:
        with ui.element("section").classes("sheet imp-made").props("aria-label=Imports"):
            text("h2", "Imports")
            self._rows = ui.element("ul").classes("plain sessions").props('aria-label="Your imports"')
        self._states: list[tuple[UUID, str]] = []
        self._moving: dict[UUID, tuple[TextElement, ui.element]] = {}

    async def read(self) -> None:
        """Show how far each of them is; while only that changes, nothing but the words and the bars do."""
        actor = await auth.actor()
        found = await exchange.imports(actor=actor)
        states = [(one.id, f"{one.status} {one.made if one.status == 'failed' else ''}") for one in found]
        if states != self._states or not found:
            self._states = states
            self._build(found, actor)
        for one in found:
            said, bar = self._moving.get(one.id, (None, None))
            if said is not None and bar is not None:
                said.text = _line(one, actor)
                bar.props["value"] = one.done

    def _build(self, found: Sequence[Import], actor: Person) -> None:
        self._rows.clear()
        self._moving.clear()
        with self._rows:
            for place, one in enumerate(found):
                self._row(one, actor, is_first=place == 0)
            if not found:
                with empty("upload", "Nothing imported yet", "What you take in from files is listed here, and can be "
                           "taken back from here."):  # fmt: skip
                    pass

    def _row(self, one: Import, actor: Person, *, is_first: bool) -> None:
        with ui.element("li").classes("imp-r"):
            icon("file")
            with ui.element("div").classes("ml-who"):
                text("b", one.name or "A file")
                said = text("span", _line(one, actor)).classes("ml-note").props("role=status" if is_first else "")
                if one.status in _GOING:
                    bar = ui.element("progress").classes("data-p").props('aria-label="How far it is"')
                    bar.props["max"], bar.props["value"] = max(one.total, 1), one.done
                    self._moving[one.id] = said, bar
                if is_first and one.status in ("done", "failed"):
                    problems(one.problems, _MOST_PROBLEMS)
            if one.status == "done" or (one.status == "failed" and one.made):
                text("a", "Show them").classes("bt").props["href"] = _place(one)
                ui.button("Take back", color=None, on_click=partial(self._take_back, one))
            elif one.status in ("waiting", "running"):
                ui.button("Cancel", color=None, on_click=partial(self._cancel, one))

    async def _take_back(self, one: Import) -> None:
        async with errors.shown():
            follows = "Its tasks go to the trash, except those that somebody changed since. It takes a moment for many."
            question = f"Take back {counted(one.made, 'task')} from “{one.name or 'a file'}”?"
            if await confirm(question, follows, button="Take back"):
                await exchange.take_back(one.id, actor=await auth.actor())
                await self.read()

    async def _cancel(self, one: Import) -> None:
        async with errors.shown():
            follows = "It goes on no further, and what was made of it goes to the trash."
            if await confirm(f"Stop taking in “{one.name or 'a file'}”?", follows, button="Stop"):
                await exchange.take_back(one.id, actor=await auth.actor())
                await self.read()


def problems(found: Sequence[Problem], most: int) -> None:
    """What could not be taken over, line by line."""
    if not found:
        return
    with ui.element("ul").classes("imp-p").props("aria-label=Problems"):
        for problem in found[:most]:
            left_out = " The row is left out." if problem.is_left_out else ""
            where = f"Line {problem.line}: " if problem.line else ""
            text("li", f"{where}{problem.message}{left_out}")
        if len(found) > most:
            text("li", f"And {len(found) - most} more.")


def _line(one: Import, actor: Person) -> str:
    return f"{_said(one)} · {ago(one.created_at, clock.now(), actor.time_zone, actor.locale)}"


def _said(one: Import) -> str:
    if one.status in ("waiting", "running"):
        return f"Being taken in: {one.done:,} of {one.total:,}"
    if one.status == "taking_back":
        return f"Being taken back: {one.done:,} of {one.total:,}"
    if one.status == "taken_back":
        return "Taken back"
    if one.status == "failed":
        return f"It could not be taken in: {counted(one.made, 'task')} of it left" if one.made else _NOTHING_LEFT
    left_out = sum(problem.is_left_out for problem in one.problems)
    return f"{counted(one.made, 'task')} made" + (f", {counted(left_out, 'row')} left out" if left_out else "")


def _place(one: Import) -> str:
    team = {"team": str(one.team_id)} if one.team_id else {}
    return "/tasks?" + urlencode(team | {"sort": "-updated_at", "group": "off"})
