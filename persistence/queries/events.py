"""SELECTs on the outbox. Which rows a person sees is the policy's."""

LAST = "select coalesce(max(id), 0) as id from activities"
BETWEEN = """
select id, name, kind, object_id, actor_id, version, at, team_id from activities
where id > %(after)s and id <= %(until)s order by id
"""
