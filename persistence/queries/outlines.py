"""The order of long lists in one row a heading: ids as bytes, gathered where they are sorted."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from persistence.queries.tasks import BEGINS, COLUMNS, DEADLINE, Wanted, order_of

_DAY = "coalesce(t.due_on, (t.due_at at time zone %(zone)s)::date)"
_IS_DONE = "t.status in ('completed', 'archived')"
# key, and what has to be joined for it
_KEYS = {
    "none": ("'all'", ""),
    "status": ("t.status", ""),
    "priority": ("t.priority::text", ""),
    "due": (
        f"""case when {_IS_DONE} then t.status when {_DAY} is null then 'none'
          when {DEADLINE} <= %(now)s then 'overdue' when {_DAY} = %(today)s then 'today' else 'upcoming' end""",
        "",
    ),
    "day": (
        f"""case when {_IS_DONE} then t.status when {_DAY} is null then 'none'
          when {DEADLINE} <= %(now)s then 'overdue' else {_DAY}::text end""",
        "",
    ),
    "calendar": (f"coalesce({_DAY}::text, 'none')", ""),
    "team": (
        """case when t.team_id = any((select app.my_team_ids())::uuid[]) then t.team_id::text
          when t.owner_id = (select app.uid()) then 'personal' else 'shared' end""",
        "",
    ),
    "label": (
        "g.key",
        "cross join lateral unnest(case when t.labels = '{}' then array[''] else t.labels end) g(key)",
    ),
    "assignee": ("coalesce(a.person_id::text, '')", "left join task_assignees a on a.task_id = t.id"),
}


def outline(
    wanted: Wanted, group: str, sort: str, days: Mapping[str, Any], *, open_first: bool
) -> list[tuple[str, dict[str, Any]]]:
    """Two statements: the headings with their ids, and the pairs of subtask and parent; where a task may stand under
    several headings a third: how many there are.

    What is alike otherwise stands in the order that people gave it by hand.
    """
    where, parameters = wanted.where()
    if days:
        parameters |= days
        where += f""" and ({BEGINS} >= %(from_day)s and {BEGINS} < %(to_day)s or ({_DAY}) is null and not {_IS_DONE})"""
    key, join = _KEYS[group]
    expression, _, direction = order_of(sort)
    done = f"({_IS_DONE}), " if open_first else ""
    latest = f"case when {_IS_DONE} then t.updated_at end desc nulls last, " if group in ("due", "day") else ""
    headings = f"""select ({key}) collate "C" as key,
        string_agg(uuid_send(t.id), ''::bytea order by {done}{latest}{expression} {direction}, t.position, t.id) as ids
      from tasks t {join} where {where} group by 1"""
    parents = f"""select string_agg(uuid_send(t.id) || uuid_send(t.parent_id), ''::bytea order by t.id) as pairs
      from tasks t where {where} and t.parent_id is not null
        and exists (select from tasks p where p.id = t.parent_id and p.deleted_at is null)"""
    counting = [f"select count(*) as total from tasks t where {where}"] if join else []
    return [(statement, parameters) for statement in (headings, parents, *counting)]


def among(ids: list[UUID]) -> tuple[str, dict[str, Any]]:
    """The rows with these ids that are not in the trash."""
    return f"select {COLUMNS} from tasks t where t.id = any(%(ids)s) and t.deleted_at is null", {
        "ids": ids,
        "zone": "UTC",
    }
