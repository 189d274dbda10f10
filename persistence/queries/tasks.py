"""SELECTs about tasks. Who may see which is the database's policy; here is what of that is wanted."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col

from persistence.models import TaskChangeRow, TaskRow, TaskShareRow
from persistence.queries.relations import BLOCKED
from persistence.queries.task_filter import Condition, Writing
from persistence.session import Session
from persistence.words import containing

PRIORITY_RANKS = {"none": 0, "low": 1, "medium": 2, "high": 3, "urgent": 4}
TOTAL_LIMIT = 10_000

# A day is over when it ends where the person is; an instant when it has come.
DEADLINE = "coalesce(t.due_at, (t.due_on + 1)::timestamp at time zone %(zone)s)"
BEGINS = "coalesce(t.due_at, t.due_on::timestamp at time zone %(zone)s)"
PERMISSION = """case
  when t.owner_id = app.uid() or t.team_id = any((select app.my_admin_team_ids())::uuid[])
    or (t.creator_id = app.uid() and t.team_id = any((select app.my_writable_team_ids())::uuid[])) then 'owner'
  when t.team_id = any((select app.my_writable_team_ids())::uuid[])
    or t.id = any((select app.my_editable_task_ids())::uuid[]) then 'edit'
  else 'view' end"""
COLUMNS = f"""t.id, t.key, t.title, t.description, t.status, t.priority, t.due_on, t.due_at, t.start_on, t.team_id,
  t.creator_id, t.labels, t.parent_id, t.completed_at, t.position, t.version, t.created_at, t.updated_at, t.deleted_at,
  t.deleted_by_id, t.recurrence_rule, t.recurrence_from_completion, t.recurrence_zone, t.repeats_id,
  {PERMISSION} as permission, {BLOCKED} as is_blocked,
  (select array[count(*) filter (where c.status = 'completed'), count(*)] from tasks c
   where c.parent_id = t.id and c.deleted_at is null and c.status <> 'archived') as subtasks,
  coalesce(t.team_id = any((select app.my_writable_team_ids())::uuid[]), false) as is_team_member,
  (select coalesce(array_agg(a.person_id order by a.assigned_at, a.person_id), '{{}}'::uuid[])
   from task_assignees a where a.task_id = t.id) as assignee_ids"""
SHARED = """t.owner_id is distinct from app.uid() and exists (select from task_shares s where s.task_id = t.id
  and s.shared_by_id is distinct from app.uid()
  and (s.person_id = app.uid() or s.team_id = any((select app.my_team_ids())::uuid[])))"""

_SORTS = {
    "title": ("lower(t.title)", "text"),
    "priority": ("t.priority", "int"),
    "due_at": (f"coalesce({DEADLINE}, 'infinity')", "timestamptz"),
    "-due_at": (f"coalesce({DEADLINE}, '-infinity')", "timestamptz"),
    "position": ("t.position", "float8"),
    "created_at": ("t.created_at", "timestamptz"),
    "updated_at": ("t.updated_at", "timestamptz"),
}
_USUAL = ("pending", "in_progress", "completed")
_CONDITIONS = {
    "status": "t.status = any(%(status)s)",
    "priority": "t.priority = any(%(priority)s)",
    "label": "t.labels && %(label)s::text[]",
    "assignee_id": "exists (select from task_assignees a where a.task_id = t.id and a.person_id = %(assignee_id)s)",
    "unassigned": "not exists (select from task_assignees a where a.task_id = t.id)",
    "creator_id": "t.creator_id = %(creator_id)s",
    "team_id": "t.team_id = %(team_id)s",
    "personal": "t.team_id is null",
    "own": "t.owner_id = (select app.uid())",
    "shared": SHARED,
    "open": "t.status in ('pending', 'in_progress')",
    "overdue": f"t.status in ('pending', 'in_progress') and {DEADLINE} <= %(now)s",
    "due_today": "t.status in ('pending', 'in_progress') and (t.due_on = %(today)s"
    " or (t.due_at at time zone %(zone)s)::date = %(today)s)",
    "due_after": f"{BEGINS} >= %(due_after)s",
    "due_before": f"{BEGINS} < %(due_before)s",
    "completed_after": "t.completed_at >= %(completed_after)s",
    "completed_before": "t.completed_at < %(completed_before)s",
    "created_after": "t.created_at >= %(created_after)s",
    "created_before": "t.created_at < %(created_before)s",
    "q": "(t.title ilike %(like)s or t.description ilike %(like)s or t.key = upper(%(q)s))",
}


class BadCursor(ValueError):
    """The cursor was not made by this list with this order."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A filter's conditions as given, the person's now, today and zone, and what the filter language asks for more."""

    given: Mapping[str, Any]
    now: datetime
    today: Any
    zone: str
    more: Condition | None = None

    def where(self) -> tuple[str, dict[str, Any]]:
        """The conditions as SQL, and their parameters."""
        given = {name: value for name, value in self.given.items() if value not in (None, False, "", [])}
        parts = ["t.deleted_at is not null" if given.pop("trashed", False) else "t.deleted_at is null"]
        if not given.pop("archived", False) and "status" not in given:
            parts.append("t.status <> 'archived'")
        parts += [_CONDITIONS[name] for name in given]
        parameters = {**given, "now": self.now, "today": self.today, "zone": self.zone}
        if "priority" in given:
            parameters["priority"] = [PRIORITY_RANKS[p] for p in given["priority"]]
        if "q" in given:
            parameters["like"] = containing(given["q"])
        if self.more is not None:
            writing = Writing(parameters)
            parts.append(writing.sql(self.more))
        return " and ".join(f"({part})" for part in parts), parameters

    @property
    def only_statuses(self) -> list[str] | None:
        """Which statuses, when nothing else is asked for and none is archived."""
        given = {name for name, value in self.given.items() if value not in (None, False, "", [])}
        if self.more is not None or not given <= {"status", "open"} or "archived" in self.given.get("status", ()):
            return None
        wanted = set(self.given.get("status") or _USUAL) - ({"completed"} if "open" in given else set())
        return [status for status in _USUAL if status in wanted]


def order_of(sort: str) -> tuple[str, str, str]:
    """What to order by, of which type, in which direction."""
    expression, kind = _SORTS.get(sort) or _SORTS[sort.removeprefix("-")]
    return expression, kind, "desc" if sort.startswith("-") else "asc"


def page(wanted: Wanted, sort: str, limit: int, cursor: str | None) -> list[tuple[str, dict[str, Any]]]:
    """Two statements: a page of rows (one more than asked tells whether there is a next) and the total.

    Raises BadCursor.
    """
    if sort == "position" and (statuses := wanted.only_statuses) is not None:
        return _short_page(statuses, wanted.now, limit, cursor)
    where, parameters = wanted.where()
    expression, kind, direction = order_of(sort)
    counting = f"select count(*) as total from (select 1 from tasks t where {where} limit {TOTAL_LIMIT}) counted"
    after = ""
    listed = dict(parameters)
    if cursor:
        value, last_id = _read_cursor(cursor, sort)
        after = (
            f"and ({expression}, t.id) {'<' if direction == 'desc' else '>'} (%(after)s::text::{kind}, %(after_id)s)"
        )
        listed |= {"after": value, "after_id": last_id}
    listing = f"""select {COLUMNS}, ({expression})::text as sort_value from tasks t where {where} {after}
      order by {expression} {direction}, t.id {direction} limit {int(limit) + 1}"""
    return [(listing, listed), (counting, parameters)]


def _short_page(
    statuses: list[str], moment: datetime, limit: int, cursor: str | None
) -> list[tuple[str, dict[str, Any]]]:
    """The same for lists and boards in their own order: the database has a short way, whose cost does not grow with
    what somebody sees (a policy's OR would read all of it). The policy filters what it finds once more."""
    after, last_id = _read_cursor(cursor, "position") if cursor else ("-infinity", UUID(int=0))
    listing = f"""select {COLUMNS}, t.position::text as sort_value from tasks t where t.id = any(array(
        select app.my_first_task_ids(%(statuses)s::text[], %(after)s::text::float8, %(after_id)s, {int(limit) + 1})))
      order by t.position, t.id"""
    number = " + ".join(["0", *statuses])
    counting = f"select least({number}, {TOTAL_LIMIT}) as total from app.my_statistics(%(now)s)"
    return [(listing, {"statuses": statuses, "after": after, "after_id": last_id}), (counting, {"now": moment})]


def counted(wanted: Wanted) -> tuple[str, dict[str, Any]]:
    """How many there are, exactly."""
    where, parameters = wanted.where()
    return f"select count(*) as total from tasks t where {where}", parameters


def make_cursor(sort: str, row: Any) -> str:
    """What to go on from after `row`."""
    return urlsafe_b64encode(json.dumps([sort, row.sort_value, str(row.id)]).encode()).decode().rstrip("=")


def _read_cursor(cursor: str, sort: str) -> tuple[str, UUID]:
    try:
        made_for, value, last_id = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        _check(value, order_of(sort)[1])
        if made_for != sort:
            raise BadCursor(cursor)
        return value, UUID(last_id)
    except (ValueError, TypeError, AttributeError) as error:
        raise BadCursor(cursor) from error


def _check(value: Any, kind: str) -> None:
    if not isinstance(value, str) or "\x00" in value or any("\ud800" <= c <= "\udfff" for c in value):
        raise BadCursor(value)
    if kind == "int":
        int(value)
    elif kind == "float8":
        float(value)
    elif kind == "timestamptz" and value not in ("infinity", "-infinity"):
        # PostgreSQL writes the offset as +00, which Python reads since 3.11
        datetime.fromisoformat(value)


async def task_in(session: Session, task_id: UUID) -> Any | None:
    """The task as the transaction's person sees it, trashed or not, or None."""
    query = sa.text(f"select {COLUMNS} from tasks t where t.id = :id".replace("%(zone)s", "'UTC'"))
    return (await session.execute(query, {"id": task_id})).first()


async def tasks_in(session: Session, ids: list[UUID]) -> list[Any]:
    """These tasks as the transaction's person sees them, trashed or not, in no order."""
    query = sa.text(f"select {COLUMNS} from tasks t where t.id = any(:ids)".replace("%(zone)s", "'UTC'"))
    return list((await session.execute(query, {"ids": ids})).all())


async def held(session: Session, ids: list[UUID]) -> dict[UUID, TaskRow]:
    """The rows of these tasks that the person may change, held until the transaction ends, locked in one order."""
    query = sa.select(TaskRow).where(col(TaskRow.id).in_(ids)).order_by(col(TaskRow.id)).with_for_update()
    rows = (await session.execute(query, execution_options={"populate_existing": True})).scalars()
    return {row.id: row for row in rows}


async def with_others(session: Session, ids: list[UUID]) -> set[UUID]:
    """Those of these tasks under which others stand, or which are shown to others than those at home."""
    query = sa.text("""select t.id from tasks t where t.id = any(:ids) and (
      exists (select from tasks c where c.parent_id = t.id and c.deleted_at is null)
      or exists (select from task_shares s where s.task_id = t.id))""")
    return set((await session.execute(query, {"ids": ids})).scalars())


async def continued(session: Session, ids: list[UUID]) -> set[UUID]:
    """Those of these tasks that repeated: their completion made another one."""
    query = sa.text("select distinct repeats_id from tasks where repeats_id = any(:ids)")
    return set((await session.execute(query, {"ids": ids})).scalars())


async def lock(session: Session, task_id: UUID) -> None:
    """Hold the task until the transaction ends."""
    await session.execute(sa.text("select from tasks where id = :id for update"), {"id": task_id})


async def next_key(session: Session, team_id: UUID | None) -> str:
    """Take the next key of the team (`TEAM-42`), or of the transaction's person."""
    return str((await session.execute(sa.text("select app.next_task_key(:team)"), {"team": team_id})).scalar_one())


async def viewers(session: Session, task_id: UUID) -> list[Any]:
    """Who can see the task: a row per person and reason."""
    query = sa.text("select * from app.task_viewers(:id) order by lower(name), person_id, reason")
    return list((await session.execute(query, {"id": task_id})).all())


async def drop_blind_assignees(session: Session, task_id: UUID) -> None:
    """Take those off the task who cannot see it (any more)."""
    await session.execute(sa.text("select * from app.drop_blind_assignees(:id)"), {"id": task_id})


async def set_assignees(session: Session, task_id: UUID, wanted: list[UUID], at: datetime) -> None:
    """Make these the task's assignees, in this order."""
    await session.execute(sa.text("delete from task_assignees where task_id = :id and person_id <> all(:ids)"),
                          {"id": task_id, "ids": wanted})  # fmt: skip
    query = sa.text(
        "insert into task_assignees (task_id, person_id, assigned_at) select :id, p, cast(:at as timestamptz)"
        " + n * interval '1 microsecond' from unnest(cast(:ids as uuid[])) with ordinality u(p, n)"
        " on conflict do nothing"
    )
    await session.execute(query, {"id": task_id, "ids": wanted, "at": at})


async def viewers_of(session: Session, ids: list[UUID]) -> dict[UUID, set[UUID]]:
    """Per task, who can see it."""
    query = sa.text("""select u.id, array_agg(v.person_id) as people from unnest(cast(:ids as uuid[])) u(id)
      cross join lateral app.task_viewers(u.id) v group by u.id""")
    return {row.id: set(row.people) for row in await session.execute(query, {"ids": ids})}


async def set_all_assignees(session: Session, wanted: dict[UUID, list[UUID]], at: datetime) -> None:
    """Make these the assignees of each task, in this order."""
    each = [(task_id, person_id, n) for task_id, people in wanted.items() for n, person_id in enumerate(people, 1)]
    given = {"ids": list(wanted), "at": at} | {k: [one[i] for one in each] for i, k in enumerate(("t", "p", "n"))}
    pairs = "unnest(cast(:t as uuid[]), cast(:p as uuid[]), cast(:n as int[])) u(t, p, n)"
    for text in (
        "delete from task_assignees a where a.task_id = any(:ids)"
        f" and not exists (select from {pairs} where u.t = a.task_id and u.p = a.person_id)",
        "insert into task_assignees (task_id, person_id, assigned_at) select u.t, u.p, cast(:at as timestamptz)"
        f" + u.n * interval '1 microsecond' from {pairs} on conflict do nothing",
    ):
        await session.execute(sa.text(text), given)


async def positions(session: Session, ids: list[UUID]) -> dict[UUID, float]:
    """Where these tasks stand among those of their home; the lower comes first."""
    query = sa.text("select id, position from tasks where id = any(:ids)")
    return {row.id: row.position for row in await session.execute(query, {"ids": ids})}


async def make_room(session: Session, *, owner_id: UUID | None, team_id: UUID | None, above: float) -> None:
    """Move everything of this home above a position one further, for when two neighbours stand too close."""
    query = sa.text("""update tasks set position = position + 1
      where position > :above and (owner_id = :owner_id or team_id = :team_id)""")
    await session.execute(query, {"above": above, "owner_id": owner_id, "team_id": team_id})


HISTORY = """select id, batch_id, task_id, actor_id, at, verb, fields from task_changes where task_id = %(task_id)s
order by at desc, id desc limit 200"""
LABELS = (
    """select distinct label from tasks t, unnest(t.labels) label where t.deleted_at is null order by label limit 500"""
)
SHARES = """select s.id, s.task_id, s.person_id as user_id, s.team_id, s.permission, s.shared_by_id, s.created_at,
  s.version, coalesce((select c.name from app.person_cards(array[s.person_id]) c), t.name, 'A team') as name
from task_shares s left join teams t on t.id = s.team_id where s.task_id = %(task_id)s order by s.created_at, s.id"""
TEAM_PEOPLE = """select p.id, p.name from team_members m join people p on p.id = m.person_id
where m.team_id = %(team_id)s and p.status = 'active' order by lower(p.name), p.id"""


async def receivers(session: Session, task_id: UUID) -> list[Any]:
    """To whom the task is shared: (person, team) pairs, one of them None."""
    return list((await session.execute(sa.text("select person_id, team_id from task_shares where task_id = :id"),
                                       {"id": task_id})).all())  # fmt: skip


async def hold_batch(session: Session, batch_id: UUID) -> None:
    """Let no other transaction write this batch until this one ends."""
    await session.execute(sa.text("select pg_advisory_xact_lock(hashtextextended(:id, 1))"), {"id": str(batch_id)})


async def changes_in(session: Session, batch_id: UUID) -> list[TaskChangeRow]:
    """The records of one act, in the order of its tasks."""
    query = sa.select(TaskChangeRow).where(TaskChangeRow.batch_id == batch_id).order_by(col(TaskChangeRow.id))  # type: ignore[arg-type]
    return list((await session.execute(query)).scalars())


async def home_of(session: Session, task_id: UUID) -> Any:
    """Where the task belongs (owner_id or team_id) and its version."""
    return (
        await session.execute(sa.text("select owner_id, team_id, version from tasks where id = :id"), {"id": task_id})
    ).one()


async def share_to(
    session: Session, task_id: UUID, person_id: UUID | None, team_id: UUID | None
) -> TaskShareRow | None:
    """The share of the task to this receiver, if there is one."""
    wanted = TaskShareRow.person_id == person_id if person_id else TaskShareRow.team_id == team_id
    query = sa.select(TaskShareRow).where(col(TaskShareRow.task_id) == task_id, wanted)  # type: ignore[arg-type]
    return (await session.execute(query)).scalars().first()


async def shares_in(session: Session, task_id: UUID) -> list[Any]:
    """The task's shares with the names of the receivers."""
    return list((await session.execute(sa.text(SHARES.replace("%(task_id)s", ":task_id")), {"task_id": task_id})).all())


async def drop_own_assignment(session: Session, task_id: UUID, person_id: UUID) -> None:
    """Take oneself off the task."""
    await session.execute(sa.text("delete from task_assignees where task_id = :id and person_id = :me"),
                          {"id": task_id, "me": person_id})  # fmt: skip
