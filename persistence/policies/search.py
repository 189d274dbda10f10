"""What a person's words find, looked up without a look at the policies: who sees what is said here again.

Each word is asked for at each home of the person, and only there (see persistence/words.py); what is shared with them
from elsewhere is read one by one. The queries filter what comes back by the policies once more.
"""

_DEFINER = "language sql stable security definer set search_path = pg_catalog, public, pg_temp"
_IN_BACKGROUND = "language plpgsql security definer set search_path = pg_catalog, public, pg_temp"

_HOME = "coalesce(t.team_id, t.owner_id)"
_TITLE = f"search_words({_HOME}, t.title)"
_WHOLE = f"search_words({_HOME}, t.title || ' ' || t.description)"
_LIVE = "t.deleted_at is null"
_OPEN = "t.status in ('pending', 'in_progress')"
# how well a title fits: it is what was typed, it begins so, it has the words
_FIT = "case when lower(t.title) = whole then 2 when starts_with(lower(t.title), whole) then 3 else 4 end"
_BEST = f"order by 2, {_OPEN} desc, t.updated_at desc limit most"

SQL = f"""
create function app.words_at(homes uuid[], words text[]) returns tsquery language sql immutable parallel safe as $$
  select string_agg('(' || at.home || ')', ' & ')::tsquery from unnest(words) word cross join lateral (
    select string_agg('''' || right(home::text, 12) || word || ''':*', ' | ') as home from unnest(homes) home) at
$$;

create function app.has_words(home uuid, text text, words text[]) returns boolean language sql immutable parallel safe
as $$
  select case when octet_length(text) = char_length(text) and exists (
      select from unnest(words) word where position(word in lower(text)) = 0) then false
    else search_words(home, text) @@ app.words_at(array[home], words) end
$$;

create function app.find_task_ids(words text[], keys text[], numbers text[], whole text, most int)
  returns table (id uuid, fit int, comment_id uuid) {_DEFINER} as $$
  with homes as materialized (select app.my_team_ids() as teams, app.my_team_ids() || app.uid() as all),
  asked as materialized (select app.words_at(homes.all, words) as query from homes),
  called as materialized (
    select array_agg(key) as keys from (
      select unnest(keys) union all select 'T-' || n from unnest(numbers) n
      union all select t.key || '-' || n from teams t, homes, unnest(numbers) n where t.id = any(homes.teams)) k(key)),
  away as materialized (
    select t.* from homes, unnest(app.my_shared_task_ids()) shown(id) join tasks t on t.id = shown.id
    where {_LIVE} and {_HOME} <> all(homes.all)),
  keyed as (
    select t.id, case when t.key = any(keys[:1]) then 0 else 5 end as fit from (
      select t.id, t.key from tasks t, called where t.owner_id = app.uid() and t.key = any(called.keys) and {_LIVE}
      union all
      select t.id, t.key from homes, called, unnest(homes.teams) team join tasks t on t.team_id = team
        where t.key = any(called.keys) and {_LIVE}
      union all select t.id, t.key from away t, called where t.key = any(called.keys)) t
    union all
    select t.id, 1 from homes, task_keys k join tasks t on t.id = k.task_id
      where k.key = any(keys[:1]) and {_LIVE} and {_HOME} = any(homes.all)),
  titled as materialized (
    (select t.id, {_FIT} as fit, t.updated_at from tasks t where {_TITLE} @@ (select query from asked) and {_LIVE}
      {_BEST})
    union all
    (select t.id, {_FIT}, t.updated_at from away t where app.has_words({_HOME}, t.title, words) {_BEST})),
  told as (
    (select t.id, 6 from tasks t where {_WHOLE} @@ (select query from asked) and {_LIVE}
      and (select count(*) from titled) < most {_BEST})
    union all
    (select t.id, 6 from away t where app.has_words({_HOME}, t.title || ' ' || t.description, words)
      and (select count(*) from titled) < most {_BEST})),
  said as (
    (select t.id, 7, c.id as comment_id from comments c join tasks t on t.id = c.task_id
      where search_words(c.home_id, c.content) @@ (select query from asked) and c.deleted_at is null and {_LIVE}
        and (select count(*) from titled) < most {_BEST})
    union all
    (select t.id, 7, c.id from away t join comments c on c.task_id = t.id
      where app.has_words(c.home_id, c.content, words) and c.deleted_at is null
        and (select count(*) from titled) < most {_BEST}))
  select found.id, found.fit, found.comment_id from (
    select distinct on (f.id) f.* from (
      select id, fit, null::uuid from keyed union all select id, fit, null from titled
      union all select *, null from told union all select * from said) f(id, fit, comment_id)
    order by f.id, f.fit) found
  join tasks t on t.id = found.id order by 2, {_OPEN} desc, t.updated_at desc, t.id limit most
$$;

create function app.find_person_ids(words text[], most int) returns setof uuid {_DEFINER} as $$
  select id from (
    select p.id, p.name from people p
      where search_words(p.organization_id, p.name || ' ' || split_part(p.email, '@', 1))
          @@ app.words_at(array[app.my_organization_id()], words)
        and p.status = 'active' and p.deleted_at is null
    union
    select p.id, p.name from people p where p.id = any(app.my_teammate_ids())
      and p.status = 'active' and p.deleted_at is null
      and app.has_words(p.organization_id, p.name || ' ' || split_part(p.email, '@', 1), words)) found
  order by lower(name), id limit most
$$;

create function app.place_comment() returns trigger {_IN_BACKGROUND} as $$
begin
  select {_HOME} into new.home_id from tasks t where t.id = new.task_id;
  return new;
end $$;
create or replace trigger place_comment before insert or update on comments
  for each row execute function app.place_comment();

create function app.move_comments() returns trigger {_IN_BACKGROUND} as $$
begin
  update comments set home_id = coalesce(new.team_id, new.owner_id) where task_id = new.id;
  return null;
end $$;
create or replace trigger move_comments after update of team_id, owner_id on tasks for each row
  when (coalesce(old.team_id, old.owner_id) is distinct from coalesce(new.team_id, new.owner_id))
  execute function app.move_comments();
"""
