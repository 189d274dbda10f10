"""SELECTs about saved views."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from persistence.session import Session

VIEWS = """
select v.id, v.name, v.filter, v.sort, v.grouping as "group", v.layout, v.options, v.team_id, v.creator_id, v.position,
  f.view_id is not null as is_favourite, f.position as favourite_position,
  case when v.owner_id = app.uid() or v.team_id = any((select app.my_admin_team_ids())::uuid[])
      or (v.creator_id = app.uid() and v.team_id = any((select app.my_writable_team_ids())::uuid[])) then 'owner'
    when v.team_id = any((select app.my_writable_team_ids())::uuid[]) then 'edit' else 'view' end as permission,
  v.version, v.created_at, v.updated_at, t.name as team_name
from saved_views v left join view_favourites f on f.view_id = v.id and f.person_id = app.uid()
  left join teams t on t.id = v.team_id
where v.deleted_at is null and (%(view_id)s::uuid is null or v.id = %(view_id)s::uuid)
order by f.position nulls last, v.team_id is not null, lower(t.name), v.team_id, v.position, v.id
"""


async def view_in(session: Session, view_id: UUID, *, trashed: bool = False) -> Any | None:
    """The view as the transaction's person sees it, or None; `trashed`: also when it was deleted."""
    statement = VIEWS.replace("v.deleted_at is null and", "") if trashed else VIEWS
    query = sa.text(statement.replace("%(view_id)s::uuid", "cast(:view_id as uuid)"))
    return (await session.execute(query, {"view_id": view_id})).first()


async def extent(session: Session, owner_id: UUID | None, team_id: UUID | None) -> tuple[int, float]:
    """How many views there are at a home, and the last one's position."""
    query = sa.text("""select count(*), coalesce(max(position), 0) from saved_views
      where deleted_at is null and (owner_id = cast(:owner_id as uuid) or team_id = cast(:team_id as uuid))""")
    row = (await session.execute(query, {"owner_id": owner_id, "team_id": team_id})).one()
    return row[0], row[1]


async def set_favourite(session: Session, view_id: UUID, person_id: UUID, position: float | None) -> None:
    """Make it a favourite, at the end or at a position; what is one already stays where it is unless told."""
    query = sa.text("""insert into view_favourites as f (person_id, view_id, position)
      select :me, :view_id, coalesce(:position, 1 + coalesce(max(position), 0)) from view_favourites
      where person_id = :me
      on conflict (person_id, view_id) do update set position = coalesce(:position, f.position)""")
    query = query.bindparams(sa.bindparam("position", type_=sa.Float))
    await session.execute(query, {"me": person_id, "view_id": view_id, "position": position})


async def drop_favourite(session: Session, view_id: UUID, person_id: UUID) -> None:
    await session.execute(sa.text("delete from view_favourites where view_id = :view_id and person_id = :me"),
                          {"view_id": view_id, "me": person_id})  # fmt: skip
