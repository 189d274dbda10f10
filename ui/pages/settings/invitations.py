"""Inviting people to the organisation, for its admins: by e-mail one by one, or by a link for several."""

from functools import partial
from uuid import UUID

from nicegui import ui

from domain import clock, invitations
from domain.accounts import Person
from domain.bus import Event
from domain.errors import NotFound
from domain.invitations import Invitation, NewInvitation
from domain.settings import settings
from ui import auth, errors, frame, live
from ui.components.confirm import confirm
from ui.components.empty import empty
from ui.components.filling import filling
from ui.components.icon import icon_name
from ui.components.member_list import Act, MemberList, Row
from ui.components.text import counted, text
from ui.components.when import ago, until
from ui.pages.settings.join_links import JoinLinks

_ROLES = {"member": "Member", "admin": "Admin"}
_STATUSES = {"": "All", "pending": "Open", "accepted": "Accepted", "expired": "Expired", "cancelled": "Cancelled"}
_RESEND, _CANCEL = Act("resend", "Send again", "refresh-cw"), Act("cancel", "Cancel the invitation", "x")
_SHOWN = 50


async def part(actor: Person) -> None:
    """The form, what became of the invitations, and the links."""
    _form(actor)
    await Invitations().read(actor)
    await JoinLinks().read(actor)


def _form(actor: Person) -> None:
    with ui.element("section").classes("sheet").props('aria-label="Invite people"'):
        text("h2", "Invite people")
        text("p", "They get a mail with a link, good for a week, and choose their own password.").classes("sub")
        with ui.element("div").classes("invite-f"):
            email = ui.input("E-mail").props("type=email autocomplete=off maxlength=254")
            role = ui.select(_ROLES, value="member", label="Role")

            async def send() -> None:
                async with filling(email=email):
                    form = NewInvitation.of(email=email.value, role=role.value)
                    sent = await invitations.invite(form, actor=await auth.actor())
                    email.value = ""
                    frame.toast(f"{sent.email} is invited.", undo=partial(_cancel, sent.id))

            email.on("keydown.enter", send)
            ui.button("Invite", color=None, on_click=send).classes("btn-p").props["icon"] = icon_name("user-plus")
        if settings().smtp_url is None:
            _no_mail(actor)


def _no_mail(actor: Person) -> None:
    with text("p", "There is no mail server yet, so mails are held back. ").classes("hint"):
        if actor.is_instance_admin:
            text("a", "Read them in the outbox").classes("link").props("href=/admin/mail")
        else:
            text("span", "A join link works without mail.")


async def _cancel(invitation_id: UUID) -> None:
    await invitations.cancel(invitation_id, actor=await auth.actor())
    frame.toast("The invitation is cancelled; its link leads nowhere.")


class Invitations:
    """The list as one admin has it open."""

    def __init__(self) -> None:
        self._found: list[Invitation] = []
        self._limit = _SHOWN
        with ui.element("section").classes("sheet").props("aria-label=Invitations"):
            with ui.element("div").classes("head"), ui.element("div").classes("head-t"):
                text("h2", "Invitations")
                self._count = text("p", "").classes("sub num")
            with ui.element("div").classes("people-f two") as self._filter:
                self._q = ui.input("Find an address", on_change=self._search)
                self._q.props("debounce=250 clearable type=search maxlength=120")
                self._status = ui.select(_STATUSES, value="", label="Show", on_change=self._search)
            self._list = MemberList(label="Invitations", roles=[], on_role=self._no_role, on_act=self._act, find=False)
            with empty("user-plus", "Nobody is invited yet", "Those you invite stand here until they come in."):
                self._empty = ui.context.slot.parent
            self._more = ui.button("Show more", color=None, on_click=self._show_more)
            live.watch(self.refresh, kinds={"invitation"})

    async def refresh(self, _: list[Event] | None = None) -> None:
        """An invitation was sent, accepted or cancelled."""
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
        """Show what is asked for."""
        found, cursor = list[Invitation](), None
        while len(found) < self._limit:
            page = await invitations.invitations_of(
                actor=actor, q=self._q.value or "", status=self._status.value or None, limit=_SHOWN, cursor=cursor
            )
            found += page.items
            cursor = page.next_cursor
            if cursor is None:
                break
        statistics = await invitations.statistics(actor=actor)
        self._found = found  # now, not bit by bit: somebody may be acting on a row meanwhile
        self._count.text = _in_words(statistics)
        for part_ in (self._filter, self._list):
            part_.set_visibility(statistics.total > 0)
        self._empty.set_visibility(statistics.total == 0)
        self._more.set_visibility(cursor is not None)
        self._list.show([_row(one, actor) for one in self._found])

    async def _no_role(self, _: UUID, __: str) -> None:
        raise NotFound("The role of an invitation stays. Cancel it and invite them anew.")

    async def _act(self, invitation_id: UUID, act: str) -> None:
        one = next((i for i in self._found if i.id == invitation_id), None)
        if one is None:
            raise NotFound("This invitation is not in the list any more.")
        actor = await auth.actor()
        if act == "resend":
            await invitations.resend(one.id, actor=actor)
            frame.toast(f"A new link is on its way to {one.email}. The one before leads nowhere now.")
        elif await confirm(f"Cancel the invitation of {one.email}?", "Its link leads nowhere from then on.",
                           button="Cancel it"):  # fmt: skip
            await _cancel(one.id)
        await self.read(actor)


def _in_words(of: invitations.Statistics) -> str:
    if not of.total:
        return ""
    said = [counted(of.total, "invitation"), f"{of.pending:,} open", f"{of.accepted:,} accepted"]
    return " · ".join(said + ([f"{of.expired:,} expired"] if of.expired else []))


def _row(one: Invitation, actor: Person) -> Row:
    is_open = one.status in ("pending", "expired")
    return Row(
        id=str(one.id), name=one.email, note=_note(one, actor), role=one.role, role_word=_ROLES[one.role],
        tag="" if one.status == "pending" else _STATUSES[one.status], off=one.status in ("cancelled", "expired"),
        acts=[_RESEND, _CANCEL] if is_open else [],
    )  # fmt: skip


def _note(one: Invitation, actor: Person) -> str:
    now = clock.now()
    if one.accepted_at:
        said = f"Came in {ago(one.accepted_at, now, actor.time_zone, actor.locale)}"
    elif one.status == "pending":
        sent = ago(one.sent_at, now, actor.time_zone, actor.locale)
        said = f"Sent {sent}, good {until(one.expires_at, actor.time_zone, actor.locale)}"
    else:
        said = f"Sent {ago(one.sent_at, now, actor.time_zone, actor.locale)}"
    into = f"into {one.team_name}" if one.team_name else ""
    return " · ".join(filter(None, (said, into, f"by {one.invited_by_name}")))
