"""Who may edit a task may complete it, and what it repeats as is made where the task is at home; the same way back."""

_DEFINER = "language plpgsql security definer set search_path = pg_catalog, public, pg_temp"

SQL = f"""
create function app.repeat_task(task uuid, made uuid, at timestamptz, due_on date, due_at timestamptz, start_on date,
  description text, rule text, from_completion boolean, zone text) returns void {_DEFINER} as $$
declare it tasks; made_key text; begin
  if not app.is_task_editable(task) then
    raise insufficient_privilege using message = 'not a task to complete';
  end if;
  select * into strict it from tasks t where t.id = task;
  if it.team_id is null then
    update people p set next_task_number = p.next_task_number + 1 where p.id = it.owner_id
      returning 'T-' || (p.next_task_number - 1) into strict made_key;
  else
    update teams t set next_task_number = t.next_task_number + 1 where t.id = it.team_id
      returning t.key || '-' || (t.next_task_number - 1) into strict made_key;
  end if;
  insert into tasks (id, organization_id, owner_id, team_id, creator_id, key, title, description, status, priority,
    due_on, due_at, start_on, labels, parent_id, recurrence_rule, recurrence_from_completion, recurrence_zone,
    repeats_id, position, version, created_at, updated_at)
  values (made, it.organization_id, it.owner_id, it.team_id, it.creator_id, made_key, it.title,
    repeat_task.description, 'pending', it.priority, repeat_task.due_on, repeat_task.due_at, repeat_task.start_on,
    it.labels, it.parent_id, rule, from_completion, zone, it.id, it.position, 1, at, at);
  insert into task_assignees (task_id, person_id, assigned_at)
    select made, a.person_id, a.assigned_at from task_assignees a where a.task_id = task;
  insert into task_shares (id, task_id, person_id, team_id, permission, shared_by_id, version, created_at)
    select gen_random_uuid(), made, s.person_id, s.team_id, s.permission, s.shared_by_id, 1, at
    from task_shares s where s.task_id = task;
  insert into task_watchers (task_id, person_id, is_watching, chosen_at)
    select made, w.person_id, w.is_watching, w.chosen_at from task_watchers w where w.task_id = task;
  insert into reminders (id, task_id, person_id, minutes_before, version, created_at)
    select gen_random_uuid(), made, r.person_id, r.minutes_before, 1, repeat_task.at from reminders r
    where r.task_id = task and r.minutes_before is not null;
end $$;

create function app.withdraw_repetition(made uuid, at timestamptz) returns void {_DEFINER} as $$
begin
  update tasks t set deleted_at = at, deleted_by_id = app.uid(), updated_at = at, version = t.version + 1
  where t.id = made and t.deleted_at is null and t.repeats_id is not null
    and app.is_task_editable(t.repeats_id) and app.is_task_editable(t.id);
  if not found then
    raise insufficient_privilege using message = 'not an occurrence to take back';
  end if;
end $$;
"""
