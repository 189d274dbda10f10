"""The frame around the pages of the administration: a way to each of them, and nothing for whoever loses the right."""

from collections.abc import Awaitable, Callable, Collection, Iterator
from contextlib import contextmanager

from nicegui import ui

from domain import audit, instance
from domain.accounts import Person
from domain.bus import Event
from ui import auth, frame, live
from ui.components.icon import icon
from ui.components.text import text

TABS = {
    "organizations": ("Organisations", "building-2", "/admin"),
    "people": ("People", "users", "/admin/people"),
    "jobs": ("Jobs", "list-checks", "/admin/jobs"),
    "mail": ("Outbox", "mail", "/admin/mail"),
    "audit": ("Audit log", "history", "/admin/audit"),
    "health": ("Health", "activity", "/admin/health"),
}
# on a phone the tabs stand in one row that is wider than the screen
_SHOW_TAB = "document.querySelector('.adm-n .on')?.scrollIntoView({block: 'nearest', inline: 'center'})"


@contextmanager
def tab(name: str, sentence: str, *, actor: Person) -> Iterator[ui.element]:
    """The content of one tab; gives the place for buttons that concern all of it. Admins of an organisation have no
    other tab than the audit log, so they see none."""
    label = TABS[name][0]
    runs = instance.can_run(actor)
    with frame.page(label, parents=(("Administration", "/admin"),) if runs else ()):
        _follow(actor)
        with frame.heading("Administration" if runs else label):
            pass
        if runs:
            _ways(name)
        with ui.element("div").classes("head adm-h"):
            with ui.element("div").classes("head-t"):
                text("h2", label).classes("sr")
                text("p", sentence).classes("sub")
            acts = ui.element("div").classes("head-a")
        yield acts


def _ways(here: str) -> None:
    with ui.element("nav").classes("adm-n").props('aria-label="Administration"'):
        for name, (label, icon_, path) in TABS.items():
            with ui.element("a").classes("on" if name == here else "").props(f"href={path}") as way:
                way.props("aria-current=page" if name == here else "")
                icon(icon_)
                text("span", label)


def show_tab() -> None:
    """Bring the present tab into sight, once the page is there."""
    ui.run_javascript(_SHOW_TAB)


def _rights(person: Person) -> tuple[bool, bool]:
    return instance.can_run(person), audit.can_read(person)


def _follow(actor: Person) -> None:
    """Who may see more is shown it at once; who may see less is taken away from here."""

    async def look(_: list[Event]) -> None:
        before, now = _rights(actor), _rights(await auth.actor())
        if now < before:
            frame.toast("You do not run this any longer.")
            ui.navigate.to("/")
        elif now > before:
            ui.run_javascript("location.reload()")

    live.watch(look, kinds={"person"})


def watch(
    read: Callable[[Person], Awaitable[None]], *, kinds: Collection[str] = (live.CLOCK,),
    may: Callable[[Person], bool] = instance.can_run,
) -> None:  # fmt: skip
    """Read again when something of these kinds happened to anybody (by default every few seconds), while the person
    still may: a page that is left open is no refusal to write down."""

    async def look(_: list[Event]) -> None:
        actor = await auth.actor()
        if may(actor):
            await read(actor)

    live.watch_installation(look, kinds=kinds)


@contextmanager
def sheet(label: str) -> Iterator[None]:
    """What a tab shows."""
    with ui.element("section").classes("sheet adm").props(f'aria-label="{label}"'):
        yield


def skeleton(rows: int = 6) -> ui.element:
    """Stands where rows will be, until they are read."""
    with ui.element("div").classes("adm-sk").props("aria-hidden=true") as place:
        for _ in range(rows):
            ui.element("span").classes("sk")
    return place
