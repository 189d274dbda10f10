"""How the installation is doing just now."""

import asyncio
import time
from datetime import datetime, timedelta
from typing import Any

from domain import files
from domain import health as parts
from domain.accounts import Person
from domain.accounts.session import idle_limit
from domain.clock import now
from domain.health import Component
from domain.instance import process
from domain.instance.condition import (
    DatabaseHealth,
    FilesHealth,
    Health,
    JobsHealth,
    Loop,
    MailHealth,
    ProcessHealth,
    SessionsHealth,
)
from domain.running import check, refuse
from domain.settings import VERSION, settings
from domain.transactions import read
from persistence.queries import instance

LATE = timedelta(minutes=1)  # a job that waits longer is a sign that nobody works
KEPT = 4.0  # seconds: counting takes long where there are many people, and each open page asks again and again
SLOW = 0.25  # seconds the event loop may stand still: then open pages lose their connection


class _Counted:
    """The last numbers, counted by one at a time."""

    def __init__(self) -> None:
        self.rows: list[Any] = []
        self.until = 0.0
        self.lock = asyncio.Lock()


_counted = _Counted()


async def health(*, actor: Person, loop: Loop = Loop(), anew: bool = False) -> Health:
    """How the installation is doing, by numbers at most four seconds old unless they are to be counted `anew` (instance
    admins); the process is the one that answers."""
    await check(actor)
    moment = now()
    may, row, components, is_reachable = await asyncio.gather(
        read(actor, instance.MAY), _numbers(actor, moment, anew=anew), parts.components(), files.is_reachable()
    )
    if not may[0].may or row is None:  # they run it no longer, and this process has not heard of it yet
        await refuse(actor, "instance", None)
    return Health(
        version=VERSION, at=moment, database=_database(components, row), jobs=_jobs(row, moment), mail=_mail(row),
        files=_files(components["disk"], row, is_reachable=is_reachable),
        sessions=SessionsHealth(
            row.people, row.organizations, row.seen_lately, row.browsers, row.programs, row.tokens
        ),
        process=_process(loop),
    )  # fmt: skip


async def _numbers(actor: Person, moment: datetime, *, anew: bool) -> Any:
    async with _counted.lock:
        if anew or time.monotonic() > _counted.until:
            kept, not_kept = (moment - idle_limit("browser", remember) for remember in (True, False))
            asked = {"moment": moment, "kept_since": kept, "not_kept_since": not_kept}
            rows = await read(actor, instance.NUMBERS, asked)
            _counted.rows, _counted.until = rows, time.monotonic() + KEPT if rows else 0.0
        return _counted.rows[0] if _counted.rows else None


def _database(components: dict[str, Component], row: Any) -> DatabaseHealth:
    database, migrations, listener = (components[name] for name in ("database", "migrations", "listener"))
    return DatabaseHealth(
        ok=database.ok and migrations.ok and listener.ok, version=str(database.facts.get("version", "")),
        milliseconds=float(database.facts.get("ms", 0)), size=row.database_size,
        revision=str(migrations.facts.get("revision", "")), is_migrated=migrations.ok, is_heard=listener.ok,
    )  # fmt: skip


def _jobs(row: Any, moment: datetime) -> JobsHealth:
    is_late = row.waiting_since is not None and moment - row.waiting_since > LATE
    return JobsHealth(not is_late and not row.jobs_failed, row.jobs_due, row.waiting_since, row.jobs_planned,
                      row.jobs_running, row.jobs_failed)  # fmt: skip


def _mail(row: Any) -> MailHealth:
    has_server = settings().smtp_url is not None
    return MailHealth(not row.mails_failed, has_server, row.mails_waiting, row.mails_failed, row.mails_held)


def _files(disk: Component, row: Any, *, is_reachable: bool) -> FilesHealth:
    return FilesHealth(is_reachable and disk.ok, "s3" if settings().s3_url else "disk", is_reachable, row.files,
                       row.storage_used, int(disk.facts.get("free_bytes", 0)))  # fmt: skip


def _process(loop: Loop) -> ProcessHealth:
    lag, worst = round(loop.lag * 1000, 1), round(loop.worst * 1000, 1)
    return ProcessHealth(loop.worst < SLOW, process.STARTED_AT, process.memory(), lag, worst)
