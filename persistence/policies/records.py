"""Activities are written by one function, in commit order; idempotency keys are private."""

_DEFINER = "security definer set search_path = pg_catalog, public, pg_temp"

SQL = f"""
create function app.publish(events jsonb) returns void language plpgsql {_DEFINER} as $$
declare ids text; begin
  -- held until commit, so that ids become visible in their order and `id > last` misses nothing
  perform pg_advisory_xact_lock(724100);
  with written as (
    insert into activities (at, name, kind, object_id, actor_id, task_id, team_id, owner_id, version, detail, affected,
                            audience)
    select e.at, e.name, e.kind, e.object_id, app.uid(), e.task_id, e.team_id, e.owner_id, e.version, e.detail,
      e.affected,
      (select coalesce(array_agg(distinct p.id), '{{}}') from (
         select e.owner_id union all select e.team_id union all select unnest(e.affected)
         union all select unnest(e.audience)
         union all select unnest(array[s.person_id, s.team_id]) from task_shares s where s.task_id = e.task_id
       ) p(id) where p.id is not null)
    from jsonb_to_recordset(events) e(at timestamptz, name text, kind text, object_id uuid, task_id uuid, team_id uuid,
      owner_id uuid, version int, detail text, affected uuid[], audience uuid[])
    returning id)
  select string_agg(id::text, ',') into ids from written;
  perform pg_notify('atrium', case when length(ids) <= 7000 then ids else 'resync' end);
end $$;

create function app.exists(kind text, object uuid) returns boolean
  language plpgsql stable {_DEFINER} as $$
begin
  return case kind
    when 'task' then exists (select from tasks where id = object)
    when 'team' then exists (select from teams where id = object and deleted_at is null)
    when 'person' then exists (select from people where id = object and deleted_at is null)
    when 'organization' then exists (select from organizations where id = object and deleted_at is null)
    when 'conversation' then exists (select from conversations where id = object)
    when 'view' then exists (select from saved_views where id = object and deleted_at is null)
    when 'comment' then exists (select from comments where id = object)
    when 'reminder' then exists (select from reminders where id = object)
    when 'notification' then exists (select from notifications where id = object)
    when 'file' then exists (select from files where id = object and deleted_at is null)
    when 'import' then exists (select from task_imports where id = object)
    when 'feed' then exists (select from task_feeds where id = object)
    when 'proposal' then exists (select from proposals where id = object)
    when 'invitation' then exists (select from invitations where id = object)
    when 'join link' then exists (select from join_links where id = object)
    when 'session' then exists (select from sessions s where s.id = object and s.kind <> 'token' and s.ended_at is null)
    when 'token' then exists (select from sessions s where s.id = object and s.kind = 'token' and s.ended_at is null)
    when 'passkey' then exists (select from passkeys where id = object)
    when 'connected account' then exists (select from identities where id = object)
    else false end;
end $$;

create function app.purge_tasks(before timestamptz, most int) returns bigint language plpgsql {_DEFINER} as $$
declare number bigint;
begin
  delete from tasks where id in (
    select id from tasks where deleted_at < before
    union select t.id from teams join tasks t on t.team_id = teams.id where teams.deleted_at < before limit most)
  -- asked again of each: it may be brought back just now
  and (deleted_at < before or team_id in (select id from teams where deleted_at < before));
  get diagnostics number = row_count;
  return number;
end $$;

create function app.purge(before timestamptz) returns void language plpgsql {_DEFINER} as $$
begin
  perform app.purge_tasks(before, null);
  delete from teams where deleted_at < before;
  delete from conversations where deleted_at < before;
  delete from saved_views where deleted_at < before;
  delete from comments where deleted_at < before;
  update files f set deleted_at = now() where f.purpose = 'task' and f.deleted_at is null
    and not exists (select from tasks t where t.id = f.subject_id);
  delete from idempotency_keys where created_at < before;
  delete from sessions where least(ended_at, expires_at) < before;
  delete from throttles where window_started_at < before;
end $$;

grant select on activities to app_rw, app_system;
create policy everything on activities for select to app_system using (true);
create policy visible on activities for select to app_rw using (
  case when task_id is not null then exists (select from tasks where id = task_id)
       when team_id is not null then team_id = any((select app.my_team_ids())::uuid[])
       else owner_id = (select app.uid()) end
  or (select app.uid()) = any(affected) or affected && (select app.my_team_ids())::uuid[]);

grant select, insert, update, delete on idempotency_keys to app_rw;
create policy own on idempotency_keys to app_rw using (person_id = (select app.uid()));
grant select, insert, update, delete on open_keys to app_system;
create policy front_desk on open_keys to app_system using (true) with check (true);
"""

REVOKES = "revoke all on function app.purge(timestamptz), app.purge_tasks(timestamptz, int) from app_rw;"
