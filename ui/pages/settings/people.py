"""The people of the organisation, for its admins."""

from datetime import datetime
from uuid import UUID

from nicegui import ui

from domain import accounts
from domain.accounts import Person
from domain.bus import Event
from domain.errors import NotFound
from ui import auth, errors, frame, live
from ui.components.confirm import confirm
from ui.components.icon import icon_name
from ui.components.member_list import Act, MemberList, Row
from ui.components.text import counted, text
from ui.components.when import until
from ui.pages.settings.colleague import new_colleague

_ROLES = {"admin": "Admin", "member": "Member"}
_DEACTIVATE = Act("deactivate", "Deactivate", "user-minus")
_REACTIVATE = Act("reactivate", "Let in again", "undo-2")
_REMOVE, _BRING_BACK = Act("remove", "Remove", "trash-2"), Act("restore", "Bring back", "undo-2")
_GONE = (
    "They are signed out for good and leave their teams; what they own goes on to others. What they made stays under "
    "their name. For thirty days you can bring them back."
)
_STATUSES = {"": "Everybody", "active": "Active", "deactivated": "Deactivated", "removed": "Removed"}
_FOLLOWS = "They are signed out everywhere at once. What they made stays, and you can let them in again."
_SHOWN = 50


async def part(actor: Person) -> None:
    """Everybody with an account here: search, roles, deactivating and letting in again."""
    await People().read(actor)


class People:
    """The list as one admin has it open."""

    def __init__(self) -> None:
        self._people: list[Person] = []
        self._limit = _SHOWN
        with ui.element("section").classes("sheet").props("aria-label=People"):
            with ui.element("div").classes("head"):
                with ui.element("div").classes("head-t"):
                    text("h2", "People")
                    self._count = text("p", "").classes("sub num")
                with ui.element("div").classes("head-a"):
                    ui.button("Add with a password", color=None, on_click=lambda: new_colleague(self.refresh))
                    add = ui.button("Invite", color=None, on_click=lambda: ui.navigate.to("/settings?part=invitations"))
                    add.classes("btn-p").props["icon"] = icon_name("user-plus")
            with ui.element("div").classes("people-f"):
                self._q = ui.input("Find by name or address", on_change=self._search)
                self._q.props("debounce=250 clearable type=search maxlength=120").classes("grow")
                self._role = ui.select({"": "Every role"} | _ROLES, value="", label="Role", on_change=self._search)
                self._status = ui.select(_STATUSES, value="", label="Status", on_change=self._search)
            roles = list(_ROLES.items())
            self._list = MemberList(label="People", roles=roles, on_role=self._change_role, on_act=self._act,
                                    find=False)  # fmt: skip
            self._more = ui.button("Show more", color=None, on_click=self._show_more)
            live.watch(self.refresh, kinds={"person"})

    async def refresh(self, _: list[Event] | None = None) -> None:
        """Somebody changed."""
        await self.read(await auth.actor())

    async def _search(self) -> None:
        self._limit = _SHOWN
        async with errors.shown():
            await self.refresh()

    async def _show_more(self) -> None:
        self._limit += _SHOWN
        async with errors.shown():
            await self.refresh()

    async def read(self, actor: Person) -> None:
        """Show who is asked for."""
        people, rows, cursor, total = list[Person](), list[Row](), None, 0
        while len(people) < self._limit:
            found, cursor, total = await self._page(actor, cursor)
            people += [person for person, _ in found]
            rows += [_row(person, actor, removed_until=until_) for person, until_ in found]
            if cursor is None:
                break
        self._people = people  # now, not bit by bit: somebody may be acting on a row meanwhile
        is_of_removed = self._status.value == "removed"
        self._count.text = f"{total:,} removed in the last thirty days" if is_of_removed else counted(total, "account")
        self._more.set_visibility(cursor is not None)
        self._list.show(rows)

    async def _page(
        self, actor: Person, cursor: str | None
    ) -> tuple[list[tuple[Person, datetime | None]], str | None, int]:
        q = self._q.value or ""
        if self._status.value == "removed":
            gone = await accounts.removed_people(actor=actor, q=q, limit=_SHOWN, cursor=cursor)
            return [(one.person, one.until) for one in gone.items], gone.next_cursor, gone.total
        found = await accounts.people_of_organization(
            actor=actor, q=q, role=self._role.value or None, status=self._status.value or None, limit=_SHOWN,
            cursor=cursor,
        )  # fmt: skip
        return [(person, None) for person in found.items], found.next_cursor, found.total

    async def _change_role(self, person_id: UUID, role: str) -> None:
        actor = await auth.actor()
        try:
            person = await accounts.set_role(person_id, role, actor=actor)
            frame.toast(f"{person.name} is {'an admin' if person.role == 'admin' else 'a member'} now.")
        finally:
            await self.read(await auth.actor())

    async def _act(self, person_id: UUID, act: str) -> None:
        person = next((p for p in self._people if p.id == person_id), None)
        if person is None:
            raise NotFound("This person is not in the list any more.")
        if act == "reactivate":
            await self._let_in(person)
        elif act == "restore":
            await self._bring_back(person)
        elif act == "remove":
            await self._remove(person)
        elif await confirm(f"Deactivate {person.name}?", _FOLLOWS, button="Deactivate"):
            actor = await auth.actor()
            await accounts.set_status(person.id, "deactivated", actor=actor)
            frame.toast(f"{person.name} is deactivated.", undo=lambda: self._let_in(person))
            await self.read(actor)

    async def _remove(self, person: Person) -> None:
        if await confirm(f"Remove {person.name}?", _GONE, button="Remove"):
            actor = await auth.actor()
            await accounts.remove(person.id, actor=actor)
            frame.toast(f"{person.name} is removed.", undo=lambda: self._bring_back(person))
            await self.read(actor)

    async def _bring_back(self, person: Person) -> None:
        actor = await auth.actor()
        await accounts.restore(person.id, actor=actor)
        frame.toast(f"{person.name} is back, also in their teams.")
        await self.read(actor)

    async def _let_in(self, person: Person) -> None:
        actor = await auth.actor()
        await accounts.set_status(person.id, "active", actor=actor)
        frame.toast(f"{person.name} may sign in again.")
        await self.read(actor)


def _row(person: Person, actor: Person, *, removed_until: datetime | None) -> Row:
    is_me, is_active = person.id == actor.id, person.status == "active"
    note = person.email
    if removed_until:
        tag, acts = "Removed", [_BRING_BACK]
        note += f" · can be brought back {until(removed_until, actor.time_zone, actor.locale)}"
    else:
        tag = "You" if is_me else "Leaving" if person.deletion_due_at else "" if is_active else "Deactivated"
        acts = [] if is_me else [_DEACTIVATE if is_active else _REACTIVATE, _REMOVE]
    is_here = is_active and removed_until is None
    return Row(
        id=str(person.id), name=person.name, note=note, role=person.role, role_word=_ROLES[person.role], tag=tag,
        can_role=is_here and not is_me, off=not is_here, acts=acts,
    )  # fmt: skip
