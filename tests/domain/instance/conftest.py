"""The installation, in a database that other tests use, too; each test comes from a network address of its own."""

from collections.abc import Iterator

import pytest

from domain import audit
from tests.domain.accounts.joining import device
from tests.domain.instance.running import Installation


@pytest.fixture
def installation(shared_database_url: str, domain_running: None) -> Iterator[Installation]:
    with audit.coming_from(device().address):
        yield Installation(shared_database_url)
