"""The second wall against writing: a row like an honest one, but in another's name or place, is not taken in."""

import json
import os
from collections.abc import AsyncIterator
from typing import Any

import psycopg
import pytest
import pytest_asyncio
from psycopg import sql

from domain import assistant, exchange, files, invitations, organizations, tasks, views
from domain.exchange import ImportForm
from domain.invitations import NewInvitation, NewJoinLink
from domain.tasks import (
    ColumnLimit,
    CommentChanges,
    NewComment,
    NewRelation,
    NewReminder,
    NewTask,
    TaskChanges,
    comments,
    reminders,
    watching,
)
from domain.views import NewView
from persistence.database import PERSONS, connection_string
from persistence.ids import new_id
from tests.domain.files.sending import picture, send
from tests.domain.invitations.inviting import address, colleague
from tests.worlds import World, build

Values = dict[str, Any]
Forgery = tuple[str, str, dict[str, str | None], str]  # table, who, what they change, what comes of it
_COLUMNS = """select array_agg(column_name::text) from information_schema.columns
  where table_schema = 'public' and table_name = %s and is_generated = 'NEVER' and is_identity = 'NO'"""
_ORIGINAL = {  # an honest row of each table
    "teams": "id = %(team)s",
    "team_members": "team_id = %(team)s and person_id = %(member)s",
    "task_shares": "task_id = %(task)s and person_id = %(viewing)s",
    "task_changes": "task_id = %(task)s and actor_id = %(owner)s",
    "task_relations": "task_id = %(task)s",
    "comments": "task_id = %(task)s",
    "comment_edits": "comment_id = %(comment)s",
    "comment_reactions": "comment_id = %(comment)s",
    "task_watchers": "task_id = %(task)s and person_id = %(viewing)s",
    "saved_views": "id = %(view)s",
    "view_favourites": "view_id = %(view)s",
    "column_limits": "team_id = %(team)s",
    "files": "id = %(file)s",
    "invitations": "organization_id = %(home)s",
    "join_links": "organization_id = %(home)s",
    "mails": "template = 'invitation'",
    "reminders": "task_id = %(task)s",
    "messages": "conversation_id = %(talk)s",
    "proposals": "conversation_id = %(talk)s",
    "task_imports": "team_id = %(team)s",
}
_HONEST = "1"
FORGERIES: list[Forgery] = [
    ("teams", "stranger", {"created_by_id": "stranger", "organization_id": "elsewhere"}, _HONEST),
    ("teams", "stranger", {"created_by_id": "stranger"}, "refused"),
    ("teams", "stranger", {"created_by_id": "owner", "organization_id": "elsewhere"}, "refused"),
    ("team_members", "owner", {"person_id": "stranger"}, _HONEST),
    ("team_members", "stranger", {"person_id": "stranger", "role": "=owner"}, "refused"),
    ("team_members", "member", {"person_id": "stranger"}, "refused"),
    ("task_shares", "owner", {"person_id": "stranger"}, _HONEST),
    ("task_shares", "admin", {"person_id": "stranger"}, "refused"),  # the row says that the owner shared it
    ("task_changes", "owner", {}, _HONEST),
    ("task_changes", "member", {}, "refused"),
    ("task_changes", "viewer", {"actor_id": "viewer"}, "refused"),
    ("task_relations", "owner", {"kind": "=duplicates"}, _HONEST),
    ("task_relations", "member", {"kind": "=duplicates"}, "refused"),
    ("task_relations", "viewer", {"kind": "=duplicates", "created_by_id": "viewer"}, "refused"),
    ("task_relations", "stranger", {"task_id": "foreign", "created_by_id": "stranger"}, "refused"),
    ("task_relations", "stranger", {"other_id": "foreign", "created_by_id": "stranger"}, "refused"),
    ("comments", "owner", {}, _HONEST),
    ("comments", "member", {}, "refused"),
    ("comments", "viewer", {"author_id": "viewer"}, "refused"),
    ("comment_edits", "owner", {}, _HONEST),
    ("comment_edits", "member", {}, "refused"),
    ("comment_reactions", "owner", {"reaction": "=eyes"}, _HONEST),
    ("comment_reactions", "member", {"reaction": "=eyes"}, "refused"),
    ("comment_reactions", "viewer", {"person_id": "viewer"}, "refused"),
    ("comment_reactions", "stranger", {"person_id": "stranger"}, "refused"),
    ("task_watchers", "viewer", {"person_id": "viewer"}, _HONEST),
    ("task_watchers", "viewer", {"person_id": "member"}, "refused"),
    ("task_watchers", "stranger", {"person_id": "stranger"}, "refused"),
    ("saved_views", "member", {"creator_id": "member"}, _HONEST),
    ("saved_views", "member", {}, "refused"),
    ("saved_views", "viewer", {"creator_id": "viewer"}, "refused"),
    ("saved_views", "stranger", {"creator_id": "stranger"}, "refused"),
    ("saved_views", "stranger", {"creator_id": "stranger", "team_id": None, "owner_id": "owner"}, "refused"),
    ("view_favourites", "viewer", {"person_id": "viewer"}, _HONEST),
    ("view_favourites", "viewer", {"person_id": "member"}, "refused"),
    ("view_favourites", "stranger", {"person_id": "stranger"}, "refused"),
    ("column_limits", "member", {"column_key": "=completed"}, _HONEST),
    ("column_limits", "viewer", {"column_key": "=completed"}, "refused"),
    ("column_limits", "stranger", {"team_id": None, "owner_id": "owner"}, "refused"),
    ("files", "owner", {}, _HONEST),
    ("files", "member", {}, "refused"),  # of another organisation, in the owner's name
    ("files", "mate", {}, "refused"),
    ("files", "mate", {"purpose": "=file", "subject_id": None}, "refused"),
    ("files", "mate", {"purpose": "=file", "subject_id": None, "uploader_id": "mate"}, _HONEST),
    ("files", "owner", {"deleted_at": "=2026-02-17T09:00:00Z"}, "refused"),
    ("files", "owner", {"organization_id": "elsewhere"}, "refused"),
    ("files", "mate", {"uploader_id": "mate"}, "refused"),  # sees no such task
    ("files", "owner", {"purpose": "=logo", "subject_id": "home"}, _HONEST),
    ("files", "mate", {"uploader_id": "mate", "purpose": "=logo", "subject_id": "home"}, "refused"),
    ("files", "owner", {"purpose": "=picture", "subject_id": "mate"}, "refused"),
    ("files", "owner", {"purpose": "=export", "subject_id": "mate"}, "refused"),
    ("invitations", "owner", {"email": "=x@example.org"}, _HONEST),
    ("invitations", "mate", {"invited_by_id": "mate"}, "refused"),
    ("invitations", "owner", {"invited_by_id": "mate"}, "refused"),
    ("invitations", "owner", {"organization_id": "elsewhere"}, "refused"),
    ("invitations", "owner", {"team_id": "foreign_team", "team_role": "=member"}, "refused"),
    ("join_links", "mate", {"created_by_id": "mate"}, "refused"),
    ("join_links", "owner", {"created_by_id": "mate"}, "refused"),
    ("join_links", "stranger", {"created_by_id": "stranger"}, "refused"),
    ("reminders", "viewer", {"person_id": "viewer"}, _HONEST),
    ("reminders", "viewer", {"person_id": "member"}, "refused"),
    ("reminders", "stranger", {"person_id": "stranger"}, "refused"),
    ("messages", "owner", {}, _HONEST),
    ("messages", "member", {}, "refused"),
    ("proposals", "owner", {}, _HONEST),
    ("proposals", "member", {"person_id": "member"}, "refused"),
    ("task_imports", "member", {"person_id": "member"}, _HONEST),
    ("task_imports", "stranger", {"person_id": "stranger"}, "refused"),
    ("mails", "stranger", {}, _HONEST),
    ("mails", "stranger", {"status": "=sent"}, "refused"),
    ("mails", "stranger", {"attempts": "=3"}, "refused"),
]
CHANGES: list[tuple[str, str]] = [  # who, and what they try on rows that they see
    ("mate", "update organizations set name = 'mine' where id = %(home)s"),
    ("mate", "update people set name = 'x' where id = %(owner)s"),
    ("member", "update people set name = 'x' where id = %(owner)s"),
    ("mate", "select id from invitations"),
    ("mate", "select id from join_links"),
    ("mate", "update files set deleted_at = now() where id = %(logo)s"),
    ("mate", "update join_links set revoked_at = now()"),
    ("mate", "update invitations set cancelled_at = now()"),
    ("viewer", "update saved_views set name = 'x' where id = %(view)s"),
    ("viewer", "delete from saved_views where id = %(view)s"),
    ("member", "delete from saved_views where id = %(view)s"),
    ("viewer", "delete from column_limits where team_id = %(team)s"),
    ("viewer", "update files set deleted_at = now() where id = %(file)s"),
    ("editing", "update files set deleted_at = now() where id = %(file)s"),
    ("viewer", "delete from task_relations where task_id = %(task)s"),
    ("viewer", "delete from task_assignees where task_id = %(task)s"),
    ("editing", "delete from task_shares where task_id = %(task)s and person_id <> %(editing)s"),
    ("editing", "update task_shares set permission = 'edit' where task_id = %(task)s"),
    ("member", "delete from team_members where team_id = %(team)s and person_id <> %(member)s"),
]


@pytest_asyncio.fixture(scope="module", loop_scope="session", name="known")
async def _known(domain_running: None) -> Values:
    """Ids by what they are; the owner did something of everything."""
    world: World = await build()
    ada, team, task = world.owner, world.team, world.task
    other = await tasks.create(NewTask(title="Other", team_id=team.id, assignee_ids=[world.member.id]), actor=ada)
    foreign = await tasks.create(NewTask(title="Cleo’s own"), actor=world.stranger)
    await tasks.edit(task.id, TaskChanges(priority="high", assignee_ids=[world.member.id]), actor=ada)
    await tasks.relate(task.id, NewRelation(kind="blocks", task_id=other.id), actor=ada)
    said = await comments.create(task.id, NewComment(content="One"), actor=ada)
    await comments.edit(task.id, said.id, CommentChanges(content="Two"), actor=ada)
    await comments.react(task.id, said.id, "heart", actor=ada)
    await watching.watch(task.id, actor=world.viewing)
    view = await views.create(NewView(name="Ours", team_id=team.id, favourite=True), actor=ada)
    await tasks.limit_column(ColumnLimit(team_id=team.id, group="status", key="pending", most=3), actor=ada)
    file = await send(b"words", actor=ada, purpose="task", subject_id=task.id)
    async with files.arriving() as arrived:
        await arrived.write(picture())
        home = await organizations.set_logo(arrived, "logo.png", actor=ada)
    await reminders.create(task.id, NewReminder(minutes_before=5), actor=ada)
    talk = await assistant.create(actor=ada)
    await assistant.reply(talk.id, "delete ship it", actor=ada)
    await exchange.start(b"title\nA\n", ImportForm(source="csv", team_id=team.id), actor=ada)
    await invitations.invite(NewInvitation(email=address()), actor=ada)
    await invitations.make_link(NewJoinLink(), actor=ada)
    mate = await colleague(ada)
    people = {name: world.person(name).id for name in ("owner", "admin", "member", "viewer", "viewing", "editing",
                                                       "stranger")}  # fmt: skip
    return people | {
        "mate": mate.id, "team": team.id, "task": task.id, "foreign": foreign.id, "comment": said.id, "view": view.id,
        "file": file.id, "home": ada.organization_id, "elsewhere": world.stranger.organization_id,
        "foreign_team": world.other_team.id, "logo": home.logo_id, "talk": talk.id,
    }  # fmt: skip


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def owner(shared_database_url: str) -> AsyncIterator[psycopg.Connection[Any]]:
    with psycopg.connect(connection_string(shared_database_url), autocommit=True) as connection:
        yield connection


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def app(shared_database_url: str) -> AsyncIterator[psycopg.Connection[Any]]:
    dsn = connection_string(shared_database_url, role=PERSONS, secret=os.environ["ATRIUM_SECRET"])
    with psycopg.connect(dsn, autocommit=True) as connection:
        yield connection


def _tried(app: psycopg.Connection[Any], me: Any, statement: sql.Composable, values: Any) -> str:
    try:
        with app.transaction(force_rollback=True):
            app.execute("select set_config('app.user_id', %s, true)", (str(me),))
            return str(app.execute(statement, values).rowcount)
    except psycopg.errors.InsufficientPrivilege:
        return "refused"


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_row_is_written_only_in_ones_own_name_and_where_one_may(
    known: Values, owner: psycopg.Connection[Any], app: psycopg.Connection[Any], forgery: Forgery
) -> None:
    table, who, changed, outcome = forgery
    name = sql.Identifier(table)
    wanted = sql.SQL(f"select to_jsonb(t) from {{}} t where {_ORIGINAL[table]} limit 1").format(name)
    found = owner.execute(wanted, known).fetchone()
    assert found, "there is no honest row"
    row = found[0] | ({"id": str(new_id())} if "id" in found[0] else {})
    for column, value in changed.items():
        row[column] = value if value is None else value[1:] if value.startswith("=") else str(known[value])
    [columns] = owner.execute(_COLUMNS, (table,)).fetchone() or ([],)
    listed = sql.SQL(", ").join(map(sql.Identifier, columns))
    insert = sql.SQL("insert into {0} ({1}) select {1} from jsonb_populate_record(null::{0}, %s)").format(name, listed)
    for unique in ("token_hash", "key"):  # what has to differ from the honest row
        if unique in row:
            row[unique] = f"\\x{new_id().hex}" if unique == "token_hash" else new_id().hex[-8:].upper()
    assert _tried(app, known[who], insert, (json.dumps(row),)) == outcome


@pytest.mark.parametrize(("who", "statement"), CHANGES)
def test_seeing_a_row_is_not_enough_to_change_it(
    known: Values, app: psycopg.Connection[Any], who: str, statement: str
) -> None:
    assert _tried(app, known[who], sql.SQL(statement), known) in ("0", "refused")
