"""Row-level security and the functions it stands on: the second wall behind the queries.

The whole is applied anew after every migration when its text changed (`persistence.migrate`), so this folder always
says what the database enforces.
"""

import re
from hashlib import sha256

from persistence.database import PERSONS, SYSTEM, role_name
from persistence.policies import (
    accounts,
    assistant,
    audit,
    comments,
    dashboard,
    exchange,
    files,
    functions,
    instance,
    invitations,
    jobs,
    leaving,
    limits,
    mail,
    notifications,
    records,
    relations,
    reminders,
    repeating,
    search,
    tasks,
    teams,
    views,
)

_PARTS = (
    functions,
    accounts,
    teams,
    tasks,
    relations,
    repeating,
    comments,
    reminders,
    records,
    audit,
    assistant,
    dashboard,
    exchange,
    jobs,
    mail,
    leaving,
    invitations,
    views,
    limits,
    files,
    notifications,
    instance,
    search,
)


def text(secret: str) -> str:
    """All of it as one SQL script, to be run by the owner of the tables in one transaction.

    The two roles are written `app_rw` and `app_system` everywhere here, and named as this installation names them.
    """
    body = "\n".join(part.SQL for part in _PARTS)
    grants = (
        "revoke all on all functions in schema app from public;\n"
        "grant execute on all functions in schema app to app_rw, app_system;\n"
        "grant select on alembic_version to app_system;\n"  # the health report names the revision
        + "\n".join(part.REVOKES for part in _PARTS if hasattr(part, "REVOKES"))
    )
    written = f"{functions.RESET}\n{body}\n{grants}"
    return re.sub(rf"\b({PERSONS}|{SYSTEM})\b", lambda found: role_name(secret, found[0]), written)


def fingerprint(secret: str) -> str:
    """Changes when the text changes."""
    return sha256(text(secret).encode()).hexdigest()
