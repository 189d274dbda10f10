"""The board: the same tasks in columns by status."""

from domain import tasks
from domain.accounts import Person
from domain.tasks import Place, Status, Task
from ui import auth, frame
from ui.components.asking import Answer, id_in
from ui.components.board import Board
from ui.components.filter_bar import FilterBar
from ui.pages.tasks import acts, address
from ui.pages.tasks.browsing import Browsing, opened
from ui.pages.tasks.panel import Panel

COLUMNS: tuple[Status, ...] = ("pending", "in_progress", "completed")
_WORDS = {"pending": "Pending", "in_progress": "In progress", "completed": "Completed"}
_FIRST, _STEP, _MOST = 40, 60, 500  # cards a column


async def page() -> None:
    """Columns by status, filtered as the URL says; `?task=` opens one from the side."""
    actor = await auth.actor()
    with frame.page("Board", wide=True):
        with frame.heading("Board"):
            pass
        bar = FilterBar(view="board", path="/board", query=address.query(), me=str(actor.id))
        columns = Columns(bar, Board(zone=actor.time_zone), Panel(zone=actor.time_zone))
    await opened(columns)


class Columns(Browsing):
    """The page as one person has it open."""

    def __init__(self, bar: FilterBar, board: Board, panel: Panel) -> None:
        super().__init__("/board", bar, board, panel)
        self.rewind()
        board.on_ask("move", self._move)

    def rewind(self) -> None:
        """Begin at the top of each column."""
        self._wanted = dict.fromkeys(COLUMNS, _FIRST)

    def further(self, key: str) -> None:
        """More cards of one column."""
        for column in COLUMNS:
            if column == key:
                self._wanted[column] = min(self._wanted[column] + _STEP, _MOST)

    async def found(self, actor: Person) -> tuple[dict[str, list[Task]], dict[str, bool], dict[str, int]]:
        """A list a column, in the order people gave them."""
        asked = self.view.filter(actor)
        lists: dict[str, list[Task]] = {}
        more: dict[str, bool] = {}
        totals: dict[str, int] = {}
        for column in COLUMNS:
            lists[column], more[column], totals[column] = [], False, 0
            if (asked.status and column not in asked.status) or (asked.open and column == "completed"):
                continue
            one = asked.model_copy(update={"status": [column]})
            found = await tasks.tasks(one, sort="position", limit=self._wanted[column], actor=actor)
            lists[column], totals[column] = found.items, found.total
            more[column] = found.next_cursor is not None and self._wanted[column] < _MOST
        return lists, more, totals

    async def _move(self, asked: Answer) -> Answer | None:
        return await self.corrected(id_in(asked), self._moved(asked))

    async def _moved(self, asked: Answer) -> None:
        place = Place.of(**{name: asked.get(name) for name in ("status", "after_id", "before_id")})
        task = await tasks.move(id_in(asked), place, actor=await auth.actor())
        acts.undoable(task, f"Moved “{acts.short(task)}” to {_WORDS.get(task.status, task.status)}.")
