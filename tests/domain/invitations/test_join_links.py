"""Join links: so many people, for so long, until they are taken back."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa

from domain import accounts, clock, invitations
from domain.accounts import Person
from domain.errors import Conflict, Invalid, NotFound, NotPermitted
from domain.invitations import Joiner, NewJoinLink
from domain.transactions import front_desk
from tests.domain.invitations.inviting import NEWCOMER, address, colleague, device, invited, leave, mails_to, token_in
from tests.worlds import PASSWORD


def joiner() -> Joiner:
    return Joiner(email=address("joiner"), name="Jo", password=PASSWORD)


async def made(ada: Person, most_uses: int = 3) -> str:
    _, url = await invitations.make_link(NewJoinLink(most_uses=most_uses), actor=ada)
    return token_in(url)


async def test_who_has_the_link_becomes_a_member_with_an_address_to_prove(ada: Person) -> None:
    token, form = await made(ada), joiner()
    assert (await invitations.join_offer(token)).organization_name == ada.organization_name
    jo = await invitations.join_as_new(token, form, device=device())
    assert (jo.organization_id, jo.role, jo.email_verified) == (ada.organization_id, "member", False)
    assert len(await mails_to(form.email, "verify-email")) == 1
    [link] = await invitations.join_links(actor=ada)
    assert (link.uses, link.most_uses) == (1, 3)


async def test_many_at_once_cannot_pass_the_limit(ada: Person) -> None:
    token = await made(ada, most_uses=2)
    tries = [invitations.join_as_new(token, joiner(), device=device()) for _ in range(6)]
    answers = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(answer, Person) for answer in answers) == 2
    assert sum(isinstance(answer, Conflict) for answer in answers) == 4
    assert (await accounts.people_of_organization(actor=ada)).total == 3
    [link] = await invitations.join_links(actor=ada)
    assert link.uses == 2


async def test_a_refused_joiner_uses_nothing_up(ada: Person, ben: Person) -> None:
    token = await made(ada, most_uses=1)
    with pytest.raises(Conflict, match="has an account already"):
        await invitations.join_as_new(token, joiner().model_copy(update={"email": ben.email}), device=device())
    with pytest.raises(Invalid):
        await invitations.join_as_new(token, joiner().model_copy(update={"password": "password1"}), device=device())
    await invitations.join_as_new(token, joiner(), device=device())


async def test_a_link_grows_old_and_can_be_taken_back(ada: Person) -> None:
    token = await made(ada)
    with clock.at(clock.now() + timedelta(days=7, seconds=1)), pytest.raises(Conflict):
        await invitations.join_as_new(token, joiner(), device=device())
    [link] = await invitations.join_links(actor=ada)
    for _ in range(2):
        await invitations.revoke_link(link.id, actor=ada)
    for refused in (invitations.join_offer(token), invitations.join_as_new(token, joiner(), device=device())):
        with pytest.raises(Conflict):
            await refused
    assert await invitations.join_links(actor=ada) == []


async def test_only_admins_make_see_and_revoke_links(ada: Person, ben: Person) -> None:
    await made(ada)
    [link] = await invitations.join_links(actor=ada)
    mate = await colleague(ada)
    with pytest.raises(NotPermitted):
        await made(mate)
    with pytest.raises(NotPermitted):
        await invitations.join_links(actor=mate)
    for stranger in (mate, ben):
        with pytest.raises(NotPermitted):
            await invitations.revoke_link(link.id, actor=stranger)
    with pytest.raises(NotFound):
        await invitations.revoke_link(uuid4(), actor=ada)
    assert await invitations.join_links(actor=ben) == []


async def test_who_has_an_account_moves_and_who_is_in_uses_nothing_up(ada: Person, ben: Person) -> None:
    token = await made(ada)
    moved = await invitations.join(token, actor=ben)
    assert (moved.organization_id, moved.role) == (ada.organization_id, "member")
    await invitations.join(token, actor=moved)
    [link] = await invitations.join_links(actor=ada)
    assert link.uses == 1


async def test_an_admin_with_colleagues_cannot_leave_them_by_a_link(ada: Person, ben: Person) -> None:
    await colleague(ben)
    token = await made(ada)
    with pytest.raises(Conflict, match="together with others"):
        await invitations.join(token, actor=ben)
    [link] = await invitations.join_links(actor=ada)
    assert link.uses == 0


@pytest.mark.parametrize(("field", "value"), [("most_uses", 0), ("most_uses", 1001), ("days", 31), ("days", "7")])
def test_links_have_limits(field: str, value: object) -> None:
    with pytest.raises(Invalid) as refused:
        NewJoinLink.of(**{field: value})
    assert [e.field for e in refused.value.errors] == [field]


async def test_who_is_about_to_be_deleted_does_not_move(ada: Person, ben: Person) -> None:
    token, invitation = await made(ada), await invited(ben.email, by=ada)
    await leave(ben)
    for come in (invitations.join(token, actor=ben), invitations.accept(invitation, actor=ben)):
        with pytest.raises(Conflict, match="about to be deleted"):
            await come
    [link] = await invitations.join_links(actor=ada)
    assert link.uses == 0


async def test_nobody_comes_into_an_organisation_that_nobody_runs(ada: Person, ben: Person) -> None:
    token, invitation, new = await made(ada), await invited(ben.email, by=ada), await invited(address(), by=ada)
    async with front_desk() as session:
        await session.execute(sa.text("update people set status = 'deactivated' where id = :id"), {"id": ada.id})
    for come in (
        invitations.join(token, actor=ben), invitations.join_as_new(token, joiner(), device=device()),
        invitations.accept(invitation, actor=ben), invitations.accept_as_new(new, NEWCOMER, device=device()),
    ):  # fmt: skip
        with pytest.raises(Conflict):
            await come
