"""A relation is seen by who sees one of its tasks, made by who sees both and edits one, ended by who edits one."""

_READER = "stable security definer set search_path = pg_catalog, public, pg_temp"

SQL = f"""
-- how a task stands, also for who does not see it: that something blocks is told, not what
create function app.standing_of(task uuid) returns text language sql {_READER} as
  $$ select status from tasks where id = task and deleted_at is null and app.uid() is not null $$;
create function app.is_blocked_by_way(blocker uuid, blocked uuid) returns boolean language sql {_READER} as $$
  with recursive way(id) as (
    select blocked union
    select r.other_id from task_relations r join way on r.task_id = way.id where r.kind = 'blocks')
  select exists (select from way where id = blocker) $$;

grant select, insert, delete on task_relations to app_rw;
create policy visible on task_relations for select to app_rw using (
  exists (select from tasks where id = task_id) or exists (select from tasks where id = other_id));
create policy editors_add on task_relations for insert to app_rw with check (
  created_by_id = (select app.uid())
  and exists (select from tasks where id = task_id) and exists (select from tasks where id = other_id)
  and (app.is_task_editable(task_id) or app.is_task_editable(other_id)));
create policy editors_remove on task_relations for delete to app_rw using (
  app.is_task_editable(task_id) or app.is_task_editable(other_id));

grant select, insert on task_keys to app_rw;
create policy visible on task_keys for select to app_rw using (exists (select from tasks where id = task_id));
create policy home_adds on task_keys for insert to app_rw with check (app.is_task_at_home(task_id));

-- who hangs a task under another must not close a circle through tasks they do not see
create function app.task_ancestors(task uuid) returns setof uuid language sql {_READER} as $$
  with recursive up(id, depth) as (
    select parent_id, 1 from tasks where id = task
    union all select t.parent_id, depth + 1 from tasks t join up on t.id = up.id where depth < 50)
  select id from up where id is not null $$;
create function app.task_height(task uuid) returns int language sql {_READER} as $$
  with recursive down(id, depth) as (
    select task, 0 union all
    select t.id, depth + 1 from tasks t join down on t.parent_id = down.id where t.deleted_at is null and depth < 50)
  select max(depth) from down $$;
"""
