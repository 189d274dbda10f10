"""The audit log: chained when transactions commit, readable for admins, and no change of it stays unnoticed."""

import asyncio
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from psycopg.rows import namedtuple_row

from domain import accounts, audit, tasks, teams
from domain.accounts import Device, NewColleague, Person
from domain.audit import Chain, EntryFilter
from domain.errors import Conflict, Invalid, NotPermitted, SignedOut
from domain.tasks import NewShare, NewTask
from domain.teams import NewMember, NewTeam
from domain.transactions import transaction
from persistence.database import connection_string
from persistence.queries.audit import CHAIN
from tests.worlds import PASSWORD, World

Owner = psycopg.Connection[Any]


@pytest.fixture
def owner(shared_database_url: str) -> Iterator[Owner]:
    """Connected as who owns the tables: the only one who could change them."""
    with psycopg.connect(connection_string(shared_database_url), autocommit=True, row_factory=namedtuple_row) as found:
        yield found


def followed(owner: Owner, expected: str = "") -> Chain:
    return audit.verify(owner.execute(CHAIN), expected=expected)


def tampered(owner: Owner, statement: str) -> Chain:
    """What is found after somebody who owns the tables did this, which is taken back."""
    with owner.transaction(force_rollback=True):
        owner.execute("alter table audit_log disable trigger user")
        assert owner.execute(statement.encode()).rowcount > 0
        return followed(owner)


async def member_of(admin: Person) -> Person:
    form = NewColleague(email=f"{uuid4().hex}@example.org", name="Max", password=PASSWORD)
    return await accounts.add_colleague(form, actor=admin)


async def test_every_entry_follows_the_one_before(world: World, owner: Owner) -> None:
    chain = followed(owner)
    assert (chain.wrong, chain.entries) == ("", len(owner.execute("select from audit_log").fetchall()))


async def test_entries_of_many_at_once_make_one_chain(ada: Person, owner: Owner) -> None:
    await asyncio.gather(*(audit.record("test.beside", actor_id=ada.id, details={"n": n}) for n in range(20)))
    assert followed(owner).wrong == ""
    assert (await audit.entries(EntryFilter(action="test.beside"), actor=ada)).total == 20


@pytest.mark.parametrize(
    ("what", "statement"),
    [
        ("changed", "update audit_log set address = '10.9.9.9' where seq = 3"),
        ("changed", "update audit_log set at = at + interval '1 second' where seq = 3"),
        ("changed", "update audit_log set details = '{\"a\": 1}' where seq = 3"),
        ("missing", "delete from audit_log where seq = 2"),
        ("changed", "update audit_log set hash = sha256(hash) where seq = 4"),
        ("missing", "insert into audit_log (id, at, action, object_kind, address, details) values "
                    "(gen_random_uuid(), now(), 'x', '', '', '{}')"),
    ],
)  # fmt: skip
async def test_a_change_behind_its_back_is_found(world: World, owner: Owner, what: str, statement: str) -> None:
    assert what in tampered(owner, statement).wrong


async def test_a_chain_that_was_cut_off_misses_the_hash_that_was_noted_down(world: World, owner: Owner) -> None:
    noted = followed(owner).last_hash
    assert followed(owner, noted).wrong == ""
    with owner.transaction(force_rollback=True):
        owner.execute("alter table audit_log disable trigger user")
        owner.execute("delete from audit_log where seq = (select max(seq) from audit_log)")
        assert followed(owner).wrong == ""
        assert "noted down" in followed(owner, noted).wrong


@pytest.mark.parametrize(
    "statement", ["update audit_log set action = 'x'", "delete from audit_log", "truncate audit_log"]
)
async def test_even_the_owner_of_the_tables_is_refused(world: World, owner: Owner, statement: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="only grows"):
        owner.execute(statement.encode())


async def test_what_is_rolled_back_leaves_neither_entry_nor_gap(ada: Person, owner: Owner) -> None:
    async def broken() -> None:
        async with transaction(ada) as session:
            audit.write(session, "test.broken", actor_id=ada.id)
            await session.flush()
            raise Conflict("Never mind.")

    with pytest.raises(Conflict):
        await broken()
    assert (await audit.entries(EntryFilter(action="test.broken"), actor=ada)).total == 0
    await audit.record("test.after", actor_id=ada.id)
    assert followed(owner).wrong == ""


async def test_admins_read_what_concerns_their_organisation_and_nothing_else(ada: Person, ben: Person) -> None:
    with pytest.raises(SignedOut):
        await accounts.sign_in(ada.email, "a mistyped one", device=Device("10.2.3.4", "test"))
    await accounts.sign_in(ben.email, PASSWORD, device=Device("10.2.3.4", "test"))
    mine = (await audit.entries(actor=ada, limit=500)).items
    assert {"sign_in.failed", "person.signed_up"} <= {entry.action for entry in mine}
    assert {entry.actor_id for entry in mine} <= {ada.id, None}
    assert not any("a mistyped one" in str(entry.details) for entry in mine)


async def test_members_are_refused_and_that_is_an_entry(ada: Person) -> None:
    max_ = await member_of(ada)
    with pytest.raises(NotPermitted):
        await audit.entries(actor=max_)
    with pytest.raises(NotPermitted):
        await audit.export(EntryFilter(), "csv", actor=max_)
    refused = await audit.entries(EntryFilter(action="access.refused", actor_id=max_.id), actor=ada)
    assert [entry.object_kind for entry in refused.items] == ["audit", "audit"]
    assert refused.items[0].actor_name == "Max"


async def test_memberships_and_shares_are_entries(ada: Person, ben: Person) -> None:
    team = await teams.create(NewTeam(name="Launch"), actor=ada)
    await teams.add_member(team.id, NewMember(user_id=ben.id, role="viewer"), actor=ada)
    await teams.change_role(team.id, ben.id, "member", actor=ada)
    await teams.remove_member(team.id, ben.id, actor=ada)
    task = await tasks.create(NewTask(title="Ship it"), actor=ada)
    share = await tasks.share(task.id, NewShare(user_id=ben.id, permission="edit"), actor=ada)
    await tasks.revoke_share(task.id, share.id, actor=ada)
    told = {(e.action, e.details.get("role") or e.details.get("permission")) for e in (await entries_about(ada)).items}
    assert told >= {("team.member_added", "viewer"), ("team.role_changed", "member"), ("team.member_removed", "member"),
                    ("task.shared", "edit"), ("task.unshared", "edit")}  # fmt: skip


async def entries_about(actor: Person) -> Any:
    return await audit.entries(EntryFilter(actor_id=actor.id), actor=actor, limit=100)


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        (lambda ada: EntryFilter(action="test"), 2),
        (lambda ada: EntryFilter(action="test.one"), 1),
        (lambda ada: EntryFilter(action="tes"), 0),
        (lambda ada: EntryFilter(q="100%"), 1),
        (lambda ada: EntryFilter(q="10_2"), 0),
        (lambda ada: EntryFilter(object_id=ada.organization_id), 1),
    ],
)
async def test_entries_are_found(ada: Person, asked: Callable[[Person], EntryFilter], number: int) -> None:
    await audit.record("test.one", actor_id=ada.id, object_id=ada.organization_id, address="10.9.2.7")
    await audit.record("test.two", actor_id=ada.id, details={"part": "100%"})
    assert (await audit.entries(asked(ada), actor=ada)).total == number


async def test_pages_follow_each_other_without_gaps(ada: Person) -> None:
    for n in range(5):
        await audit.record("test.paged", actor_id=ada.id, details={"n": n})
    asked, cursor, seen = EntryFilter(action="test.paged"), None, list[int]()
    while True:
        page = await audit.entries(asked, actor=ada, limit=2, cursor=cursor)
        seen += [entry.details["n"] for entry in page.items]
        if (cursor := page.next_cursor) is None:
            break
    assert seen == [4, 3, 2, 1, 0]
    with pytest.raises(Invalid, match="Cursor"):
        await audit.entries(actor=ada, cursor="x")


async def test_an_export_holds_all_of_it_and_no_formulas(ada: Person) -> None:
    await audit.record("test.exported", actor_id=ada.id, address="=cmd()")
    for kind, row in (("csv", b"'=cmd()"), ("jsonl", b'"address": "=cmd()"')):
        parts = [part async for part in await audit.export(EntryFilter(action="test"), kind, actor=ada)]
        assert row in b"".join(parts)
    assert (await audit.entries(EntryFilter(action="audit.exported"), actor=ada)).total == 2
