"""What becomes of somebody's teams, and at last of their account, when they leave; and moving to another organisation.

Whoever leaves is in no team any more. A team they owned goes to its admin of longest standing, else its member, else
its viewer; a team of one goes to an admin of their organisation, and into the trash when there is none.
"""

_DEFINER = "language plpgsql security definer set search_path = pg_catalog, public, pg_temp"

_HEIR = """
    select m.person_id into heir from team_members m join people p on p.id = m.person_id
      where m.team_id = it.team_id and p.status = 'active' and p.deleted_at is null and p.deletion_due_at is null
      order by array_position(array['admin', 'member', 'viewer'], m.role), m.joined_at, m.person_id limit 1;
    if heir is not null then
      select m.role into was from team_members m where m.team_id = it.team_id and m.person_id = heir;
      update team_members set role = 'owner' where team_id = it.team_id and person_id = heir;
    elsif fallback is not null then
      heir := fallback;
      insert into team_members (person_id, team_id, role, joined_at) values (heir, it.team_id, 'owner', moment);
    else
      update tasks set deleted_at = moment, deleted_by_id = leaver where team_id = it.team_id and deleted_at is null;
      update teams set deleted_at = moment, deleted_by_id = leaver, version = version + 1
        where id = it.team_id and deleted_at is null;
    end if;
"""

SQL = f"""
create function app.may_take_out(person uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$ select session_user = 'app_system' or exists (select from people p join people a on a.id = app.uid()
       where p.id = person and p.organization_id = a.organization_id and a.role = 'admin' and a.status = 'active'
         and a.deleted_at is null and a.deletion_due_at is null) $$;

create function app.runs_alone(person uuid) returns boolean {_DEFINER} as $$
begin
  perform pg_advisory_xact_lock(724105); -- as claim_instance: nobody else leaves or comes meanwhile
  return exists (select from people where id = person and is_instance_admin)
    and not exists (select from people where is_instance_admin and id <> person and status = 'active'
      and deleted_at is null and deletion_due_at is null);
end $$;

create function app.is_address_taken(person uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as
  $$ select app.may_take_out(person) and exists (select from people p join people o on lower(o.email) = lower(p.email)
       where p.id = person and o.id <> person and o.deleted_at is null) $$;

create function app.take_out_of_teams(leaver uuid, fallback uuid, moment timestamptz) returns jsonb {_DEFINER} as $$
declare it record; heir uuid; was text; memo jsonb := '[]'; begin
  if not app.may_take_out(leaver) then
    raise insufficient_privilege using message = 'not an admin of their organisation';
  end if;
  perform pg_advisory_xact_lock(hashtextextended(team_id::text, 0))
    from (select team_id from team_members where person_id = leaver order by team_id) mine;
  for it in delete from team_members where person_id = leaver returning * loop
    heir := null; was := null;
    if it.role = 'owner' then {_HEIR} end if;
    memo := memo || jsonb_build_object('team_id', it.team_id, 'role', it.role, 'joined_at', it.joined_at,
      'heir_id', heir, 'heir_was', was);
  end loop;
  update people set left_behind = memo where id = leaver;
  return memo;
end $$;

create function app.bring_back_to_teams(person uuid) returns jsonb {_DEFINER} as $$
declare it record; memo jsonb; given text; done jsonb := '[]'; begin
  if not app.may_take_out(person) then
    raise insufficient_privilege using message = 'not an admin of their organisation';
  end if;
  select left_behind into memo from people where id = person;
  for it in select m.* from jsonb_to_recordset(coalesce(memo, '[]'))
      m(team_id uuid, role text, joined_at timestamptz, heir_id uuid, heir_was text)
      join teams t on t.id = m.team_id order by m.team_id loop
    perform pg_advisory_xact_lock(hashtextextended(it.team_id::text, 0));
    given := it.role;
    if it.role = 'owner' then
      if exists (select from team_members where team_id = it.team_id and person_id = it.heir_id and role = 'owner') then
        if it.heir_was is null then
          delete from team_members where team_id = it.team_id and person_id = it.heir_id;
        else
          update team_members set role = it.heir_was where team_id = it.team_id and person_id = it.heir_id;
        end if;
      else
        given := 'admin';
      end if;
    end if;
    insert into team_members (person_id, team_id, role, joined_at) values (person, it.team_id, given, it.joined_at)
      on conflict do nothing;
    done := done || jsonb_build_object('team_id', it.team_id, 'heir_id', it.heir_id);
  end loop;
  update people set left_behind = null where id = person;
  return done;
end $$;

create function app.erase_person(person uuid, moment timestamptz) returns void {_DEFINER} as $$
declare it record; address text; begin
  select email into address from people where id = person;
  if not exists (select from people where lower(email) = lower(address) and id <> person and deleted_at is null) then
    delete from mails where lower(to_email) = lower(address);
  end if;
  delete from invitations i using people p where p.id = person
    and (i.accepted_by_id = person or i.organization_id = p.organization_id and lower(i.email) = lower(address));
  update files set deleted_at = moment where deleted_at is null and (subject_id = person
    or uploader_id = person and subject_id is null or subject_id in (select id from tasks where owner_id = person));
  delete from tasks where owner_id = person;
  -- what would go with the row goes: their sessions, secrets, conversations, and whatever comes to be theirs alone
  for it in select c.conrelid::regclass as place, a.attname as named from pg_constraint c
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
      where c.confrelid = 'public.people'::regclass and c.contype = 'f' and c.confdeltype = 'c'
        and array_length(c.conkey, 1) = 1 loop
    execute format('delete from %s where %I = $1', it.place, it.named) using person;
  end loop;
  update people set name = 'Deleted person', email = 'deleted-' || id || '@deleted.invalid', status = 'deactivated',
    role = 'member', email_verified_at = null, time_zone = 'UTC', locale = 'en', theme = 'auto', week_start = 0,
    quick_add_syntax = 'atrium', picture_id = null, deleted_at = coalesce(deleted_at, moment), deletion_due_at = null,
    left_behind = null, erased_at = moment, updated_at = moment, version = version + 1
    where id = person;
  update organizations o set name = 'Deleted organisation', description = '', deleted_at = moment,
    version = o.version + 1
    from people p where p.id = person and o.id = p.organization_id
      and not exists (select from people c where c.organization_id = o.id and c.deleted_at is null);
end $$;

create function app.move_person(person uuid, destination uuid, new_role text, moment timestamptz) returns boolean
  {_DEFINER} as $$
declare origin uuid; it record; try text; number int; begin
  select organization_id into origin from people where id = person for update;
  if exists (select from people where organization_id = origin and id <> person and deleted_at is null) then
    return false;
  end if;
  for it in select id, key from teams where organization_id = origin loop
    try := it.key; number := 1;
    while exists (select from teams where organization_id = destination and key = try) loop
      number := number + 1; try := left(it.key, 8 - length(number::text)) || number;
    end loop;
    update teams set organization_id = destination, key = try where id = it.id;
  end loop;
  for it in select c.conrelid::regclass as place, a.attname as named from pg_constraint c
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
      where c.confrelid = 'public.organizations'::regclass and c.contype = 'f' and array_length(c.conkey, 1) = 1
        and c.conrelid <> all(array['people', 'invitations', 'join_links']::regclass[]) loop
    execute format('update %s set %I = $1 where %I = $2', it.place, it.named, it.named) using destination, origin;
  end loop;
  update invitations set cancelled_at = moment where organization_id = origin and accepted_at is null
    and cancelled_at is null;
  update join_links set revoked_at = moment where organization_id = origin and revoked_at is null;
  update people set organization_id = destination, role = new_role, updated_at = moment, version = version + 1
    where id = person;
  update organizations set deleted_at = moment, version = version + 1 where id = origin;
  return true;
end $$;
"""

REVOKES = """
revoke all on function app.erase_person(uuid, timestamptz) from app_rw;
revoke all on function app.move_person(uuid, uuid, text, timestamptz) from app_rw;
"""
