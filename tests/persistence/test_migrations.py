"""Migrations: down and up again give the same database, it is what the models say, and one migrates at a time."""

import os
import threading

import psycopg
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from persistence import migrate
from persistence.database import PERSONS, SYSTEM, connection_string
from persistence.models import metadata
from tests.databases import NewDatabase

SECRET = os.environ["ATRIUM_SECRET"]
CATALOGUE = {
    "columns": """select table_name, column_name, data_type, udt_name, is_nullable, column_default, is_identity
      from information_schema.columns where table_schema = 'public'""",
    "constraints": """select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint
      where connamespace = 'public'::regnamespace and contype <> 't'""",
    "indexes": "select tablename, indexname, indexdef from pg_indexes where schemaname = 'public'",
    "policies": "select tablename, policyname, cmd, roles::text, qual, with_check from pg_policies",
    "functions": """select proname, pg_get_functiondef(oid), proacl::text from pg_proc
      where pronamespace in ('app'::regnamespace, 'public'::regnamespace)""",
    "triggers": "select tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) from pg_trigger where not tgisinternal",
    "grants": """select table_name, grantee, privilege_type from information_schema.role_table_grants
      where table_schema = 'public'""",
    "column grants": """select table_name, column_name, grantee, privilege_type
      from information_schema.role_column_grants where table_schema = 'public'""",
    "row security": """select relname, relrowsecurity, reloptions::text from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'r'""",
}


def _catalogue(url: str) -> dict[str, list[str]]:
    with psycopg.connect(connection_string(url)) as connection:
        return {what: sorted(map(str, connection.execute(query.encode()))) for what, query in CATALOGUE.items()}


def test_down_and_up_again_gives_the_same_database(database_url: str) -> None:
    before = _catalogue(database_url)
    assert before["policies"]
    assert before["triggers"]
    migrate.downgrade(database_url, "base")
    with psycopg.connect(connection_string(database_url)) as connection:
        left = connection.execute("select tablename from pg_tables where schemaname = 'public'")
        assert [r[0] for r in left] == ["alembic_version"]
    migrate.upgrade(database_url, SECRET)
    assert _catalogue(database_url) == before


def test_every_step_goes_down_and_up(database_url: str) -> None:
    from alembic.script import ScriptDirectory

    whole = _catalogue(database_url)
    for script in ScriptDirectory.from_config(migrate.configuration()).walk_revisions():
        migrate.downgrade(database_url, str(script.down_revision or "base"))
    assert migrate.current(database_url) == ""
    migrate.upgrade(database_url, SECRET)
    assert _catalogue(database_url) == whole


def test_the_migrated_database_is_what_the_models_say(database_url: str) -> None:
    engine = sa.create_engine(database_url, poolclass=sa.NullPool)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []


# A row that goes has every table asked for what refers to it. People and organisations stay, emptied.
_UNINDEXED = """select c.conrelid::regclass || ': ' || c.conname from pg_constraint c
  where c.contype = 'f' and c.connamespace = 'public'::regnamespace
    and c.confrelid not in ('people'::regclass, 'organizations'::regclass)
    and not exists (select 1 from pg_index i where i.indrelid = c.conrelid
      and (i.indkey::int2[])[0:array_length(c.conkey, 1) - 1] @> c.conkey)"""


def test_what_refers_to_rows_that_are_deleted_is_found_by_an_index(database_url: str) -> None:
    with psycopg.connect(connection_string(database_url)) as connection:
        assert [row[0] for row in connection.execute(_UNINDEXED)] == []


def test_constraints_are_those_of_the_models(database_url: str) -> None:
    # Alembic does not compare CHECK constraints
    migrated = {line for line in _catalogue(database_url)["constraints"] if "alembic_version" not in line}
    with psycopg.connect(connection_string(database_url), autocommit=True) as connection:
        connection.execute("drop schema app cascade")
        connection.execute("drop schema public cascade")
        connection.execute("create schema public")
        metadata.create_all(sa.create_engine(database_url, poolclass=sa.NullPool))
        connection.execute("create schema app")
    assert set(_catalogue(database_url)["constraints"]) == migrated


def test_a_second_migrator_waits_and_finds_the_work_done(database_url: str) -> None:
    migrate.downgrade(database_url, "base")
    failures: list[BaseException] = []

    def run() -> None:
        try:
            migrate.upgrade(database_url, SECRET)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert migrate.current(database_url) == migrate.head()


def test_changed_policies_are_put_in_force_at_the_next_start(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from persistence.policies import teams

    monkeypatch.setattr(teams, "SQL", teams.SQL + "\ncreate policy extra on teams for select to app_rw using (false);")
    migrate.upgrade(database_url, SECRET)
    assert any("extra" in line for line in _catalogue(database_url)["policies"])
    monkeypatch.undo()
    migrate.upgrade(database_url, SECRET)
    assert not any("extra" in line for line in _catalogue(database_url)["policies"])


def test_the_head_is_what_alembic_says(database_url: str) -> None:
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory.from_config(migrate.configuration())
    assert scripts.get_heads() == [migrate.head()]
    assert migrate.current(database_url) == migrate.head()


def test_a_database_of_a_newer_program_is_left_alone(database_url: str) -> None:
    with psycopg.connect(connection_string(database_url)) as connection:
        connection.execute("update alembic_version set version_num = '99991231_1'")
    with pytest.raises(migrate.FromTheFuture, match="99991231_1"):
        migrate.upgrade(database_url, SECRET)
    assert migrate.current(database_url) == "99991231_1"


def _comes_in(url: str, secret: str) -> bool:
    """Whether an installation with this secret reads anything here."""
    try:
        with psycopg.connect(connection_string(url, role=SYSTEM, secret=secret)) as desk:
            return desk.execute("select count(*) from people").fetchone() is not None
    except (psycopg.OperationalError, psycopg.errors.InsufficientPrivilege):
        return False


def test_two_installations_on_one_server_do_not_open_each_others_database(new_database: NewDatabase) -> None:
    mine, theirs, other = new_database(), new_database(), "another-secret-0123456789-abcdefghijklmnop"
    migrate.upgrade(theirs, other)
    assert (_comes_in(mine, SECRET), _comes_in(theirs, other)) == (True, True)
    assert (_comes_in(mine, other), _comes_in(theirs, SECRET)) == (False, False)


def test_another_secret_shuts_the_old_roles_out(database_url: str) -> None:
    with psycopg.connect(connection_string(database_url), autocommit=True) as owner:
        for role in (PERSONS, SYSTEM):  # as they were called when all installations shared two
            owner.execute(f"do $$ begin create role {role}; exception when duplicate_object then null; end $$")
            owner.execute(f"grant select on people to {role}")
        migrate.upgrade(database_url, "another-secret-0123456789-abcdefghijklmnop")
        granted = "select distinct grantee from information_schema.role_table_grants where grantee like 'app%'"
        assert {grantee[:-13] for (grantee,) in owner.execute(granted)} == {PERSONS, SYSTEM}
    assert not _comes_in(database_url, SECRET)
