"""Calendars: one's tasks with a date, for calendar programs to read under a secret address."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from nicegui import ui

from domain import clock, exchange
from domain.accounts import Person
from domain.exchange import Feed, NewFeed
from domain.settings import settings
from domain.tasks import FilterError
from ui import auth, errors, frame
from ui.components.confirm import confirm
from ui.components.empty import empty
from ui.components.filling import filling
from ui.components.form_dialog import buttons, form_dialog
from ui.components.icon import icon, icon_name
from ui.components.text import text
from ui.components.when import ago

_TELLS = (
    "Your tasks with a date in Google, Apple or any other calendar. Who knows an address reads it; treat it like a "
    "password."
)
_HELP = {
    "Google Calendar": "Other calendars → + → From URL. Google reads again every few hours.",
    "Apple Calendar": "File → New Calendar Subscription; on the phone Settings → Calendar → Accounts → Add Account → "
    "Other → Add Subscribed Calendar.",
    "Outlook": "Add calendar → Subscribe from web.",
}


async def part(actor: Person) -> None:
    """The calendars there are and when each was read last; make one, delete one."""
    await Calendars().read(actor)


class Calendars:
    """The list as one person has it open."""

    def __init__(self) -> None:
        with ui.element("section").classes("sheet").props("aria-label=Calendars"):
            with ui.element("div").classes("head"):
                with ui.element("div").classes("head-t"):
                    text("h2", "Calendars")
                    text("p", _TELLS).classes("sub")
                new = ui.button("New calendar", color=None, on_click=self._ask).classes("btn-p")
                new.props["icon"] = icon_name("plus")
            self._rows = ui.element("ul").classes("plain sessions").props('aria-label="Your calendars"')
        with ui.element("section").classes("sheet").props('aria-label="How to subscribe"'):
            text("h2", "How to subscribe")
            with ui.element("ul").classes("follows"):
                for program, how in _HELP.items():
                    with ui.element("li"):
                        text("b", f"{program}: ")
                        text("span", how)

    async def read(self, actor: Person) -> None:
        """Show the calendars there are."""
        found = await exchange.feeds(actor=actor)
        self._rows.clear()
        with self._rows:
            for feed in found:
                self._row(feed, actor)
            if not found:
                with empty("calendar-days", "No calendars yet", "Make one, and its address brings your due tasks into "
                           "the calendar that you look at anyway."):  # fmt: skip
                    pass

    def _row(self, feed: Feed, actor: Person) -> None:
        last = ago(feed.last_read_at, clock.now(), actor.time_zone, actor.locale) if feed.last_read_at else ""
        with ui.element("li"):
            icon("calendar-days")
            with ui.element("div").classes("ml-who"):
                text("b", feed.name)
                text("span", f"Last read {last}" if last else "Never read yet").classes("ml-note")
                text("span", feed.filter or "All tasks that you may see").classes("ml-note")
            ui.button("Delete", color=None, on_click=partial(self._delete, feed))

    async def _delete(self, feed: Feed) -> None:
        async with errors.shown():
            follows = "Its address stops working at once, in every program that reads it."
            if await confirm(f"Delete “{feed.name}”?", follows, button="Delete"):
                actor = await auth.actor()
                await exchange.delete_feed(feed.id, actor=actor)
                frame.toast(f"“{feed.name}” is deleted.")
                await self.read(actor)

    async def _ask(self) -> None:
        with form_dialog("New calendar") as dialog:
            name = ui.input("Name", value="Atrium").props("autofocus maxlength=120 autocomplete=off")
            where = ui.input("Filter").props("maxlength=2000 autocomplete=off spellcheck=false")
            where.props["hint"] = "Like: assignee = me and priority >= high. All that you may see when empty."
            where.classes("mono")

            async def make() -> None:
                async with filling(name=name, filter=where):
                    form = NewFeed.of(name=name.value or "", filter=where.value or "")
                    with _pointed_at(where):
                        _, secret = await exchange.create_feed(form, actor=await auth.actor())
                    dialog.close()
                    _show(f"{settings().base_url}/api/v1/feeds/{secret}.ics")
                    await self.read(await auth.actor())

            buttons(dialog, "Create calendar", make)


@contextmanager
def _pointed_at(box: ui.input) -> Iterator[None]:
    """Select the place in the filter that was not understood."""
    try:
        yield
    except FilterError as error:
        start, end = error.position, error.position + error.length
        ui.run_javascript(f"setTimeout(() => getElement({box.id}).nativeEl?.setSelectionRange({start}, {end}), 50)")
        raise


def _show(address: str) -> None:
    with form_dialog("The address of your calendar") as dialog:
        text("p", "Copy it now: it cannot be shown again.")
        box = ui.input("Address", value=address).props("readonly").classes("mono")

        async def copy() -> None:
            ui.clipboard.write(box.value)
            frame.toast("Copied.")

        buttons(dialog, "Copy", copy)
