"""Counting tries per key (front desk). See domain.accounts.throttle for the policy."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from persistence.session import Session

# A try during a block changes nothing; a quiet window starts anew; from the limit on each try doubles the wait.
_COUNT = sa.text("""
insert into throttles as t (key, failures, window_started_at)
values (:key, 1, :now)
on conflict (key) do update set
  failures = case when t.blocked_until > :now then t.failures
                  when t.window_started_at < :stale then 1 else t.failures + 1 end,
  window_started_at = case when t.blocked_until > :now then t.window_started_at else :now end,
  blocked_until = case when t.blocked_until > :now then t.blocked_until
                       when t.window_started_at < :stale or t.failures + 1 < :limit then null
                       else :now + make_interval(secs => least(:longest, 2 ^ least(t.failures + 2 - :limit, 20))) end
returning failures, window_started_at < :now as is_blocked, blocked_until
""")
_UNDO = sa.text("""
update throttles set failures = greatest(failures - 1, 0),
  blocked_until = case when failures - 1 < :limit then null else blocked_until end
where key = :key
""")


@dataclass(frozen=True, slots=True)
class Counted:
    """How a try was counted: not at all when the key is blocked."""

    is_blocked: bool
    blocked_until: datetime | None


async def count(session: Session, key: str, *, now: datetime, stale: datetime, limit: int, longest: int) -> Counted:
    """Count one try of this key, in one statement, so that tries at the same time cannot slip through."""
    values = {"key": key, "now": now, "stale": stale, "limit": limit, "longest": longest}
    row = (await session.execute(_COUNT, values)).one()
    return Counted(row.is_blocked, row.blocked_until)


async def take_back(session: Session, key: str, *, limit: int) -> None:
    """That try was a success after all."""
    await session.execute(_UNDO, {"key": key, "limit": limit})


async def forget(session: Session, key: str) -> None:
    """Begin anew with this key."""
    await session.execute(sa.text("delete from throttles where key = :key"), {"key": key})
