"""The audit log: who did what, when and from where; search, and take along as a file."""

import json
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from nicegui import ui

from domain import audit
from domain.accounts import Person
from domain.audit import Entry, EntryFilter
from ui import auth, errors
from ui.components.empty import empty
from ui.components.filling import filling
from ui.components.icon import icon, icon_name
from ui.components.text import text
from ui.components.when import day
from ui.pages.admin import place

_SHOWN, _STEP, _MOST = 50, 100, 500
_OWN = "What concerns your organisation. Entries are chained by hashes: none can be changed or taken out unnoticed."
_ALL = "Of the whole installation. Entries are chained by hashes: the command verify-audit follows the chain."
_LABELS = {
    "": "Everything",
    "sign_in": "Sign-ins",
    "access.refused": "Refusals",
    "password": "Passwords",
    "tokens": "Tokens",
    "session": "Sessions",
    "person": "People",
    "team": "Teams",
    "task": "Shares",
    "proposal": "Assistant",
    "job": "Jobs",
    "audit": "This log",
}


async def page() -> None:
    """The newest entries, for admins of an organisation (theirs) and those who run the installation (all)."""
    actor = await auth.actor()
    await audit.entries(actor=actor, limit=1)  # refuses everybody else before anything is built
    with place.tab("audit", _ALL if actor.is_instance_admin else _OWN, actor=actor) as acts:
        view = Log(acts)
    await ui.context.client.connected()
    place.show_tab()
    await view.read(actor)


class Log:
    """The list as one admin has it open."""

    def __init__(self, acts: ui.element) -> None:
        self._limit = _SHOWN
        self._shown: list[Entry] | None = None
        with acts:
            save = ui.button("Export", color=None, on_click=self._export).classes("btn-o")
            save.props["icon"] = icon_name("arrow-down")
        with place.sheet("Audit log"):
            with ui.element("div").classes("people-f two"):
                self._q = ui.input("Find in actions, addresses, details", on_change=self._anew)
                self._q.props("debounce=300 clearable type=search maxlength=200").classes("grow")
                self._action = ui.select(_LABELS, value="", label="What", on_change=self._anew)
            self._count = text("p", "\u00a0").classes("sub num").props("role=status")
            self._rows = ui.element("ul").classes("plain sessions").props("aria-label=Entries")
            with self._rows:
                place.skeleton()
            self._more = ui.button("Show more", color=None, on_click=self._show_more)
            self._more.set_visibility(False)
            place.watch(self.read, may=audit.can_read)

    def _filter(self) -> EntryFilter:
        return EntryFilter.of(action=self._action.value or "", q=self._q.value or "")

    async def _anew(self) -> None:
        self._limit = _SHOWN
        async with filling(q=self._q):
            await self.read(await auth.actor())

    async def _show_more(self) -> None:
        self._limit = min(self._limit + _STEP, _MOST)
        async with errors.shown():
            await self.read(await auth.actor())

    async def read(self, actor: Person) -> None:
        """Show the entries that are asked for."""
        found = await audit.entries(self._filter(), actor=actor, limit=self._limit)
        self._count.text = f"{found.total:,} found" if found.total < 10_000 else "10,000 or more found"
        self._more.set_visibility(found.next_cursor is not None and self._limit < _MOST)
        if found.items == self._shown:  # who reads is not disturbed
            return
        self._shown = found.items
        self._rows.clear()
        with self._rows:
            for entry in found.items:
                _row(entry, actor.time_zone, actor.locale)
            if not found.items:
                with empty("history", "Nothing here", "No entry meets this. Try fewer conditions."):
                    pass

    async def _export(self) -> None:
        async with errors.shown():
            written = await audit.export(self._filter(), "csv", actor=await auth.actor())
            ui.download.content(b"".join([part async for part in written]), "audit.csv", "text/csv")


def _row(entry: Entry, time_zone: str, locale: str) -> None:
    who = entry.actor_name or ("Somebody" if entry.actor_id else "Nobody signed in")
    day_ = day(entry.at, time_zone, locale)
    when = f"{day_}, {entry.at.astimezone(ZoneInfo(time_zone)):%H:%M:%S}"
    with ui.element("li").props(f"data-seq={entry.seq}"):
        icon("circle-alert" if entry.action.endswith(("refused", "failed", "reused")) else "activity")
        with ui.element("div").classes("ml-who"):
            text("b", f"{_words(entry.action)} · {who}")
            text("span", " · ".join(filter(None, (when, entry.address)))).classes("ml-note num")
            text("span", " · ".join(_exactly(entry))[:600]).classes("ml-note code")


def _words(action: str) -> str:
    """What is searched for as `sign_in.succeeded` is read as "Sign in succeeded"."""
    return action.replace("_", " ").replace(".", " ").capitalize()


def _exactly(entry: Entry) -> Iterator[str]:
    """The names and ids by which it is searched for."""
    yield entry.action
    if entry.object_kind:
        yield f"{entry.object_kind} {entry.object_name or entry.object_id or ''}".strip()
    for name, said in entry.details.items():
        if name != "request_id":
            yield f"{name}: {said if isinstance(said, str) else json.dumps(said, ensure_ascii=False)}"
