"""Who sees a task sees what is said about it, and who follows it. Only authors change the words of a comment."""

_DEFINER = "language sql stable security definer set search_path = pg_catalog, public, pg_temp"

SQL = f"""
create function app.seers_of(task uuid) returns setof uuid {_DEFINER} as $$
  with it as (select * from tasks t where t.id = task),
  seeing as (
    select it.owner_id as id from it
    union select m.person_id from it join teams t on t.id = it.team_id and t.deleted_at is null
      join team_members m on m.team_id = t.id
    union select s.person_id from it join task_shares s on s.task_id = it.id where it.deleted_at is null
    union select m.person_id from it join task_shares s on s.task_id = it.id join teams t on t.id = s.team_id
      and t.deleted_at is null join team_members m on m.team_id = t.id where it.deleted_at is null)
  select p.id from seeing join people p on p.id = seeing.id where p.status = 'active' and p.deleted_at is null
$$;

create function app.watching(task uuid) returns table (person_id uuid, reason text) {_DEFINER} as $$
  with close as (
    select w.person_id as id, 'chosen' as reason, 0 as rank from task_watchers w
      where w.task_id = task and w.is_watching
    union all select a.person_id, 'assigned', 1 from task_assignees a where a.task_id = task
    union all select t.creator_id, 'created', 2 from tasks t where t.id = task
    union all select c.author_id, 'commented', 3 from comments c where c.task_id = task and c.deleted_at is null
    union all select unnest(c.mentioned_ids), 'mentioned', 4 from comments c
      where c.task_id = task and c.deleted_at is null)
  select distinct on (c.id) c.id, c.reason from close c
  where c.id in (select app.seers_of(task)) and not exists (
    select from task_watchers w where w.task_id = task and w.person_id = c.id and not w.is_watching)
  order by c.id, c.rank
$$;

create function app.watchers_of(task uuid) returns table (person_id uuid, name text, reason text) {_DEFINER} as $$
  select w.person_id, p.name, w.reason from app.watching(task) w join people p on p.id = w.person_id
  where exists (select from app.task_viewers(task) v where v.person_id = app.uid())
$$;

create function app.mentionable_in(task uuid) returns table (person_id uuid, name text, handle text) {_DEFINER} as $$
  select p.id, p.name, lower(substring(p.email from '^(.*)@')) from people p
  where p.id in (select v.person_id from app.task_viewers(task) v)
    and exists (select from app.task_viewers(task) v where v.person_id = app.uid())
$$;

grant select, insert, update on comments to app_rw;
create policy visible on comments for select to app_rw using (exists (select from tasks where id = task_id));
create policy writers on comments for insert to app_rw with check (
  author_id = (select app.uid()) and app.is_task_editable(task_id));
create policy author_or_home on comments for update to app_rw using (
  exists (select from tasks where id = task_id)
  and (author_id = (select app.uid()) or app.is_task_at_home(task_id)));

create function app.guard_comments() returns trigger language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  -- a policy cannot compare with the old row: at home others' comments are deleted, not rewritten
  if current_user = 'app_rw' and ((new.task_id, new.author_id, new.created_at) is distinct from
     (old.task_id, old.author_id, old.created_at)
     or new.content is distinct from old.content and old.author_id is distinct from app.uid()) then
    raise insufficient_privilege using message = 'only its author rewrites a comment';
  end if;
  return new;
end $$;
create or replace trigger guard_comments before update on comments for each row execute function app.guard_comments();

grant select, insert on comment_edits to app_rw;
create policy visible on comment_edits for select to app_rw using (exists (select from comments where id = comment_id));
create policy authors on comment_edits for insert to app_rw with check (
  exists (select from comments where id = comment_id and author_id = (select app.uid())));

grant select, insert, delete on comment_reactions to app_rw;
create policy visible on comment_reactions for select to app_rw using (
  exists (select from comments where id = comment_id));
create policy writers on comment_reactions for insert to app_rw with check (person_id = (select app.uid())
  and exists (select from comments where id = comment_id and app.is_task_editable(task_id)));
create policy own on comment_reactions for delete to app_rw using (person_id = (select app.uid()));

grant select, insert, update on task_watchers to app_rw;
create policy visible on task_watchers for select to app_rw using (exists (select from tasks where id = task_id));
create policy own_choice on task_watchers for insert to app_rw with check (
  person_id = (select app.uid()) and exists (select from tasks where id = task_id));
create policy own_change on task_watchers for update to app_rw using (
  person_id = (select app.uid()) and exists (select from tasks where id = task_id));
"""

REVOKES = """
revoke all on function app.seers_of(uuid), app.watching(uuid) from app_rw, app_system;
"""
