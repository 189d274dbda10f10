"""Atrium's command line. Without a command it serves."""

import gc

gc.disable()  # until all is imported and built: what is made now stays; ui/heartbeat.py takes over

import errno
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import NoReturn

from domain.errors import AtriumError
from domain.settings import VERSION, BadSetting, Settings, settings
from ui import logs


class Refused(Exception):
    """The command cannot be carried out; the message is a sentence for the person at the terminal."""


@contextmanager
def database(*, beside_server: bool = False) -> Iterator[str]:
    """The owner's URL of the database, past any pooler. The embedded one runs as long as the block does.

    `beside_server`: while another process serves the same data folder, use its database.
    """
    chosen = settings()
    if chosen.database_url:
        yield chosen.database_direct_url or chosen.database_url
        return
    from persistence.embedded import Embedded, InUse

    embedded = Embedded(chosen.data)
    try:
        embedded.start()
    except InUse:
        if not (beside_server and embedded.attach()):
            raise
    try:
        yield embedded.url
    finally:
        embedded.stop()


def upgrade(url: str, secret: str) -> None:
    """Bring the database to the current shape."""
    import psycopg

    from persistence import migrate

    try:
        migrate.upgrade(url, secret)
    except psycopg.Error as error:
        said = str(error).strip().splitlines()[0]
        advice = "Is DATABASE_URL right?"
        if isinstance(error, psycopg.errors.InsufficientPrivilege):
            advice = "The role in DATABASE_URL has to own the tables and must be allowed to create roles."
        raise Refused(f"The database cannot be used: {said}. {advice}") from error
    except migrate.FromTheFuture as error:
        raise Refused(str(error)) from error


def serve() -> None:
    """Serve Atrium until it is told to stop (Ctrl-C or SIGTERM)."""
    chosen = settings()
    listening = listen(chosen)
    # After its own stop uvicorn raises the signal once more: let it unwind the database, too.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(0))
    loading = threading.Thread(target=import_module, args=("ui.server",), daemon=True)
    loading.start()  # the longest part of a start: PostgreSQL starts beside it
    with listening, database() as url:
        loading.join()  # before anything else is imported: two threads in one package get in each other's way
        upgrade(url, chosen.secret)
        from ui.server import run

        run(chosen.database_url or url, url, listening, announce)


def announce() -> None:
    """Tell the person at the terminal where it is."""
    print(f"Atrium {VERSION} is at {settings().base_url}", flush=True)


def listen(chosen: Settings, patience: float = 2.0) -> socket.socket:
    """Take the port before anything else is done; one that a server just killed held is free in a moment."""
    until = time.monotonic() + patience
    while True:
        try:
            return _bind(chosen.host, chosen.port)
        except OSError as error:
            if time.monotonic() > until or error.errno != errno.EADDRINUSE:
                raise Refused(
                    f"Port {chosen.port} on {chosen.host} cannot be used ({error.strerror or error}). "
                    "Set ATRIUM_PORT to another one, or stop what uses it."
                ) from error
            time.sleep(0.1)


def _bind(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listening = socket.socket(family, kind, protocol)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(2048)
    except OSError:
        listening.close()
        raise
    return listening


def migrate() -> None:
    """Bring the database to the current shape, and nothing else."""
    with database(beside_server=True) as url:
        upgrade(url, settings().secret)
        print("The database is up to date.")


def seed() -> None:
    """Fill an installation with a believable sample world, made with the domain's own verbs."""
    import asyncio

    from domain import lifespan, sample_world

    async def fill(url: str) -> None:
        await lifespan.start(url)
        try:
            print(await sample_world.make())
        except AtriumError as error:
            raise Refused(error.message) from error
        finally:
            await lifespan.stop()

    with database(beside_server=True) as url:
        upgrade(url, settings().secret)
        asyncio.run(fill(url))


def doctor() -> None:
    """Check settings, data folder, database, migrations, roles and port; one line each."""
    from domain.doctor import examine

    findings = list(examine(database(beside_server=True)))
    for finding in findings:
        print(f"{'ok  ' if finding.ok else 'FAIL'}  {finding.subject:<12}{finding.sentence}")
    if not all(finding.ok for finding in findings):
        sys.exit(1)


def verify_audit(expect: str = "") -> None:
    """Follow the hash chain of the audit log, and print its last hash to be noted down elsewhere.

    `expect`: a hash that was noted down earlier and must still be in the log.
    """
    import psycopg
    from psycopg.rows import namedtuple_row

    from domain import audit
    from persistence.database import connection_string
    from persistence.queries.audit import CHAIN

    with (
        database(beside_server=True) as url,
        psycopg.connect(connection_string(url)) as connection,
        connection.cursor("chain", row_factory=namedtuple_row) as rows,
    ):
        chain = audit.verify(rows.execute(CHAIN), expected=expect)
    if chain.wrong:
        raise Refused(f"The audit log was tampered with: {chain.wrong}")
    print(f"The audit log is whole: {chain.entries} entries, the last hash is {chain.last_hash or '(none)'}.")


def main(arguments: list[str]) -> None:
    """Run one command; what cannot be done is said in one sentence."""
    from persistence.embedded import EmbeddedError

    logs.configure(production=os.environ.get("ATRIUM_ENVIRONMENT", "").strip().lower() == "production")
    try:
        run(arguments)
    except BadSetting as error:
        _end(error, 2)
    except (Refused, EmbeddedError) as error:
        _end(error, 1)


def run(arguments: list[str]) -> None:
    """Find the command and carry it out. To serve needs no parser: the usual start is the quick one."""
    if not arguments:
        serve()
        return
    gc.enable()
    from cyclopts import App

    app = App(name="atrium", version=VERSION, help="One place to plan work: tasks, teams, an assistant, live.")
    for command in (serve, migrate, seed, doctor, verify_audit):
        app.command(command)
    app(arguments)


def _end(error: Exception, code: int) -> NoReturn:
    print(error, file=sys.stderr)
    sys.exit(code)


if __name__ == "__main__":
    main(sys.argv[1:])
