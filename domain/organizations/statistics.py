"""How an organisation fares, for its admins."""

from dataclasses import dataclass

from domain import audit, files
from domain.accounts import Person, can_administer
from domain.errors import NotPermitted
from domain.transactions import read
from persistence.queries import organizations


@dataclass(frozen=True, slots=True)
class OrganizationStatistics:
    """People, activity, storage. Tasks are those of the last 30 days; `seen_lately`: in the last 7. Bytes."""

    people: int
    admins: int
    deactivated: int
    seen_lately: int
    teams: int
    tasks_created: int
    tasks_completed: int
    files: int
    storage_used: int
    storage_quota: int


async def statistics(*, actor: Person) -> OrganizationStatistics:
    """The numbers of the actor's organisation (admins)."""
    rows = await read(actor, organizations.STATISTICS) if can_administer(actor) else []
    if not rows:
        await audit.record(
            "access.refused", actor_id=actor.id, object_kind="organization", object_id=actor.organization_id
        )
        raise NotPermitted("Only admins of the organisation may see this.")
    return OrganizationStatistics(**rows[0]._asdict() | {"storage_quota": files.quota(rows[0].storage_quota)})
