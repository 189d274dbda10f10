"""How the organisation fares, for its admins."""

from nicegui import ui

from domain import organizations
from domain.accounts import Person
from domain.organizations import OrganizationStatistics
from ui.components.size import size_words
from ui.components.text import counted, text


async def numbers(actor: Person) -> None:
    """People, activity, storage."""
    found = await organizations.statistics(actor=actor)
    facts = (
        ("People", found.people, _people_words(found)),
        ("Seen lately", found.seen_lately, "used Atrium in the last 7 days"),
        ("Teams", found.teams, ""),
        ("Tasks made", found.tasks_created, "in the last 30 days"),
        ("Tasks done", found.tasks_completed, "in the last 30 days"),
        ("Files", found.files, ""),
    )
    with ui.element("section").classes("sheet").props("aria-label=Statistics"):
        text("h2", "Statistics")
        with ui.element("dl").classes("onums"):
            for name, value, said in facts:
                with ui.element("div"):
                    text("dt", name)
                    text("dd", f"{value:,}").classes("num")
                    text("dd", said).classes("sub")
        part = min(1.0, found.storage_used / found.storage_quota)
        text("h3", "Storage").classes("card-h")
        ui.element("meter").classes("ometer").props(f'min=0 max=1 high=0.9 value={part:.4f} aria-label="Storage used"')
        text("p", f"{size_words(found.storage_used)} of {size_words(found.storage_quota)} used").classes("sub num")


def _people_words(found: OrganizationStatistics) -> str:
    said = f"{counted(found.admins, 'admin')} among them"
    return f"{said}, {found.deactivated} more deactivated" if found.deactivated else said
