"""SELECTs for dashboards. The definer functions count; everything else is filtered by the policies."""

_NUMBERS = """total as total_tasks, pending as pending_tasks, in_progress as in_progress_tasks,
  completed as completed_tasks, overdue as overdue_tasks, due_today as due_today_tasks, shared as shared_tasks"""
STATISTICS = f"select {_NUMBERS} from app.my_statistics(%(now)s)"
STATISTICS_OF = f"select person_id, {_NUMBERS} from app.statistics_of(%(people)s::uuid[], %(now)s)"
OPEN_TASKS_OF = "select team_id, number from app.open_tasks_of(%(teams)s::uuid[])"
LIST_COUNTS_OF = "select person_id, inbox, today from app.list_counts_of(%(people)s::uuid[], %(now)s)"
MY_TEAMS = "select app.my_team_ids() as ids"

BREAKDOWN = """
select t.status, t.priority, t.team_id, m.name as team_name, t.owner_id = (select app.uid()) as is_own,
  count(*) as number
from tasks t left join teams m on m.id = t.team_id where t.deleted_at is null and t.status <> 'archived'
group by t.status, t.priority, t.team_id, m.name, is_own
"""
TEAMS = "select id, name from teams where id = any((select app.my_team_ids())::uuid[]) order by lower(name), id"

# days without anything are there too; `first` is the first day, midnight where the person is
TRENDS = """
with days as (
  select d::date as day from generate_series(%(first)s::date, %(last)s::date, interval '1 day') d),
made as (
  select (created_at at time zone %(zone)s)::date as day, count(*) as number from tasks
  where deleted_at is null and status <> 'archived' and created_at >= %(begin)s and created_at < %(end)s group by 1),
done as (
  select (completed_at at time zone %(zone)s)::date as day, count(*) as number from tasks
  where deleted_at is null and status = 'completed' and completed_at >= %(begin)s and completed_at < %(end)s group by 1)
select day, coalesce(made.number, 0) as created, coalesce(done.number, 0) as completed
from days left join made using (day) left join done using (day) order by day
"""


_WANTED = """a.id < %(before)s and (%(person_id)s::uuid is null or a.actor_id = %(person_id)s)
  and (%(kinds)s::text[] is null or a.kind = any(%(kinds)s::text[])) and a.detail <> all(%(quiet)s::text[])
  and a.kind not in ('notification', 'watcher')
  order by a.id desc"""


def _activities(most: str) -> str:
    """The newest of each way by which somebody comes to see an activity; the policy filters them once more."""
    wanted = f"{_WANTED} limit {most}"
    return f"""
      (select a.* from activities a where a.owner_id = (select app.uid()) and {wanted})
      union
      (select a.* from unnest((select app.my_team_ids())::uuid[]) home(id) cross join lateral (
        select a.* from activities a where a.team_id = home.id and {wanted}) a)
      union
      (select a.* from unnest((select app.my_shared_task_ids())::uuid[]) shown(id) cross join lateral (
        select a.* from activities a where a.task_id = shown.id and {wanted}) a)
      union
      (select a.* from app.my_affecting_activity_ids(%(before)s, {most}) affecting(id)
        join activities a on a.id = affecting.id and {wanted})"""


ACTIVITIES = f"""
with found as (select * from ({_activities("%(most)s")}) a order by a.id desc limit %(most)s),
named as (
  select c.id, c.name from app.person_cards(array(
    select actor_id from found union select app.id_in(detail) from found where detail <> '')) c)
select a.id, a.name as event, a.actor_id, coalesce(actor.name, '') as actor_name, a.kind as object_kind, a.object_id,
  coalesce(k.title, case when a.kind = 'team' then m.name end, '') as title, a.team_id, m.name as team_name, a.at,
  a.detail, coalesce(about.name, about_team.name, '') as about_name
from found a left join named actor on actor.id = a.actor_id left join tasks k on k.id = a.task_id
  left join teams m on m.id = a.team_id left join named about on about.id = app.id_in(a.detail)
  left join teams about_team on about_team.id = app.id_in(a.detail)
order by a.id desc
"""
NEWS_OF = "select * from app.news_of(%(ids)s::bigint[], %(people)s::uuid[]) order by id desc"
ACTIVITY_COUNT = f"select count(*) as total from (select id from ({_activities('10000')}) a limit 10000) a"
