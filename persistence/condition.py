"""What state a database is in: its version, its revision, its roles. For `doctor` and the health report."""

from dataclasses import dataclass

import psycopg

from persistence import migrate, policies
from persistence.database import PERSONS, SYSTEM, connection_string, role_name

OLDEST = 15
# readable by app_system too
REVISION = """
select current_setting('server_version') as server,
       (select version_num from alembic_version) as revision,
       (select obj_description(oid, 'pg_namespace') from pg_namespace where nspname = 'app') as policies
"""
_OURS = (PERSONS, SYSTEM)
_ROLES = "select rolname, rolsuper or rolbypassrls from pg_roles where rolname = any(%s)"


@dataclass(frozen=True, slots=True)
class Condition:
    """`revision` is empty before the first migration; `roles` says of each of our two that exists if it is unsafe."""

    server: str
    revision: str
    roles: dict[str, bool]

    @property
    def is_new_enough(self) -> bool:
        return int(self.server.split(".")[0].split()[0]) >= OLDEST

    @property
    def is_migrated(self) -> bool:
        return self.revision == migrate.head()

    @property
    def has_safe_roles(self) -> bool:
        return len(self.roles) == len(_OURS) and not any(self.roles.values())


def examine(url: str, secret: str) -> Condition:
    """Look at the database behind `url` as its owner. Raises psycopg.OperationalError when it cannot be reached."""
    with psycopg.connect(connection_string(url), autocommit=True, connect_timeout=3) as connection:
        server = connection.info.parameter_status("server_version") or "0"
        revision = migrate.revision_of(connection)
        roles: dict[str, bool] = dict(
            connection.execute(_ROLES, ([role_name(secret, role) for role in _OURS],)).fetchall()
        )
    return Condition(server, revision, roles)


def is_current(revision: str | None, policies_in_force: str | None, secret: str) -> bool:
    """Whether a database that says this of itself (see REVISION) has the shape that this program expects."""
    return revision == migrate.head() and policies_in_force == policies.fingerprint(secret)
