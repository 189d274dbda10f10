"""Leaving: removed by an admin and brought back, or by one's own wish after two weeks. The last admin stays."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy.engine import make_url

from domain import accounts, assistant, audit, clock, invitations, tasks, teams
from domain.accounts import NewPersonalToken, Person, standing
from domain.accounts.deletion import erase_due
from domain.errors import Conflict, Invalid, NotFound, NotPermitted, NotRecent, Outdated, SignedOut, Throttled
from domain.invitations import NewInvitation, NewJoinLink
from domain.tasks import NewComment, NewShare, NewTask
from domain.teams import NewMember, NewTeam
from domain.transactions import read_at_front_desk
from tests.domain.files.sending import picture, send
from tests.domain.invitations.inviting import NEWCOMER, audited, colleague, device, leave, mails_to, token_in
from tests.worlds import PASSWORD, person

Verb = Callable[[Person, Person], Awaitable[object]]
AFTER = timedelta(days=14, minutes=1)


async def _session(somebody: Person) -> str:
    return (await accounts.sign_in(somebody.email, PASSWORD, device=device())).secret


async def _names(ids: list, *, actor: Person) -> set[str]:
    return {card.name for card in (await accounts.cards(ids, actor=actor)).values()}


async def _again(somebody: Person) -> Person:
    """The person as they are now."""
    return (await accounts.sign_in(somebody.email, PASSWORD, device=device())).person


async def _is_in(somebody: Person) -> bool:
    try:
        await _again(somebody)
    except SignedOut:
        return False
    return True


async def test_who_is_removed_is_out_at_once_and_keeps_a_name(ada: Person, shared_database_url: str) -> None:
    ben = await colleague(ada)
    team = await teams.create(NewTeam(name="Launch"), actor=ada)
    await teams.add_member(team.id, NewMember(user_id=ben.id), actor=ada)
    made = await tasks.create(NewTask(title="Ship it", team_id=team.id), actor=ben)
    signed_in = await accounts.sign_in(ben.email, PASSWORD, device=device())
    form = NewPersonalToken(name="A program", scopes=["tasks:read"])
    personal = (await accounts.create_token(form, actor=ben, under=signed_in.session)).secret
    await accounts.person_of_access_token(personal)
    secret, tokens = await _session(ben), await accounts.issue_tokens(ben.email, PASSWORD, device=device())
    await accounts.remove(ben.id, actor=ada)
    standing.clear()
    assert await accounts.person_of_session(secret) is None
    for token in (tokens.access_token, personal):
        with pytest.raises(SignedOut):
            await accounts.person_of_access_token(token)
    with pytest.raises(SignedOut):
        await accounts.refresh(tokens.refresh_token, device=device())
    assert not await _is_in(ben)
    assert await teams.teams_of(actor=ben) == []
    assert (await tasks.task(made.id, actor=ada)).creator_id == ben.id
    assert await _names([ben.id], actor=ada) == {"Ben (left)"}
    assert [p.id for p in (await accounts.people_of_organization(actor=ada)).items] == [ada.id]
    assert "person.removed" in await audited(ben.id, shared_database_url)
    with pytest.raises(NotFound):
        await accounts.remove(ben.id, actor=ada)
    with pytest.raises(NotFound):
        await accounts.set_role(ben.id, "admin", actor=ada)


async def test_who_was_removed_gets_nothing_new(ada: Person) -> None:
    ben = await colleague(ada)
    own = await tasks.create(NewTask(title="Plans"), actor=ada)
    team = await teams.create(NewTeam(name="Launch"), actor=ada)
    await accounts.remove(ben.id, actor=ada)
    with pytest.raises(Invalid):
        await teams.add_member(team.id, NewMember(user_id=ben.id), actor=ada)
    with pytest.raises(Invalid):
        await tasks.share(own.id, NewShare(user_id=ben.id), actor=ada)


async def test_a_removed_owner_hands_teams_to_the_admin_then_the_oldest_member_then_the_remover(ada: Person) -> None:
    ben, eva, fay = await colleague(ada), await colleague(ada, "Eva"), await colleague(ada, "Fay")
    made = {}
    for name, others in {"Two": [(eva, "member"), (fay, "admin")], "One": [(eva, "viewer"), (fay, "member")],
                         "Alone": []}.items():  # fmt: skip
        made[name] = await teams.create(NewTeam(name=name), actor=ben)
        for somebody, role in others:
            await teams.add_member(made[name].id, NewMember(user_id=somebody.id, role=role), actor=ben)
    await accounts.remove(ben.id, actor=ada)
    for name, owner in {"Two": fay, "One": fay, "Alone": ada}.items():
        assert (await teams.team(made[name].id, actor=owner)).role == "owner"
        assert ben.id not in {m.user_id for m in await teams.members_of(made[name].id, actor=owner)}


async def test_undo_brings_back_memberships_and_what_they_owned(ada: Person, shared_database_url: str) -> None:
    ben, fay = await colleague(ada), await colleague(ada, "Fay")
    shared = await teams.create(NewTeam(name="Shared"), actor=ben)
    await teams.add_member(shared.id, NewMember(user_id=fay.id, role="member"), actor=ben)
    alone = await teams.create(NewTeam(name="Alone"), actor=ben)
    member = await teams.create(NewTeam(name="Of Fay"), actor=fay)
    await teams.add_member(member.id, NewMember(user_id=ben.id, role="viewer"), actor=fay)
    await accounts.remove(ben.id, actor=ada)
    [left] = (await accounts.removed_people(actor=ada)).items
    assert (left.person.id, left.until - left.removed_at) == (ben.id, timedelta(days=30))
    back = await accounts.restore(ben.id, actor=ada)
    assert await accounts.restore(ben.id, actor=ada) == back
    assert (await accounts.removed_people(actor=ada)).items == []
    roles = {t.name: t.role for t in await teams.teams_of(actor=await _again(ben))}
    assert roles == {"Shared": "owner", "Alone": "owner", "Of Fay": "viewer"}
    assert (await teams.team(shared.id, actor=fay)).role == "member"
    assert await teams.teams_of(actor=ada) == []
    assert alone.id
    assert "person.restored" in await audited(ben.id, shared_database_url)


async def test_who_comes_back_does_not_take_a_team_from_its_new_owner(ada: Person) -> None:
    ben, fay, eva = await colleague(ada), await colleague(ada, "Fay"), await colleague(ada, "Eva")
    team = await teams.create(NewTeam(name="Shared"), actor=ben)
    for somebody in (fay, eva):
        await teams.add_member(team.id, NewMember(user_id=somebody.id), actor=ben)
    await accounts.remove(ben.id, actor=ada)
    await teams.transfer(team.id, eva.id, actor=fay)
    await accounts.restore(ben.id, actor=ada)
    assert (await teams.team(team.id, actor=ben)).role == "admin"
    assert (await teams.team(team.id, actor=eva)).role == "owner"


async def test_only_admins_of_the_same_organisation_remove_and_bring_back(ada: Person, ben: Person) -> None:
    mia, eva = await colleague(ada, "Mia"), await colleague(ada, "Eva")
    for actor, whom in ((mia, eva), (mia, ada), (ben, mia), (ada, ben)):
        with pytest.raises(NotPermitted):
            await accounts.remove(whom.id, actor=actor)
    with pytest.raises(NotFound):
        await accounts.remove(uuid4(), actor=ada)
    with pytest.raises(Outdated):
        await accounts.remove(eva.id, version=99, actor=ada)
    await accounts.remove(eva.id, actor=ada)
    for actor in (mia, ben):
        with pytest.raises((NotPermitted, NotFound)):
            await accounts.restore(eva.id, actor=actor)
    with pytest.raises(NotPermitted):
        await accounts.removed_people(actor=mia)
    assert (await accounts.removed_people(actor=ben)).items == []


async def test_who_was_removed_may_begin_anew_elsewhere_and_is_not_brought_back_then(ada: Person) -> None:
    ben, cleo = await colleague(ada), await person("Cleo")
    await accounts.remove(ben.id, actor=ada)
    await invitations.invite(NewInvitation(email=ben.email), actor=cleo)
    token = token_in((await mails_to(ben.email, "invitation"))[-1]["link"])
    anew = await invitations.accept_as_new(token, NEWCOMER, device=device())
    assert (anew.id != ben.id, anew.organization_id) == (True, cleo.organization_id)
    with pytest.raises(Conflict, match="Another account"):
        await accounts.restore(ben.id, actor=ada)
    with clock.at(clock.now() + timedelta(days=31)):
        await erase_due()
    assert await _names([ben.id, anew.id], actor=ada) == {"Deleted person", "Dana"}
    assert [i.status for i in (await invitations.invitations_of(actor=cleo)).items] == ["accepted"]
    assert len(await mails_to(ben.email, "invitation")) == 1


async def test_nobody_removes_themselves_past_the_password(ada: Person) -> None:
    ben = await colleague(ada, "Ben", "admin")
    with pytest.raises(Conflict, match="Delete your own account"):
        await accounts.remove(ben.id, actor=ben)


async def test_after_thirty_days_it_is_too_late(ada: Person) -> None:
    ben = await colleague(ada)
    await accounts.remove(ben.id, actor=ada)
    with clock.at(clock.now() + timedelta(days=30, minutes=1)):
        with pytest.raises(NotFound):
            await accounts.restore(ben.id, actor=ada)
        await erase_due()
    with pytest.raises(NotFound):
        await accounts.restore(ben.id, actor=ada)
    assert await _names([ben.id], actor=ada) == {"Deleted person"}


REMOVE: Verb = lambda whom, actor: accounts.remove(whom.id, actor=actor)  # noqa: E731
DEMOTE: Verb = lambda whom, actor: accounts.set_role(whom.id, "member", actor=actor)  # noqa: E731
DEACTIVATE: Verb = lambda whom, actor: accounts.set_status(whom.id, "deactivated", actor=actor)  # noqa: E731
LEAVE: Verb = lambda whom, actor: leave(actor)  # noqa: E731
WAYS = {"remove": REMOVE, "demote": DEMOTE, "deactivate": DEACTIVATE, "leave": LEAVE}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
async def test_the_last_admin_cannot_be_lost(ada: Person, way: Verb) -> None:
    await colleague(ada)
    leaving_soon = await colleague(ada, "Fay", "admin")
    await leave(leaving_soon)  # who is about to leave does not count
    with pytest.raises(Conflict):
        await way(ada, ada)
    assert (await _again(ada)).role == "admin"


@pytest.mark.parametrize("first", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("second", WAYS.values(), ids=WAYS)
async def test_of_two_admins_who_end_each_other_at_once_one_stays(
    ada: Person, first: Verb, second: Verb, shared_database_url: str
) -> None:
    ben = await colleague(ada, "Ben", "admin")
    await colleague(ada, "Mia")
    whom_first, whom_second = (ada if first is LEAVE else ben), (ben if second is LEAVE else ada)
    answers = await asyncio.gather(first(whom_first, ada), second(whom_second, ben), return_exceptions=True)
    refused = [answer for answer in answers if isinstance(answer, Conflict | NotPermitted)]
    lasting = _lasting_admins(ada, shared_database_url)
    assert len(refused) == (0 if len(lasting) == 1 and whom_first is whom_second else 1), answers
    assert len(lasting) == 1


def _lasting_admins(ada: Person, url: str) -> list[str]:
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain) as owner:
        query = """select name from people where organization_id = %s and role = 'admin' and status = 'active'
          and deleted_at is null and deletion_due_at is null"""
        return [row[0] for row in owner.execute(query, (ada.organization_id,)).fetchall()]


async def test_deleting_an_account_asks_for_the_password_and_signs_out_everywhere(
    ada: Person, shared_database_url: str
) -> None:
    ben = await colleague(ada)
    secret = await _session(ben)
    with pytest.raises(Invalid) as wrong:
        await leave(ben, "not this one")
    assert [e.field for e in wrong.value.errors] == ["password"]
    assert await accounts.person_of_session(secret)
    leaving = await leave(ben)
    assert leaving.deletion_due_at is not None
    assert await accounts.person_of_session(secret) is None
    assert len(await mails_to(ben.email, "deletion-scheduled")) == 1
    assert {"account.deletion_asked"} <= set(await audited(ben.id, shared_database_url))


async def test_guessing_the_password_to_delete_an_account_is_slowed_down() -> None:
    eve = await person("Eve")
    under = (await accounts.sign_in(eve.email, PASSWORD, device=device())).session
    with audit.coming_from(device().address):
        for _ in range(10):
            with pytest.raises(Invalid):
                await accounts.delete_account("not this one", actor=eve, under=under)
        with pytest.raises(Throttled):
            await accounts.delete_account(PASSWORD, actor=eve, under=under)


async def test_who_has_no_password_must_have_signed_in_lately(ada: Person, shared_database_url: str) -> None:
    ben = await colleague(ada)
    under = (await accounts.sign_in(ben.email, PASSWORD, device=device())).session
    plain = make_url(shared_database_url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as owner:
        owner.execute("delete from credentials where person_id = %s", (ben.id,))
    with clock.at(clock.now() + timedelta(minutes=11)), pytest.raises(NotRecent):
        await accounts.delete_account("", actor=ben, under=under)
    assert (await accounts.delete_account("", actor=ben, under=under)).deletion_due_at


async def test_who_signs_in_again_may_keep_the_account(ada: Person) -> None:
    ben = await colleague(ada, "Ben", "admin")
    await leave(ben)
    back = await _again(ben)
    assert back.deletion_due_at is not None
    assert not accounts.can_administer(back)
    with pytest.raises(NotPermitted):
        await accounts.set_status(ada.id, "deactivated", actor=back)
    kept = await accounts.keep_account(actor=back)
    assert kept.deletion_due_at is None
    assert (await accounts.keep_account(actor=kept)).version == kept.version
    assert len(await mails_to(ben.email, "deletion-cancelled")) == 1
    with clock.at(clock.now() + AFTER):
        await erase_due()
    assert await _is_in(ben)


async def test_after_the_grace_what_was_theirs_is_gone_and_what_they_made_in_teams_stays(
    ada: Person, shared_database_url: str
) -> None:
    ben = await colleague(ada)
    team = await teams.create(NewTeam(name="Launch"), actor=ben)
    await teams.add_member(team.id, NewMember(user_id=ada.id), actor=ben)
    shared = await tasks.create(NewTask(title="Ship it", team_id=team.id), actor=ben)
    own = await tasks.create(NewTask(title="Secret plans"), actor=ben)
    await send(b"alone", actor=ben)
    await send(picture(), "me.png", actor=ben, purpose="picture", subject_id=ben.id)
    said = await tasks.comments.create(shared.id, NewComment(content="Soon"), actor=ben)
    await tasks.share(own.id, NewShare(user_id=ada.id), actor=ben)
    talk = await assistant.create(actor=ben)
    await assistant.reply(talk.id, "Add water the plants", actor=ben)
    await leave(ben)
    with clock.at(clock.now() + timedelta(days=13)):
        await erase_due()
    assert await _is_in(ben)
    with clock.at(clock.now() + AFTER):
        await erase_due()
        await erase_due()
    assert not await _is_in(ben)
    assert await _names([ben.id], actor=ada) == {"Deleted person"}
    assert (await tasks.task(shared.id, actor=ada)).creator_id == ben.id
    assert (await teams.team(team.id, actor=ada)).role == "owner"
    kept = await tasks.comments.comment(shared.id, said.id, actor=ada)
    assert (kept.content, kept.author_name) == ("Soon", "Deleted person")
    with pytest.raises(NotFound):
        await tasks.task(own.id, actor=ada)
    assert _left_of(ben, shared_database_url) == {}
    assert (await audited(ben.id, shared_database_url)).count("account.erased") == 1


def _left_of(ben: Person, url: str) -> dict[str, int]:
    """Where the database still holds something that was theirs alone, or their address or name."""
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    asked = {
        "conversations": "person_id = %(id)s",
        "proposals": "person_id = %(id)s",
        "credentials": "person_id = %(id)s",
        "sessions": "person_id = %(id)s",
        "email_tokens": "person_id = %(id)s",
        "team_members": "person_id = %(id)s",
        "task_shares": "person_id = %(id)s",
        "task_assignees": "person_id = %(id)s",
        "tasks": "owner_id = %(id)s",
        "files": "uploader_id = %(id)s and deleted_at is null",
        "mails": "to_email = %(email)s",
        "people": "email = %(email)s",
    }
    with psycopg.connect(plain) as owner:
        found = {
            table: owner.execute(  # type: ignore[call-overload]
                f"select count(*) from {table} where {condition}", {"id": ben.id, "email": ben.email}
            ).fetchone()[0]
            for table, condition in asked.items()
        }
    return {table: number for table, number in found.items() if number}


async def test_who_is_alone_takes_the_organisation_along(domain_running: None) -> None:
    eve = await person("Eve")
    team = await teams.create(NewTeam(name="Only Eve"), actor=eve)
    guest = await person("Guest")
    invited = await invitations.invite(NewInvitation(email=guest.email), actor=eve)
    _, url = await invitations.make_link(NewJoinLink(), actor=eve)
    await leave(eve)
    with pytest.raises(Conflict):
        await invitations.join(token_in(url), actor=guest)
    [mail] = await mails_to(guest.email, "invitation")
    with pytest.raises(Conflict):
        await invitations.accept(token_in(mail["link"]), actor=guest)
    with pytest.raises(NotPermitted):
        await invitations.invite(NewInvitation(email="x@example.org"), actor=await _again(eve))
    with clock.at(clock.now() + AFTER):
        await erase_due()
    rows = await read_at_front_desk(
        "select name, deleted_at from organizations where id = %(id)s", {"id": eve.organization_id}
    )
    assert (rows[0].name, rows[0].deleted_at is None) == ("Deleted organisation", False)
    assert invited.id
    assert team.id


async def test_who_alone_runs_the_installation_stays(ada: Person, shared_database_url: str) -> None:
    ben = await colleague(ada, "Ben", "admin")
    plain = make_url(shared_database_url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as owner:
        before = [r[0] for r in owner.execute("select id from people where is_instance_admin").fetchall()]
        owner.execute("update people set is_instance_admin = (id = %s)", (ben.id,))
        try:
            for way in (REMOVE, DEACTIVATE):
                with pytest.raises(Conflict, match="runs this installation"):
                    await way(ben, ada)
            with pytest.raises(Conflict, match="runs this installation"):
                await LEAVE(ben, ben)
        finally:
            owner.execute("update people set is_instance_admin = (id = any(%s))", (before,))
