"""A saved view is seen by its owner or its team; the team's writers change it. Favourites are private."""

SQL = """
grant select, insert, update, delete on saved_views, view_favourites to app_rw;
create policy visible on saved_views for select to app_rw using (
  owner_id = (select app.uid()) or team_id = any((select app.my_team_ids())::uuid[]));
create policy makers on saved_views for insert to app_rw with check (
  creator_id = (select app.uid())
  and (owner_id = (select app.uid()) or team_id = any((select app.my_writable_team_ids())::uuid[])));
create policy editors on saved_views for update to app_rw using (
  owner_id = (select app.uid()) or team_id = any((select app.my_writable_team_ids())::uuid[]));
create policy removers on saved_views for delete to app_rw using (
  owner_id = (select app.uid()) or team_id = any((select app.my_admin_team_ids())::uuid[])
  or (creator_id = (select app.uid()) and team_id = any((select app.my_writable_team_ids())::uuid[])));

create policy own on view_favourites to app_rw using (person_id = (select app.uid()))
  with check (person_id = (select app.uid()) and exists (select from saved_views where id = view_id));
"""
