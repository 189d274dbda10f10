"""Stored files: what one hangs on decides who sees it. And exports of one's own data.

A purpose that is not named here is seen by nobody: a feature that hangs files on something adds its line.
"""

_DEFINER = "language sql stable security definer set search_path = pg_catalog, public, pg_temp"

SQL = f"""
create function app.storage_used() returns bigint {_DEFINER} as
  $$ select coalesce(sum(size + small_size), 0)::bigint from files
     where organization_id = app.my_organization_id() and purpose <> 'export' $$;

create function app.storage_quota(usual bigint) returns bigint {_DEFINER} as
  $$ select coalesce((select storage_quota from organizations where id = app.my_organization_id()), usual) $$;

create function app.take_storage(wanted bigint, usual bigint) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  -- held until commit: of two uploads at the same time the second counts the first
  perform pg_advisory_xact_lock(724103, hashtext(app.my_organization_id()::text));
  return app.storage_used() + wanted <= app.storage_quota(usual);
end $$;

grant select (id, organization_id, purpose, subject_id, size, small_size, created_at, deleted_at)
  on files to app_system;
grant update (deleted_at) on files to app_system;
grant delete on files to app_system;
create policy front_desk on files to app_system using (true) with check (true);

grant select, insert on files to app_rw;
grant update (deleted_at) on files to app_rw;
create policy seen on files for select to app_rw using (case purpose
  when 'file' then uploader_id = (select app.uid())
  when 'export' then subject_id = (select app.uid())
  when 'picture' then (select app.uid()) is not null
  when 'logo' then (select app.uid()) is not null
  when 'task' then exists (select from tasks where tasks.id = subject_id)
  else false end);
create policy added on files for insert to app_rw with check (
  uploader_id = (select app.uid()) and organization_id = (select app.my_organization_id()) and deleted_at is null
  and case purpose
    when 'file' then subject_id is null
    when 'export' then subject_id = (select app.uid())
    when 'picture' then subject_id = (select app.uid())
    when 'logo' then subject_id = organization_id and (select app.is_organization_admin())
    when 'task' then app.is_task_editable(subject_id)
    else false end);
create policy removed on files for update to app_rw using (case purpose
  when 'file' then uploader_id = (select app.uid())
  when 'export' then subject_id = (select app.uid())
  when 'picture' then subject_id = (select app.uid())
  when 'logo' then subject_id = (select app.my_organization_id()) and (select app.is_organization_admin())
  when 'task' then app.is_task_at_home(subject_id)
    or uploader_id = (select app.uid()) and app.is_task_editable(subject_id)
  else false end);

create function app.my_history() returns table (
  at timestamptz, action text, object_kind text, object_id uuid, address text, details jsonb) {_DEFINER} as $$
  select a.at, a.action, a.object_kind, a.object_id, a.address, a.details from audit_log a
  where a.actor_id = app.uid() order by a.at desc limit 10000 $$;

grant select, insert, update on data_exports to app_rw;
create policy mine on data_exports to app_rw using (person_id = (select app.uid()))
  with check (person_id = (select app.uid()));
grant select, update, delete on data_exports to app_system;
create policy front_desk on data_exports to app_system using (true) with check (true);
"""
