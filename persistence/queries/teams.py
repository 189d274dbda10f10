"""SELECTs about teams."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from persistence.models import TeamMemberRow
from persistence.session import Session

TEAM_COLUMNS = """
  t.id, t.organization_id, t.name, t.key, t.description, m.role, t.version, t.created_at, t.updated_at, t.deleted_at,
  (select count(*) from team_members c where c.team_id = t.id) as member_count,
  (select count(*) from tasks k where k.team_id = t.id and k.deleted_at is null
    and k.status in ('pending', 'in_progress')) as open_task_count
"""
TEAMS = f"""
select {TEAM_COLUMNS} from teams t join team_members m on m.team_id = t.id and m.person_id = app.uid()
where (%(team_id)s::uuid is null or t.id = %(team_id)s) and (t.deleted_at is not null) = %(deleted)s
order by lower(t.name), t.id
"""
MEMBERS = """
select m.team_id, m.person_id as user_id, p.name, p.email, m.role, m.joined_at
from team_members m join people p on p.id = m.person_id where m.team_id = %(team_id)s
order by array_position(array['owner','admin','member','viewer'], m.role), lower(p.name), p.id
"""
NAMES = """
select t.id as team_id, t.name as team_name, t.key, p.id, p.name, p.email
from team_members m join teams t on t.id = m.team_id join people p on p.id = m.person_id
where m.team_id = any((select app.my_team_ids())::uuid[]) and t.deleted_at is null and p.deleted_at is null
order by lower(t.name), t.id, lower(p.name), p.id limit 5000
"""


async def team_in(session: Session, team_id: UUID, *, deleted: bool = False) -> Any | None:
    """The team as the transaction's person sees it, or None."""
    text = TEAMS.replace("%(team_id)s::uuid", "cast(:team_id as uuid)").replace("%(team_id)s", ":team_id")
    query = sa.text(text.replace("%(deleted)s", ":deleted"))
    return (await session.execute(query, {"team_id": team_id, "deleted": deleted})).first()


async def member_in(session: Session, team_id: UUID, person_id: UUID) -> Any:
    """One member of the team."""
    query = sa.text(MEMBERS.replace("%(team_id)s", ":team_id and m.person_id = :person_id"))
    return (await session.execute(query, {"team_id": team_id, "person_id": person_id})).one()


async def lock_team(session: Session, team_id: UUID) -> None:
    """Let no other transaction change this team or its members until this one ends."""
    await session.execute(sa.text("select pg_advisory_xact_lock(hashtextextended(:id, 0))"), {"id": str(team_id)})


async def members_of(session: Session, team_id: UUID) -> list[TeamMemberRow]:
    query = sa.select(TeamMemberRow).where(TeamMemberRow.team_id == team_id)  # type: ignore[arg-type]
    return list((await session.execute(query)).scalars())


async def find_person(session: Session, *, email: str | None = None, person_id: UUID | None = None) -> Any | None:
    """Id, name and email of an active person, by address or by id."""
    if email is not None:
        query, given = "select id, name, email from app.find_person(:email)", {"email": email}
    else:
        query, given = (
            "select id, name, '' as email from app.find_person_by_id(cast(:id as uuid))",
            {"id": str(person_id)},
        )
    return (await session.execute(sa.text(query), given)).first()


async def taken_keys(session: Session, prefix: str) -> set[str]:
    """The keys in the organisation that begin with `prefix` (seen or not: they must not be given twice)."""
    query = sa.text("select k from app.team_keys(:prefix) k")
    return set((await session.execute(query, {"prefix": prefix})).scalars())


async def drop_foreign_assignments(session: Session, team_id: UUID, person_id: UUID) -> list[UUID]:
    """Take the person off the team's tasks that they can no longer see; the ids of those tasks."""
    query = sa.text("select * from app.unassign_leaver(:team, :person)")
    return list((await session.execute(query, {"team": team_id, "person": person_id})).scalars())


async def set_tasks_deleted(session: Session, team_id: UUID, *, before: Any, after: Any, by: UUID | None) -> None:
    """Trash (or bring back) all the team's tasks whose `deleted_at` is `before`, together with the team."""
    condition = "deleted_at is null" if before is None else "deleted_at = :before"
    query = sa.text(f"update tasks set deleted_at = :after, deleted_by_id = :by where team_id = :team and {condition}")
    await session.execute(query, {"team": team_id, "before": before, "after": after, "by": by})


async def share_receivers(session: Session, team_id: UUID) -> list[UUID]:
    """The people and teams who see one of the team's tasks through a share."""
    query = sa.text("""select distinct r.id from task_shares s join tasks t on t.id = s.task_id,
      unnest(array[s.person_id, s.team_id]) r(id) where t.team_id = :team and r.id is not null""")
    return list((await session.execute(query, {"team": team_id})).scalars())
