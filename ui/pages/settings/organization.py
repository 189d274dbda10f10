"""The organisation one belongs to: its logo, details and numbers for admins, and the card that others see."""

from nicegui import ui

from domain import organizations
from domain.accounts import Person, can_administer
from domain.bus import Event
from domain.organizations import Organization, OrganizationChanges
from ui import auth, frame, live
from ui.components.filling import filling
from ui.components.organization_card import OrganizationCardView
from ui.components.picture_editor import PictureEditor
from ui.components.text import counted, text
from ui.components.when import day
from ui.pages.settings.organization_numbers import numbers

_TINT = "#5661c9"


async def part(actor: Person) -> None:
    """What it is called and how it shows itself."""
    found = await organizations.my_organization(actor=actor)
    _card(found, actor)
    if can_administer(actor):
        _logo(found)
        _details(found)
        await numbers(actor)


def _logo(found: Organization) -> None:
    async def refresh(_: list[Event] | None = None) -> None:
        present = await organizations.my_organization(actor=await auth.actor())
        editor.show(present.logo_id, instead=present.name[:1].upper())

    async def changed() -> None:
        await refresh()
        frame.toast("This is the logo now.")

    async def remove() -> None:
        await organizations.remove_logo(actor=await auth.actor())
        await refresh()
        frame.toast("The logo is removed.")

    with ui.element("section").classes("sheet").props("aria-label=Logo"):
        text("h2", "Logo")
        editor = PictureEditor(
            url="/files/logo", label="Logo of the organisation", instead="", tint=_TINT, on_changed=changed,
            on_removed=remove,
        )  # fmt: skip
        editor.show(found.logo_id, instead=found.name[:1].upper())
        live.watch(refresh, kinds={"organization"})


def _details(found: Organization) -> None:
    with ui.element("section").classes("sheet").props("aria-label=Details"):
        text("h2", "Details")
        text("p", "Everybody who is signed in here may see them, people of other organisations too.").classes("sub")
        name = ui.input("Name", value=found.name).props("maxlength=120 autocomplete=organization")
        about = ui.textarea("About", value=found.description).props("maxlength=40000 autogrow")
        industry = ui.input("Industry", value=found.industry).props("maxlength=120")
        city = ui.input("City", value=found.city).props("maxlength=120 autocomplete=address-level2")
        website = ui.input("Website", value=found.website).props("maxlength=490 inputmode=url autocomplete=url")

        async def save() -> None:
            async with filling(name=name, description=about, industry=industry, city=city, website=website):
                changes = OrganizationChanges.of(
                    name=name.value, description=about.value, industry=industry.value, city=city.value,
                    website=website.value,
                )  # fmt: skip
                saved = await organizations.edit(changes, actor=await auth.actor())
                website.value = saved.website
                frame.toast("Saved.")

        with ui.element("div").classes("sheet-b"):
            ui.button("Save", color=None, on_click=save).classes("btn-p")


def _card(found: Organization, actor: Person) -> None:
    async def refresh(_: list[Event]) -> None:
        view.show(await organizations.my_organization(actor=await auth.actor()))

    with ui.element("section").classes("sheet").props('aria-label="Card"'):
        text("h2", "Organisation")
        since = day(found.created_at, actor.time_zone, actor.locale)
        role = "an admin" if can_administer(actor) else "a member"
        text("p", f"{counted(found.member_count, 'account')}, here since {since}. You are {role}.").classes("sub")
        text("h3", "As others see it").classes("card-h")
        view = OrganizationCardView()
        view.show(found)
        live.watch(refresh, kinds={"organization"})
