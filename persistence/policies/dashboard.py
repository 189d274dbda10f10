"""Numbers over everything somebody sees, counted without a look at the policies: who sees what is said here again.

The tasks at a person's homes (their own, their teams') come from index-only scans on the status indexes; what was
shared with them from elsewhere is looked up one by one. Tests compare every number with the list that it counts.
"""

_DEFINER = "language sql stable security definer set search_path = pg_catalog, public, pg_temp"

_OPEN = "t.status in ('pending', 'in_progress')"
# a day is over when it ends where the person is, an instant when it has come
_COUNTS = f"""count(*) as total, count(*) filter (where t.status = 'pending') as pending,
      count(*) filter (where t.status = 'in_progress') as in_progress,
      count(*) filter (where t.status = 'completed') as completed,
      count(*) filter (where {_OPEN} and (t.due_at <= d.moment or t.due_on < d.today)) as overdue,
      count(*) filter (where {_OPEN} and (t.due_on = d.today
        or t.due_at >= d.day_begins and t.due_at < d.day_ends)) as due_today"""
_NAMES = ("total", "pending", "in_progress", "completed", "overdue", "due_today")
_TABLE = f"returns table (person_id uuid, {', '.join(f'{name} bigint' for name in (*_NAMES, 'shared'))})"
_SUMS = ", ".join(f"sum(c.{name})::bigint" for name in _NAMES)
_LIVE = "t.deleted_at is null and t.status <> 'archived'"

SQL = f"""
create function app.count_tasks(people uuid[], moment timestamptz) {_TABLE} {_DEFINER} as $$
  with who as (select p.id, p.time_zone as zone from people p where p.id = any(people)),
  days as (
    select zone, count_tasks.moment, today, today::timestamp at time zone zone as day_begins,
      (today + 1)::timestamp at time zone zone as day_ends
    from (select distinct zone, (count_tasks.moment at time zone zone)::date as today from who) z),
  members as (
    select m.person_id, m.team_id, who.zone from who join team_members m on m.person_id = who.id
      join teams t on t.id = m.team_id and t.deleted_at is null),
  received as (
    select person_id, task_id, bool_or(by_others) as by_others from (
      select s.person_id, s.task_id, s.shared_by_id is distinct from s.person_id as by_others
      from task_shares s where s.person_id = any(people)
      union all
      select m.person_id, s.task_id, s.shared_by_id is distinct from m.person_id
      from members m join task_shares s on s.team_id = m.team_id) s
    group by person_id, task_id),
  elsewhere as (
    select r.person_id, who.zone, r.by_others, t.status, t.due_at, t.due_on, not exists (
        select from members m where m.person_id = r.person_id and m.team_id = t.team_id) as is_away
    from received r join who on who.id = r.person_id
      join tasks t on t.id = r.task_id and {_LIVE} and t.owner_id is distinct from r.person_id),
  counted as (
    select who.id as person_id, c.*, 0::bigint as shared
    from who join days d using (zone) cross join lateral (
      select {_COUNTS} from tasks t where t.owner_id = who.id and {_LIVE}) c
    union all
    select m.person_id, c.total, c.pending, c.in_progress, c.completed, c.overdue, c.due_today, 0
    from members m join (
      select h.team_id, h.zone, c.* from (select distinct team_id, zone from members) h join days d using (zone)
      cross join lateral (select {_COUNTS} from tasks t where t.team_id = h.team_id and {_LIVE}) c
    ) c using (team_id, zone)
    union all
    select t.person_id, {_COUNTS}, 0 from elsewhere t join days d using (zone) where t.is_away group by t.person_id
    union all
    select person_id, 0, 0, 0, 0, 0, 0, count(*) from elsewhere where by_others group by person_id)
  select c.person_id, {_SUMS}, sum(c.shared)::bigint from counted c group by c.person_id
$$;

create function app.statistics_of(people uuid[], moment timestamptz) {_TABLE} {_DEFINER} as
  $$ select * from app.count_tasks(people, moment) $$;

create function app.my_statistics(moment timestamptz) {_TABLE} {_DEFINER} as
  $$ select * from app.count_tasks(array[app.uid()], moment) $$;

create function app.open_tasks_of(teams uuid[]) returns table (team_id uuid, number bigint) {_DEFINER} as
  $$ select h.id, (select count(*) from tasks t where t.team_id = h.id and t.deleted_at is null and {_OPEN})
     from unnest(teams) h(id) $$;

create function app.my_affecting_activity_ids(before bigint, most int) returns setof bigint {_DEFINER} as
  $$ select a.id from activities a where a.affected && (app.my_team_ids() || app.uid()) and a.affected <> '{{}}'
     and a.id < before order by a.id desc limit most $$;
"""

REVOKES = """
revoke all on function app.count_tasks(uuid[], timestamptz) from app_rw, app_system;
revoke all on function app.statistics_of(uuid[], timestamptz), app.open_tasks_of(uuid[]) from app_rw;
"""
