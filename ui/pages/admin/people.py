"""Everybody with an account in the installation: find them, deactivate and let in again, say who runs it."""

from dataclasses import dataclass
from uuid import UUID

from nicegui import ui

from domain import instance
from domain.accounts import Person
from domain.errors import NotFound
from domain.instance import Account, AccountChanges, OrganizationOverview
from ui import auth, confirming, frame
from ui.components.confirm import confirm
from ui.components.icon import icon
from ui.components.member_list import MemberList
from ui.components.text import text, total_words
from ui.pages.admin import place
from ui.pages.admin.account_row import row_of
from ui.pages.admin.growing import Growing
from ui.pages.admin.storage import Storage

_SENTENCE = (
    "Accounts of all organisations: who they are, never what they work on. What you change here is written down."
)
_ROLES = {"": "Every role", "runs": "Run Atrium", "admin": "Admins", "member": "Members"}
_STATUSES = {"": "Everybody", "active": "Active", "deactivated": "Deactivated"}
_OUT = "They are signed out everywhere at once. What they made stays, and you can let them in again."
_MADE = (
    "They will see all organisations and accounts, jobs, mails and the whole audit log, and may deactivate anybody and "
    "decide who else runs Atrium. Tasks stay as private as they are."
)
_UNMADE = "They keep their account and everything of their own, and see nothing of the administration any more."


@dataclass(frozen=True, slots=True)
class _Question:
    """What is asked before an act, what is changed, and what is said afterwards; {} is the person's name."""

    question: str
    follows: str
    button: str
    changes: AccountChanges
    said: str


_QUESTIONS = {
    "deactivate": _Question(
        "Deactivate {}?", _OUT, "Deactivate", AccountChanges(status="deactivated"), "{} is deactivated."
    ),
    "make": _Question(
        "Let {} run this installation?", _MADE, "Let them run it", AccountChanges(is_instance_admin=True),
        "{} runs this installation, too.",
    ),
    "unmake": _Question(
        "Shall {} run this installation no longer?", _UNMADE, "Take it back", AccountChanges(is_instance_admin=False),
        "{} does not run this installation any more.",
    ),
}  # fmt: skip


async def page(organization: str = "") -> None:
    """Everybody by name, or those of one organisation, for those who run the installation."""
    actor = await auth.actor()
    await instance.check(actor)
    home = await instance.organization(_id(organization), actor=actor) if organization else None
    with place.tab("people", _SENTENCE, actor=actor), place.sheet("People"):
        view = People(home)
    await ui.context.client.connected()
    place.show_tab()
    await view.read(actor)


def _id(text_: str) -> UUID:
    try:
        return UUID(text_)
    except ValueError:
        raise NotFound("There is no such organisation (any more).") from None


class People(Growing):
    """The list as one person has it open."""

    def __init__(self, home: OrganizationOverview | None) -> None:
        self._home = home
        self._people: list[Account] = []
        with ui.element("div").classes("people-f"):
            self._q = ui.input("Find by name or address", on_change=self.search)
            self._q.props("debounce=250 clearable type=search maxlength=120").classes("grow")
            self._role = ui.select(_ROLES, value="", label="Role", on_change=self.search)
            self._status = ui.select(_STATUSES, value="", label="Status", on_change=self.search)
        with ui.element("div").classes("adm-c"):
            if home:
                with ui.element("a").classes("chip").props("href=/admin/people") as only:
                    only.props["aria-label"] = f"Only of {home.name}. Show everybody"
                    icon("building-2")
                    text("span", home.name)
                    icon("x")
            self._count = text("p", "\u00a0").classes("sub num").props("role=status")
            self._storage = Storage(home) if home else None
        self._skeleton: ui.element | None = place.skeleton()
        self._list = MemberList(label="People", roles=[], on_role=_no_roles, on_act=self._act, find=False)
        self._list.set_visibility(False)
        self._offer_more()
        place.watch(self.read, kinds={"person", "organization"})

    async def read(self, actor: Person) -> None:
        """Show who is asked for."""
        role = self._role.value or None
        found = await instance.people(
            actor=actor, q=self._q.value or "", role=None if role == "runs" else role, runs=role == "runs" or None,
            status=self._status.value or None, organization_id=self._home.id if self._home else None,
            limit=self._limit,
        )  # fmt: skip
        self._people = found.items
        self._count.text = total_words(found.total, "account")
        self._list.show([row_of(one, actor) for one in found.items])
        self._list.set_visibility(True)
        self._may_grow(found.next_cursor)
        if self._storage:
            await self._storage.read(actor)
        if self._skeleton:
            self._skeleton.delete()
            self._skeleton = None

    async def _act(self, person_id: UUID, act: str) -> None:
        one = next((p for p in self._people if p.id == person_id), None)
        if one is None:
            raise NotFound("This person is not in the list any more.")
        if act == "reactivate":
            await self._let_in(one)
        elif asked := _QUESTIONS.get(act):
            question, said = asked.question.format(one.name), asked.said.format(one.name)
            is_harmful = act != "make"
            if await confirm(question, asked.follows, button=asked.button, is_harmful=is_harmful) and (
                await self._change(one, asked.changes)
            ):
                frame.toast(said, undo=(lambda: self._let_in(one)) if act == "deactivate" else None)

    async def _let_in(self, one: Account) -> None:
        if await self._change(one, AccountChanges(status="active")):
            frame.toast(f"{one.name} may sign in again.")

    async def _change(self, one: Account, changes: AccountChanges) -> bool:
        """Whether it was done and there is somebody to tell: who gave it up themselves is taken away from here."""
        if not await confirming.sure():
            return False
        await instance.administer(one.id, changes, actor=await auth.actor(), under=await auth.session())
        actor = await auth.actor()
        if instance.can_run(actor):
            await self.read(actor)
        return instance.can_run(actor)


async def _no_roles(_: UUID, __: str) -> None:
    """Roles in an organisation are its own admins' to give."""
