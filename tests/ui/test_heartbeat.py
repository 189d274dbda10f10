"""The gauge of the event loop, and the garbage collector's times."""

import asyncio
import gc
import time
from collections.abc import Iterator

import pytest

from ui.heartbeat import Heartbeat


@pytest.fixture(autouse=True)
def usual_collector() -> Iterator[None]:
    """The collector as it was before."""
    thresholds = gc.get_threshold()
    yield
    gc.set_threshold(*thresholds)
    gc.unfreeze()


async def test_a_stall_is_measured_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    heartbeat = Heartbeat()
    heartbeat.start()
    await asyncio.sleep(0.1)
    time.sleep(0.6)  # noqa: ASYNC251 - the stall
    await asyncio.sleep(0.1)
    await heartbeat.stop()
    assert 0.25 < heartbeat.worst < 2
    assert "the event loop stood still" in caplog.text


async def test_what_exists_at_the_start_is_not_looked_at_again() -> None:
    heartbeat = Heartbeat()
    heartbeat.start()
    assert gc.get_freeze_count() > 10_000
    assert gc.get_threshold()[0] == 50_000
    assert gc.isenabled()
    await heartbeat.stop()
