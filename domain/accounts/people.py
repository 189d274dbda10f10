"""Who somebody is."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Person:
    """A person as the actor of verbs and as seen in their own profile."""

    id: UUID
    organization_id: UUID
    organization_name: str
    email: str
    name: str
    role: str  # admin | member, in the organisation
    status: str  # active | deactivated
    is_instance_admin: bool
    email_verified: bool
    time_zone: str  # an IANA name
    locale: str
    week_start: int  # 0 Monday … 6 Sunday
    theme: str  # auto | light | dark
    quick_add_syntax: str  # atrium | todoist
    picture_id: UUID | None
    version: int
    created_at: datetime
    deletion_due_at: datetime | None = None  # they asked for it; until then they may keep their account


@dataclass(frozen=True, slots=True)
class Removed:
    """Somebody who was taken out of the organisation, and until when they can be brought back."""

    person: Person
    removed_at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class PersonCard:
    """What any signed-in person may know of another: enough to show who did something."""

    id: UUID
    name: str
