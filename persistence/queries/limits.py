"""Statements about the limits of a board's columns."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from persistence.session import Session

LIMITS = """select column_key, most from column_limits where grouping = %(grouping)s
  and case when %(team_id)s::uuid is null then owner_id = (select app.uid()) else team_id = %(team_id)s::uuid end"""


async def drop_limit(session: Session, home: dict[str, UUID | None], grouping: str, key: str) -> None:
    """Take the limit off a column."""
    await session.execute(
        sa.text("""delete from column_limits where grouping = :grouping and column_key = :key
          and (owner_id = cast(:owner_id as uuid) or team_id = cast(:team_id as uuid))"""),
        {"grouping": grouping, "key": key, **home},
    )


async def set_limit(session: Session, row: dict[str, Any]) -> None:
    """Give a column a limit, or another one."""
    home = "team_id" if row["team_id"] else "owner_id"
    query = sa.text(f"""insert into column_limits
        (id, owner_id, team_id, grouping, column_key, most, set_by_id, set_at)
      values (:id, :owner_id, :team_id, :grouping, :column_key, :most, :set_by_id, :set_at)
      on conflict ({home}, grouping, column_key) do update
        set most = excluded.most, set_by_id = excluded.set_by_id, set_at = excluded.set_at""")
    await session.execute(query, row)
