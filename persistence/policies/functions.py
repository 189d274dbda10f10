"""Who the person is and what that opens: helpers that policies evaluate once per statement as `(select app.x())`.

SECURITY DEFINER breaks the recursion of policies into each other and keeps them as fast as a WHERE clause.
"""

RESET = """
do $$ declare p record; begin
  -- roles of another secret, or of a time when all installations shared two: they open this database no more
  for p in select rolname from pg_roles where rolname ~ '^app_(rw|system)(_[0-9a-f]{12})?$'
    and rolname not in ('app_rw', 'app_system') loop
    execute format('revoke all on schema public, procrastinate from %I', p.rolname);
    execute format('revoke all on all tables in schema public, procrastinate from %I', p.rolname);
    execute format('revoke all on all sequences in schema public, procrastinate from %I', p.rolname);
    execute format('revoke all on all functions in schema public, procrastinate from %I', p.rolname);
  end loop;
  for p in select policyname, tablename from pg_policies where schemaname = 'public' loop
    execute format('drop policy %I on public.%I', p.policyname, p.tablename);
  end loop;
  for p in select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
    and relname <> 'alembic_version' loop
    execute format('alter table public.%I enable row level security', p.relname);
    execute format('revoke all on public.%I from app_rw, app_system', p.relname);
  end loop;
end $$;
drop schema if exists app cascade;
create schema app;
grant usage on schema app, public to app_rw, app_system;
"""

_DEFINER = "language sql stable security definer parallel safe set search_path = pg_catalog, public, pg_temp"

SQL = f"""
create function app.uid() returns uuid language sql stable parallel safe as
  $$ select nullif(current_setting('app.user_id', true), '')::uuid $$;

create function app.my_organization_id() returns uuid {_DEFINER} as
  $$ select organization_id from people where id = app.uid() $$;

create function app.is_organization_admin() returns boolean {_DEFINER} as
  $$ select exists (select from people where id = app.uid() and role = 'admin' and status = 'active'
       and deleted_at is null and deletion_due_at is null) $$;

create function app.is_instance_admin() returns boolean {_DEFINER} as
  $$ select exists (select from people where id = app.uid() and is_instance_admin and status = 'active'
       and deleted_at is null) $$;

create function app.my_team_ids() returns uuid[] {_DEFINER} as
  $$ select coalesce(array_agg(m.team_id), '{{}}') from team_members m join teams t on t.id = m.team_id
     where m.person_id = app.uid() and t.deleted_at is null $$;

create function app.my_writable_team_ids() returns uuid[] {_DEFINER} as
  $$ select coalesce(array_agg(m.team_id), '{{}}') from team_members m join teams t on t.id = m.team_id
     where m.person_id = app.uid() and m.role <> 'viewer' and t.deleted_at is null $$;

create function app.my_admin_team_ids() returns uuid[] {_DEFINER} as
  $$ select coalesce(array_agg(m.team_id), '{{}}') from team_members m join teams t on t.id = m.team_id
     where m.person_id = app.uid() and m.role in ('owner', 'admin') and t.deleted_at is null $$;

create function app.my_deleted_team_ids() returns uuid[] {_DEFINER} as
  $$ select coalesce(array_agg(m.team_id), '{{}}') from team_members m join teams t on t.id = m.team_id
     where m.person_id = app.uid() and m.role = 'owner' and t.deleted_at is not null $$;

create function app.my_teammate_ids() returns uuid[] {_DEFINER} as
  $$ select coalesce(array_agg(distinct person_id), '{{}}') from team_members where team_id = any(app.my_team_ids()) $$;

create function app.my_shared_task_ids() returns uuid[] {_DEFINER} as
  $$ select coalesce(array_agg(task_id), '{{}}') from (
       select task_id from task_shares where person_id = app.uid()
       union select task_id from task_shares where team_id = any(app.my_team_ids())) x $$;

create function app.my_editable_task_ids() returns uuid[] {_DEFINER} as
  $$ select coalesce(array_agg(task_id), '{{}}') from (
       select task_id from task_shares where permission = 'edit' and person_id = app.uid()
       union select task_id from task_shares where permission = 'edit' and team_id = any(app.my_writable_team_ids())) x
  $$;

create function app.person_cards(ids uuid[]) returns table (id uuid, name text) {_DEFINER} as
  $$ select p.id, case when p.deleted_at is null or p.erased_at is not null then p.name else p.name || ' (left)' end
     from people p where p.id = any(ids) and app.uid() is not null $$;

create function app.find_person_by_id(person uuid) returns table (id uuid, name text) {_DEFINER} as
  $$ select p.id, p.name from people p
     where p.id = person and p.status = 'active' and p.deleted_at is null and app.uid() is not null $$;

create function app.find_person(address text) returns table (id uuid, name text, email text) {_DEFINER} as
  $$ select p.id, p.name, p.email from people p
     where lower(p.email) = lower(address) and p.status = 'active' and p.deleted_at is null and app.uid() is not null
  $$;
"""
