"""The guarded application as a fixture."""

import contextlib
from collections.abc import Callable, Iterator

import pytest

from tests.databases import NewDatabase
from tests.ui.guard.visiting import Browser, Guarded, close_all


@pytest.fixture(scope="session")
def start_guarded(new_database: NewDatabase) -> Iterator[Callable[..., Guarded]]:
    """Start the application with further variables of the environment."""
    with contextlib.ExitStack() as stack:

        def start(**variables: str) -> Guarded:
            running = Guarded(DATABASE_URL=new_database(), **variables)
            stack.callback(running.stop)
            return running

        yield start


@pytest.fixture(scope="session")
def guarded(start_guarded: Callable[..., Guarded]) -> Guarded:
    """One application for all tests that leave it as it is. Somebody has signed up already."""
    running = start_guarded()
    Browser(running).join("First")
    return running


@pytest.fixture(autouse=True)
def _closed_afterwards() -> Iterator[None]:
    yield
    close_all()


@pytest.fixture
def ada(guarded: Guarded) -> Browser:
    return Browser(guarded).join("Ada")


@pytest.fixture
def mallory(guarded: Guarded) -> Browser:
    return Browser(guarded).join("Mallory")
