"""What a person's words find, looked up without a look at the policies: who sees what is said here again.

Each word is asked for at each home of the person, and only there (see persistence/words.py); what is shared with them
from elsewhere is read one by one. The queries filter what comes back by the policies once more.
"""

_DEFINER = "language plpgsql security definer set search_path = pg_catalog, public, pg_temp"

_HOME = "coalesce(t.team_id, t.owner_id)"
_NAMES = "p.name || ' ' || split_part(p.email, '@', 1)"
_THERE = "p.status = 'active' and p.deleted_at is null"
_AWAY = "unnest(away) shown(id) join tasks t on t.id = shown.id"
_LIVE = "t.deleted_at is null"
# how well a title fits: it is what was typed, it begins so, it has the words
_FIT = "case when lower(t.title) = whole then 2 when starts_with(lower(t.title), whole) then 3 else 4 end"
_BEST = "order by 2, t.status in ('pending', 'in_progress') desc, t.updated_at desc limit most"


def _has(home: str, text: str) -> str:
    """Whether a text has the words; most that have not are passed over without being taken apart."""
    return f"""case when octet_length({text}) = char_length({text}) and not lower({text}) like all (likes) then false
      else search_words({home}, {text}) @@ app.words_at(array[{home}], words) end"""


SQL = f"""
grant execute on function search_words(uuid, text) to app_rw, app_system;

create function app.words_at(homes uuid[], words text[]) returns tsquery language sql immutable parallel safe as $$
  select string_agg('(' || at.home || ')', ' & ')::tsquery from unnest(words) word cross join lateral (
    select string_agg('''' || right(home::text, 12) || word || ''':*', ' | ') as home from unnest(homes) home) at
$$;

create function app.find_task_ids(words text[], keys text[], numbers text[], whole text, most int)
  returns table (id uuid, fit int, comment_id uuid) {_DEFINER} stable rows 20
  set plan_cache_mode = force_generic_plan set max_parallel_workers_per_gather = 0 as $$
#variable_conflict use_column
declare
  teams uuid[] := app.my_team_ids();
  homes uuid[] := app.my_team_ids() || app.uid();
  away uuid[] := array(select t.id from unnest(app.my_shared_task_ids()) shown(id) join tasks t on t.id = shown.id
    where {_LIVE} and {_HOME} <> all(homes));
  called text[] := keys || array(select h.key || '-' || n from unnest(numbers) n,
    (select 'T' union all select t.key from teams t where t.id = any(teams)) h(key));
  query tsquery := app.words_at(homes, words);
  likes text[] := array(select '%' || word || '%' from unnest(words) word);
  found int := 0;
  more int;
begin
  return query
    select t.id, case when t.key = any(keys[:1]) then 0 when t.key like '%-' || numbers[1] then 1 else 5 end, null::uuid
    from (
      select t.id, t.key from tasks t where t.owner_id = app.uid() and t.key = any(called) and {_LIVE}
      union all select t.id, t.key from unnest(teams) team join tasks t on t.team_id = team
        where t.key = any(called) and {_LIVE}
      union all select t.id, t.key from {_AWAY} where t.key = any(called)) t
    union all
    select t.id, 1, null from task_keys k join tasks t on t.id = k.task_id
      where k.key = any(keys[:1]) and {_LIVE} and ({_HOME} = any(homes) or t.id = any(away));
  get diagnostics found = row_count;
  if found > 0 and cardinality(keys) > 0 then return; end if; -- it was a key
  return query
    (select t.id, {_FIT}, null::uuid from tasks t
      where search_words({_HOME}, t.title) @@ query and {_LIVE} {_BEST})
    union all
    (select t.id, {_FIT}, null from {_AWAY} where {_has(_HOME, "t.title")} {_BEST});
  get diagnostics more = row_count;
  found := found + more;
  if found >= most then return; end if;
  return query
    (select t.id, 6, null::uuid from tasks t
      where search_words({_HOME}, t.title || ' ' || t.description) @@ query and {_LIVE} {_BEST})
    union all
    (select t.id, 6, null from {_AWAY} where {_has(_HOME, "(t.title || ' ' || t.description)")} {_BEST})
    union all
    (select t.id, 7, c.id from comments c join tasks t on t.id = c.task_id
      where search_words(c.home_id, c.content) @@ query and c.deleted_at is null and {_LIVE} {_BEST})
    union all
    (select t.id, 7, c.id from {_AWAY} join comments c on c.task_id = t.id
      where c.deleted_at is null and {_has("c.home_id", "c.content")} {_BEST});
end $$;

create function app.find_person_ids(words text[], most int) returns setof uuid {_DEFINER} stable rows 20
  set plan_cache_mode = force_generic_plan as $$
declare
  house uuid := app.my_organization_id();
  query tsquery := app.words_at(array[app.my_organization_id()], words);
  likes text[] := array(select '%' || word || '%' from unnest(words) word);
begin
  return query select found.id from (
    select p.id, p.name from people p where search_words(p.organization_id, {_NAMES}) @@ query and {_THERE}
    union
    select p.id, p.name from people p where p.id = any(app.my_teammate_ids()) and p.organization_id <> house
      and {_THERE} and {_has("p.organization_id", f"({_NAMES})")}) found
  order by lower(found.name), found.id limit most;
end $$;

create function app.place_comment() returns trigger {_DEFINER} as $$
begin
  select {_HOME} into new.home_id from tasks t where t.id = new.task_id;
  return new;
end $$;
create or replace trigger place_comment before insert or update on comments
  for each row execute function app.place_comment();

create function app.move_comments() returns trigger {_DEFINER} as $$
begin
  update comments set home_id = coalesce(new.team_id, new.owner_id) where task_id = new.id;
  return null;
end $$;
create or replace trigger move_comments after update of team_id, owner_id on tasks for each row
  when (coalesce(old.team_id, old.owner_id) is distinct from coalesce(new.team_id, new.owner_id))
  execute function app.move_comments();
"""
