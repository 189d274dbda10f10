"""A task is seen by its owner, its team, and those it is shared with. Trashed ones only at home."""

_DEFINER = "language sql stable security definer set search_path = pg_catalog, public, pg_temp"

SQL = f"""
create function app.is_task_at_home(task uuid) returns boolean {_DEFINER} as
  $$ select exists (select from tasks where id = task
       and (owner_id = app.uid() or team_id = any(app.my_writable_team_ids()))) $$;
create function app.is_task_editable(task uuid) returns boolean {_DEFINER} as
  $$ select app.is_task_at_home(task) or task = any(app.my_editable_task_ids()) $$;

create function app.next_task_number(team uuid) returns integer language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare n integer; begin
  if team is null then
    update people set next_task_number = next_task_number + 1 where id = app.uid() returning next_task_number - 1 into n;
  elsif team = any(app.my_writable_team_ids()) then
    update teams set next_task_number = next_task_number + 1 where id = team returning next_task_number - 1 into n;
  else
    raise insufficient_privilege using message = 'not a team to add tasks to';
  end if;
  return n;
end $$;

grant select, insert, update on tasks to app_rw;
create policy visible on tasks for select to app_rw using (
  owner_id = (select app.uid()) or team_id = any((select app.my_team_ids())::uuid[])
  or (deleted_at is null and id = any((select app.my_shared_task_ids())::uuid[])));
create policy makers on tasks for insert to app_rw with check (
  creator_id = (select app.uid())
  and (owner_id = (select app.uid()) or team_id = any((select app.my_writable_team_ids())::uuid[])));
create policy editors on tasks for update to app_rw using (
  owner_id = (select app.uid()) or team_id = any((select app.my_writable_team_ids())::uuid[])
  or (deleted_at is null and id = any((select app.my_editable_task_ids())::uuid[])));

create function app.guard_tasks() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  -- a policy cannot compare with the old row: who was only shared with neither moves nor deletes
  if current_user = 'app_rw' and (new.owner_id, new.team_id, new.deleted_at, new.creator_id) is distinct from
     (old.owner_id, old.team_id, old.deleted_at, old.creator_id) and not app.is_task_at_home(old.id) then
    raise insufficient_privilege using message = 'only at home is a task moved or deleted';
  end if;
  return new;
end $$;
create or replace trigger guard_tasks before update on tasks for each row execute function app.guard_tasks();

grant select, insert, delete on task_assignees to app_rw;
create policy visible on task_assignees for select to app_rw using (exists (select from tasks where id = task_id));
create policy editors_add on task_assignees for insert to app_rw with check (app.is_task_editable(task_id));
create policy editors_remove on task_assignees for delete to app_rw using (
  app.is_task_editable(task_id) or person_id = (select app.uid()));

grant select, insert, update, delete on task_shares to app_rw;
create policy visible on task_shares for select to app_rw using (exists (select from tasks where id = task_id));
create policy home_adds on task_shares for insert to app_rw with check (
  app.is_task_at_home(task_id) and shared_by_id = (select app.uid()));
create policy home_changes on task_shares for update to app_rw using (app.is_task_at_home(task_id));
create policy home_or_receiver_removes on task_shares for delete to app_rw using (
  app.is_task_at_home(task_id) or person_id = (select app.uid()));

grant select, insert on task_changes to app_rw;
create policy visible on task_changes for select to app_rw using (exists (select from tasks where id = task_id));
create policy editors_add on task_changes for insert to app_rw with check (
  actor_id = (select app.uid()) and app.is_task_editable(task_id));
"""
