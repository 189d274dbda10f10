"""What happened, as one person may hear of it: for programs that follow along."""

from domain.bus import Event
from domain.transactions import HasId, read, read_at_front_desk
from persistence.queries import events as queries

_STRETCH = 2000  # ids looked through at once, however few of them the person may see


async def last_event_id() -> int:
    """The id of the newest event of all; events become visible in the order of their ids."""
    return int((await read_at_front_desk(queries.LAST))[0].id)


async def happened_after(after: int, until: int, *, actor: HasId) -> tuple[list[Event], int]:
    """The events after one id that the actor may see just now, in order, and how far that reaches (at most `until`)."""
    reached = min(until, after + _STRETCH)
    rows = await read(actor, queries.BETWEEN, {"after": after, "until": reached})
    return [
        Event(r.id, r.name, r.kind, r.object_id, r.actor_id, frozenset(), r.version, r.at, r.team_id) for r in rows
    ], reached
