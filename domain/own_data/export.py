"""How far an export is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from domain.clock import now


@dataclass(frozen=True, slots=True)
class Export:
    """One export of a person's own data."""

    id: UUID
    status: str  # waiting | making | ready | failed
    progress: int  # percent
    file_id: UUID | None
    asked_at: datetime
    ready_at: datetime | None
    expires_at: datetime | None

    @property
    def is_under_way(self) -> bool:
        return self.status in ("waiting", "making")

    @property
    def is_ready(self) -> bool:
        return self.status == "ready" and self.file_id is not None and not self.is_over

    @property
    def is_over(self) -> bool:
        """Whether it was ready once and its time passed."""
        return self.expires_at is not None and self.expires_at < now()


def export_of(row: Any) -> Export:
    """The export that a row tells of."""
    return Export(**{name: getattr(row, name) for name in Export.__dataclass_fields__})
