"""Inviting by e-mail: who may, what the link does, and everything it refuses."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest

from domain import accounts, clock, invitations, tasks, teams
from domain.accounts import Person, passwords
from domain.errors import Conflict, Invalid, NotFound, NotPermitted, Outdated, SignedOut, Throttled
from domain.invitations import NewInvitation, NewJoinLink
from domain.settings import settings
from domain.tasks import NewTask
from domain.teams import NewMember, NewTeam, NobodyThere
from domain.transactions import read_at_front_desk
from tests.domain.invitations.inviting import (
    NEWCOMER,
    address,
    audited,
    colleague,
    device,
    invited,
    leave,
    mails_to,
    token_for,
    token_in,
)
from tests.worlds import PASSWORD, person


async def test_somebody_new_comes_in_with_the_invited_address_and_role(ada: Person) -> None:
    email = address()
    token = await invited(email, by=ada, role="admin")
    offer = await invitations.offer(token)
    assert (offer.organization_name, offer.invited_by_name, offer.email) == (ada.organization_name, "Ada", email)
    assert (offer.role, offer.has_account, offer.team_name) == ("admin", False, "")
    dana = await invitations.accept_as_new(token, NEWCOMER, device=device())
    assert (dana.email, dana.role, dana.organization_id) == (email, "admin", ada.organization_id)
    assert dana.email_verified
    assert (await accounts.sign_in(email, PASSWORD, device=device())).person.id == dana.id
    [said] = await mails_to(ada.email, "join-accepted")
    assert (said["name"], said["email"]) == ("Dana", email)


async def test_the_link_leads_to_the_configured_address_and_is_kept_nowhere(ada: Person) -> None:
    email = address()
    token = await invited(email, by=ada)
    [mail] = await mails_to(email, "invitation")
    assert mail["link"].startswith(f"{settings().base_url}/invitation?token=")
    stored = await read_at_front_desk("select token_hash from invitations where email = %(e)s", {"e": email})
    assert token.encode() not in bytes(stored[0].token_hash)


async def test_looking_uses_nothing_up_and_accepting_does(ada: Person) -> None:
    token = await invited(address(), by=ada)
    for _ in range(3):
        await invitations.offer(token)
    await invitations.accept_as_new(token, NEWCOMER, device=device())
    for again in (invitations.offer(token), invitations.accept_as_new(token, NEWCOMER, device=device())):
        with pytest.raises(Conflict, match="used already"):
            await again


async def test_of_two_who_accept_at_once_one_comes_in(ada: Person) -> None:
    token = await invited(address(), by=ada)
    tries = [invitations.accept_as_new(token, NEWCOMER, device=device()) for _ in range(4)]
    answers = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(answer, Person) for answer in answers) == 1
    assert sum(isinstance(answer, Conflict) for answer in answers) == 3


@pytest.mark.parametrize("bend", [lambda t: t[:-1] + ("0" if t[-1] != "0" else "1"), lambda t: "x" + t, lambda t: "é",
                                  lambda t: t.partition(".")[0], lambda t: ""])  # fmt: skip
async def test_a_made_up_link_is_unknown(ada: Person, bend) -> None:
    token = bend(await invited(address(), by=ada))
    for asked in (invitations.offer(token), invitations.accept_as_new(token, NEWCOMER, device=device())):
        with pytest.raises(NotFound):
            await asked


async def test_a_signed_link_that_was_never_mailed_is_unknown(domain_running: None) -> None:
    from domain.invitations import secrets

    with pytest.raises(NotFound):
        await invitations.offer(secrets.new())


async def test_an_invitation_is_good_for_a_week(ada: Person) -> None:
    token = await invited(address(), by=ada)
    with clock.at(clock.now() + timedelta(days=7, seconds=1)):
        for late in (invitations.offer(token), invitations.accept_as_new(token, NEWCOMER, device=device())):
            with pytest.raises(Conflict, match="expired"):
                await late
    with clock.at(clock.now() + timedelta(days=6, hours=23)):
        await invitations.accept_as_new(token, NEWCOMER, device=device())


async def test_sent_again_the_new_link_takes_the_place_of_the_old(ada: Person) -> None:
    email = address()
    first = await invited(email, by=ada)
    [listed] = (await invitations.invitations_of(actor=ada)).items
    with clock.at(clock.now() + timedelta(days=8)):
        again = await invitations.resend(listed.id, actor=ada)
        assert (again.sends, again.status, again.version) == (2, "pending", 2)
        with pytest.raises(NotFound):
            await invitations.offer(first)
        await invitations.accept_as_new(await token_for(email), NEWCOMER, device=device())
        with pytest.raises(Conflict):
            await invitations.resend(listed.id, actor=ada)


async def test_a_cancelled_invitation_leads_nowhere(ada: Person) -> None:
    email = address()
    token = await invited(email, by=ada)
    [listed] = (await invitations.invitations_of(actor=ada)).items
    with pytest.raises(Outdated):
        await invitations.cancel(listed.id, version=7, actor=ada)
    for _ in range(2):
        await invitations.cancel(listed.id, actor=ada)
    with pytest.raises(Conflict, match="cancelled"):
        await invitations.offer(token)
    with pytest.raises(Conflict):
        await invitations.accept_as_new(token, NEWCOMER, device=device())
    with pytest.raises(Conflict):
        await invitations.resend(listed.id, actor=ada)
    await invited(email, by=ada)  # the way is free for another


async def test_an_accepted_invitation_cannot_be_cancelled(ada: Person) -> None:
    await invitations.accept_as_new(await invited(address(), by=ada), NEWCOMER, device=device())
    [listed] = (await invitations.invitations_of(actor=ada)).items
    with pytest.raises(Conflict):
        await invitations.cancel(listed.id, actor=ada)


async def test_nobody_is_invited_twice_nor_who_is_here(ada: Person) -> None:
    email = address()
    await invited(email, by=ada)
    with pytest.raises(Conflict, match="invited already"):
        await invited(email.upper(), by=ada)
    ben = await colleague(ada)
    with pytest.raises(Conflict, match="Ben is in"):
        await invited(ben.email, by=ada)
    with clock.at(clock.now() + timedelta(days=8)):
        await invited(email, by=ada)  # the first has expired


async def test_only_admins_invite_see_send_again_and_cancel(ada: Person, shared_database_url: str) -> None:
    ben, cleo = await colleague(ada), await person("Cleo")
    await invited(address(), by=ada)
    [listed] = (await invitations.invitations_of(actor=ada)).items
    with pytest.raises(NotPermitted):
        await invited(address(), by=ben)
    for asked in (invitations.invitations_of(actor=ben), invitations.statistics(actor=ben)):
        with pytest.raises(NotPermitted):
            await asked
    for stranger in (ben, cleo):
        for act in (invitations.resend, invitations.cancel, invitations.invitation):
            with pytest.raises(NotPermitted):
                await act(listed.id, actor=stranger)
    with pytest.raises(NotFound):
        await invitations.cancel(uuid4(), actor=ada)
    assert (await audited(listed.id, shared_database_url)).count("access.refused") == 6
    assert (await invitations.invitations_of(actor=cleo)).items == []


async def test_twenty_an_hour_also_counting_those_sent_again(ada: Person) -> None:
    for _ in range(19):
        await invited(address(), by=ada)
    [newest, *_] = (await invitations.invitations_of(actor=ada)).items
    await invitations.resend(newest.id, actor=ada)
    with pytest.raises(Throttled) as refused:
        await invited(address(), by=await colleague(ada, "Ben", "admin"))
    assert 3500 < refused.value.retry_after <= 3600
    with clock.at(clock.now() + timedelta(minutes=61)):
        await invited(address(), by=ada)


async def test_the_list_has_pages_filters_and_statistics(ada: Person) -> None:
    emails = [address(f"guest{n}") for n in range(4)]
    for email in emails:
        await invited(email, by=ada)
    await invitations.accept_as_new(await token_for(emails[0]), NEWCOMER, device=device())
    listed = (await invitations.invitations_of(actor=ada)).items
    await invitations.cancel(listed[0].id, actor=ada)
    assert [one.email for one in listed] == emails[::-1]
    first = await invitations.invitations_of(actor=ada, limit=3)
    rest = await invitations.invitations_of(actor=ada, limit=3, cursor=first.next_cursor)
    assert [one.email for one in first.items + rest.items] == emails[::-1]
    assert (first.total, rest.next_cursor) == (4, None)

    async def found(**asked) -> list[str]:
        return [one.email for one in (await invitations.invitations_of(actor=ada, **asked)).items]

    assert await found(status="accepted") == [emails[0]]
    assert await found(status="cancelled") == [emails[3]]
    assert await found(q="GUEST1") == [emails[1]]
    with clock.at(clock.now() + timedelta(days=8)):
        assert await found(status="expired") == [emails[2], emails[1]]
    said = await invitations.statistics(actor=ada)
    assert (said.total, said.pending, said.accepted, said.cancelled, said.expired) == (4, 2, 1, 1, 0)
    assert said.acceptance_rate == 0.5
    for asked in ({"status": "lost"}, {"cursor": "x"}):
        with pytest.raises(Invalid):
            await found(**asked)


async def test_who_is_alone_elsewhere_moves_with_everything(ada: Person, ben: Person) -> None:
    for actor in (ada, ben):
        await teams.create(NewTeam(name="Launch", key="LAUNCH"), actor=actor)
    own = await tasks.create(NewTask(title="Water the plants"), actor=ben)
    token = await invited(ben.email, by=ada, role="admin")
    offer = await invitations.offer(token)
    assert offer.has_account
    moved = await invitations.accept(token, actor=ben)
    assert (moved.id, moved.organization_id, moved.role) == (ben.id, ada.organization_id, "admin")
    assert (await tasks.task(own.id, actor=moved)).title == "Water the plants"
    [theirs] = await teams.teams_of(actor=moved)
    assert (theirs.organization_id, theirs.key, theirs.role) == (ada.organization_id, "LAUNCH2", "owner")
    people = await accounts.people_of_organization(actor=ada)
    assert {p.id for p in people.items} == {ada.id, ben.id}
    with pytest.raises(Conflict):
        await invitations.accept(token, actor=moved)


async def test_who_is_with_others_elsewhere_stays_there(ada: Person, ben: Person) -> None:
    mate = await colleague(ben, "Mia")
    for somebody in (ben, mate):
        token = await invited(somebody.email, by=ada)
        with pytest.raises(Conflict, match="together with others"):
            await invitations.accept(token, actor=somebody)
        assert (await invitations.offer(token)).email == somebody.email  # it is still open
        assert (await accounts.sign_in(somebody.email, PASSWORD, device=device())).person.organization_id == (
            ben.organization_id
        )


async def test_an_invitation_is_for_its_address_alone(ada: Person, ben: Person, shared_database_url: str) -> None:
    token = await invited(address(), by=ada)
    [listed] = (await invitations.invitations_of(actor=ada)).items
    with pytest.raises(NotPermitted, match="You are signed in as"):
        await invitations.accept(token, actor=ben)
    assert "access.refused" in await audited(listed.id, shared_database_url)
    assert (await invitations.offer(token)).has_account is False


async def test_nobody_takes_over_an_account_by_an_invitation(ada: Person, ben: Person) -> None:
    token = await invited(ben.email, by=ada)
    with pytest.raises(Conflict, match="has an account already"):
        await invitations.accept_as_new(
            token, NEWCOMER.model_copy(update={"password": "x" * 8 + "yz"}), device=device()
        )
    await accounts.sign_in(ben.email, PASSWORD, device=device())


async def test_a_bad_password_uses_nothing_up(ada: Person) -> None:
    token = await invited(address(), by=ada)
    with pytest.raises(Invalid):
        await invitations.accept_as_new(token, NEWCOMER.model_copy(update={"password": "password1"}), device=device())
    await invitations.accept_as_new(token, NEWCOMER, device=device())


async def test_an_invitation_may_lead_into_a_team(ada: Person) -> None:
    team = await teams.create(NewTeam(name="Launch"), actor=ada)
    email = address()
    with pytest.raises(NobodyThere):
        await teams.add_member(team.id, NewMember(email=email), actor=ada)
    token = await invited(email, by=ada, team_id=team.id, team_role="viewer")
    assert (await invitations.offer(token)).team_name == "Launch"
    dana = await invitations.accept_as_new(token, NEWCOMER, device=device())
    assert [(t.id, t.role) for t in await teams.teams_of(actor=dana)] == [(team.id, "viewer")]


async def test_only_who_manages_a_team_invites_into_it_and_only_while_they_do(ada: Person) -> None:
    ben = await colleague(ada, "Ben", "admin")
    team = await teams.create(NewTeam(name="Launch"), actor=ada)
    with pytest.raises(NotPermitted):
        await invited(address(), by=ben, team_id=team.id)
    await teams.add_member(team.id, NewMember(user_id=ben.id, role="member"), actor=ada)
    with pytest.raises(NotPermitted, match="Only the owner and admins of Launch"):
        await invited(address(), by=ben, team_id=team.id)
    await teams.change_role(team.id, ben.id, "admin", actor=ada)
    token = await invited(address(), by=ben, team_id=team.id)
    await teams.change_role(team.id, ben.id, "member", actor=ada)
    dana = await invitations.accept_as_new(token, NEWCOMER, device=device())
    assert await teams.teams_of(actor=dana) == []


async def test_what_happens_to_an_invitation_is_in_the_audit_log(ada: Person, shared_database_url: str) -> None:
    token = await invited(address(), by=ada)
    [listed] = (await invitations.invitations_of(actor=ada)).items
    await invitations.resend(listed.id, actor=ada)
    await invitations.accept_as_new(await token_for(listed.email), NEWCOMER, device=device())
    assert token_in(f"x?token={token}") == token
    assert await audited(listed.id, shared_database_url) == [
        "invitation.sent", "invitation.resent", "invitation.accepted",
    ]  # fmt: skip


async def test_a_refused_newcomer_has_no_account(ada: Person) -> None:
    email = address()
    token = await invited(email, by=ada)
    [listed] = (await invitations.invitations_of(actor=ada)).items
    await invitations.cancel(listed.id, actor=ada)
    with pytest.raises(Conflict):
        await invitations.accept_as_new(token, NEWCOMER, device=device())
    with pytest.raises(SignedOut):
        await accounts.sign_in(email, PASSWORD, device=device())


async def test_bad_addresses_and_roles_are_named(domain_running: None) -> None:
    for field, value in (("email", "nobody"), ("role", "king"), ("team_role", "owner"), ("team_id", "x")):
        with pytest.raises(Invalid) as refused:
            NewInvitation.of(**({"email": "a@example.org"} | {field: value}))
        assert [e.field for e in refused.value.errors] == [field]


async def test_who_is_about_to_leave_for_good_does_not_move_until_they_stay(ada: Person, ben: Person) -> None:
    token = await invited(ben.email, by=ada)
    _, url = await invitations.make_link(NewJoinLink(), actor=ada)
    await leave(ben)
    for attempt in (invitations.accept(token, actor=ben), invitations.join(token_in(url), actor=ben)):
        with pytest.raises(Conflict, match="Keep it first"):
            await attempt
    kept = await accounts.keep_account(actor=ben)
    assert kept.organization_id == ben.organization_id
    assert (await invitations.accept(token, actor=kept)).organization_id == ada.organization_id


async def test_an_invitation_that_is_cancelled_while_it_is_being_accepted_takes_nobody_in(
    ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    email, hash_of = address(), passwords.hash_of
    token = await invited(email, by=ada)
    [listed] = (await invitations.invitations_of(actor=ada, q=email)).items

    async def meanwhile(password: str) -> str:
        await invitations.cancel(listed.id, actor=ada)
        return await hash_of(password)

    monkeypatch.setattr(passwords, "hash_of", meanwhile)
    with pytest.raises(Conflict, match="not open any more"):
        await invitations.accept_as_new(token, NEWCOMER, device=device())
    assert (await accounts.people_of_organization(actor=ada)).total == 1


@pytest.mark.parametrize("made_up", ["x", f"{'x' * 43}.{'0' * 32}", "ü.ü"])
async def test_a_link_that_was_not_signed_here_is_refused_without_asking_the_database(
    made_up: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def ask(*_: object) -> None:
        raise AssertionError("It was asked.")

    for place in ("accepting", "links"):
        monkeypatch.setattr(f"domain.invitations.{place}.read_at_front_desk", ask)
    for attempt in (invitations.offer(made_up), invitations.join_offer(made_up)):
        with pytest.raises(NotFound):
            await attempt
