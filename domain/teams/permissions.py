"""Who may do what in a team. The pages ask the same functions whether to show a button.

| | owner | admin | member | viewer |
| --- | --- | --- | --- | --- |
| see the team, its members and tasks | yes | yes | yes | yes |
| add and change tasks | yes | yes | yes | |
| rename, describe; add, remove and re-role members | yes | yes | | |
| delete, restore, hand over | yes | | | |
| leave | | yes | yes | yes |
"""

from uuid import UUID

from domain.teams.team import Member, Team


def can_add_tasks(team: Team) -> bool:
    """Whether the reader may work in the team: everybody but its viewers."""
    return team.role != "viewer" and team.deleted_at is None


def can_manage(team: Team) -> bool:
    """Whether the reader decides who is in the team, and what it is called."""
    return team.role in ("owner", "admin") and team.deleted_at is None


def can_delete(team: Team) -> bool:
    """Whether the reader may delete the team, bring it back and hand it over; also while it is in the trash."""
    return team.role == "owner"


def can_leave(team: Team) -> bool:
    """Whether the reader may go: the owner hands the team over first."""
    return team.role != "owner" and team.deleted_at is None


def can_remove(team: Team, member: Member, person_id: UUID) -> bool:
    """Whether the person `person_id` may take this member out (leaving is another verb)."""
    return can_manage(team) and member.role != "owner" and member.user_id != person_id
