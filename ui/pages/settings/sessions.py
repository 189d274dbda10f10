"""Where one is signed in."""

from functools import partial

from nicegui import ui

from domain import accounts, clock
from domain.accounts import Person, Session
from domain.bus import Event
from ui import auth, errors, frame, live
from ui.components.confirm import confirm
from ui.components.device import device_words
from ui.components.icon import icon
from ui.components.text import text
from ui.components.when import ago, date_word


async def part(actor: Person) -> None:
    """All of the person's sessions; each can be ended, and all others at once."""
    await Sessions().read(actor)


class Sessions:
    """The list as one person has it open."""

    def __init__(self) -> None:
        with ui.element("section").classes("sheet").props("aria-label=Sessions"):
            text("h2", "Sessions")
            text("p", "Where you are signed in. End what you do not know, then change your password.").classes("sub")
            self._rows = ui.element("ul").classes("plain sessions")
            self._others = ui.element("div").classes("sheet-b")
            with self._others:
                ui.button("End all other sessions", color=None, on_click=self._end_others).classes("btn-o")
            live.watch(self.refresh, kinds={"session"})

    async def refresh(self, _: list[Event]) -> None:
        """A session ended."""
        await self.read(await auth.actor())

    async def read(self, actor: Person) -> None:
        """Show the sessions there are, this one first."""
        here = (await auth.session()).id
        found = sorted(await accounts.sessions_of(actor=actor), key=lambda session: session.id != here)
        self._others.set_visibility(len(found) > 1)
        self._rows.clear()
        with self._rows:
            for session in found:
                self._row(session, actor, is_here=session.id == here)

    def _row(self, session: Session, actor: Person, *, is_here: bool) -> None:
        device = device_words(session.agent, session.kind)
        last = ago(session.last_seen_at, clock.now(), actor.time_zone, actor.locale)
        seen = "This session" if is_here else f"Last seen {last}"
        since = f"since {date_word(session.created_at, actor.time_zone, actor.locale)}"
        with ui.element("li"):
            icon(device.icon)
            with ui.element("div").classes("ml-who"):
                text("b", device.name)
                text("span", " · ".join(filter(None, (seen, session.address, since)))).classes("ml-note")
            if not is_here:
                ui.button("End", color=None, on_click=partial(self._end, session))

    async def _end(self, session: Session) -> None:
        async with errors.shown():
            actor = await auth.actor()
            await accounts.end_session(session.id, actor=actor)
            frame.toast(f"{device_words(session.agent, session.kind).name} is signed out.")
            await self.read(actor)

    async def _end_others(self) -> None:
        async with errors.shown():
            if await confirm("End all other sessions?", "You stay signed in here only.", button="End them"):
                actor = await auth.actor()
                await accounts.end_other_sessions((await auth.session()).id, actor=actor)
                frame.toast("You are signed in here only.")
                await self.read(actor)
