"""A million tasks: 25,000 people in 500 organisations with 5,000 teams; one sees 10,000 tasks, one 100,000, most 100.

Filled by SQL, as fast as that goes; the proportions are those of a place in use: three tasks in five are personal,
most are done, some are in the trash, every twentieth is shared with a person or another team.
"""

from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import UUID

import psycopg
from psycopg import sql
from sqlalchemy.engine import make_url

TASKS, HEAVY, GIANT, CROWD = 1_000_000, 10_000, 100_000, 1_000


@dataclass(frozen=True, slots=True)
class Size:
    """How large the world is; of fifty people an organisation."""

    orgs: int = 500
    tasks: int = TASKS
    heavy: int = HEAVY  # seen by one of them
    giant: int = GIANT  # seen by another one
    crowd: int = CROWD  # in one team


_NAME_THE_TYPICAL = """
update people set name = 'Typical' where id = (
  select p.id from (select id from people where name like 'Person 2%') p cross join lateral (
    select (select count(*) from tasks k where k.owner_id = p.id and k.deleted_at is null and k.status <> 'archived')
      + (select count(*) from tasks k join team_members m on m.team_id = k.team_id
         where m.person_id = p.id and k.deleted_at is null and k.status <> 'archived') as seen) x
  order by abs(x.seen - 100), p.id limit 1)"""
_SCRIPT = Path(__file__).with_name("million.sql")


@dataclass(frozen=True, slots=True)
class Million:
    """The filled database. `url` is the owner's."""

    url: str
    heavy: UUID  # sees 10,000 tasks: own ones, of four teams, shared ones
    giant: UUID  # sees 100,000
    typical: UUID  # sees about 100
    crowd_team: UUID  # a team of 1,000 people that has no task yet
    crowd: list[UUID]  # they, with about 100 tasks each; the first one may add tasks to the team


def owner(url: str) -> str:
    """For psycopg: the role that owns the tables, to which their policies do not apply."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def fill(url: str, size: Size | None = None) -> Million:
    """Fill an empty, migrated database."""
    superuser = make_url(url).set(drivername="postgresql", username="postgres").render_as_string(hide_password=False)
    with psycopg.connect(superuser, autocommit=True) as connection:
        # only a superuser may leave out the triggers that check foreign keys row by row
        connection.execute("set session_replication_role = replica")
        connection.execute("set maintenance_work_mem = '256MB'")
        connection.execute("set synchronous_commit = off")
        connection.execute("select setseed(0.5)")
        _tell_size(connection, size or Size())
        later = _without_indexes(connection)
        connection.execute(_SCRIPT.read_text())
        for definition in later:
            connection.execute(definition.encode())
        connection.execute("vacuum (analyze)")
        connection.execute(_NAME_THE_TYPICAL)
        connection.execute("checkpoint")
    with psycopg.connect(owner(url)) as connection:
        return _look(url, connection)


def _tell_size(connection: psycopg.Connection, size: Size) -> None:
    numbers = asdict(size)
    columns = ", ".join(f"{name} int" for name in numbers)
    connection.execute(f"create temporary table size ({columns})".encode())
    connection.execute("insert into size values (%s, %s, %s, %s, %s)", list(numbers.values()))


def _without_indexes(connection: psycopg.Connection) -> list[str]:
    """Take off the indexes that random rows would be slow to fill; how to make them again."""
    found = connection.execute(
        """select indexname, indexdef from pg_indexes
           where schemaname = 'public' and tablename in ('tasks', 'activities') and indexname not in
             (select conindid::regclass::text from pg_constraint where conindid <> 0)"""
    ).fetchall()
    for name, _ in found:
        connection.execute(sql.SQL("drop index {}").format(sql.Identifier(name)))
    return [definition for _, definition in found]


def _look(url: str, connection: psycopg.Connection) -> Million:
    def ids(query: str) -> list[UUID]:
        return [row[0] for row in connection.execute(query.encode())]

    return Million(
        url=url,
        heavy=ids("select id from people where name = 'Heavy'")[0],
        giant=ids("select id from people where name = 'Giant'")[0],
        typical=ids("select id from people where name = 'Typical'")[0],
        crowd_team=ids("select id from teams where name = 'Crowd'")[0],
        crowd=ids("select person_id from team_members m join teams t on t.id = m.team_id where t.name = 'Crowd'"
                  " order by m.role = 'owner' desc, person_id"),
    )  # fmt: skip
