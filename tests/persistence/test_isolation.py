"""The second wall: connected as the application's role, with a person set, no row comes back that is not theirs.

The expectations are written independently of the policies, as plain joins. A new table without one fails the test.
"""

import os
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg import sql
from sqlalchemy.engine import make_url

from domain.accounts import Person
from persistence.database import PERSONS, SYSTEM, connection_string, role_name
from tests.worlds import RELATIONS, World, build

Connection = psycopg.Connection[Any]

_MY_TEAMS = """select m.team_id from team_members m join teams t on t.id = m.team_id
  where m.person_id = %(me)s and t.deleted_at is null"""
_MY_TASKS = f"""select t.id from tasks t where t.owner_id = %(me)s or t.team_id in ({_MY_TEAMS})
  or t.deleted_at is null and exists (select from task_shares s where s.task_id = t.id
    and (s.person_id = %(me)s or s.team_id in ({_MY_TEAMS})))"""
_MY_ORGANIZATION = "select organization_id from people where id = %(me)s"
EXPECTED = {
    "organizations": f"id in ({_MY_ORGANIZATION})",
    "people": f"""id = %(me)s or organization_id in ({_MY_ORGANIZATION})
      or id in (select person_id from team_members where team_id in ({_MY_TEAMS}))""",
    "credentials": "false",
    "sessions": "false",
    "refresh_tokens": "false",
    "throttles": "false",
    "open_keys": "false",
    "authenticators": "false",
    "recovery_codes": "false",
    "passkeys": "false",
    "challenges": "false",
    "half_sign_ins": "false",
    "identities": "false",
    "provider_visits": "false",
    "teams": f"id in ({_MY_TEAMS})",
    "team_members": f"team_id in ({_MY_TEAMS})",
    "tasks": f"id in ({_MY_TASKS})",
    "task_assignees": f"task_id in ({_MY_TASKS})",
    "task_shares": f"task_id in ({_MY_TASKS})",
    "task_relations": f"task_id in ({_MY_TASKS}) or other_id in ({_MY_TASKS})",
    "task_keys": f"task_id in ({_MY_TASKS})",
    "task_changes": f"task_id in ({_MY_TASKS})",
    "comments": f"task_id in ({_MY_TASKS})",
    "comment_edits": f"comment_id in (select id from comments where task_id in ({_MY_TASKS}))",
    "comment_reactions": f"comment_id in (select id from comments where task_id in ({_MY_TASKS}))",
    "task_watchers": f"task_id in ({_MY_TASKS})",
    "reminders": f"person_id = %(me)s and task_id in ({_MY_TASKS})",
    "notifications": f"""person_id = %(me)s
      and (task_id is null or task_id in ({_MY_TASKS}) and task_id in (select id from tasks where deleted_at is null))
      and (comment_id is null or comment_id in (select id from comments where deleted_at is null))
      and (team_id is null or team_id in ({_MY_TEAMS}))""",
    "notification_preferences": "person_id = %(me)s",
    "notification_cursor": "false",
    "activities": f"""task_id in ({_MY_TASKS}) or (task_id is null and team_id in ({_MY_TEAMS}))
      or (task_id is null and team_id is null and owner_id = %(me)s)
      or %(me)s = any(affected) or affected && array({_MY_TEAMS})""",
    "task_imports": "person_id = %(me)s",
    "task_feeds": "person_id = %(me)s",
    "audit_log": """exists (select from people me where me.id = %(me)s and (me.is_instance_admin
      or me.role = 'admin' and me.organization_id = audit_log.organization_id))""",
    "idempotency_keys": "person_id = %(me)s",
    "mails": "false",
    "email_tokens": "false",
    "files": f"""case purpose when 'file' then uploader_id = %(me)s when 'task' then subject_id in ({_MY_TASKS})
      when 'export' then subject_id = %(me)s else purpose in ('picture', 'logo') end""",
    "data_exports": "person_id = %(me)s",
    "invitations": f"organization_id in ({_MY_ORGANIZATION} and role = 'admin')",
    "join_links": f"organization_id in ({_MY_ORGANIZATION} and role = 'admin')",
    "saved_views": f"owner_id = %(me)s or team_id in ({_MY_TEAMS})",
    "view_favourites": "person_id = %(me)s",
    "column_limits": f"owner_id = %(me)s or team_id in ({_MY_TEAMS})",
    "conversations": "person_id = %(me)s",
    "messages": "conversation_id in (select id from conversations where person_id = %(me)s)",
    "proposals": "person_id = %(me)s",
    "alembic_version": "false",
}


@pytest.fixture(scope="module")
def owner(shared_database_url: str) -> Iterator[Connection]:
    with psycopg.connect(connection_string(shared_database_url), autocommit=True) as connection:
        yield connection


@pytest.fixture(scope="module")
def app(shared_database_url: str) -> Iterator[Connection]:
    dsn = connection_string(shared_database_url, role=PERSONS, secret=os.environ["ATRIUM_SECRET"])
    with psycopg.connect(dsn, autocommit=True) as connection:
        yield connection


@pytest.fixture(scope="module", name="shown")
async def _shown(domain_running: None) -> World:
    from domain import assistant, exchange, invitations, notifications, tasks, views
    from domain.notifications import PreferenceChanges
    from domain.tasks import CommentChanges, NewComment, NewReminder

    await _depth(await build())  # another world, that could leak into this one
    world = await build()
    await _depth(world)
    for relation in RELATIONS:
        actor = world.person(relation)
        await exchange.create_feed(exchange.NewFeed(), actor=actor)
        await exchange.start(b"title\nImported\n", exchange.ImportForm(source="csv"), actor=actor)
        own = await tasks.create(tasks.NewTask(title="Own", assignee_ids=[actor.id]), actor=actor)
        await _hang_files(actor)
        await views.create(views.NewView(name="Own", favourite=True), actor=actor)
        await tasks.limit_column(tasks.ColumnLimit(group="status", key="pending", most=3), actor=actor)
        conversation = await assistant.create(actor=actor)
        await assistant.reply(conversation.id, "delete Own", actor=actor)
        invited = invitations.NewInvitation(email=f"somebody.{actor.id}@example.org")
        await invitations.invite(invited, actor=actor)
        await invitations.make_link(invitations.NewJoinLink(), actor=actor)
        await notifications.change_preferences(PreferenceChanges(digest_at="09:00"), actor=actor)
        await tasks.reminders.create(own.id, NewReminder(minutes_before=30), actor=actor)
        for task in (own, *((world.task, world.personal) if relation in ("owner", "editing") else ())):
            said = await tasks.comments.create(task.id, NewComment(content="First words"), actor=actor)
            await tasks.comments.edit(task.id, said.id, CommentChanges(content="Better words"), actor=actor)
            await tasks.comments.react(task.id, said.id, "heart", actor=actor)
            await tasks.watching.unwatch(task.id, actor=actor)
            await tasks.watching.watch(task.id, actor=actor)
    await notifications.deliver()
    ours = views.NewView(name="Ours", team_id=world.team.id, favourite=True)
    await views.create(ours, actor=world.owner)
    limit = tasks.ColumnLimit(group="status", key="pending", most=3, team_id=world.team.id)
    await tasks.limit_column(limit, actor=world.owner)
    await _begin_and_secure_sign_ins()
    return world


async def _hang_files(actor: Person) -> None:
    from domain import files, transactions
    from persistence.models import DataExportRow

    async with files.arriving() as arrived:
        await arrived.write(b"a note of one's own")
        await files.keep(arrived, "note.txt", actor=actor)
    async with transactions.transaction(actor) as session:
        session.add(DataExportRow(person_id=actor.id))


async def _begin_and_secure_sign_ins() -> None:
    from domain import accounts
    from domain.clock import now
    from domain.errors import SecondFactorRequired
    from domain.transactions import front_desk
    from persistence.models import IdentityRow, ProviderVisitRow
    from tests.domain.accounts import joining, proving

    joined, _, _ = await proving.with_phone()
    with pytest.raises(SecondFactorRequired):
        await accounts.sign_in(joined.person.email, joining.PASSWORD, device=joining.device())
    await proving.with_passkey()
    await accounts.ask_for_passkey()
    visit = ProviderVisitRow(state_hash=b"s", browser_hash=b"b", provider="x", purpose="connect", nonce="n",
                             code_verifier="v", session_id=joined.session.id, expires_at=now())  # fmt: skip
    async with front_desk() as session:
        session.add(IdentityRow(person_id=joined.person.id, issuer="https://x.example", subject="ada"))
        session.add(visit)


async def _depth(world: World) -> None:
    """A task of Ada's that blocks another and was somewhere else before; the strangers likewise."""
    from domain import tasks

    for actor, team in ((world.owner, world.team), (world.through, world.other_team)):
        one, two = [await tasks.create(tasks.NewTask(title=t), actor=actor) for t in ("One", "Two")]
        await tasks.relate(one.id, tasks.NewRelation(kind="blocks", task_id=two.id), actor=actor)
        await tasks.edit(one.id, tasks.TaskChanges(team_id=team.id), actor=actor)


def _as(connection: Connection, person_id: UUID | None, ask: Callable[[], Any]) -> Any:
    with connection.transaction(force_rollback=True):
        if person_id:
            connection.execute("select set_config('app.user_id', %s, true)", (str(person_id),))
        return ask()


def _tables(owner: Connection) -> list[str]:
    return [r[0] for r in owner.execute("select tablename from pg_tables where schemaname = 'public'")]


def _rows(connection: Connection, table: str) -> set[Any]:
    try:
        with connection.transaction():
            return {str(r) for r in connection.execute(sql.SQL("select * from {}").format(sql.Identifier(table)))}
    except psycopg.errors.InsufficientPrivilege:
        return set()


def test_every_table_has_an_expectation(owner: Connection) -> None:
    assert set(_tables(owner)) == set(EXPECTED)


def test_each_person_gets_exactly_their_rows_of_every_table(shown: World, owner: Connection, app: Connection) -> None:
    for table, condition in EXPECTED.items():
        everything = _rows(owner, table)
        for relation in RELATIONS:
            me = shown.person(relation).id
            query = sql.SQL("select * from {} where " + condition).format(sql.Identifier(table))  # type: ignore[arg-type]
            expected = {str(r) for r in owner.execute(query, {"me": me})}
            assert _as(app, me, lambda table=table: _rows(app, table)) == expected, (table, relation)
            if table not in ("alembic_version", "throttles", "refresh_tokens", "idempotency_keys", "open_keys"):
                assert everything - expected, f"nothing in {table} could leak to {relation}"


def test_without_a_person_there_are_no_rows(shown: World, owner: Connection, app: Connection) -> None:
    for table in _tables(owner):
        assert _as(app, None, lambda table=table: _rows(app, table)) == set(), table


def test_words_look_up_exactly_what_a_person_may_see(shown: World, owner: Connection, app: Connection) -> None:
    def looked_up(query: str) -> set[UUID]:
        return {row[0] for row in app.execute(query.encode())}

    for relation in (*RELATIONS, None):
        me = shown.person(relation).id if relation else None
        for words, condition in (("ship", "title = 'Ship it'"), ("own", "title ilike '%%own'")):
            found = _as(app, me, lambda w=words: looked_up(
                f"select id from app.find_task_ids(array['{w}'], '{{}}', '{{}}', '{w}', 50)"))  # fmt: skip
            seen = owner.execute(
                f"select id from tasks where {condition} and deleted_at is null and id in ({_MY_TASKS})".encode(),
                {"me": me},
            )
            assert found == {row[0] for row in seen}, (relation, words)
        people = _as(app, me, lambda: looked_up("select p from app.find_person_ids(array['viewer', 'v'], 50) p"))
        known = owner.execute(f"select id from people where {EXPECTED['people']}".encode(), {"me": me})
        assert people <= {row[0] for row in known}, relation


def _attempt(app: Connection, me: UUID, statement: str, parameters: dict[str, Any]) -> str:
    def ask() -> str:
        try:
            with app.transaction():
                return str(app.execute(statement.encode(), parameters).rowcount)
        except psycopg.Error as error:
            return "refused" if isinstance(error, psycopg.errors.InsufficientPrivilege) else type(error).__name__

    return str(_as(app, me, ask))


_NEW_TASK = """insert into tasks (id, organization_id, owner_id, team_id, creator_id, key, title, description, status,
  priority, labels, position, version, created_at, updated_at) values (gen_random_uuid(), %(organization)s, %(home)s,
  %(team)s, %(creator)s, gen_random_uuid()::text, 'x', '', 'pending', 0, '{}', 0, 1, now(), now())"""
_SHARE = """insert into task_shares (id, task_id, person_id, permission, shared_by_id, version, created_at)
  values (gen_random_uuid(), %(task)s, %(me)s, 'edit', %(me)s, 1, now())"""
_SAY = """insert into comments (id, task_id, author_id, content, mentioned_ids, version, created_at)
  values (gen_random_uuid(), %(task)s, %(me)s, 'x', '{}', 1, now())"""
_REMIND = """insert into reminders (id, task_id, person_id, minutes_before, version, created_at)
  values (gen_random_uuid(), %(task)s, %(victim)s, 30, 1, now())"""
_JOIN = """insert into team_members (person_id, team_id, role, joined_at)
  values (%(me)s, %(team)s, %(role)s, now())"""
_INVITE = """insert into invitations (id, organization_id, email, role, token_hash, invited_by_id, sends, version,
  created_at, sent_at, expires_at) values (gen_random_uuid(), %(organization)s, 'x@example.org', 'admin', 'x', %(me)s,
  1, 1, now(), now(), now())"""
WRITES = [
    ("owner", "update tasks set title = 'x' where id = %(task)s", "1"),
    ("member", "update tasks set title = 'x' where id = %(task)s", "1"),
    ("viewer", "update tasks set title = 'x' where id = %(task)s", "0"),
    ("viewing", "update tasks set title = 'x' where id = %(task)s", "0"),
    ("through_viewer", "update tasks set title = 'x' where id = %(task)s", "0"),
    ("editing", "update tasks set title = 'x' where id = %(task)s", "1"),
    ("through", "update tasks set title = 'x' where id = %(task)s", "1"),
    ("stranger", "update tasks set title = 'x' where id = %(task)s", "0"),
    ("editing", "update tasks set deleted_at = now() where id = %(task)s", "refused"),
    ("editing", "update tasks set team_id = null, owner_id = %(me)s where id = %(task)s", "refused"),
    ("owner", "delete from tasks where id = %(task)s", "refused"),
    ("editing", _SHARE, "refused"),
    ("stranger", _SHARE, "refused"),
    ("stranger", "delete from task_shares", "0"),
    ("stranger", "delete from task_assignees where person_id <> %(me)s", "0"),
    ("stranger", _JOIN, "refused"),
    ("stranger", _SAY, "refused"),
    ("viewer", _SAY, "refused"),
    ("viewing", _SAY, "refused"),
    ("through_viewer", _SAY, "refused"),
    ("editing", _SAY, "1"),
    ("member", "update comments set content = 'x' where author_id <> %(me)s", "refused"),
    ("member", "update comments set deleted_at = now() where task_id = %(task)s and author_id <> %(me)s", "2"),
    ("editing", "update comments set deleted_at = now() where task_id = %(task)s and author_id <> %(me)s", "0"),
    ("stranger", "update comments set deleted_at = now() where task_id = %(task)s", "0"),
    ("editing", "delete from comment_reactions where person_id <> %(me)s", "0"),
    ("editing", "update task_watchers set is_watching = false where person_id <> %(me)s", "0"),
    ("editing", _REMIND, "refused"),
    ("stranger", "delete from reminders where person_id <> %(me)s", "0"),
    ("stranger", "update notifications set read_at = now() where person_id <> %(me)s", "0"),
    ("stranger", "update notifications set person_id = %(me)s", "refused"),
    ("stranger", "select * from app.letters_of(array[%(victim)s]::uuid[])", "refused"),
    ("stranger", "select * from app.seers_of(%(task)s)", "refused"),
    ("viewer", "update column_limits set most = 9 where team_id = %(team)s", "0"),
    ("member", "update column_limits set most = 9 where team_id = %(team)s", "1"),
    ("stranger", "delete from column_limits where owner_id is distinct from %(me)s", "0"),
    ("viewer", "update team_members set role = 'admin' where person_id = %(me)s", "0"),
    ("member", "update teams set name = 'mine' where id = %(team)s", "0"),
    ("stranger", "update people set name = 'x' where id = %(victim)s", "0"),
    ("stranger", "update people set is_instance_admin = true where id = %(me)s", "refused"),
    ("stranger", "update people set email = 'x@example.org' where id = %(me)s", "refused"),
    ("stranger", "select password_hash from credentials", "refused"),
    ("stranger", "select secret_hash from sessions", "refused"),
    ("stranger", "update audit_log set action = 'x'", "refused"),
    ("stranger", "delete from audit_log", "refused"),
    ("stranger", "delete from activities", "refused"),
    ("stranger", f"set local role {role_name(os.environ['ATRIUM_SECRET'], SYSTEM)}", "refused"),
    ("stranger", "alter table tasks disable row level security", "refused"),
    ("stranger", "select app.purge(now())", "refused"),
    ("stranger", "select app.purge_tasks(now(), 1)", "refused"),
    ("stranger", "select app.erase_person(%(victim)s, now())", "refused"),
    ("stranger", "select app.take_out_of_teams(%(victim)s, %(me)s, now())", "refused"),
    ("stranger", "select app.bring_back_to_teams(%(victim)s)", "refused"),
    ("stranger", "select app.move_person(%(me)s, %(organization)s, 'admin', now())", "refused"),
    ("stranger", "update people set organization_id = %(organization)s where id = %(me)s", "refused"),
    ("stranger", "update people set left_behind = '[]' where id = %(me)s", "refused"),
    ("stranger", "select * from app.instance_people(null, null, null, null, null, null, null, 9)", "0"),
    ("stranger", "select * from app.instance_organizations(null, null, null, 9)", "0"),
    ("stranger", "select * from app.instance_numbers(now(), now(), now())", "0"),
    ("stranger", "select app.change_account(%(victim)s, 'deactivated', false, now())", "refused"),
    ("stranger", "select app.change_account(%(me)s, 'active', true, now())", "refused"),
    ("stranger", _INVITE, "refused"),
    ("owner", _INVITE, "1"),
    ("stranger", "update invitations set role = 'admin' where organization_id = %(organization)s", "0"),
]


@pytest.mark.parametrize(("relation", "statement", "outcome"), WRITES)
def test_a_write_reaches_only_what_it_may(
    shown: World, app: Connection, relation: str, statement: str, outcome: str
) -> None:
    me = shown.person(relation).id
    given = {"me": me, "task": shown.task.id, "team": shown.team.id, "role": "member", "victim": shown.owner.id,
             "organization": shown.owner.organization_id}  # fmt: skip
    assert _attempt(app, me, statement, given) == outcome


def test_a_task_is_made_only_as_oneself_and_only_at_home(shown: World, app: Connection) -> None:
    me, ada = shown.stranger, shown.owner
    own = {"organization": me.organization_id, "home": me.id, "team": None, "creator": me.id}
    assert _attempt(app, me.id, _NEW_TASK, own) == "1"
    assert _attempt(app, me.id, _NEW_TASK, own | {"creator": ada.id}) == "refused"
    assert _attempt(app, me.id, _NEW_TASK, own | {"home": ada.id}) == "refused"
    assert _attempt(app, me.id, _NEW_TASK, own | {"home": None, "team": shown.team.id}) == "refused"


def test_the_catalogue_keeps_the_wall_standing(owner: Connection, shared_database_url: str) -> None:
    def column(query: str) -> list[str]:
        return [r[0] for r in owner.execute(query.encode())]

    assert (
        column("""select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
      and not relrowsecurity and relname <> 'alembic_version'""")
        == []
    )
    assert (
        column("""select proname from pg_proc where prosecdef and pronamespace = 'app'::regnamespace
      and not exists (select from unnest(proconfig) c where c like 'search_path=%')""")
        == []
    )
    assert (
        column("""select proname from pg_proc p where pronamespace = 'app'::regnamespace
      and exists (select from aclexplode(p.proacl) where grantee = 0)""")
        == []
    )
    ours = [role_name(os.environ["ATRIUM_SECRET"], role) for role in (PERSONS, SYSTEM)]
    for role in ours:
        powers = owner.execute("select rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = %s", (role,))
        assert powers.fetchone() == (False, False, False)
        assert column(f"select relname from pg_class where relowner = '{role}'::regrole") == []
    assert make_url(shared_database_url).username not in ours


def test_the_front_desk_sees_accounts_but_no_work(shown: World, shared_database_url: str) -> None:
    dsn = connection_string(shared_database_url, role=SYSTEM, secret=os.environ["ATRIUM_SECRET"])
    with psycopg.connect(dsn, autocommit=True) as desk:
        for table in ("tasks", "task_shares", "task_changes", "teams", "conversations", "messages", "proposals",
                      "comments", "comment_edits", "comment_reactions", "task_watchers", "reminders"):  # fmt: skip
            assert _rows(desk, table) == set(), table
        assert _rows(desk, "people")
