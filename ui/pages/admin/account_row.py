"""An account of the installation as a row of a list."""

from domain import clock
from domain.accounts import Person
from domain.instance import Account
from ui.components.member_list import Act, Row
from ui.components.when import ago

_WORDS = {"admin": "Admin", "member": "Member"}
_DEACTIVATE, _LET_IN = Act("deactivate", "Deactivate", "user-minus"), Act("reactivate", "Let in again", "undo-2")
_MAKE, _UNMAKE = (
    Act("make", "Let them run Atrium", "shield"),
    Act("unmake", "Let them run Atrium no longer", "shield-off"),
)


def row_of(one: Account, actor: Person) -> Row:
    """The row of one account, with what the actor may do about it."""
    is_me, is_active = one.id == actor.id, one.status == "active"
    tag = "You" if is_me else "Deactivated" if not is_active else "Leaving" if one.deletion_due_at else ""
    seen = (
        f"seen {ago(one.last_seen_at, clock.now(), actor.time_zone, actor.locale)}"
        if one.last_seen_at
        else "never seen"
    )
    acts = [_UNMAKE] if one.is_instance_admin else [_MAKE] if is_active and not one.deletion_due_at else []
    acts += [] if is_me else [_DEACTIVATE if is_active else _LET_IN]
    return Row(
        id=str(one.id), name=one.name, note=f"{one.email} · {one.organization_name} · {seen}", role=one.role,
        role_word="Runs Atrium" if one.is_instance_admin else _WORDS[one.role], tag=tag, off=not is_active, acts=acts,
    )  # fmt: skip
