"""Whose log an entry is in: that of who acted, and that of the organisation it is about."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from domain import accounts, audit, clock, instance, tasks, teams
from domain.accounts import Person
from domain.audit import EntryFilter
from domain.errors import NotPermitted, SignedOut
from domain.instance import AccountChanges
from domain.tasks import NewTask
from domain.teams import NewMember, NewTeam
from tests.domain.accounts.joining import device
from tests.domain.audit.test_chain import Owner, followed, owner, tampered
from tests.domain.instance.running import Installation
from tests.domain.invitations.inviting import colleague, leave
from tests.worlds import PASSWORD, person

__all__ = ["owner"]


async def seen_by(reader: Person, action: str, object_id: UUID | None = None) -> list[Any]:
    return list((await audit.entries(EntryFilter(action=action, object_id=object_id), actor=reader)).items)


async def test_what_who_runs_the_installation_does_to_somebody_is_seen_by_their_admins(
    shared_database_url: str, domain_running: None, owner: Owner
) -> None:
    root = await Installation(shared_database_url).runner()
    ada, stranger = await person("Ada"), await person("Eve")
    ben = await colleague(ada)
    await instance.administer(ben.id, AccountChanges(status="deactivated"), actor=root.person, under=root.session)
    [entry] = await seen_by(ada, "person.administered", ben.id)
    assert (entry.actor_id, entry.actor_name, entry.object_name) == (root.person.id, "Root", ben.name)
    assert entry.details["after"] == {"status": "deactivated"}
    exported = [part async for part in await audit.export(EntryFilter(object_id=ben.id), "jsonl", actor=ada)]
    assert b"person.administered" in b"".join(exported)
    assert await seen_by(stranger, "person.administered") == []
    assert followed(owner).wrong == ""


async def test_a_stranger_who_is_refused_is_seen_by_both_sides(ada: Person, ben: Person) -> None:
    cleo = await person("Cleo")
    team, task = (
        await teams.create(NewTeam(name="Launch"), actor=ada),
        await tasks.create(NewTask(title="x"), actor=ada),
    )
    for attempt in (accounts.set_role(ada.id, "member", actor=ben), teams.team(team.id, actor=ben),
                    tasks.task(task.id, actor=ben)):  # fmt: skip
        with pytest.raises(NotPermitted):
            await attempt
    for side in (ada, ben):
        refused = [(e.actor_id, e.object_kind) for e in await seen_by(side, "access.refused") if e.actor_id == ben.id]
        assert refused == [(ben.id, "task"), (ben.id, "team"), (ben.id, "person")]
    assert await seen_by(cleo, "access.refused") == []


async def test_a_guest_who_lets_others_into_a_team_is_seen_by_the_admins_of_its_organisation(
    ada: Person, ben: Person
) -> None:
    cleo = await person("Cleo")
    team = await teams.create(NewTeam(name="Launch"), actor=ada)
    await teams.add_member(team.id, NewMember(user_id=ben.id, role="admin"), actor=ada)
    await teams.add_member(team.id, NewMember(user_id=cleo.id, role="viewer"), actor=ben)
    assert [e.actor_id for e in await seen_by(ada, "team.member_added", team.id)] == [ben.id, ada.id]
    assert [e.actor_id for e in await seen_by(ben, "team.member_added", team.id)] == [ben.id]


async def test_a_stolen_refresh_token_is_seen_by_the_admins_of_its_person(ada: Person) -> None:
    tokens = await accounts.issue_tokens(ada.email, PASSWORD, device=device())
    await accounts.refresh(tokens.refresh_token, device=device())
    with clock.at(clock.now() + timedelta(seconds=15)), pytest.raises(SignedOut):
        await accounts.refresh(tokens.refresh_token, device=device())
    [entry] = await seen_by(ada, "tokens.reused")
    assert (entry.actor_id, entry.object_kind) == (None, "session")


async def test_whom_an_entry_concerns_is_part_of_the_chain(ada: Person, ben: Person, owner: Owner) -> None:
    with pytest.raises(NotPermitted):
        await accounts.set_role(ada.id, "member", actor=ben)
    last = "(select max(seq) from audit_log where concerned_organization_id is not null)"
    for lie in ("null", "organization_id", "gen_random_uuid()"):
        changed = tampered(owner, f"update audit_log set concerned_organization_id = {lie} where seq = {last}")
        assert "was changed" in changed.wrong, lie


async def test_who_is_about_to_leave_reads_nothing_of_it(ada: Person) -> None:
    going = await colleague(ada, role="admin")
    await leave(going)
    leaving = (await accounts.sign_in(going.email, PASSWORD, device=device())).person
    assert not audit.can_read(leaving)
    with pytest.raises(NotPermitted):
        await audit.entries(actor=leaving)
