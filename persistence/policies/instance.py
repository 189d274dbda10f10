"""The installation, for those who run it: organisations, accounts and numbers, never what people work on.

Functions and not policies: whoever runs the installation sees no more than anybody else in every other statement. Each
asks who the transaction's person is, and answers nothing, or refuses, when they do not run the installation.
"""

_PATH = "set search_path = pg_catalog, public, pg_temp"
_DEFINER = f"language sql stable security definer {_PATH}"
_WRITER = f"language plpgsql security definer {_PATH}"

_ORGANIZATIONS = """from organizations o where (select app.is_instance_admin()) and o.deleted_at is null
      and (only_one is null or o.id = only_one) and (pattern is null or o.name ilike pattern or o.city ilike pattern)"""
_PEOPLE = """from people p where (select app.is_instance_admin()) and p.deleted_at is null
      and (only_one is null or p.id = only_one) and (home is null or p.organization_id = home)
      and (in_role is null or p.role = in_role) and (in_status is null or p.status = in_status)
      and (running is null or p.is_instance_admin = running)
      and (pattern is null or p.name ilike pattern or p.email ilike pattern)"""
_WHICH_PEOPLE = "only_one uuid, home uuid, in_role text, in_status text, running boolean, pattern text"

SQL = f"""
create function app.instance_organizations(only_one uuid, pattern text, after uuid, most int) returns table (
  id uuid, name text, city text, created_at timestamptz, people bigint, admins bigint, deactivated bigint,
  storage_used bigint, storage_quota bigint, last_seen_at timestamptz, version int) {_DEFINER} as $$
  select x.id, x.name, x.city, x.created_at, p.people, p.admins, p.deactivated, f.storage_used, x.storage_quota,
    s.last_seen_at, x.version
  from (select o.* {_ORGANIZATIONS} and (after is null or (lower(o.name), o.id) > (
      select lower(a.name), a.id from organizations a where a.id = after)) order by lower(o.name), o.id limit most) x,
  lateral (select count(*) filter (where status = 'active') as people,
      count(*) filter (where status = 'active' and role = 'admin') as admins,
      count(*) filter (where status = 'deactivated') as deactivated
    from people where organization_id = x.id and deleted_at is null) p,
  lateral (select coalesce(sum(size + small_size), 0)::bigint as storage_used
    from files where organization_id = x.id and purpose <> 'export') f,
  lateral (select max(s.last_seen_at) as last_seen_at from people c join sessions s on s.person_id = c.id
    where c.organization_id = x.id and c.deleted_at is null) s
  order by lower(x.name), x.id $$;

create function app.count_instance_organizations(pattern text) returns bigint {_DEFINER} as $$
  select count(*) from (select {_ORGANIZATIONS.replace("only_one", "null::uuid")} limit 10000) x $$;

create function app.set_storage_quota(organization uuid, bytes bigint, expected int, moment timestamptz)
  returns table (version int, before bigint) {_WRITER} as $$
declare found record; begin
  if not app.is_instance_admin() then
    raise insufficient_privilege using message = 'only who runs the installation gives storage';
  end if;
  select o.version, o.storage_quota into found from organizations o
    where o.id = organization and o.deleted_at is null for update;
  if found.version = coalesce(expected, found.version) and found.storage_quota is distinct from bytes then
    update organizations o set storage_quota = bytes, version = o.version + 1, updated_at = moment
      where o.id = organization;
  end if;
  return query select found.version, found.storage_quota where found.version is not null;
end $$;

create function app.instance_people({_WHICH_PEOPLE}, after uuid, most int) returns table (
  id uuid, organization_id uuid, organization_name text, email text, name text, role text, status text,
  is_instance_admin boolean, email_verified boolean, created_at timestamptz, last_seen_at timestamptz,
  deletion_due_at timestamptz, version int) {_DEFINER} as $$
  select x.id, x.organization_id, o.name, x.email, x.name, x.role, x.status, x.is_instance_admin,
    x.email_verified_at is not null, x.created_at,
    (select max(s.last_seen_at) from sessions s where s.person_id = x.id), x.deletion_due_at, x.version
  from (select p.* {_PEOPLE} and (after is null or (lower(p.name), p.id) > (
      select lower(a.name), a.id from people a where a.id = after)) order by lower(p.name), p.id limit most) x
  join organizations o on o.id = x.organization_id
  order by lower(x.name), x.id $$;

create function app.count_instance_people({_WHICH_PEOPLE}) returns bigint {_DEFINER} as $$
  select count(*) from (select {_PEOPLE} limit 10000) x $$;

create function app.hold_account(person uuid) returns table (
  may boolean, organization_name text, name text, status text, is_instance_admin boolean, is_leaving boolean,
  version int, leads_alone boolean, runs_alone boolean, admins uuid[]) {_WRITER} as $$
declare home uuid; heads uuid[]; begin
  if not app.is_instance_admin() then
    return query select false, '', '', '', false, false, 0, false, false, '{{}}'::uuid[];
    return;
  end if;
  select p.organization_id into home from people p where p.id = person and p.deleted_at is null;
  -- the same order as the admins of the organisation take: they, the person, who runs the installation
  select coalesce(array_agg(a.id), '{{}}') into heads from (
    select p.id from people p where p.organization_id = home and p.role = 'admin' and p.status = 'active'
      and p.deleted_at is null and p.deletion_due_at is null order by p.id for update) a;
  perform from people p where p.id = person for update;
  perform pg_advisory_xact_lock(724105);
  -- asked again under the lock: two may be taking it from each other
  return query select app.is_instance_admin(), o.name, p.name, p.status, p.is_instance_admin,
      p.deletion_due_at is not null, p.version,
      heads = array[p.id] and exists (select from people c where c.organization_id = home and c.id <> p.id
        and c.status = 'active' and c.deleted_at is null),
      app.runs_alone(p.id), heads
    from people p join organizations o on o.id = p.organization_id where p.id = person and p.deleted_at is null;
end $$;

create function app.change_account(person uuid, new_status text, runs boolean, moment timestamptz) returns void
  {_WRITER} as $$
begin
  perform pg_advisory_xact_lock(724105);
  if not app.is_instance_admin() then
    raise insufficient_privilege using message = 'only who runs the installation changes accounts';
  end if;
  if (new_status <> 'active' or not runs) and app.runs_alone(person) then
    raise insufficient_privilege using message = 'nobody else runs the installation';
  end if;
  update people set status = new_status, is_instance_admin = runs, version = version + 1, updated_at = moment
    where id = person and deleted_at is null;
end $$;

create function app.instance_numbers(moment timestamptz, kept_since timestamptz, not_kept_since timestamptz)
  returns table (organizations bigint, people bigint, seen_lately bigint, browsers bigint, programs bigint,
    tokens bigint, jobs_due bigint, jobs_planned bigint, jobs_running bigint, jobs_failed bigint,
    waiting_since timestamptz, mails_waiting bigint, mails_failed bigint, mails_held bigint, files bigint,
    storage_used bigint, database_size bigint) {_DEFINER} as $$
  select o.number, p.number, r.seen_lately, s.browsers, s.programs, s.tokens, j.due, j.planned, j.running, j.failed,
    j.since, m.waiting, m.failed, m.held, f.number, f.used, pg_database_size(current_database())
  from (select where app.is_instance_admin()) allowed,
  lateral (select count(*) as number from organizations where deleted_at is null) o,
  lateral (select count(*) as number from people where deleted_at is null and status = 'active') p,
  lateral (select count(distinct r.person_id) as seen_lately from sessions r
    where r.ended_at is null and r.last_seen_at > moment - interval '15 minutes') r,
  lateral (select count(*) filter (where s.kind = 'browser') as browsers,
      count(*) filter (where s.kind = 'api') as programs, count(*) filter (where s.kind = 'token') as tokens
    from sessions s where s.ended_at is null and s.expires_at > moment -- who is deactivated has none
      and (s.kind = 'token' or s.last_seen_at > case when s.kind = 'browser' and not s.remember then not_kept_since
        else kept_since end)) s,
  lateral (select count(*) filter (where w.is_due) as due, count(*) filter (where not w.is_due) as planned,
      count(*) filter (where w.status = 'doing') as running,
      count(*) filter (where w.status not in ('todo', 'doing', 'succeeded')) as failed,
      min(coalesce(w.scheduled_at, (select min(e.at) from procrastinate.procrastinate_events e
        where e.job_id = w.id and e.type = 'deferred'))) filter (where w.is_due) as since
    from (select j.id, j.status::text as status, j.scheduled_at, case when j.status = 'todo'
        then coalesce(j.scheduled_at <= moment, true) end as is_due
      from procrastinate.procrastinate_jobs j where j.status <> 'succeeded') w) j,
  lateral (select count(*) filter (where status in ('waiting', 'sending')) as waiting,
      count(*) filter (where status = 'failed') as failed, count(*) filter (where status = 'held') as held
    from mails where status <> 'sent') m,
  lateral (select count(*) filter (where deleted_at is null) as number,
      coalesce(sum(size + small_size), 0)::bigint as used from files) f $$;
"""
