"""Between which others tasks stand, as numbers."""

from collections.abc import Iterable
from uuid import UUID

from domain.tasks.changing import locked
from domain.tasks.inputs import Place
from persistence.models import TaskRow
from persistence.queries import tasks as queries
from persistence.session import Session


class Positions:
    """Where tasks stand, and where those that are being moved will."""

    def __init__(self, session: Session, known: dict[UUID, float]) -> None:
        self._session, self._known, self.given = session, known, dict[UUID, float]()

    @classmethod
    async def around(cls, session: Session, moves: Iterable[tuple[UUID, Place]]) -> "Positions":
        """Of these tasks and of those beside which they are put."""
        ids = {i for task_id, place in moves for i in (place.after_id, place.before_id, task_id) if i}
        return cls(session, await queries.positions(session, list(ids)))

    def at(self, task_id: UUID | None) -> float | None:
        """Where it is; None for one that is gone."""
        return self.given.get(task_id, self._known.get(task_id)) if task_id else None

    def skip(self, task_id: UUID, place: Place) -> None:
        """It stays where it is: what is put after it goes after what it should have been put after."""
        self._known.pop(task_id, None)
        if (low := self.at(place.after_id)) is not None:
            self.given[task_id] = low

    async def put(self, task_id: UUID, place: Place) -> float:
        """Between the neighbours; where they stand too close, room is made."""
        self.given[task_id] = at = await self._between(task_id, self.at(place.after_id), self.at(place.before_id))
        return at

    async def _between(self, task_id: UUID, low: float | None, high: float | None) -> float:
        if low is not None and high is not None:
            if low > high:  # sorted by something else: there is no between, but both sides of it are as good
                return low + 0.5
            if not low < (low + high) / 2 < high:
                await self._make_room(task_id, low)
                return low + 0.5
            return (low + high) / 2
        if low is not None:
            return low + 1
        return high - 1 if high is not None else self._known[task_id]

    async def _make_room(self, task_id: UUID, above: float) -> None:
        row: TaskRow = await locked(self._session, task_id)
        await queries.make_room(self._session, owner_id=row.owner_id, team_id=row.team_id, above=above)
        self._session.expire(row)
        self._known = await queries.positions(self._session, list(self._known))
