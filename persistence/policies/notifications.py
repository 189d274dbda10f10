"""A notification is its person's alone, and only for as long as they see what it tells of.

The front desk makes them: it learns of each event who sees the task, who follows it and whom it names, no words. What
a mail says it reads for one person at a time, and nothing of what that person does not see.
"""

_DEFINER = "language sql stable security definer set search_path = pg_catalog, public, pg_temp"
TOLD = ("task.created", "task.updated", "task.completed", "task.shared", "comment.created", "comment.updated",
        "comment.reacted", "team.member_added")  # fmt: skip
_TOLD = ", ".join(f"'{name}'" for name in TOLD)

# those whom this very act made assignees: the newest change of them by the same person up to then
_ASSIGNED = """array(
      select a.person_id from task_assignees a
      where e.name = 'task.created' and k.repeats_id is null and a.task_id = e.task_id
        and a.assigned_at <= e.at + interval '1 second'
      union select x::uuid from (
        select c.fields -> 'assignee_ids' as change from task_changes c
        where e.name = 'task.updated' and e.detail ~ '(^|,)assignee_ids(,|$)' and c.task_id = e.task_id
          and c.actor_id = e.actor_id and c.at <= e.at and c.fields ? 'assignee_ids'
        order by c.at desc, c.id desc limit 1) c, jsonb_array_elements_text(c.change -> 1) x
      where not (c.change -> 0) ? x)"""

SQL = f"""
create function app.to_tell(after bigint, most int) returns table (id bigint, name text, actor_id uuid, task_id uuid,
  team_id uuid, comment_id uuid, at timestamptz, about uuid[], assigned uuid[], mentioned uuid[], author_id uuid,
  seeing uuid[], watching jsonb) {_DEFINER} as $$
  select e.id, e.name, e.actor_id, e.task_id, e.team_id, c.id, e.at,
    array(select m.person_id from team_members m where e.name = 'task.shared' and m.team_id = app.id_in(e.detail)
      union select app.id_in(e.detail)),
    {_ASSIGNED}, coalesce(c.mentioned_ids, '{{}}'), c.author_id,
    case when e.task_id is null
      then array(select m.person_id from team_members m join teams t on t.id = m.team_id and t.deleted_at is null
        join people p on p.id = m.person_id and p.status = 'active' where m.team_id = e.team_id)
      else array(select app.seers_of(e.task_id)) end,
    coalesce((select jsonb_object_agg(w.person_id, w.reason) from app.watching(e.task_id) w), '{{}}')
  from activities e left join comments c on e.kind = 'comment' and c.id = e.object_id and c.deleted_at is null
    left join tasks k on k.id = e.task_id
  where e.id > after and e.name in ({_TOLD}) and (e.kind <> 'comment' or c.id is not null)
    and (e.task_id is null or k.deleted_at is null)
    and (e.name <> 'task.updated' or e.detail ~ '(^|,)assignee_ids(,|$)')
  order by e.id limit most
$$;

create function app.letters_of(notified uuid[]) returns table (id uuid, person_id uuid, person_name text, email text,
  locale text, time_zone text, kind text, why text, at timestamptz, actor_name text, task_id uuid, task_key text,
  title text, due_on date, due_at timestamptz, team_id uuid, team_name text, content text) {_DEFINER} as $$
  select n.id, p.id, p.name, p.email, p.locale, p.time_zone, n.kind, n.why, n.at, coalesce(a.name, ''), t.id, t.key,
    t.title, t.due_on, t.due_at, m.id, m.name, left(c.content, 600)
  from notifications n join people p on p.id = n.person_id and p.status = 'active' and p.deleted_at is null
    left join people a on a.id = n.actor_id left join tasks t on t.id = n.task_id
    left join teams m on m.id = n.team_id left join comments c on c.id = n.comment_id
  where n.id = any(notified) and n.read_at is null and (n.comment_id is null or c.deleted_at is null)
    and (n.task_id is null or t.deleted_at is null and n.person_id in (select app.seers_of(n.task_id)))
    and (n.kind <> 'reminder' or t.status in ('pending', 'in_progress'))
    and (n.team_id is null or m.deleted_at is null and exists (
      select from team_members x where x.team_id = n.team_id and x.person_id = n.person_id))
  order by n.at, n.id
$$;

grant select, insert, update, delete on notifications to app_system;
create policy front_desk on notifications to app_system using (true) with check (true);
grant select on notifications to app_rw;
grant update (read_at) on notifications to app_rw;
create policy own on notifications for select to app_rw using (
  person_id = (select app.uid())
  and (task_id is null or exists (select from tasks t where t.id = task_id and t.deleted_at is null))
  and (comment_id is null or exists (select from comments c where c.id = comment_id and c.deleted_at is null))
  and (team_id is null or team_id = any((select app.my_team_ids())::uuid[])));
create policy own_reading on notifications for update to app_rw using (person_id = (select app.uid()));

grant select, insert, update on notification_preferences to app_rw, app_system;
create policy own on notification_preferences to app_rw
  using (person_id = (select app.uid())) with check (person_id = (select app.uid()));
create policy front_desk on notification_preferences to app_system using (true) with check (true);

grant select, update on notification_cursor to app_system;
create policy front_desk on notification_cursor to app_system using (true) with check (true);
"""

REVOKES = "revoke all on function app.to_tell(bigint, int), app.letters_of(uuid[]) from app_rw;"
