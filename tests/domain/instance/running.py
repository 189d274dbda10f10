"""Somebody who runs the installation, and what the database knows of accounts."""

import os
from typing import Any
from uuid import UUID

import psycopg

from domain import accounts
from domain.accounts import Person, SignedIn, standing
from persistence.database import PERSONS, connection_string
from tests.domain.accounts.joining import device
from tests.worlds import PASSWORD, person


class Installation:
    """The shared database, seen by its owner. Others may run it too: `alone` takes it from everybody else."""

    def __init__(self, url: str) -> None:
        self._url, self._dsn = url, connection_string(url)

    def as_the_application(self) -> str:
        """How to connect as the role that people act as."""
        return connection_string(self._url, role=PERSONS, secret=os.environ["ATRIUM_SECRET"])

    def sql(self, statement: str, *given: Any) -> list[Any]:
        with psycopg.connect(self._dsn, autocommit=True) as owner:
            done = owner.execute(statement.encode(), given)
            return done.fetchall() if done.description else []

    def run_by(self, person_id: UUID) -> None:
        self.sql("update people set is_instance_admin = true where id = %s", person_id)

    def alone(self, *people: Person) -> None:
        ids = [one.id for one in people]
        self.sql("update people set is_instance_admin = id = any(%s) where is_instance_admin or id = any(%s)", ids, ids)
        standing.clear()

    async def runner(self, name: str = "Root") -> SignedIn:
        """Somebody who runs it, and has just signed in."""
        made = await person(name)
        self.run_by(made.id)
        return await signed_in(made)

    def audit_of(self, object_id: UUID) -> list[tuple[str, Any]]:
        return self.sql("select action, details from audit_log where object_id = %s order by seq", object_id)


async def signed_in(who: Person) -> SignedIn:
    standing.clear()
    return await accounts.sign_in(who.email, PASSWORD, device=device())
