"""The queue: its tables are the front desk's alone. Everybody may put a job into it without seeing what is there."""

_DEFINER = "security definer set search_path = pg_catalog, procrastinate, pg_temp"

SQL = f"""
grant usage on schema procrastinate to app_system;
grant select, insert, update, delete on all tables in schema procrastinate to app_system;
grant usage on all sequences in schema procrastinate to app_system;

create function app.claim_effect(effect text) returns boolean language plpgsql {_DEFINER} as $$
begin
  -- waits for another transaction that claims the same, and then sees whether it was committed
  insert into procrastinate.effects (key) values (effect) on conflict do nothing;
  return found;
end $$;

create function app.defer_job(queue text, name text, args jsonb, at timestamptz, once_key text) returns bigint
  language plpgsql {_DEFINER} as $$
declare job bigint; begin
  if once_key is not null and not app.claim_effect('queued:' || once_key) then
    return null;
  end if;
  insert into procrastinate.procrastinate_jobs (queue_name, task_name, args, scheduled_at)
    values (queue, name, args, at) returning id into job;
  return job;
end $$;
"""
