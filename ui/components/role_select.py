"""The words for roles in a team, what each may, and a box to choose one."""

from nicegui import ui

from domain.teams import GivenRole, Role

WORDS: dict[Role, str] = {"owner": "Owner", "admin": "Admin", "member": "Member", "viewer": "Viewer"}
GIVEN: tuple[GivenRole, ...] = ("admin", "member", "viewer")
MAY: dict[GivenRole, str] = {
    "admin": "Admins also manage members.",
    "member": "Members add and change tasks.",
    "viewer": "Viewers only read.",
}


def role_select() -> ui.select:
    """A box with the roles that can be given."""
    return ui.select({role: WORDS[role] for role in GIVEN}, value="member", label="Role")
