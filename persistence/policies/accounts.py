"""Organisations, people and secrets. Secrets are for the front desk (`app_system`) alone."""

SQL = """
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
grant update (name, description, version, updated_at) on organizations to app_rw;
create policy mine on organizations for select to app_rw using (id = (select app.my_organization_id()));
create policy admins on organizations for update to app_rw
  using (id = (select app.my_organization_id()) and (select app.is_organization_admin()));

grant select on people to app_rw;
grant update (name, time_zone, locale, week_start, theme, role, status, version, updated_at, deleted_at)
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
