"""The type of an open transaction, by a name that domain code may use."""

from sqlalchemy.ext.asyncio import AsyncSession as Session

__all__ = ["Session"]
