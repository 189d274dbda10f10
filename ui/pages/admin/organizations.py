"""The organisations of the installation: how many people, how much they store."""

from nicegui import ui

from domain import clock, instance
from domain.accounts import Person
from domain.instance import OrganizationOverview
from ui import auth
from ui.components.empty import empty
from ui.components.organization_list import OrganizationList, OrganizationRow
from ui.components.size import size_words
from ui.components.text import counted, text, total_words
from ui.components.when import ago, day
from ui.pages.admin import place
from ui.pages.admin.growing import Growing

_SENTENCE = "Everybody who signs up begins one of their own; who is invited joins another. Open one to see its people."


async def page() -> None:
    """All of them by name, for those who run the installation."""
    actor = await auth.actor()
    await instance.check(actor)
    with place.tab("organizations", _SENTENCE, actor=actor), place.sheet("Organisations"):
        view = Organizations()
    await ui.context.client.connected()
    place.show_tab()
    await view.read(actor)


class Organizations(Growing):
    """The list as one person has it open."""

    def __init__(self) -> None:
        with ui.element("div").classes("people-f one"):
            self._q = ui.input("Find by name or city", on_change=self.search)
            self._q.props("debounce=250 clearable type=search maxlength=120").classes("grow")
        self._count = text("p", "\u00a0").classes("sub num").props("role=status")
        self._skeleton: ui.element | None = place.skeleton()
        self._list = OrganizationList()
        with ui.element("div") as self._none, empty("building-2", "Nothing here", "No organisation is called so."):
            pass
        self._none.set_visibility(False)
        self._offer_more()
        place.watch(self.read, kinds={"organization", "person"})

    async def read(self, actor: Person) -> None:
        """Show the organisations that are asked for."""
        found = await instance.organizations(actor=actor, q=self._q.value or "", limit=self._limit)
        self._count.text = total_words(found.total, "organisation")
        self._list.show([_row(one, actor) for one in found.items])
        self._none.set_visibility(not found.items)
        self._may_grow(found.next_cursor)
        if self._skeleton:
            self._skeleton.delete()
            self._skeleton = None


def _row(one: OrganizationOverview, actor: Person) -> OrganizationRow:
    seen = f"used {ago(one.last_seen_at, clock.now(), actor.time_zone, actor.locale)}" if one.last_seen_at else ""
    since = f"here since {day(one.created_at, actor.time_zone, actor.locale)}"
    among = counted(one.admins, "admin") + (f", {one.deactivated:,} deactivated" if one.deactivated else "")
    note = " · ".join(filter(None, (one.city, since, seen)))
    return OrganizationRow(
        id=str(one.id), name=one.name, letter=one.name[:1].upper(), note=note,
        people=f"{one.people:,} {'person' if one.people == 1 else 'people'}", among=among,
        storage=f"{size_words(one.storage_used)} of {size_words(one.storage_quota)}",
        part=min(1.0, one.storage_used / max(1, one.storage_quota)), href=f"/admin/people?organization={one.id}",
    )  # fmt: skip
