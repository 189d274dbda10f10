"""A task is seen by its owner, its team, and those it is shared with. Trashed ones only at home."""

_DEFINER = "language sql stable security definer set search_path = pg_catalog, public, pg_temp"

# a page of one home, in the order of its index
_NEXT = """t.deleted_at is null and t.status = any(statuses) and (t.position, t.id) > (after, after_id)
      order by t.position, t.id limit most"""

SQL = f"""
create function app.is_task_at_home(task uuid) returns boolean {_DEFINER} as
  $$ select exists (select from tasks where id = task
       and (owner_id = app.uid() or team_id = any(app.my_writable_team_ids()))) $$;
create function app.is_task_editable(task uuid) returns boolean {_DEFINER} as
  $$ select app.is_task_at_home(task) or task = any(app.my_editable_task_ids()) $$;

create function app.next_task_key(team uuid) returns text language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare made text; begin
  if team is null then
    update people set next_task_number = next_task_number + 1 where id = app.uid()
      returning 'T-' || (next_task_number - 1) into made;
  elsif team = any(app.my_writable_team_ids()) then
    update teams set next_task_number = next_task_number + 1 where id = team
      returning key || '-' || (next_task_number - 1) into made;
  else
    raise insufficient_privilege using message = 'not a team to add tasks to';
  end if;
  return made;
end $$;

create function app.task_viewers(task uuid)
  returns table (person_id uuid, name text, permission text, reason text) {_DEFINER} as $$
  with it as (
    select * from tasks t where t.id = task and (t.owner_id = app.uid() or t.team_id = any(app.my_team_ids())
      or (t.deleted_at is null and t.id = any(app.my_shared_task_ids()))))
  select p.id, p.name, v.permission, v.reason from (
    select it.owner_id, 'owner', 'Owns the task' from it where it.owner_id is not null
    union all
    select m.person_id, case when m.role in ('owner', 'admin') or (m.role = 'member' and m.person_id = it.creator_id)
        then 'owner' when m.role = 'member' then 'edit' else 'view' end,
      initcap(m.role) || ' of ' || t.name
    from it join teams t on t.id = it.team_id join team_members m on m.team_id = t.id
    union all
    select s.person_id, s.permission, 'Shared by ' || coalesce(b.name, 'somebody') || ', to ' || s.permission
    from it join task_shares s on s.task_id = it.id left join people b on b.id = s.shared_by_id
    where s.person_id is not null
    union all
    select m.person_id, case when m.role = 'viewer' then 'view' else s.permission end,
      'Shared with ' || t.name || ' by ' || coalesce(b.name, 'somebody') || ', to ' || s.permission
    from it join task_shares s on s.task_id = it.id join teams t on t.id = s.team_id and t.deleted_at is null
      join team_members m on m.team_id = t.id left join people b on b.id = s.shared_by_id
  ) v(person_id, permission, reason) join people p on p.id = v.person_id
  where p.status = 'active' and p.deleted_at is null
$$;

create function app.drop_blind_assignees(task uuid) returns setof uuid
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not app.is_task_at_home(task) then
    raise insufficient_privilege using message = 'not at home';
  end if;
  return query delete from task_assignees a where a.task_id = task
    and a.person_id not in (select v.person_id from app.task_viewers(task) v) returning a.person_id;
end $$;

create function app.my_first_task_ids(statuses text[], after float8, after_id uuid, most int) returns setof uuid
  {_DEFINER} set plan_cache_mode = force_generic_plan as $$
  select id from (
    (select t.id, t.position from tasks t where t.owner_id = app.uid() and {_NEXT})
    union all
    (select x.* from unnest(app.my_team_ids()) home(id) cross join lateral (
      select t.id, t.position from tasks t where t.team_id = home.id and {_NEXT}) x)
    union all
    (select t.id, t.position from unnest(app.my_shared_task_ids()) shown(id) join tasks t on t.id = shown.id
      where t.owner_id is distinct from (select app.uid())
        and (t.team_id is null or t.team_id <> all((select app.my_team_ids())::uuid[])) and {_NEXT})
  ) first order by position, id limit most
$$;

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
