"""Acting as people of the filled world: in this process through the domain, in others by token or cookie."""

import http.client
import json
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, closing
from uuid import UUID

import psycopg

from domain import transactions
from domain.accounts import Device, Person, passwords, sessions
from domain.transactions import front_desk, read_at_front_desk
from persistence.queries import accounts
from tests.bench.house import Process
from tests.bench.million import Million, owner

PASSWORD = "correct horse battery staple"


@asynccontextmanager
async def domain_over(url: str) -> AsyncIterator[None]:
    """The domain's verbs, usable in this process on the running loop."""
    transactions.connect(url)
    try:
        yield
    finally:
        await transactions.disconnect()


async def person(person_id: UUID) -> Person:
    """One person of the database."""
    return sessions.person_of((await read_at_front_desk(accounts.PERSON, {"id": person_id}))[0])


async def cookies(world: Million, person_ids: Iterable[UUID]) -> list[str]:
    """A browser's session for each, begun as signing in begins it: their Cookie headers."""
    async with domain_over(world.url):
        people = [await person(person_id) for person_id in person_ids]
        device = Device("127.0.0.1", "a measurement")
        async with front_desk() as transaction:
            begun = [sessions.begin(transaction, one, "browser", device=device, remember=True) for one in people]
    return [f"atrium={secret}" for _, secret in begun]


async def give_passwords(world: Million, person_ids: list[UUID]) -> list[str]:
    """Let these people sign in with PASSWORD; their addresses."""
    hashed = await passwords.hash_of(PASSWORD)
    with psycopg.connect(owner(world.url)) as connection:
        connection.execute(
            "insert into credentials (person_id, password_hash, changed_at) select unnest(%s::uuid[]), %s, now()"
            " on conflict (person_id) do update set password_hash = excluded.password_hash",
            (person_ids, hashed),
        )
        found = connection.execute("select id, email from people where id = any(%s)", (person_ids,))
        addresses = {row[0]: str(row[1]) for row in found}
    return [addresses[person_id] for person_id in person_ids]


def tokens(server: Process, addresses: Iterable[str]) -> list[str]:
    """Sign these people in over REST; their Authorization headers."""
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)) as asking:
        return [f"Bearer {_log_in(asking, address)}" for address in addresses]


def _log_in(asking: http.client.HTTPConnection, address: str) -> str:
    body = json.dumps({"email": address, "password": PASSWORD})
    asking.request("POST", "/api/auth/login", body, {"Content-Type": "application/json"})
    answer = asking.getresponse()
    told = json.loads(answer.read())
    if answer.status != 200:
        raise RuntimeError(f"{address} could not sign in: {told}")
    return str(told["access_token"])
