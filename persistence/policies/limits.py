"""The limits of a board's columns are seen by its owner or its team, and set by who may add tasks there."""

SQL = """
grant select, insert, update, delete on column_limits to app_rw;
create policy visible on column_limits for select to app_rw using (
  owner_id = (select app.uid()) or team_id = any((select app.my_team_ids())::uuid[]));
create policy writers_add on column_limits for insert to app_rw with check (
  owner_id = (select app.uid()) or team_id = any((select app.my_writable_team_ids())::uuid[]));
create policy writers_change on column_limits for update to app_rw using (
  owner_id = (select app.uid()) or team_id = any((select app.my_writable_team_ids())::uuid[]));
create policy writers_remove on column_limits for delete to app_rw using (
  owner_id = (select app.uid()) or team_id = any((select app.my_writable_team_ids())::uuid[]));
"""
