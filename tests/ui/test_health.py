"""What load balancers are told, also while the database is away."""

import time
from collections.abc import Iterator

import httpx
import pytest

from domain.settings import VERSION
from persistence import migrate
from persistence.embedded import Embedded
from tests.databases import passable_folder
from tests.servers import Server, StartServer


@pytest.fixture
def own_postgres() -> Iterator[Embedded]:
    """A PostgreSQL of this test's own, which it may stop."""
    with passable_folder() as folder:
        embedded = Embedded(folder / "data", durable=False)
        embedded.start()
        yield embedded
        embedded.stop()


def wait_for(server: Server, path: str, status: int, patience: float) -> httpx.Response:
    until = time.monotonic() + patience
    while (answer := httpx.get(server.url + path, timeout=10)).status_code != status:
        assert time.monotonic() < until, answer.text
        time.sleep(0.1)
    return answer


def test_all_is_well(server: Server) -> None:
    assert httpx.get(f"{server.url}/health").json() == {"status": "ok", "version": VERSION}
    details = httpx.get(f"{server.url}/health/details").json()
    assert details["status"] == "ok"
    parts = details["components"]
    assert set(parts) == {"database", "migrations", "listener", "disk", "loop"}
    assert parts["database"]["ok"]
    assert parts["migrations"] == {"ok": True, "revision": migrate.head()}
    assert parts["listener"]["ok"]


def test_it_says_503_while_the_database_is_away_and_recovers_by_itself(
    own_postgres: Embedded, start_server: StartServer
) -> None:
    server = start_server(DATABASE_URL=own_postgres.url)
    own_postgres.stop()
    answer = wait_for(server, "/health", 503, patience=15)
    assert answer.json() == {"status": "unavailable", "version": VERSION}
    assert int(answer.headers["Retry-After"]) > 0
    parts = httpx.get(f"{server.url}/health/details", timeout=10).json()["components"]
    assert not parts["database"]["ok"]
    page = httpx.get(f"{server.url}/", timeout=10)
    assert page.status_code == 503
    assert "The database cannot be reached just now" in page.text
    own_postgres.start()
    wait_for(server, "/health", 200, patience=15)
    until = time.monotonic() + 10
    while not httpx.get(f"{server.url}/health/details").json()["components"]["listener"]["ok"]:
        assert time.monotonic() < until
        time.sleep(0.1)
