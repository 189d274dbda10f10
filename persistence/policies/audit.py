"""The audit log only grows. Each entry is chained to the one before when its transaction commits, not earlier: the lock
is then held for the commit alone, and whoever waits for it holds it never beside another of ours.

An entry belongs to the organisation of who acted, and, when it is about something of another one, to that one, too."""

_PATH = "set search_path = pg_catalog, public, pg_temp"

SQL = f"""
create function app.audit_line(entry audit_log) returns text language sql stable {_PATH} as $$
  select concat(
    entry.seq, chr(31), to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), chr(31),
    entry.actor_id, chr(31), entry.organization_id, chr(31), entry.action, chr(31), entry.object_kind, chr(31),
    entry.object_id, chr(31), entry.address, chr(31), entry.details,
    case when entry.concerned_organization_id is not null then chr(31) end, entry.concerned_organization_id) $$;

create function app.organization_of(kind text, object uuid) returns uuid language sql stable {_PATH} as $$
  select case replace(kind, 'token', 'session')
    when 'organization' then (select id from organizations where id = object)
    when 'person' then (select organization_id from people where id = object)
    when 'session' then (select p.organization_id from sessions s join people p on p.id = s.person_id
      where s.id = object)
    when 'invitation' then (select organization_id from invitations where id = object)
    when 'join link' then (select organization_id from join_links where id = object)
    when 'team' then (select organization_id from teams where id = object)
    when 'task' then (select organization_id from tasks where id = object)
    when 'file' then (select organization_id from files where id = object) end $$;

create function app.chain_audit() returns trigger language plpgsql security definer {_PATH} as $$
declare last_entry record; home uuid; concerned uuid; begin
  perform pg_advisory_xact_lock(724102);
  select a.seq, a.hash into last_entry from audit_log a where a.seq is not null order by a.seq desc limit 1;
  home := (select p.organization_id from people p where p.id = new.actor_id);
  concerned := app.organization_of(new.object_kind, new.object_id);
  home := coalesce(home, concerned);
  update audit_log a set seq = coalesce(last_entry.seq, 0) + 1, previous = coalesce(last_entry.hash, ''),
    organization_id = home, concerned_organization_id = nullif(concerned, home)
    where a.id = new.id;
  update audit_log a set hash = sha256(a.previous || convert_to(app.audit_line(a), 'UTF8')) where a.id = new.id;
  return null;
end $$;
create constraint trigger chain_audit_log after insert on audit_log deferrable initially deferred
  for each row execute function app.chain_audit();

create function app.guard_audit_log() returns trigger language plpgsql {_PATH} as $$
begin
  if tg_op <> 'UPDATE' or old.hash is not null then
    raise insufficient_privilege using message = 'the audit log only grows';
  end if;
  return new;
end $$;
create trigger guard_audit_log before update or delete on audit_log
  for each row execute function app.guard_audit_log();
create trigger guard_audit_log_whole before truncate on audit_log
  for each statement execute function app.guard_audit_log();

grant insert on audit_log to app_rw, app_system;
grant select on audit_log to app_rw;
create policy own on audit_log for insert to app_rw with check (actor_id = (select app.uid()));
create policy any_actor on audit_log for insert to app_system with check (true);
create policy admins on audit_log for select to app_rw using (
  (select app.is_instance_admin())
  or (select app.is_organization_admin())
    and (select app.my_organization_id()) in (organization_id, concerned_organization_id));
"""
