"""The embedded PostgreSQL: started, stopped, killed, held by one process at a time."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from persistence.database import connection_string
from persistence.embedded import Embedded, EmbeddedError, InUse, postmaster
from tests.databases import passable_folder

ROOT = Path(__file__).parent.parent.parent
START = """
import os, sys
from pathlib import Path
from persistence.embedded import Embedded
embedded = Embedded(Path(sys.argv[1]))
embedded.start()
print(embedded.url, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def data() -> Iterator[Path]:
    """A folder that is not there yet."""
    with passable_folder() as folder:
        yield folder / "data"


@pytest.fixture
def embedded(data: Path) -> Iterator[Embedded]:
    one = Embedded(data)
    yield one
    one.stop()


def ask(embedded: Embedded, question: str) -> object:
    with psycopg.connect(embedded.url.replace("+psycopg", ""), connect_timeout=3) as connection:
        row = connection.execute(question.encode()).fetchone()
        assert row is not None
        return row[0]


def until(holds: object, patience: float = 10.0) -> None:
    assert callable(holds)
    end = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def answers(embedded: Embedded) -> bool:
    try:
        return ask(embedded, "select 1") == 1
    except psycopg.Error:
        return False


def postgres_pid(data: Path) -> int:
    found = postmaster.read((data / "postgres").resolve() / "cluster")
    assert found is not None
    return found.pid


def test_it_starts_and_keeps_what_was_written(embedded: Embedded) -> None:
    embedded.start()
    with psycopg.connect(embedded.url.replace("+psycopg", "")) as connection:
        connection.execute("create table kept as select 42 as answer")
    embedded.stop()
    began = time.monotonic()
    embedded.start()
    assert time.monotonic() - began < 2
    assert ask(embedded, "select answer from kept") == 42


def test_acknowledged_means_on_disk(embedded: Embedded) -> None:
    embedded.start()
    assert ask(embedded, "show synchronous_commit") == "on"
    assert ask(embedded, "show fsync") == "on"


def test_its_owner_is_no_superuser_and_text_is_utf8(embedded: Embedded) -> None:
    embedded.start()
    assert ask(embedded, "select rolsuper or rolbypassrls from pg_roles where rolname = current_user") is False
    assert ask(embedded, "show server_encoding") == "UTF8"
    assert ask(embedded, "select upper('é')") == "É"


def test_nothing_listens_on_the_network_and_secrets_are_private(embedded: Embedded, data: Path) -> None:
    embedded.start()
    assert ask(embedded, "show listen_addresses") == ""
    place = data / "postgres"
    assert (place / "password").stat().st_mode & 0o777 == 0o600
    assert (place / "run").stat().st_mode & 0o777 == 0o700
    assert (place / "cluster").stat().st_mode & 0o777 == 0o700
    wrong = embedded.url.replace("+psycopg", "").replace((place / "password").read_text(), "wrong")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(wrong)


def test_starting_and_stopping_twice_changes_nothing(embedded: Embedded) -> None:
    embedded.start()
    embedded.start()
    assert answers(embedded)
    embedded.stop()
    embedded.stop()


def test_a_second_one_over_the_same_folder_is_refused_in_a_sentence(embedded: Embedded, data: Path) -> None:
    embedded.start()
    with pytest.raises(InUse, match=rf"process {os.getpid()}.*ATRIUM_DATA"):
        Embedded(data).start()
    assert answers(embedded)


def test_a_command_beside_the_server_can_use_its_database(embedded: Embedded, data: Path) -> None:
    other = Embedded(data)
    assert not other.attach()
    embedded.start()
    assert other.attach()
    assert answers(other)
    embedded.stop()
    assert not other.attach()


def test_it_is_started_again_when_it_is_killed(embedded: Embedded, data: Path) -> None:
    embedded.start()
    before = postgres_pid(data)
    os.kill(before, signal.SIGKILL)
    until(lambda: answers(embedded) and postgres_pid(data) != before)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_it_goes_down_with_its_process_and_the_next_start_is_quick(data: Path, how: signal.Signals) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", START, str(data)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline()
        pid = postgres_pid(data)
        holder.send_signal(how)
    cluster = (data / "postgres").resolve() / "cluster"
    until(lambda: not postmaster.is_alive(pid, cluster))
    embedded = Embedded(data)
    began = time.monotonic()
    embedded.start()
    assert time.monotonic() - began < 3
    embedded.stop()


def test_a_recycled_process_number_does_not_block_the_start(embedded: Embedded, data: Path) -> None:
    embedded.start()
    embedded.stop()
    with subprocess.Popen(["sleep", "60"]) as stranger:
        stale = data / "postgres" / "cluster" / "postmaster.pid"
        stale.write_text(f"{stranger.pid}\n{stale.parent}\n1\n5432\n{data}\n\n1 2\nready\n")
        owner = stale.parent.stat()
        os.chown(stale, owner.st_uid, owner.st_gid)
        embedded.start()
        assert answers(embedded)
        assert stranger.poll() is None
        stranger.kill()


def test_an_interrupted_first_start_is_simply_made_again(embedded: Embedded, data: Path) -> None:
    half = data / "postgres" / "cluster.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    embedded.start()
    assert answers(embedded)


def test_a_long_path_gets_a_short_socket_that_goes_again(data: Path) -> None:
    embedded = Embedded(data / ("long" * 20) / ("longer" * 10))
    embedded.start()
    assert answers(embedded)
    folder = embedded.socket_folder
    assert len(str(folder)) < 60
    embedded.stop()
    assert not folder.exists()


def test_a_folder_may_have_a_name_with_spaces_and_signs(data: Path) -> None:
    embedded = Embedded(data / "Ünser Büro + 100% & Co")
    try:
        embedded.start()
        with psycopg.connect(connection_string(embedded.url), connect_timeout=3) as connection:
            assert connection.execute("select 1").fetchone() == (1,)
    finally:
        embedded.stop()


def test_a_cluster_of_another_version_is_named(embedded: Embedded, data: Path) -> None:
    cluster = data / "postgres" / "cluster"
    cluster.mkdir(parents=True)
    (cluster / "PG_VERSION").write_text("9\n")
    with pytest.raises(EmbeddedError, match="made by PostgreSQL 9"):
        embedded.start()


def test_a_server_that_cannot_start_says_why(data: Path) -> None:
    embedded = Embedded(data, settings={"shared_buffers": "a lot"})
    with pytest.raises(EmbeddedError, match="shared_buffers"):
        embedded.start()


def test_a_folder_that_its_account_may_not_enter_is_left_closed_and_still_works(data: Path) -> None:
    closed = data.parent / "closed"
    closed.mkdir(mode=0o700)
    embedded = Embedded(closed / "data")
    embedded.start()
    place = (closed / "data" / "postgres").resolve()
    try:
        assert answers(embedded)
        assert closed.stat().st_mode & 0o777 == 0o700
        # root's PostgreSQL runs as another account: its files are elsewhere then, and a link leads to them
        assert place.is_relative_to(closed) == (os.geteuid() != 0)
    finally:
        embedded.stop()
        shutil.rmtree(place)


def test_it_never_runs_as_root(embedded: Embedded, data: Path) -> None:
    embedded.start()
    assert psutil.Process(postgres_pid(data)).uids().real != 0
