"""Invitations are their organisation's admins' to see and make; the front desk lets in whoever brings the secret."""

_DEFINER = "language sql security definer set search_path = pg_catalog, public, pg_temp"
_ADMINS = "organization_id = (select app.my_organization_id()) and (select app.is_organization_admin())"

SQL = f"""
create function app.invited_team_name(invitation uuid) returns text {_DEFINER} stable as
  $$ select t.name from invitations i join teams t on t.id = i.team_id and t.deleted_at is null
     where i.id = invitation $$;

create function app.join_invited_team(invitation uuid, person uuid, moment timestamptz) returns uuid {_DEFINER} as $$
  -- only while whoever invited may still add people to the team
  insert into team_members (person_id, team_id, role, joined_at, added_by_id)
  select join_invited_team.person, i.team_id, i.team_role, moment, i.invited_by_id
  from invitations i join teams t on t.id = i.team_id and t.deleted_at is null
    join team_members m on m.team_id = t.id and m.person_id = i.invited_by_id and m.role in ('owner', 'admin')
  where i.id = invitation
  on conflict do nothing returning team_id $$;

grant select, insert, update, delete on invitations, join_links to app_system;
create policy front_desk on invitations to app_system using (true) with check (true);
create policy front_desk on join_links to app_system using (true) with check (true);

grant select, insert, update on invitations, join_links to app_rw;
create policy admins_see on invitations for select to app_rw using ({_ADMINS});
create policy admins_change on invitations for update to app_rw using ({_ADMINS}) with check ({_ADMINS});
create policy admins_invite on invitations for insert to app_rw with check ({_ADMINS}
  and invited_by_id = (select app.uid())
  and (team_id is null or team_id = any((select app.my_admin_team_ids())::uuid[])));
create policy admins_see on join_links for select to app_rw using ({_ADMINS});
create policy admins_change on join_links for update to app_rw using ({_ADMINS}) with check ({_ADMINS});
create policy admins_make on join_links for insert to app_rw with check (
  {_ADMINS} and created_by_id = (select app.uid()));
"""

REVOKES = """
revoke all on function app.invited_team_name(uuid) from app_rw;
revoke all on function app.join_invited_team(uuid, uuid, timestamptz) from app_rw;
"""
