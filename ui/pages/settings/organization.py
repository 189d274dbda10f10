"""The organisation one belongs to."""

from nicegui import ui

from domain import organizations
from domain.accounts import Person
from ui.components.text import counted, text


async def part(actor: Person) -> None:
    """What it is called, how many people it has, since when it is here."""
    found = await organizations.my_organization(actor=actor)
    facts = {
        "Name": found.name,
        "About": found.description,
        "People": counted(found.member_count, "account"),
        "Here since": f"{found.created_at.day} {found.created_at:%B %Y}",
        "You are": "An admin" if actor.role == "admin" else "A member",
    }
    with ui.element("section").classes("sheet").props("aria-label=Organisation"):
        text("h2", "Organisation")
        with ui.element("dl").classes("facts"):
            for name, value in facts.items():
                if value:
                    text("dt", name)
                    text("dd", value)
        if actor.role == "admin":
            text("a", "See its people").classes("link").props("href=/settings?part=people")
