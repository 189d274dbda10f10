"""Name, time zone, language, first day of the week, signs of quick add, theme."""

from zoneinfo import available_timezones

from nicegui import ui

from domain import accounts
from domain.accounts import Person, ProfileChanges
from ui import auth, frame
from ui.components.filling import filling
from ui.components.text import text
from ui.pages.settings.picture import picture

_DAYS = dict(enumerate(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")))
_LANGUAGES = {"en": "English", "de": "Deutsch"}
_SYNTAXES = {"atrium": "#label  @person  +team  !high", "todoist": "@label  +person  #team  p1, as in Todoist"}
_THEMES = {"auto": "As the device", "light": "Light", "dark": "Dark"}


async def part(actor: Person) -> None:
    """The profile; each field is saved with the button, the theme when it is chosen."""
    picture(actor)
    with ui.element("section").classes("sheet").props('aria-label="Profile"'):
        text("h2", "Profile")
        text("p", f"You sign in as {actor.email}.").classes("sub")
        name = ui.input("Name", value=actor.name).props("maxlength=120 autocomplete=name")
        zones = sorted(available_timezones() - {"localtime"})
        zone = ui.select(zones, value=actor.time_zone, label="Time zone", with_input=True)
        zone.props('hint="Decides what is due today and when."')
        language = ui.select(_LANGUAGES, value=actor.locale, label="Language")
        language.props('hint="Of our mails, of dates, and of what you type when you add tasks."')
        week = ui.select(_DAYS, value=actor.week_start, label="The week begins on")
        syntax = ui.select(_SYNTAXES, value=actor.quick_add_syntax, label="Quick add")
        syntax.props('hint="The signs in the line where you add tasks."')

        async def save() -> None:
            async with filling(name=name, time_zone=zone, locale=language, week_start=week, quick_add_syntax=syntax):
                changes = ProfileChanges.of(
                    name=name.value, time_zone=zone.value or "", locale=language.value, week_start=week.value,
                    quick_add_syntax=syntax.value,
                )  # fmt: skip
                await accounts.edit_profile(changes, actor=await auth.actor())
                frame.toast("Saved.")

        with ui.element("div").classes("sheet-b"):
            ui.button("Save", color=None, on_click=save).classes("btn-p")
    _appearance(actor)


def _appearance(actor: Person) -> None:
    async def choose() -> None:
        async with filling(theme=theme):
            await accounts.edit_profile(ProfileChanges.of(theme=theme.value), actor=await auth.actor())
            frame.show_theme(theme.value)

    with ui.element("section").classes("sheet").props("aria-label=Appearance"):
        text("h2", "Appearance")
        text("p", "On all your devices.").classes("sub")
        theme = ui.select(_THEMES, value=actor.theme, label="Theme", on_change=choose)
