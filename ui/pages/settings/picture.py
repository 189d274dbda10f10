"""One's own picture."""

from nicegui import ui

from domain import accounts
from domain.accounts import Person
from domain.bus import Event
from ui import auth, frame, live
from ui.components.avatar import colour, initials
from ui.components.picture_editor import PictureEditor
from ui.components.text import text


def picture(actor: Person) -> None:
    """The picture that others see beside what one did; to choose, cut and remove."""

    async def refresh(_: list[Event] | None = None) -> None:
        person = await auth.actor()
        editor.show(person.picture_id, instead=initials(person.name))

    async def changed() -> None:
        await refresh()
        frame.toast("This is your picture now.")

    async def remove() -> None:
        await accounts.remove_picture(actor=await auth.actor())
        await refresh()
        frame.toast("Your picture is removed.")

    with ui.element("section").classes("sheet").props("aria-label=Picture"):
        text("h2", "Picture")
        text("p", "Everybody who is signed in sees it beside your name.").classes("sub")
        editor = PictureEditor(
            url="/files/picture", label="Your picture", instead=initials(actor.name), tint=colour(actor.id), cut=True,
            round_=True, on_changed=changed, on_removed=remove,
        )  # fmt: skip
        editor.show(actor.picture_id, instead=initials(actor.name))
        live.watch(refresh, kinds={"person"})
