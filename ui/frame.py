"""The frame around every page of a signed-in person: navigation, top bar, toasts; and the page inside it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from weakref import WeakKeyDictionary

from nicegui import Client, background_tasks, context, ui

from domain import accounts, notifications, views
from domain.accounts import Person, ProfileChanges
from domain.bus import Event
from domain.tasks.quick_add import Added
from ui import auth, errors, live, theme
from ui.components.asking import Answer, id_in
from ui.components.going import Going
from ui.components.navigation import Navigation
from ui.components.palette import Palette
from ui.components.quick_add import QuickAddBox, QuickAdding, sentence_of, take_back
from ui.components.text import text
from ui.components.toast import Toasts, Undo, say
from ui.components.top_bar import TopBar
from ui.components.unverified import Unverified


class _Frame:
    """What stays while the pages inside change."""

    def __init__(self, person: Person) -> None:
        self._mode = theme.use(person.theme)
        with ui.element("div").classes("shell"):
            text("a", "Skip to the content").classes("skip").props('href="#main"').on("click", js_handler=_SKIP)
            self._navigation = Navigation(person)
            self._navigation.on_ask("place", self._place_view)
            with ui.element("div").classes("shell-main") as self.inside:
                self.bar = TopBar(person, on_theme=self._choose_theme)
                self._unverified = Unverified(person, on_again=self._send_link_again)
                self._going = Going(person, on_keep=self._keep)
            Toasts()
            self._palette = Palette(person, on_theme=self._choose_theme)
            QuickAdding(QuickAddBox(), preset=lambda *_: {}, told=_say_added)
            live.watch(self._refresh, kinds=("team", "person", "organization"))
            live.watch(self._refresh_views, kinds=("team", "view"))
            live.watch(self._count, kinds=("notification", "team", "task", "comment"), needs=_touch_notifications)
            live.watch_open_tasks(self._navigation.count)
            live.watch_list_counts(self._navigation.count_lists)

    async def fill(self) -> None:
        """Show what takes a question to the database."""
        await context.client.connected()
        async with errors.shown():
            self._navigation.show(await live.my_teams())
            await self._refresh_views([])
            await self._count([])

    async def _count(self, _: list[Event]) -> None:
        self.bar.count(await notifications.unread(actor=await auth.actor()))

    async def _refresh(self, events: list[Event]) -> None:
        if not events or any(event.kind != "team" for event in events):
            person = await auth.actor()
            self.bar.show(person)
            self._palette.show(person)
            self._unverified.show(person)
            self._going.show(person)
            self._navigation.suit(person)
            self.show_theme(person.theme)
            theme.speak(person.locale)
        if not events or any(event.kind == "team" for event in events):
            self._navigation.show(await live.my_teams())

    async def _refresh_views(self, _: list[Event]) -> None:
        self._navigation.show_views(await views.views_of(actor=await auth.actor()))

    async def _place_view(self, asked: Answer) -> None:
        after = id_in(asked, "after") if asked.get("after") else None
        await views.stand_after(id_in(asked), after, actor=await auth.actor())
        await self._refresh_views([])

    async def _send_link_again(self) -> None:
        async with errors.shown():
            person = await auth.actor()
            await accounts.ask_verification(person.email)
            toast(f"A link is on its way to {person.email}.")

    async def _keep(self) -> None:
        async with errors.shown():
            await keep_account()

    def show_theme(self, chosen: str) -> None:
        """Go over to another theme."""
        theme.change(self._mode, chosen)

    async def _choose_theme(self, chosen: str) -> None:
        async with errors.shown():
            changes = ProfileChanges.of(theme=chosen)
            self.show_theme(chosen)
            await accounts.edit_profile(changes, actor=await auth.actor())


async def _say_added(added: Added, actor: Person) -> None:
    toast(sentence_of(added), undo=partial(take_back, added))


# what takes notifications out of sight, or brings them back
_HIDING = frozenset({
    "task.shared", "task.unshared", "task.deleted", "task.restored", "comment.deleted", "comment.restored",
})  # fmt: skip


def _touch_notifications(events: list[Event]) -> bool:
    """Whether any of this may change how many notifications somebody has."""
    return any(e.kind in ("notification", "team") or e.name in _HIDING or "team_id" in e.detail for e in events)


# moves the focus without touching the address, which NiceGUI's router would take for another page
_SKIP = "(e) => { e.preventDefault(); document.getElementById('main')?.focus(); }"
_frames: WeakKeyDictionary[Client, _Frame] = WeakKeyDictionary()


def _only_one_main(client: Client) -> None:
    """Quasar wraps everything in a <main>; ours is the one around the content of the page."""
    if slot := client.content.parent_slot:
        slot.parent.tag = "div"
        slot.parent.classes("q-page")


def install() -> None:
    """Set up what frames need, once, before the application starts."""
    theme.install()
    live.install()


@contextmanager
def around(person: Person | None) -> Iterator[None]:
    """What is built inside stands in the frame; nobody signed in (the ways in): there is no frame."""
    _only_one_main(context.client)
    if person is None:
        theme.use("auto")
        yield
        return
    theme.tell_browser(person.id, person.locale)
    live.enter(person)
    frame = _frames[context.client] = _Frame(person)
    with frame.inside:
        yield
    background_tasks.create(frame.fill(), name="fill the frame", context=frame.inside)


@contextmanager
def page(
    title: str, *, parents: Sequence[tuple[str, str]] = (), wide: bool = False, full: bool = False
) -> Iterator[ui.element]:
    """The content of one page. `parents` are the pages it stands below (label, path). Each page has one `heading`.

    `wide` for what uses the whole width, `full` also without margins.
    """
    ui.page_title(f"{title} · Atrium")
    if frame := _frames.get(context.client):
        frame.bar.locate(title, tuple(parents))
    kind = " full" if full else " wide" if wide else ""
    with ui.element("main").classes(f"page{kind}").props("id=main tabindex=-1") as content:
        yield content


def retitle(title: str) -> None:
    """The present page shows something else now."""
    ui.page_title(f"{title} · Atrium")
    if frame := _frames.get(context.client):
        frame.bar.locate(title, ())


@contextmanager
def heading(title: str, sentence: str = "") -> Iterator[None]:
    """The h1 of a page with a sentence below; buttons built inside stand on the right."""
    with ui.element("div").classes("head"):
        with ui.element("div").classes("head-t"):
            text("h1", title)
            if sentence:
                text("p", sentence).classes("sub")
        with ui.element("div").classes("head-a"):
            yield


def toast(message: str, *, undo: Undo | None = None, wrong: bool = False) -> None:
    """Say in passing what was done, or what went `wrong`; `undo()`, offered for a few seconds, takes it back."""

    async def take_back() -> None:
        if undo:
            async with errors.shown():
                await undo()

    say(message, undo=take_back if undo else None, wrong=wrong)


async def keep_account() -> None:
    """Let whoever looks keep the account they wanted deleted."""
    await accounts.keep_account(actor=await auth.actor())
    toast("Your account stays. Nothing of yours was lost.")


def show_theme(chosen: str) -> None:
    """Show the present page in another theme: auto, light or dark."""
    if frame := _frames.get(context.client):
        frame.show_theme(chosen)
