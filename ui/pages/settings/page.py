"""The settings page: its parts, one shown at a time."""

from collections.abc import Awaitable, Callable

from nicegui import ui

from domain.accounts import Person, can_administer
from domain.bus import Event
from ui import auth, frame, live
from ui.components.icon import icon
from ui.components.text import text
from ui.pages.settings import (
    account,
    calendars,
    data,
    invitations,
    notifications,
    organization,
    people,
    profile,
    security,
    sessions,
    tokens,
)

# on a phone the ways stand in one row that is wider than the screen
_SHOW_WAY = "document.querySelector('.settings-n .on')?.scrollIntoView({block: 'nearest', inline: 'center'})"
Part = Callable[[Person], Awaitable[None]]
_OWN: dict[str, tuple[str, str, Part]] = {
    "profile": ("Profile", "user", profile.part),
    "security": ("Security", "lock", security.part),
    "sessions": ("Sessions", "monitor", sessions.part),
    "notifications": ("Notifications", "bell", notifications.part),
    "calendars": ("Calendars", "calendar-days", calendars.part),
    "tokens": ("Tokens", "key-round", tokens.part),
    "organization": ("Organisation", "building-2", organization.part),
}
_ADMINS: dict[str, tuple[str, str, Part]] = {
    "people": ("People", "users", people.part),
    "invitations": ("Invitations", "user-plus", invitations.part),
}
_LAST: dict[str, tuple[str, str, Part]] = {
    "data": ("Your data", "download", data.part),
    "account": ("Delete account", "trash-2", account.part),
}
PARTS = _OWN | _ADMINS | _LAST
_ONCE = {"password": "security"}  # how parts were called that links may still name


async def page(part: str = "profile") -> None:
    """One part of the settings, with the way to the others; people of the organisation only for its admins."""
    actor = await auth.actor()
    parts = {name: part for name, part in PARTS.items() if name not in _ADMINS or can_administer(actor)}
    part = _ONCE.get(part, part)
    chosen = part if part in parts else "profile"
    with frame.page("Settings"):
        with frame.heading("Settings"):
            pass
        with ui.element("div").classes("settings"):
            with ui.element("nav").classes("settings-n").props('aria-label="Settings"'):
                for name, (label, icon_, _) in parts.items():
                    _way(name, label, icon_, is_here=name == chosen)
            body = ui.element("div").classes("settings-b")
            _follow(actor)
    await ui.context.client.connected()
    ui.run_javascript(_SHOW_WAY)
    with body:
        await parts[chosen][2](actor)


def _follow(actor: Person) -> None:
    """Who becomes an admin, or is one no longer, sees what that changes at once."""

    async def look(_: list[Event]) -> None:
        if can_administer(await auth.actor()) != can_administer(actor):
            ui.run_javascript("location.reload()")

    live.watch(look, kinds={"person"})


def _way(name: str, label: str, icon_: str, *, is_here: bool) -> None:
    with ui.element("a").classes("nav-i on" if is_here else "nav-i").props(f"href=/settings?part={name}") as way:
        way.props("aria-current=page" if is_here else "")
        icon(icon_)
        text("span", label)
