"""The command line, as people use it: in processes of its own."""

import os
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import httpx
import psutil
import psycopg
import pytest
from psycopg import sql
from sqlalchemy.engine import make_url

from domain.settings import VERSION
from persistence.database import connection_string
from persistence.embedded import postmaster
from tests.databases import passable_folder
from tests.servers import MAIN, Server, environment, free_port


@pytest.fixture
def nothing() -> Iterator[Path]:
    """A data folder that is not there yet."""
    with passable_folder() as folder:
        yield folder / "data"


@pytest.fixture(scope="module")
def made() -> Iterator[Path]:
    """A data folder with a cluster that is up to date."""
    with passable_folder() as folder:
        assert run("migrate", ATRIUM_DATA=f"{folder}/data").returncode == 0
        yield folder / "data"


@pytest.fixture
def data(made: Path, nothing: Path) -> Path:
    """One like it, for this test alone."""
    subprocess.run(["cp", "-a", str(made), str(nothing)], check=True)
    return nothing


@pytest.fixture
def alone(data: Path) -> Iterator[Server]:
    """A server that brings its own PostgreSQL along, not started yet."""
    server = Server(ATRIUM_DATA=str(data))
    yield server
    server.close()


def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(MAIN), *arguments],
        env=environment(**variables),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_it_starts_on_a_fresh_machine_says_where_it_is_and_stops_in_good_order(nothing: Path) -> None:
    alone = Server(ATRIUM_DATA=str(nothing))
    alone.start()
    assert f"Atrium {VERSION} is at {alone.url}" in alone.log()
    assert httpx.get(f"{alone.url}/health").json() == {"status": "ok", "version": VERSION}
    assert alone.stop() == 0
    assert "Traceback" not in alone.log()
    assert not (nothing / "postgres" / "cluster" / "postmaster.pid").exists()
    alone.close()


def test_the_second_start_adds_little_to_what_its_libraries_take(alone: Server) -> None:
    alone.start()
    assert alone.stop(signal.SIGINT) == 0
    alone.start()
    assert alone.process is not None
    # Processor time as a ratio: other work on the machine is not what is measured. Seconds are for tests/bench.
    own = sum(psutil.Process(alone.process.pid).cpu_times()[:2])
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", "import nicegui, sqlalchemy.ext.asyncio, sqlmodel, psycopg"], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    libraries = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert own < 2 * libraries


def test_it_starts_again_after_it_was_killed(alone: Server) -> None:
    for _ in range(2):
        alone.start()
        alone.stop(signal.SIGKILL)
    alone.start()
    assert alone.is_healthy()


def test_it_goes_on_when_its_postgresql_is_killed(alone: Server, data: Path) -> None:
    alone.start()
    found = postmaster.read((data / "postgres").resolve() / "cluster")
    assert found is not None
    os.kill(found.pid, signal.SIGKILL)
    until = time.monotonic() + 10
    while postmaster.is_alive(found.pid, data) or not alone.is_healthy():
        assert time.monotonic() < until
        time.sleep(0.05)
    assert alone.is_healthy()


def test_it_goes_down_with_the_uv_run_that_started_it(data: Path) -> None:
    uv = data.parent / "uv"
    uv.symlink_to(sys.executable)
    port = free_port()
    # stands in for `uv run main.py`: a process called uv that starts Atrium and waits for it
    waiting = f"import subprocess, sys; subprocess.run([{sys.executable!r}, {str(MAIN)!r}])"
    server = Server(ATRIUM_DATA=str(data), ATRIUM_PORT=str(port))
    with subprocess.Popen(
        [str(uv), "-c", waiting], env=environment(ATRIUM_DATA=str(data), ATRIUM_PORT=str(port))
    ) as run:
        while not server.is_healthy():
            assert run.poll() is None
            time.sleep(0.1)
        run.kill()
    assert server.start() > 0
    server.close()


def test_a_second_one_over_the_same_data_is_refused_in_a_sentence(alone: Server, data: Path) -> None:
    alone.start()
    second = run("serve", ATRIUM_DATA=str(data), ATRIUM_PORT=str(free_port()))
    assert second.returncode == 1
    assert second.stderr.startswith("Another Atrium (process ")
    assert alone.is_healthy()


def test_a_taken_port_is_refused_in_a_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        refused = run("serve", ATRIUM_PORT=port)
    assert refused.returncode == 1
    assert refused.stderr.startswith(f"Port {port} on 127.0.0.1 cannot be used")
    assert refused.stderr.count("\n") == 1


def test_a_bad_variable_is_refused_in_a_sentence_that_names_it() -> None:
    refused = run("serve", ATRIUM_PORT="eighty")
    assert refused.returncode == 2
    assert refused.stderr == "ATRIUM_PORT cannot be used. It must be a number from 1 to 65535.\n"


def test_production_without_a_secret_is_refused() -> None:
    refused = run("serve", ATRIUM_ENVIRONMENT="production", ATRIUM_SECRET="")
    assert refused.returncode == 2
    assert refused.stderr.startswith("ATRIUM_SECRET is missing.")


def test_an_unreachable_database_is_refused_in_a_sentence() -> None:
    url = f"postgresql://me:hunter2@127.0.0.1:{free_port()}/atrium"
    refused = run("migrate", DATABASE_URL=url)
    assert refused.returncode == 1
    assert "DATABASE_URL" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert "hunter2" not in refused.stderr


def test_a_role_that_may_not_make_roles_is_told_what_it_needs(database_url: str) -> None:
    name = sql.Identifier(f"weak_{uuid4().hex}")
    weak = make_url(database_url).set(username=name.as_string().strip('"'), password="weak")
    with psycopg.connect(connection_string(database_url), autocommit=True) as owner:
        owner.execute(sql.SQL("create role {} login password 'weak'").format(name))
        refused = run("migrate", DATABASE_URL=weak.render_as_string(hide_password=False))
        owner.execute(sql.SQL("drop role {}").format(name))
    assert refused.returncode == 1
    assert refused.stderr.startswith("The database cannot be used: permission denied")
    assert refused.stderr.endswith("must be allowed to create roles.\n")


def test_migrate_says_when_all_is_up_to_date(database_url: str) -> None:
    done = run("migrate", DATABASE_URL=database_url)
    assert (done.returncode, done.stdout) == (0, "The database is up to date.\n")


def test_doctor_finds_all_well(database_url: str) -> None:
    provider = {"ISSUER": "https://accounts.google.com", "CLIENT_ID": "atrium", "CLIENT_SECRET": "hunter2"}
    known = {f"ATRIUM_OIDC_GOOGLE_{what}": value for what, value in provider.items()}
    done = run("doctor", DATABASE_URL=database_url, ATRIUM_PORT=str(free_port()), **known)
    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    assert [line.split()[1] for line in lines] == ["settings", "data", "database", "migrations", "roles", "port"]
    assert all(line.startswith("ok") for line in lines)


def test_doctor_beside_a_running_server_uses_its_database(alone: Server, data: Path) -> None:
    alone.start()
    done = run("doctor", ATRIUM_DATA=str(data), ATRIUM_PORT=str(alone.port))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "served by Atrium just now" in done.stdout


def test_doctor_names_what_is_wrong_and_fails() -> None:
    url = f"postgresql://me@127.0.0.1:{free_port()}/atrium"
    done = run("doctor", DATABASE_URL=url, ATRIUM_PROT="8080")
    assert done.returncode == 1
    assert "FAIL  settings    Atrium knows no variable ATRIUM_PROT." in done.stdout
    assert "FAIL  database" in done.stdout
    assert "Traceback" not in done.stderr


def test_doctor_names_a_bad_variable() -> None:
    done = run("doctor", ATRIUM_PORT="0")
    assert done.returncode == 1
    assert done.stdout == "FAIL  settings    ATRIUM_PORT cannot be used. It must be a number from 1 to 65535.\n"


def test_help_names_every_command() -> None:
    done = run("--help")
    assert done.returncode == 0
    assert all(word in done.stdout for word in ("serve", "migrate", "seed", "doctor"))


def test_version() -> None:
    assert run("--version").stdout == f"{VERSION}\n"


def test_nothing_of_a_query_or_a_page_reaches_the_log(server: Server) -> None:
    httpx.get(f"{server.url}/api/nothing?token=hunter2")
    httpx.get(f"{server.url}/_nicegui/client/0123-secret-page/upload")
    assert "/api/nothing" in server.log()
    assert "hunter2" not in server.log()
    assert "0123-secret-page" not in server.log()


def test_the_tests_own_environment_does_not_reach_a_server() -> None:
    assert not [name for name in environment() if name.startswith(("PYTEST_", "NICEGUI_"))]
    assert os.environ["ATRIUM_ENVIRONMENT"] == "test"


def test_the_audit_log_is_followed_and_tampering_is_said(database_url: str) -> None:
    whole = run("verify-audit", DATABASE_URL=database_url)
    assert (whole.returncode, "The audit log is whole: 0 entries" in whole.stdout) == (0, True)
    noted = run("verify-audit", "--expect", "ab" * 32, DATABASE_URL=database_url)
    assert (noted.returncode, "tampered with" in noted.stderr) == (1, True)


def test_an_address_of_a_store_that_cannot_be_used_stops_the_start_in_a_sentence() -> None:
    done = run("serve", ATRIUM_S3_URL="s3://key:hunter2@bucket?colour=red")
    assert (done.returncode, done.stdout) == (2, "")
    assert "ATRIUM_S3_URL cannot be used. It must have known values" in done.stderr
    assert "“colour”" in done.stderr
    assert "Traceback" not in done.stderr
    assert "hunter2" not in done.stderr
