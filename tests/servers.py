"""The real server, as people start it: `main.py` in a process of its own on a free port."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from tests.databases import NewDatabase

MAIN = Path(__file__).parent.parent / "main.py"
StartServer = Callable[..., "Server"]


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def environment(**more: str) -> dict[str, str]:
    """The environment for a process of ours: nothing of pytest's or NiceGUI's own in it."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTEST_", "NICEGUI_", "ATRIUM_TEST_"))
    }
    return kept | {"ATRIUM_ENVIRONMENT": "test", "PYTHONUNBUFFERED": "1"} | more


class Server:
    """One running Atrium. `url` has no slash at the end."""

    def __init__(self, **variables: str) -> None:
        self.port = int(variables.get("ATRIUM_PORT", 0)) or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.database_url = variables.get("DATABASE_URL", "")
        self._environment = environment(**(variables | {"ATRIUM_PORT": str(self.port)}))
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - closed by close()
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, patience: float = 120.0) -> float:
        """Start it and wait until it answers; how many seconds that took."""
        began = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, str(MAIN)], env=self._environment, stdout=self._log, stderr=self._log, cwd=MAIN.parent
        )
        while not self.is_healthy():
            if self.process.poll() is not None or time.monotonic() - began > patience:
                self.stop()
                raise AssertionError(f"Atrium did not start:\n{self.log()}")
            time.sleep(0.02)
        return time.monotonic() - began

    def is_healthy(self) -> bool:
        """Whether it answers, and the database with it."""
        try:
            return httpx.get(f"{self.url}/health", timeout=5).status_code == 200
        except httpx.TransportError:
            return False

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """End it and answer its exit code."""
        assert self.process is not None
        if self.process.poll() is None:
            self.process.send_signal(how)
        try:
            return self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise AssertionError(f"Atrium did not stop:\n{self.log()}") from None

    def log(self) -> str:
        """What it has printed and logged so far."""
        self._log.seek(0)
        return self._log.read().decode(errors="replace")

    def close(self) -> None:
        """Stop it if it runs, and forget its log."""
        if self.process is not None and self.process.poll() is None:
            self.stop()
        self._log.close()


@pytest.fixture
def start_server(new_database: NewDatabase) -> Iterator[StartServer]:
    """Start a server over a new database; keyword arguments are further variables (DATABASE_URL="" for none)."""
    started: list[Server] = []

    def start(**variables: str) -> Server:
        if "DATABASE_URL" not in variables:
            variables["DATABASE_URL"] = new_database()
        server = Server(**variables)
        started.append(server)
        server.start()
        return server

    yield start
    for server in started:
        server.close()


@pytest.fixture(scope="session")
def server(new_database: NewDatabase) -> Iterator[Server]:
    """One server for all tests that need a real one and leave it as it is; each makes its own people."""
    running = Server(DATABASE_URL=new_database())
    running.start()
    yield running
    running.close()


@pytest.fixture(scope="session")
def base_url(server: Server) -> str:
    """Where pytest-playwright's pages begin."""
    return server.url
