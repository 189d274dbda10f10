"""A team is seen by its members and changed by its owner and admins."""

SQL = """
create function app.founds_team(team uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$ select exists (select from teams where id = team and created_by_id = app.uid())
     and not exists (select from team_members where team_id = team) $$;

grant select, insert, update on teams to app_rw;
grant select, insert, update, delete on team_members to app_rw;

create policy members on teams for select to app_rw using (
  id = any((select app.my_team_ids())::uuid[]) or id = any((select app.my_deleted_team_ids())::uuid[]));
create policy founders on teams for insert to app_rw with check (
  created_by_id = (select app.uid()) and organization_id = (select app.my_organization_id()));
create policy admins on teams for update to app_rw using (
  id = any((select app.my_admin_team_ids())::uuid[]) or id = any((select app.my_deleted_team_ids())::uuid[]));

create policy members on team_members for select to app_rw using (
  team_id = any((select app.my_team_ids())::uuid[]) or team_id = any((select app.my_deleted_team_ids())::uuid[]));
create policy admins_add on team_members for insert to app_rw with check (
  team_id = any((select app.my_admin_team_ids())::uuid[])
  or (person_id = (select app.uid()) and role = 'owner' and app.founds_team(team_id)));
create policy admins_change on team_members for update to app_rw using (
  team_id = any((select app.my_admin_team_ids())::uuid[]));
create policy admins_remove on team_members for delete to app_rw using (
  team_id = any((select app.my_admin_team_ids())::uuid[]) or person_id = (select app.uid()));
"""
