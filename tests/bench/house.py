"""What the measurements run on: PostgreSQL in a folder that goes with the run, and processes that end with it."""

import contextlib
import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

import httpx
import psutil  # type: ignore[import-untyped]

from persistence import migrate
from persistence.embedded import Embedded
from tests.bench import million
from tests.bench.million import Million
from tests.servers import MAIN, environment, free_port

_PATIENCE = 60.0
SETTINGS = {"ATRIUM_ENVIRONMENT": "production", "ATRIUM_REQUESTS_PER_MINUTE": "100000000"}  # else as shipped


class Process:
    """One of our programs, serving on a port of its own. `url` has no slash at the end."""

    def __init__(self, *command: str, log: Path, **variables: str) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._command, self._log = command, log
        self._environment = environment(**variables, ATRIUM_PORT=str(self.port))
        self._running: subprocess.Popen[bytes] | None = None

    def start(self) -> float:
        """Start it; the seconds until it answered 200 for the first time."""
        began = time.perf_counter()
        with self._log.open("wb") as out:
            self._running = subprocess.Popen([sys.executable, *self._command], env=self._environment, cwd=MAIN.parent,
                                             stdin=subprocess.DEVNULL, stdout=out, stderr=out)  # fmt: skip
        while not self._answers():
            if self._running.poll() is not None or time.perf_counter() - began > _PATIENCE:
                self.stop()
                raise RuntimeError(f"{self._command} did not start:\n{self._log.read_text(errors='replace')[-2000:]}")
            time.sleep(0.005)
        return time.perf_counter() - began

    def _answers(self) -> bool:
        asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        with contextlib.suppress(OSError, http.client.HTTPException), contextlib.closing(asking):
            asking.request("GET", "/health")
            return asking.getresponse().status == 200
        return False

    def stop(self) -> None:
        """End it, in good order if it will."""
        if self._running is None:
            return
        self._running.send_signal(signal.SIGTERM)
        try:
            self._running.wait(20)
        except subprocess.TimeoutExpired:
            self._running.kill()
            self._running.wait()
        self._running = None

    @property
    def system_process(self) -> psutil.Process:
        assert self._running is not None
        return psutil.Process(self._running.pid)

    def memory(self) -> float:
        """The memory that is its own (PSS), in MiB; PostgreSQL, a process of its own, is not in it."""
        return float(self.system_process.memory_full_info().pss) / 2**20

    def cpu_seconds(self) -> float:
        """The processor time it has used so far."""
        times = self.system_process.cpu_times()
        return float(times.user + times.system)


class House:
    """A folder for everything that one run makes, and the million tasks once something asks for them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._closing = contextlib.ExitStack()

    def new_folder(self, name: str) -> Path:
        """An empty data folder. As root, PostgreSQL runs as nobody and has to pass through to it."""
        made = self._folder / name
        made.mkdir(mode=0o711)
        return made

    @cached_property
    def million(self) -> Million:
        """A million tasks in a durable PostgreSQL with the settings that it comes with."""
        embedded = Embedded(self.new_folder("million"))
        embedded.start()
        self._closing.callback(embedded.stop)
        migrate.upgrade(embedded.url, os.environ["ATRIUM_SECRET"])
        return million.fill(embedded.url)

    @contextmanager
    def empty_database(self, name: str) -> Iterator[str]:
        """A migrated database with nothing in it, as long as it is used; its owner's URL."""
        embedded = Embedded(self.new_folder(name))
        embedded.start()
        try:
            migrate.upgrade(embedded.url, os.environ["ATRIUM_SECRET"])
            yield embedded.url
        finally:
            embedded.stop()

    @contextmanager
    def server(self, url: str) -> Iterator[Process]:
        """The real server over this database."""
        with self.running(str(MAIN), DATABASE_URL=url, **SETTINGS) as process:
            yield process

    def process(self, *command: str, **variables: str) -> Process:
        """A program of ours, not started yet."""
        return Process(*command, log=self._folder / "process.log", **variables)

    @contextmanager
    def running(self, *command: str, **variables: str) -> Iterator[Process]:
        """A program of ours, started, stopped in the end."""
        process = self.process(*command, **variables)
        process.start()
        try:
            yield process
        finally:
            process.stop()

    def close(self) -> None:
        """Stop what still runs."""
        self._closing.close()


def signed_up(url: str) -> dict[str, str]:
    """The headers with which the first person of this server calls it."""
    form = {"email": "ada@example.org", "password": "quiet-harbour-lantern", "name": "Ada", "organization_name": "E"}
    answer = httpx.post(f"{url}/api/v1/auth/signup", json=form, timeout=30)
    return {"Authorization": f"Bearer {answer.raise_for_status().json()['access_token']}"}


def ask(module: str, question: dict[str, Any], *, seconds: float) -> Any:
    """Have another process (`python -m tests.bench.<module>`) do something; its answer. Both are JSON."""
    command = [sys.executable, "-m", f"tests.bench.{module}"]
    done = subprocess.run(command, input=json.dumps(question), env=environment(), cwd=MAIN.parent, timeout=seconds,
                          stdout=subprocess.PIPE, text=True, check=True)  # fmt: skip
    return json.loads(done.stdout)
