"""Each test comes from a network address of its own: failures are counted by address, too."""

from collections.abc import Iterator

import pytest

from domain import audit
from tests.domain.accounts.joining import device
from tests.domain.accounts.travelling import traveller, trusted

__all__ = ["traveller", "trusted"]


@pytest.fixture(autouse=True)
def _from_elsewhere() -> Iterator[None]:
    with audit.coming_from(device().address):
        yield
