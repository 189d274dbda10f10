"""Who is in the team: the list, adding, changing roles, removing."""

from collections.abc import Iterable
from uuid import UUID

from nicegui import ui

from domain import invitations, teams
from domain.accounts import Person, can_administer
from domain.invitations import NewInvitation
from domain.teams import Member, NewMember, NobodyThere, Team
from ui import auth, frame
from ui.components.confirm import confirm
from ui.components.filling import filling
from ui.components.icon import icon_name
from ui.components.member_list import Act, MemberList, Row
from ui.components.role_select import GIVEN, MAY, WORDS, role_select
from ui.components.text import text

_REMOVE = Act("remove", "Remove from the team", "user-minus")


class Members:
    """The members' part of a team's page."""

    def __init__(self, team: Team, members: list[Member], *, actor: Person) -> None:
        self._team_id = team.id
        with ui.element("section").classes("tl").props('aria-label="Members"'):
            with ui.element("div").classes("tl-h"):
                text("h2", "Members")
                self._count = text("span", "").classes("c num")
            self._adding = ui.element("div").classes("add-member")
            with self._adding:
                self._form()
            roles = [(role, WORDS[role]) for role in GIVEN]
            self._list = MemberList(label="Members", roles=roles, on_role=self._change_role, on_act=self._remove)
        self.show(team, members, actor=actor)

    def show(self, team: Team, members: Iterable[Member], *, actor: Person) -> None:
        """Show these members, with the buttons that the actor may use."""
        self._team, self._members = team, {member.user_id: member for member in members}
        self._count.text = f"{len(self._members):,}"
        self._adding.set_visibility(teams.can_manage(team))
        self._list.show([_row(team, member, actor=actor) for member in self._members.values()])

    def _form(self) -> None:
        address = ui.input("Add by e-mail address").props("type=email autocomplete=off maxlength=254").classes("grow")
        role = role_select()

        async def add() -> None:
            async with filling(email=address):
                form = NewMember.of(email=address.value, role=role.value)
                try:
                    member = await teams.add_member(self._team_id, form, actor=await auth.actor())
                except NobodyThere:
                    if not can_administer(await auth.actor()):
                        raise
                    if await self._invite(form):
                        address.value = ""
                    return
                address.value = ""
                frame.toast(f"{member.name} is {_as(member)} now.", undo=lambda: self._take_out(member))

        address.on("keydown.enter", add)
        ui.button("Add", color=None, on_click=add).classes("btn-p").props["icon"] = icon_name("user-plus")
        may = text("p", MAY["member"])
        role.on_value_change(lambda event: may.set_text(MAY[event.value]))

    async def _invite(self, form: NewMember) -> bool:
        question, team = f"Invite {form.email}?", self._team
        follows = f"Nobody here has this address. They get a mail to join {team.name} and your organisation."
        if form.email and await confirm(question, follows, button="Invite", is_harmful=False):
            new = NewInvitation(email=form.email, team_id=team.id, team_role=form.role)
            await invitations.invite(new, actor=await auth.actor())
            frame.toast(f"{form.email} is invited to {team.name}.")
            return True
        return False

    async def _take_out(self, member: Member) -> None:
        await teams.remove_member(self._team_id, member.user_id, actor=await auth.actor())

    async def _change_role(self, user_id: UUID, role: str) -> None:
        before = self._members[user_id]
        form = NewMember.of(user_id=user_id, role=role)
        actor = await auth.actor()
        after = await teams.change_role(self._team_id, user_id, form.role, actor=actor)
        self.show(self._team, (self._members | {user_id: after}).values(), actor=actor)
        frame.toast(f"{after.name} is {_as(after)} now.", undo=lambda: self._change_back(before))

    async def _change_back(self, before: Member) -> None:
        form = NewMember.of(user_id=before.user_id, role=before.role)
        await teams.change_role(self._team_id, before.user_id, form.role, actor=await auth.actor())

    async def _remove(self, user_id: UUID, _: str) -> None:
        member = self._members[user_id]
        follows = "They lose its tasks at once, also on pages they have open. What they made stays with the team."
        if await confirm(f"Remove {member.name} from {self._team.name}?", follows, button="Remove"):
            await self._take_out(member)
            frame.toast(f"{member.name} is no longer in {self._team.name}.")


def _as(member: Member) -> str:
    return f"{'an' if member.role == 'admin' else 'a'} {member.role}"


def _row(team: Team, member: Member, *, actor: Person) -> Row:
    return Row(
        id=str(member.user_id),
        name=member.name,
        note=member.email,
        role=member.role,
        role_word=WORDS[member.role],
        tag="You" if member.user_id == actor.id else "",
        can_role=teams.can_remove(team, member, actor.id),
        acts=[_REMOVE] if teams.can_remove(team, member, actor.id) else [],
    )
