"""An open transaction, by names that domain code may use."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession as Session

__all__ = ["Session", "select_in"]


async def select_in(session: Session, statements: Sequence[tuple[str, Mapping[str, Any]]]) -> list[list[Any]]:
    """Run SELECTs (psycopg `%(name)s` parameters) inside an open transaction; one list of named rows per statement."""
    await session.flush()
    connection = await session.connection()
    return [list((await connection.exec_driver_sql(text, dict(given))).all()) for text, given in statements]
