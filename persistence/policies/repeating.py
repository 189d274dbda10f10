"""Who may edit a task may complete it, and what it repeats as is made where the task is at home; the same way back."""

_DEFINER = "language plpgsql security definer set search_path = pg_catalog, public, pg_temp"

SQL = rf"""
create function app.key_after(it tasks) returns text {_DEFINER} as $$
declare made text; begin
  if it.team_id is null then
    update people p set next_task_number = p.next_task_number + 1 where p.id = it.owner_id
      returning 'T-' || (p.next_task_number - 1) into strict made;
  else
    update teams t set next_task_number = t.next_task_number + 1 where t.id = it.team_id
      returning t.key || '-' || (t.next_task_number - 1) into strict made;
  end if;
  return made;
end $$;

create function app.copy_people(task uuid, made uuid, at timestamptz) returns void {_DEFINER} as $$
begin
  insert into task_assignees (task_id, person_id, assigned_at)
    select made, a.person_id, a.assigned_at from task_assignees a where a.task_id = task;
  insert into task_shares (id, task_id, person_id, team_id, permission, shared_by_id, version, created_at)
    select gen_random_uuid(), made, s.person_id, s.team_id, s.permission, s.shared_by_id, 1, at
    from task_shares s where s.task_id = task;
  insert into task_watchers (task_id, person_id, is_watching, chosen_at)
    select made, w.person_id, w.is_watching, w.chosen_at from task_watchers w where w.task_id = task;
  insert into reminders (id, task_id, person_id, minutes_before, version, created_at)
    select gen_random_uuid(), made, r.person_id, r.minutes_before, 1, copy_people.at from reminders r
    where r.task_id = task and r.minutes_before is not null;
end $$;

-- the subtasks again, to be done anew, as many days later as their parent
create function app.repeat_subtasks(task uuid, made uuid, at timestamptz, zone text, days int) returns void
  {_DEFINER} as $$
declare it tasks; copy uuid; begin
  for it in select c.* from tasks c join tasks p on p.id = c.parent_id where c.parent_id = task
    and c.deleted_at is null and c.status <> 'archived' and c.owner_id is not distinct from p.owner_id
    and c.team_id is not distinct from p.team_id order by c.position, c.id
  loop
    copy := gen_random_uuid();
    insert into tasks (id, organization_id, owner_id, team_id, creator_id, key, title, description, status, priority,
      due_on, due_at, start_on, labels, parent_id, repeats_id, position, version, created_at, updated_at)
    values (copy, it.organization_id, it.owner_id, it.team_id, it.creator_id, app.key_after(it), it.title,
      regexp_replace(it.description, '^(\s*([-*+]|\d{{1,9}}[.)])\s+\[)[xX](\](\s|$))', '\1 \3', 'gn'), 'pending',
      it.priority, it.due_on + days, ((it.due_at at time zone zone) + make_interval(days => days)) at time zone zone,
      it.start_on + days, it.labels, made, it.id, it.position, 1, at, at);
    perform app.copy_people(it.id, copy, at);
    perform app.repeat_subtasks(it.id, copy, at, zone, days);
  end loop;
end $$;

create function app.repeat_task(task uuid, made uuid, at timestamptz, due_on date, due_at timestamptz, start_on date,
  description text, rule text, from_completion boolean, zone text, days int) returns void {_DEFINER} as $$
declare it tasks; begin
  if not app.is_task_editable(task) then
    raise insufficient_privilege using message = 'not a task to complete';
  end if;
  select * into strict it from tasks t where t.id = task;
  insert into tasks (id, organization_id, owner_id, team_id, creator_id, key, title, description, status, priority,
    due_on, due_at, start_on, labels, parent_id, recurrence_rule, recurrence_from_completion, recurrence_zone,
    repeats_id, position, version, created_at, updated_at)
  values (made, it.organization_id, it.owner_id, it.team_id, it.creator_id, app.key_after(it), it.title,
    repeat_task.description, 'pending', it.priority, repeat_task.due_on, repeat_task.due_at, repeat_task.start_on,
    it.labels, it.parent_id, rule, from_completion, zone, it.id, it.position, 1, at, at);
  perform app.copy_people(task, made, at);
  perform app.repeat_subtasks(task, made, at, zone, days);
end $$;

create function app.withdraw_repetition(made uuid, at timestamptz) returns void {_DEFINER} as $$
begin
  if not exists (select from tasks t where t.id = made and t.deleted_at is null and t.repeats_id is not null
    and app.is_task_editable(t.repeats_id) and app.is_task_editable(t.id)) then
    raise insufficient_privilege using message = 'not an occurrence to take back';
  end if;
  with recursive down(id) as (
    select made union select t.id from tasks t join down on t.parent_id = down.id where t.deleted_at is null)
  update tasks t set deleted_at = at, deleted_by_id = app.uid(), updated_at = at, version = t.version + 1
  from down where t.id = down.id;
end $$;
"""

REVOKES = """revoke execute on function app.key_after(tasks), app.copy_people(uuid, uuid, timestamptz),
  app.repeat_subtasks(uuid, uuid, timestamptz, text, int) from app_rw, app_system;
"""
