"""Everything of one's own, to take along."""

from nicegui import ui

from domain import clock, own_data
from domain.accounts import Person
from domain.bus import Event
from domain.own_data import Export
from ui import auth, errors, frame, live
from ui.components.text import text
from ui.components.when import ago, until


async def part(actor: Person) -> None:
    """Ask for a zip of it, see how far it is, fetch it."""
    await Data().read(actor)


class Data:
    """What one person sees of their export."""

    def __init__(self) -> None:
        with ui.element("section").classes("sheet").props('aria-label="Your data"'):
            text("h2", "Your data")
            text("p", "Everything that is yours here in one zip: profile, tasks, comments, conversations, files and "
                      "what you did, as JSON, your tasks as CSV too. It takes a moment; you can go on "
                      "meanwhile.").classes("sub")  # fmt: skip
            self._said = text("p", "").props("role=status")
            self._bar = ui.element("progress").classes("data-p").props('max=100 aria-label="How far it is"')
            with ui.element("div").classes("sheet-b"):
                self._fetch = text("a", "Download").classes("bt btn-p").props('href="/files/own-data" download')
                self._ask = ui.button("Export my data", color=None, on_click=self._begin)
            live.watch(self.refresh, kinds={"export"})

    async def refresh(self, _: list[Event] | None = None) -> None:
        """It went on."""
        await self.read(await auth.actor())

    async def read(self, actor: Person) -> None:
        """Show how far it is."""
        found = await own_data.state(actor=actor)
        is_ready, is_going = found is not None and found.is_ready, found is not None and found.is_under_way
        self._said.text = _words(found, actor)
        self._said.set_visibility(bool(self._said.text))
        self._bar.props["value"] = found.progress if found else 0
        self._bar.set_visibility(is_going)
        self._bar.update()
        self._fetch.set_visibility(is_ready)
        self._ask.set_visibility(not is_going)
        self._ask.text = "Export again" if is_ready else "Export my data"
        self._ask.classes(add="btn-o" if is_ready else "btn-p", remove="btn-p" if is_ready else "btn-o")

    async def _begin(self) -> None:
        async with errors.shown():
            actor = await auth.actor()
            await own_data.ask(actor=actor)
            await self.read(actor)
            frame.toast("Your export is under way. You get a mail when it is ready.")


def _words(found: Export | None, actor: Person) -> str:
    if found is None:
        return ""
    if found.status == "failed":
        return "The export failed. It was noted; please try again."
    if found.is_under_way:
        return f"Your export is under way: {found.progress} %."
    if not found.is_ready or found.ready_at is None or found.expires_at is None:
        return ""
    made = ago(found.ready_at, clock.now(), actor.time_zone, actor.locale)
    return f"Made {made}, there {until(found.expires_at, actor.time_zone, actor.locale)}."
