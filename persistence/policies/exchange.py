"""Imports and calendars are their person's alone; the front desk ends imports that got stuck, and finds a calendar by
its secret."""

SQL = """
grant select, insert, update, delete on task_imports, task_feeds to app_rw;
create policy own on task_imports to app_rw using (person_id = (select app.uid()))
  with check (person_id = (select app.uid())
    and (team_id is null or team_id = any((select app.my_team_ids())::uuid[])));
grant select, update (status, content, done, made, problems, finished_at) on task_imports to app_system;
create policy front_desk_reads on task_imports for select to app_system using (true);
create policy front_desk_ends on task_imports for update to app_system using (true);
create policy own on task_feeds to app_rw using (person_id = (select app.uid()));
grant select, update (last_read_at) on task_feeds to app_system;
create policy front_desk_reads on task_feeds for select to app_system using (true);
create policy front_desk_notes on task_feeds for update to app_system using (true);

create function app.next_task_keys(team uuid, number int) returns text[] language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare last_number int; prefix text := 'T'; begin
  if team is null then
    update people set next_task_number = next_task_number + number where id = app.uid()
      returning next_task_number into last_number;
  elsif team = any(app.my_writable_team_ids()) then
    update teams set next_task_number = next_task_number + number where id = team
      returning next_task_number, key into last_number, prefix;
  else
    raise insufficient_privilege using message = 'not a team to add tasks to';
  end if;
  return array(select prefix || '-' || n from generate_series(last_number - number, last_number - 1) n);
end $$;
"""
