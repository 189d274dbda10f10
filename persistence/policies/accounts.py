"""Organisations, people and secrets. Secrets are for the front desk (`app_system`) alone."""

_DEFINER = "language sql stable security definer set search_path = pg_catalog, public, pg_temp"

SQL = f"""
grant select, insert, update on organizations, people, credentials, sessions, refresh_tokens, throttles to app_system;
grant delete on sessions, refresh_tokens, throttles to app_system;
create policy front_desk on organizations to app_system using (true) with check (true);
create policy front_desk on people to app_system using (true) with check (true);
create policy front_desk on credentials to app_system using (true) with check (true);
create policy front_desk on sessions to app_system using (true) with check (true);
create policy front_desk on refresh_tokens to app_system using (true) with check (true);
create policy front_desk on throttles to app_system using (true) with check (true);

grant select, insert, update, delete on authenticators, recovery_codes, passkeys, challenges, half_sign_ins, identities,
  provider_visits to app_system;
create policy front_desk on authenticators to app_system using (true) with check (true);
create policy front_desk on recovery_codes to app_system using (true) with check (true);
create policy front_desk on passkeys to app_system using (true) with check (true);
create policy front_desk on challenges to app_system using (true) with check (true);
create policy front_desk on half_sign_ins to app_system using (true) with check (true);
create policy front_desk on identities to app_system using (true) with check (true);
create policy front_desk on provider_visits to app_system using (true) with check (true);

grant select on organizations to app_rw;
grant update (name, description, industry, website, city, logo_id, version, updated_at) on organizations to app_rw;
create policy mine on organizations for select to app_rw using (id = (select app.my_organization_id()));
create policy admins on organizations for update to app_rw
  using (id = (select app.my_organization_id()) and (select app.is_organization_admin()));

create function app.organization_card(wanted uuid) returns table (
  id uuid, name text, description text, industry text, website text, city text, logo_id uuid) {_DEFINER} as $$
  select o.id, o.name, o.description, o.industry, o.website, o.city, o.logo_id from organizations o
  where o.id = wanted and o.deleted_at is null and app.uid() is not null $$;

create function app.organization_statistics() returns table (
  people bigint, admins bigint, deactivated bigint, seen_lately bigint, teams bigint, tasks_created bigint,
  tasks_completed bigint, files bigint, storage_used bigint, storage_quota bigint) {_DEFINER} as $$
  select p.people, p.admins, p.deactivated, p.seen_lately, t.teams, w.tasks_created, w.tasks_completed, f.files,
    f.storage_used, o.storage_quota
  from (select id, storage_quota from organizations
    where id = app.my_organization_id() and app.is_organization_admin()) o,
  lateral (select count(*) filter (where status = 'active') as people,
      count(*) filter (where status = 'active' and role = 'admin') as admins,
      count(*) filter (where status = 'deactivated') as deactivated,
      count(*) filter (where status = 'active' and exists (select from sessions s
        where s.person_id = people.id and s.last_seen_at > now() - interval '7 days')) as seen_lately
    from people where organization_id = o.id and deleted_at is null) p,
  lateral (select count(*) as teams from teams where organization_id = o.id and deleted_at is null) t,
  lateral (select count(*) filter (where created_at > now() - interval '30 days') as tasks_created,
      count(*) filter (where completed_at > now() - interval '30 days') as tasks_completed
    from tasks where organization_id = o.id and deleted_at is null
      and greatest(created_at, completed_at) > now() - interval '30 days') w,
  lateral (select count(*) filter (where deleted_at is null) as files,
      coalesce(sum(size + small_size), 0)::bigint as storage_used
    from files where organization_id = o.id and purpose <> 'export') f $$;

grant select on people to app_rw;
grant update (name, time_zone, locale, week_start, theme, quick_add_syntax, picture_id, role, status, version,
  updated_at, deleted_at)
  on people to app_rw;
create policy known on people for select to app_rw using (
  id = (select app.uid()) or organization_id = (select app.my_organization_id())
  or id = any((select app.my_teammate_ids())::uuid[]));
create policy self_or_admin on people for update to app_rw using (
  id = (select app.uid())
  or (organization_id = (select app.my_organization_id()) and (select app.is_organization_admin())));

create function app.guard_people() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  -- a policy cannot compare with the old row: nobody but an admin changes roles
  if current_user = 'app_rw' and (new.role, new.status, new.deleted_at) is distinct from
     (old.role, old.status, old.deleted_at) and not app.is_organization_admin() then
    raise insufficient_privilege using message = 'only an admin changes roles';
  end if;
  return new;
end $$;
create or replace trigger guard_people before update on people for each row execute function app.guard_people();
"""
