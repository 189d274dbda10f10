"""Numbers over everything somebody sees, counted without a look at the policies: who sees what is said here again.

The tasks at a person's homes (their own, their teams') come from index-only scans on the status indexes; what was
shared with them from elsewhere is looked up one by one. Tests compare every number with the list that it counts.
"""

_DEFINER = "language sql stable security definer set search_path = pg_catalog, public, pg_temp"

_OPEN = "t.status in ('pending', 'in_progress')"
_LIVE = "t.deleted_at is null and t.status <> 'archived'"
# a day is over when it ends where the person is, an instant when it has come
_OVERDUE = "t.due_at <= d.moment or t.due_on < d.today"
_DUE_TODAY = "t.due_on = d.today or t.due_at >= d.day_begins and t.due_at < d.day_ends"
_DUE = "t.due_on <= who.today or t.due_at < who.day_ends"
_NAMES = ("total", "pending", "in_progress", "completed", "overdue", "due_today")
_TABLE = f"returns table (person_id uuid, {', '.join(f'{name} bigint' for name in (*_NAMES, 'shared'))})"
_SUMS = ", ".join(f"sum(c.{name})::bigint" for name in _NAMES)


def _at_home(home: str) -> str:
    """The numbers of one home. Completed ones, mostly the most, are counted without a look at their dates."""
    return f"""
      select o.number + done.number as total, o.pending, o.number - o.pending as in_progress,
        done.number as completed, o.overdue, o.due_today
      from (select count(*) as number, count(*) filter (where t.status = 'pending') as pending,
          count(*) filter (where {_OVERDUE}) as overdue, count(*) filter (where {_DUE_TODAY}) as due_today
        from tasks t where {home} and t.deleted_at is null and {_OPEN}) o,
        (select count(*) as number from tasks t where {home} and t.deleted_at is null and t.status = 'completed') done
    """


SQL = f"""
create function app.count_tasks(people uuid[], moment timestamptz) {_TABLE} {_DEFINER}
  set plan_cache_mode = force_generic_plan -- suits one person and a thousand; planning anew costs twice as much
  as $$
  with who as materialized (
    select p.id, p.time_zone as zone, array(
      select m.team_id from team_members m join teams t on t.id = m.team_id and t.deleted_at is null
      where m.person_id = p.id) as teams
    from people p where p.id = any(people)),
  days as materialized (
    select zone, count_tasks.moment, today, today::timestamp at time zone zone as day_begins,
      (today + 1)::timestamp at time zone zone as day_ends
    from (select distinct zone, (count_tasks.moment at time zone zone)::date as today from who) z),
  homes as materialized (
    select h.team, h.zone, c.* from (select distinct team, zone from who, unnest(who.teams) team) h
      join days d using (zone) cross join lateral ({_at_home("t.team_id = h.team")}) c),
  received as (
    select id, task_id, bool_or(by_others) as by_others from (
      select s.person_id as id, s.task_id, s.shared_by_id is distinct from s.person_id as by_others
      from task_shares s where s.person_id = any(people)
      union all
      select who.id, s.task_id, s.shared_by_id is distinct from who.id
      from who, unnest(who.teams) team join task_shares s on s.team_id = team) s
    group by id, task_id),
  elsewhere as (
    select who.id as person_id, by_others, t.team_id is null or t.team_id <> all(who.teams) as is_away, t.status,
      {_OPEN} and ({_OVERDUE}) as is_overdue, {_OPEN} and ({_DUE_TODAY}) as is_due_today
    from received r join who using (id) join days d using (zone)
      join tasks t on t.id = r.task_id and {_LIVE} and t.owner_id is distinct from r.id),
  counted as (
    select who.id as person_id, c.*, 0::bigint as shared
    from who join days d using (zone) cross join lateral ({_at_home("t.owner_id = who.id")}) c
    union all
    select who.id, c.total, c.pending, c.in_progress, c.completed, c.overdue, c.due_today, 0
    from who cross join unnest(who.teams) team join homes c using (team, zone)
    union all
    select person_id, count(*) filter (where is_away), count(*) filter (where is_away and status = 'pending'),
      count(*) filter (where is_away and status = 'in_progress'),
      count(*) filter (where is_away and status = 'completed'), count(*) filter (where is_away and is_overdue),
      count(*) filter (where is_away and is_due_today), count(*) filter (where by_others)
    from elsewhere group by person_id)
  select c.person_id, {_SUMS}, sum(c.shared)::bigint from counted c group by c.person_id
$$;

create function app.statistics_of(people uuid[], moment timestamptz) {_TABLE} {_DEFINER} as
  $$ select * from app.count_tasks(people, moment) $$;

create function app.my_statistics(moment timestamptz) {_TABLE} {_DEFINER} as
  $$ select * from app.count_tasks(array[app.uid()], moment) $$;

create function app.list_counts_of(people uuid[], moment timestamptz)
  returns table (person_id uuid, inbox bigint, today bigint) {_DEFINER} as $$
  with who as materialized (
    select p.id, (moment at time zone p.time_zone)::date as today,
      ((moment at time zone p.time_zone)::date + 1)::timestamp at time zone p.time_zone as day_ends, array(
        select m.team_id from team_members m join teams t on t.id = m.team_id and t.deleted_at is null
        where m.person_id = p.id) as teams
    from people p where p.id = any(people))
  select who.id, own.number, own.due
    + (select count(*) from tasks t where t.team_id = any(who.teams) and t.deleted_at is null and {_OPEN} and ({_DUE}))
    + (select count(*) from tasks t where t.id = any(array(select s.task_id from task_shares s
         where s.person_id = who.id or s.team_id = any(who.teams)))
       and t.owner_id is distinct from who.id and (t.team_id is null or t.team_id <> all(who.teams))
       and t.deleted_at is null and {_OPEN} and ({_DUE}))
  from who cross join lateral (select count(*) as number, count(*) filter (where {_DUE}) as due
    from tasks t where t.owner_id = who.id and t.deleted_at is null and {_OPEN}) own
$$;

create function app.open_tasks_of(teams uuid[]) returns table (team_id uuid, number bigint) {_DEFINER} as
  $$ select h.id, (select count(*) from tasks t where t.team_id = h.id and t.deleted_at is null and {_OPEN})
     from unnest(teams) h(id) $$;

create function app.news_of(happened bigint[], people uuid[]) returns table (id bigint, event text, actor_id uuid,
  actor_name text, object_kind text, object_id uuid, title text, team_id uuid, team_name text, at timestamptz,
  detail text, members uuid[], others uuid[]) {_DEFINER} as $$
  with told as (
    select a.*, t.title, t.owner_id as task_owner, t.team_id as home, t.deleted_at is null as is_live,
      m.name as team_name
    from activities a join tasks t on t.id = a.task_id left join teams m on m.id = t.team_id and m.deleted_at is null
    where a.id = any(happened) and a.team_id is not distinct from t.team_id),
  members as (
    select m.person_id, m.team_id from team_members m join teams t on t.id = m.team_id and t.deleted_at is null
    where m.person_id = any(people)),
  shown as (
    select s.task_id, s.person_id from task_shares s
      where s.person_id = any(people) and s.task_id in (select task_id from told)
    union select s.task_id, m.person_id from task_shares s join members m on m.team_id = s.team_id
      where s.task_id in (select task_id from told))
  select a.id, a.name, a.actor_id, coalesce(p.name, ''), a.kind, a.object_id, a.title, a.team_id, a.team_name, a.at,
    a.detail, array(select m.person_id from members m where m.team_id = a.home),
    array(select s.person_id from shown s where s.task_id = a.task_id and a.is_live
      union select a.task_owner where a.task_owner = any(people)
      except select m.person_id from members m where m.team_id = a.home)
  from told a left join people p on p.id = a.actor_id
$$;

create function app.id_in(words text) returns uuid language sql immutable parallel safe as
  $$ select case when words ~ '^[0-9a-f]{{8}}(-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}}$' then words::uuid end $$;

create function app.my_affecting_activity_ids(before bigint, most int) returns setof bigint {_DEFINER} as
  $$ select a.id from activities a where a.affected && (app.my_team_ids() || app.uid()) and a.affected <> '{{}}'
     and a.id < before order by a.id desc limit most $$;
"""

REVOKES = """
revoke all on function app.count_tasks(uuid[], timestamptz) from app_rw, app_system;
revoke all on function app.statistics_of(uuid[], timestamptz), app.open_tasks_of(uuid[]),
  app.list_counts_of(uuid[], timestamptz) from app_rw;
revoke all on function app.news_of(bigint[], uuid[]) from app_rw;
"""
