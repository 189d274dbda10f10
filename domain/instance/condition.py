"""The numbers that somebody has to look at when something is wrong, part by part."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Loop:
    """How well the event loop keeps time, as the door measures it: the last delay, the worst of a minute (seconds)."""

    lag: float = 0.0
    worst: float = 0.0


@dataclass(frozen=True, slots=True)
class DatabaseHealth:
    """`size` in bytes, `milliseconds` for one question and its answer. `is_heard`: changes are told to open pages."""

    ok: bool
    version: str
    milliseconds: float
    size: int
    revision: str
    is_migrated: bool
    is_heard: bool


@dataclass(frozen=True, slots=True)
class JobsHealth:
    """`waiting` are due and nobody works on them yet, the one that is due longest since `waiting_since`; `failed` were
    given up. `planned` are for later."""

    ok: bool
    waiting: int
    waiting_since: datetime | None
    planned: int
    running: int
    failed: int


@dataclass(frozen=True, slots=True)
class MailHealth:
    """`held` are kept because there is no mail server."""

    ok: bool
    has_server: bool
    waiting: int
    failed: int
    held: int


@dataclass(frozen=True, slots=True)
class FilesHealth:
    """Where the bytes are (`disk` or `s3`), how many files, how many bytes; `free` bytes on the disk of the data."""

    ok: bool
    place: str
    is_reachable: bool
    files: int
    used: int
    free: int


@dataclass(frozen=True, slots=True)
class SessionsHealth:
    """Open sessions of each kind, and how many people did something in the last quarter of an hour."""

    people: int
    organizations: int
    seen_lately: int
    browsers: int
    programs: int
    tokens: int


@dataclass(frozen=True, slots=True)
class ProcessHealth:
    """The process that answers. `memory` in bytes, `lag` and `worst_lag` of its event loop in milliseconds."""

    ok: bool
    started_at: datetime
    memory: int
    lag: float
    worst_lag: float


@dataclass(frozen=True, slots=True)
class Health:
    """All parts. `ok`: nobody needs to look."""

    version: str
    at: datetime
    database: DatabaseHealth
    jobs: JobsHealth
    mail: MailHealth
    files: FilesHealth
    sessions: SessionsHealth
    process: ProcessHealth

    @property
    def ok(self) -> bool:
        return all((self.database.ok, self.jobs.ok, self.mail.ok, self.files.ok, self.process.ok))
