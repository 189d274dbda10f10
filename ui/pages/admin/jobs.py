"""The jobs of the installation: what waits, what failed and why; a failed one can be run again."""

from functools import partial

from nicegui import ui

from domain import clock, jobs
from domain.accounts import Person
from domain.jobs import Entry
from ui import auth, errors, frame
from ui.components.icon import icon
from ui.components.text import counted, text
from ui.components.when import ago
from ui.pages.admin import place
from ui.pages.admin.growing import ByStatus

_SENTENCE = "What Atrium does beside the requests: mail, exports, tidying up. What failed for good can be run again."
_LABELS = {"": "Every job", "waiting": "Waiting", "running": "Running", "succeeded": "Done", "failed": "Failed"}
_ICONS = {"waiting": "clock", "running": "circle-play", "succeeded": "circle-check", "failed": "circle-alert"}


async def page(status: str = "") -> None:
    """The newest jobs, for those who run the installation."""
    actor = await auth.actor()
    await jobs.counts(actor=actor)  # refuses everybody else before anything is built
    with place.tab("jobs", _SENTENCE, actor=actor) as acts:
        view = Jobs(acts, status)
    await ui.context.client.connected()
    place.show_tab()
    await view.read(actor)


class Jobs(ByStatus[Entry]):
    """The list as one person has it open."""

    def __init__(self, acts: ui.element, status: str) -> None:
        super().__init__(acts, title="Jobs", label="Jobs", statuses=_LABELS, status=status,
                         nothing="There is no job of this kind just now.")  # fmt: skip

    async def read(self, actor: Person) -> None:
        """Show the jobs there are."""
        numbers = await jobs.counts(actor=actor)
        said = [f"{numbers[status]:,} {_LABELS[status].lower()}" for status in jobs.STATUSES if numbers[status]]
        self._count.text = " · ".join(said) or "No job yet"
        found = await jobs.jobs_of_instance(actor=actor, status=self._status.value or None, limit=self._limit)
        self._may_grow(found.next_cursor)
        self._fill([(entry, _note(entry, actor.time_zone)) for entry in found.items], "list-checks")

    def _row(self, entry: Entry, note: str) -> None:
        with ui.element("li").props(f"data-job={entry.id}"):
            icon(_ICONS[entry.status])
            with ui.element("div").classes("ml-who"):
                text("b", entry.name)
                text("span", " · ".join(filter(None, (note, jobs.purpose_of(entry.name))))).classes("ml-note")
                if entry.error and entry.status != "succeeded":
                    text("span", entry.error).classes("ml-note")
            if entry.status == "failed":
                ui.button("Run again", color=None, on_click=partial(self._run_again, entry)).classes("btn-o")

    async def _run_again(self, entry: Entry) -> None:
        async with errors.shown():
            actor = await auth.actor()
            await jobs.run_again(entry.id, actor=actor)
            frame.toast(f"{entry.name} is in the queue again.")
            await self.read(actor)


def _note(entry: Entry, time_zone: str) -> str:
    at = entry.changed_at or entry.queued_at
    tried = counted(entry.attempts, "time") if entry.attempts > 1 else ""
    when = ago(at, clock.now(), time_zone) if at else ""
    return " · ".join(filter(None, (_LABELS[entry.status], when, tried and f"tried {tried}")))
