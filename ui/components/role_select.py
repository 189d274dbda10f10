"""The words for roles in a team, and a box to choose one."""

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
    """A box with the roles that can be given; its hint says what the chosen one may."""
    box = ui.select({role: WORDS[role] for role in GIVEN}, value="member", label="Role").classes("role-select")
    box.props["hint"] = MAY["member"]
    box.on_value_change(lambda event: box.props.update(hint=MAY[event.value]))
    return box
