"""SELECTs about organisations."""

MINE = """
select o.id, o.name, o.description, o.created_at, o.version,
  (select count(*) from people p where p.organization_id = o.id and p.deleted_at is null) as member_count
from organizations o where o.id = app.my_organization_id() and o.deleted_at is null
"""
