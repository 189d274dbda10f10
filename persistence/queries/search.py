"""What words find. The definer functions look it up; everything else is filtered by the policies."""

from persistence.queries import views

_TASK = """t.id, t.key, t.title, t.status, t.team_id, m.name as team_name,
  coalesce(t.owner_id = (select app.uid()), false) as is_own"""
# `told` is where the words were found when it is not the title
TASKS = f"""
select f.fit, {_TASK},
  case f.fit when 6 then t.description when 7 then c.content else '' end as told
from (select distinct on (id) id, fit, comment_id from app.find_task_ids(
    %(words)s::text[], %(keys)s::text[], %(numbers)s::text[], %(whole)s, %(most)s) order by id, fit) f
  join tasks t on t.id = f.id left join teams m on m.id = t.team_id left join comments c on c.id = f.comment_id
where t.deleted_at is null and (f.fit <> 7 or c.deleted_at is null)
order by f.fit, t.status in ('pending', 'in_progress') desc, t.updated_at desc, t.id limit %(most)s
"""
TEAMS = "select id, name, key from teams where id = any((select app.my_team_ids())::uuid[]) order by lower(name), id"
PEOPLE = """
select p.id, p.name, p.email from people p join app.find_person_ids(%(names)s::text[], %(most)s) found(id) using (id)
where p.status = 'active' and p.deleted_at is null order by lower(p.name), p.id
"""
# in what was said only of the conversations of late: their texts are read one by one
CONVERSATIONS = """
select c.id, c.title, m.content as told from (
  select *, row_number() over (order by updated_at desc, id desc) as place from conversations
  where deleted_at is null) c
left join lateral (
  select m.content from messages m where c.place <= 200 and not c.title ~* all (%(starts)s::text[])
    and m.conversation_id = c.id and m.superseded_at is null and m.role <> 'tool'
    and m.content ~* all (%(starts)s::text[]) order by m.id desc limit 1) m on true
where c.title ~* all (%(starts)s::text[]) or m.content is not null
order by m.content is not null, c.updated_at desc, c.id limit %(most)s
"""

BY_ID = {
    "task": f"""select {_TASK}, '' as told from tasks t left join teams m on m.id = t.team_id
      where t.id = any(%(ids)s) and t.deleted_at is null""",
    "team": "select id, name, key from teams where id = any(%(ids)s) and deleted_at is null",
    "view": views.VIEWS.replace("%(view_id)s::uuid is null or v.id = %(view_id)s::uuid", "v.id = any(%(ids)s)"),
    "person": """select id, name, email from people
      where id = any(%(ids)s) and status = 'active' and deleted_at is null""",
    "conversation": """select id, title, '' as told from conversations
      where id = any(%(ids)s) and deleted_at is null""",
}
