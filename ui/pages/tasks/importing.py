"""Taking in a file of tasks: choose it, say what is what, see what would be made, take it in; and take it back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from nicegui import background_tasks, ui

from domain import exchange, files, teams
from domain.accounts import Person
from domain.bus import Event
from domain.errors import AtriumError, Invalid, SignedOut
from domain.exchange import Preview
from ui import auth, errors, frame, live
from ui.components.text import counted, text
from ui.components.upload import Upload
from ui.pages.tasks.import_file import FIELD_WORDS, Chosen
from ui.pages.tasks.imports_made import Made, problems

_TELLS = "From a table (CSV), Todoist, Trello or an export of Atrium. Nothing is made before you have seen it."
SOURCES = {"csv": "Table (CSV)", "todoist": "Todoist (CSV)", "trello": "Trello (JSON)", "json": "Atrium (JSON)"}
_MOST_COLUMNS, _MOST_PROBLEMS = 40, 50  # shown


async def page() -> None:
    """The file, its preview, and what was taken in earlier."""
    actor = await auth.actor()
    with frame.page("Import tasks", parents=[("Tasks", "/tasks")]):
        with frame.heading("Import tasks", _TELLS):
            pass
        taking = Taking(actor)
        made = taking.made = Made()
    await ui.context.client.connected()
    async with errors.shown():
        await taking.offer()
        await made.read()


class Taking:
    """The choice of one file as one person has it open. What is wrong is said in its place; the choice stays."""

    made: Made

    def __init__(self, actor: Person) -> None:
        self._chosen: Chosen | None = None
        self._teams: dict[str, str] = {"": "My own tasks"}
        with ui.element("section").classes("sheet imp").props("aria-label=File"):
            text("h2", "File")
            self._upload = Upload(
                purpose="file", on_stored=self._arrived, label="Choose a file", multiple=False,
                hint="or drop it here: CSV or JSON, at most 20 MB", accept=".csv,.json,.txt,.tsv",
                largest=exchange.LARGEST,
            )  # fmt: skip
            self._said = text("p", "").classes("sorry").props("role=alert")
            self._said.set_visibility(False)
            self._body = ui.element("div").classes("imp-b")
        live.watch(self._refresh, kinds={"import"})
        ui.context.client.on_delete(lambda: background_tasks.create(self._forget(actor), name="forget a file"))

    async def offer(self) -> None:
        """The teams that tasks may go to."""
        mine = await teams.teams_of(actor=await auth.actor())
        self._teams |= {str(team.id): team.name for team in mine if teams.can_add_tasks(team)}

    async def _refresh(self, _: list[Event]) -> None:
        await self.made.read()

    async def _forget(self, actor: Person) -> None:
        """The page is gone, and the file that was chosen on it with it."""
        if self._chosen:
            await files.delete(self._chosen.file_id, actor=actor)

    async def _arrived(self, file_id: UUID, name: str) -> None:
        actor, before = await auth.actor(), self._chosen
        async with self._telling():
            try:
                self._chosen = await Chosen.of(file_id, name, actor=actor)
            except Invalid:
                await files.delete(file_id, actor=actor)
                raise
            if before:
                self._chosen.team_id = before.team_id
                await files.delete(before.file_id, actor=actor)
            await self._look()

    def _telling(self) -> "_Telling":
        return _Telling(self._tell)

    def _tell(self, sentence: str) -> None:
        self._said.text = sentence
        self._said.set_visibility(bool(sentence))

    async def _look(self) -> None:
        """Preview it anew. What cannot be understood is said, beside what can be changed about it."""
        chosen, problem = self._chosen, ""
        if chosen is None:
            return
        try:
            await chosen.look(actor=await auth.actor())
        except SignedOut:
            raise
        except AtriumError as error:
            problem = error.message
        self._tell(problem)
        self._show(chosen)

    def _show(self, chosen: Chosen) -> None:
        self._body.clear()
        with self._body:
            text("p", chosen.name).classes("imp-n")
            with ui.element("div").classes("imp-c"):
                self._choice("What it is", SOURCES, chosen.source, self._source_chosen)
                self._choice("Tasks go to", self._teams, str(chosen.team_id or ""), self._team_chosen)
            if chosen.source == "csv":
                self._columns(chosen)
            if chosen.seen:
                self._preview(chosen.seen)

    def _choice(self, label: str, options: dict[str, str], value: str, act: Callable[[str], Any]) -> None:
        ui.select(options, value=value, label=label, on_change=lambda event: act(str(event.value or "")))

    def _columns(self, chosen: Chosen) -> None:
        text("h3", "Columns")
        with _table("Columns"):
            _heads("Column", "First values", "Becomes")
            with ui.element("tbody"):
                for column in chosen.columns[:_MOST_COLUMNS]:
                    with ui.element("tr"):
                        text("td", column.name)
                        text("td", " · ".join(value for value in column.firsts if value)[:120] or "–").classes("dim")
                        with ui.element("td"):
                            self._field(column.name, chosen)
        if len(chosen.columns) > _MOST_COLUMNS:
            text("p", f"{len(chosen.columns) - _MOST_COLUMNS} more columns are taken as they were guessed.").classes(
                "sub"
            )

    def _field(self, column: str, chosen: Chosen) -> None:
        async def choose(value: str) -> None:
            chosen.mapping[column] = value
            await self._look_shown()

        box = ui.select(FIELD_WORDS, value=chosen.mapping.get(column, ""),
                        on_change=lambda event: choose(str(event.value or "")))  # fmt: skip
        box.props["aria-label"] = f"What {column} becomes"
        box.props("dense")

    def _preview(self, seen: Preview) -> None:
        text("h3", "Preview")
        text("p", _sum(seen)).props("role=status")
        if seen.samples:
            with _table("Preview", "imp-prev"):
                _heads("Title", "Status", "Priority", "Due", "Labels")
                with ui.element("tbody"):
                    for task in seen.samples:
                        due = task.due_on or (task.due_at.date() if task.due_at else None)
                        with ui.element("tr"):
                            for cell in (task.title, _word(task.status), _word(task.priority), str(due or "–"),
                                         ", ".join(task.labels or []) or "–"):  # fmt: skip
                                text("td", cell)
        problems(seen.problems, _MOST_PROBLEMS)
        if seen.ready:
            button = ui.button(f"Import {counted(seen.ready, 'task')}", color=None, on_click=self._begin)
            button.classes("btn-p")

    async def _look_shown(self) -> None:
        async with errors.shown():
            await self._look()

    async def _source_chosen(self, value: str) -> None:
        async with errors.shown():
            if self._chosen and value in SOURCES:
                await self._chosen.take_for(value, actor=await auth.actor())  # type: ignore[arg-type]
                await self._look()

    async def _team_chosen(self, value: str) -> None:
        if self._chosen and value in self._teams:
            self._chosen.team_id = UUID(value) if value else None
            await self._look_shown()

    async def _begin(self) -> None:
        chosen = self._chosen
        if chosen is None:
            return
        self._chosen = None  # a second click finds nothing to do
        async with errors.shown():
            try:
                await chosen.begin(actor=await auth.actor())
            except BaseException:
                self._chosen = chosen
                raise
            self._body.clear()
            await self.made.read()


class _Telling:
    """What is refused is said on the page."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell

    async def __aenter__(self) -> None:
        self._tell("")

    async def __aexit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        if isinstance(error, AtriumError) and not isinstance(error, SignedOut):
            self._tell(error.message)
            return True
        return False


def _sum(seen: Preview) -> str:
    rows = f"{seen.ready:,} of {counted(seen.total, 'row')} {'becomes a task' if seen.ready == 1 else 'become tasks'}."
    return rows + (f" The first {len(seen.samples)} are these:" if seen.ready > len(seen.samples) else "")


def _word(value: str | None) -> str:
    return "–" if value in (None, "none") else str(value).replace("_", " ").capitalize()


@contextmanager
def _table(name: str, kind: str = "") -> Iterator[None]:
    """A table that may be wider than the screen: it scrolls by itself, by keyboard too."""
    frame_ = ui.element("div").classes(f"imp-t {kind}").props(f"tabindex=0 role=region aria-label={name}")
    with frame_, ui.element("table"):
        yield


def _heads(*words: str) -> None:
    with ui.element("thead"), ui.element("tr"):
        for word in words:
            text("th", word)
