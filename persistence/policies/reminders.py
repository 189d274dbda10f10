"""Reminders are one's own. The front desk learns which are due, of those who still see a task that is still open."""

_DEFINER = "security definer set search_path = pg_catalog, public, pg_temp"

# a day without a time begins, for reminders, at nine where the person is
MOMENT = """coalesce(r.at, coalesce(t.due_at, (t.due_on + time '09:00') at time zone p.time_zone)
    - make_interval(mins => r.minutes_before))"""

SQL = f"""
create function app.take_due_reminders(moment timestamptz, most int)
  returns table (id uuid, task_id uuid, person_id uuid, due timestamptz) language sql {_DEFINER} as $$
  with due as (
    select r.id, {MOMENT} as moment
    from reminders r join tasks t on t.id = r.task_id join people p on p.id = r.person_id
    where t.deleted_at is null and t.status in ('pending', 'in_progress') and (r.at is null or r.sent_for is null)
      and {MOMENT} <= take_due_reminders.moment and {MOMENT} > coalesce(r.sent_for, r.created_at)
      and r.person_id in (select app.seers_of(r.task_id))
    order by r.id limit most for update of r skip locked)
  update reminders r set sent_for = due.moment from due where r.id = due.id
  returning r.id, r.task_id, r.person_id, due.moment
$$;

grant select, insert, update, delete on reminders to app_rw;
create policy own on reminders to app_rw
  using (person_id = (select app.uid()) and exists (select from tasks where id = task_id))
  with check (person_id = (select app.uid()) and exists (select from tasks where id = task_id));
"""

REVOKES = "revoke all on function app.take_due_reminders(timestamptz, int) from app_rw;"
