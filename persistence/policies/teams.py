"""A team is seen by its members and changed by its owner and admins."""

SQL = """
create function app.founds_team(team uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$ select exists (select from teams where id = team and created_by_id = app.uid())
     and not exists (select from team_members where team_id = team) $$;

create function app.team_keys(prefix text) returns setof text
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$ select key from teams where organization_id = app.my_organization_id() and starts_with(key, prefix) $$;

create function app.unassign_leaver(team uuid, person uuid) returns setof uuid
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select from team_members where team_id = team and person_id = person) then
    raise insufficient_privilege using message = 'still a member';
  end if;
  return query delete from task_assignees a using tasks t
    where a.task_id = t.id and t.team_id = team and a.person_id = person
      and not exists (select from task_shares s where s.task_id = t.id and (s.person_id = person or s.team_id in
        (select m.team_id from team_members m where m.person_id = person)))
    returning a.task_id;
end $$;

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
