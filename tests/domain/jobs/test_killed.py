"""Processes that are killed in the middle, for real, lose no job and double no effect."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from persistence.database import connection_string
from tests.servers import environment

KINDS = Path(__file__).with_name("kinds.py")
Start = Callable[[], subprocess.Popen[bytes]]


@pytest.fixture
def database(database_url: str) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(connection_string(database_url), autocommit=True) as connection:
        yield connection


@pytest.fixture
def start(database_url: str) -> Iterator[Start]:
    """Start one more process that runs jobs."""
    started: list[subprocess.Popen[bytes]] = []

    def starting() -> subprocess.Popen[bytes]:
        command = [sys.executable, str(KINDS), database_url, "1.5"]
        process = subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE)
        started.append(process)
        assert process.stdout
        assert process.stdout.readline() == b"working\n"
        return process

    yield starting
    for process in started:
        process.kill()
        process.wait()
        assert process.stdout
        process.stdout.close()


def _until(holds: Callable[[], bool], seconds: float = 40) -> None:
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.05)


def _defer(database: psycopg.Connection[Any], name: str, arguments: str = "{}") -> None:
    database.execute("select app.defer_job('default', %s, cast(%s as jsonb), null, null)", (name, arguments))


def _status(database: psycopg.Connection[Any], name: str) -> Counter[str]:
    rows = database.execute(
        "select status::text from procrastinate.procrastinate_jobs where task_name = %s", (name,)
    ).fetchall()
    return Counter(row[0] for row in rows)


def _marks(database: psycopg.Connection[Any]) -> list[str]:
    return [r[0] for r in database.execute("select object_kind from audit_log where action = 'test.mark'").fetchall()]


def test_a_killed_process_loses_nothing_and_doubles_nothing(database: psycopg.Connection[Any], start: Start) -> None:
    for number in range(120):
        _defer(database, "test.leave_a_mark", f'{{"mark": "mark-{number}"}}')
    for done in (10, 50):
        process = start()
        _until(lambda done=done: len(_marks(database)) >= done)  # type: ignore[misc]
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert _status(database, "test.leave_a_mark")["doing"] > 0, "nothing was under way when it died"
    start()
    _until(lambda: _status(database, "test.leave_a_mark") == {"succeeded": 120})
    assert sorted(_marks(database)) == sorted(f"mark-{number}" for number in range(120))
    attempts = database.execute("select count(*) from procrastinate.procrastinate_jobs where attempts > 1").fetchone()
    assert attempts
    assert attempts[0] > 0, "no job was run again, so the test shows nothing"


def test_a_job_that_kills_its_process_is_set_aside(database: psycopg.Connection[Any], start: Start) -> None:
    _defer(database, "test.kill_the_process")
    for _ in range(3):
        start().wait(30)
    start()
    _until(lambda: _status(database, "test.kill_the_process") == {"failed": 1})
    _defer(database, "test.leave_a_mark", '{"mark": "after"}')
    _until(lambda: _marks(database) == ["after"])


def test_a_periodic_job_runs_once_however_many_processes_there_are(
    database: psycopg.Connection[Any], start: Start
) -> None:
    start(), start()

    def ticks() -> int:
        row = database.execute("select count(*) from audit_log where action = 'test.tick'").fetchone()
        return int(row[0]) if row else 0

    _until(lambda: ticks() >= 4)
    deferred = database.execute("""select args ->> 'timestamp', count(*) from procrastinate.procrastinate_jobs
      where task_name = 'test.every_second' group by 1 having count(*) > 1""").fetchall()
    assert deferred == []
    done = _status(database, "test.every_second")["succeeded"]
    assert abs(done - ticks()) <= 1
