"""Links by which several people become members: made, shown once, taken back."""

from functools import partial

from nicegui import ui

from domain import clock, invitations
from domain.accounts import Person
from domain.bus import Event
from domain.invitations import JoinLink, NewJoinLink
from ui import auth, errors, frame, live
from ui.components.confirm import confirm
from ui.components.filling import filling
from ui.components.form_dialog import buttons, form_dialog
from ui.components.icon import icon, icon_name
from ui.components.text import counted, text
from ui.components.when import until

_DAYS = {1: "a day", 3: "three days", 7: "a week", 14: "two weeks", 30: "a month"}
# the clipboard is there on https and on this machine only; elsewhere the text is selected to be copied by hand
_COPY = """(e) => {
  const box = e.currentTarget.closest('.copy').querySelector('input');
  box.select(); navigator.clipboard?.writeText(box.value);
  e.currentTarget.querySelector('.block').textContent = 'Copied';
}"""


class JoinLinks:
    """The links as one admin has them open."""

    def __init__(self) -> None:
        with ui.element("section").classes("sheet").props('aria-label="Join links"') as self._place:
            with ui.element("div").classes("head"):
                with ui.element("div").classes("head-t"):
                    text("h2", "Join links")
                    text("p", "For several people at once: whoever has the link becomes a member.").classes("sub")
                add = ui.button("New link", color=None, on_click=self._new).classes("btn-o")
                add.props["icon"] = icon_name("link")
            self._rows = ui.element("ul").classes("plain sessions").props('aria-label="Join links"')
            live.watch(self.refresh, kinds={"invitation", "person"})

    async def refresh(self, _: list[Event] | None = None) -> None:
        """A link was made, used or revoked."""
        await self.read(await auth.actor())

    async def read(self, actor: Person) -> None:
        """Show the links there are."""
        found = await invitations.join_links(actor=actor)
        self._rows.clear()
        self._rows.set_visibility(bool(found))
        with self._rows:
            for link in found:
                self._row(link, actor)

    def _row(self, link: JoinLink, actor: Person) -> None:
        is_over = link.expires_at <= clock.now()
        ends = "Too old" if is_over else f"Good {until(link.expires_at, actor.time_zone, actor.locale)}"
        with ui.element("li"):
            icon("link")
            with ui.element("div").classes("ml-who"):
                text("b", f"{link.uses:,} of {counted(link.most_uses, 'use')}")
                text("span", "Used up" if link.uses >= link.most_uses else ends).classes("ml-note")
            ui.button("Revoke", color=None, on_click=partial(self._revoke, link))

    async def _revoke(self, link: JoinLink) -> None:
        async with errors.shown():
            follows = "It lets nobody in from then on. Who came in by it stays."
            if await confirm("Revoke this link?", follows, button="Revoke"):
                actor = await auth.actor()
                await invitations.revoke_link(link.id, actor=actor)
                frame.toast("The link leads nowhere now.")
                await self.read(actor)

    async def _new(self) -> None:
        with form_dialog("New join link") as dialog:
            uses = ui.number("How many people may use it", value=10, min=1, max=1000, precision=0)
            days = ui.select(_DAYS, value=7, label="Good for")

            async def make() -> None:
                async with filling(most_uses=uses, days=days):
                    number = int(uses.value) if uses.value is not None else 0
                    actor = await auth.actor()
                    _, url = await invitations.make_link(NewJoinLink.of(most_uses=number, days=days.value), actor=actor)
                    dialog.close()
                    await self.read(actor)
                    with self._place:  # the dialog we are in goes away
                        _show_once(url)

            buttons(dialog, "Make the link", make)


def _show_once(url: str) -> None:
    with form_dialog("Here is the link") as dialog:
        text("p", "It is shown only now: copy it and send it to whom you want to have here.")
        with ui.element("div").classes("copy"):
            box = ui.element("input").props("readonly aria-label=Link")
            box.props["^value"] = url
            ui.button("Copy", color=None).classes("btn-p").on("click", js_handler=_COPY)
        with ui.element("div").classes("ask-b"):
            ui.button("Done", color=None, on_click=dialog.close)
