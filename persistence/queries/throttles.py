"""Counting tries per key (front desk). See domain.accounts.throttle for the policy."""

from datetime import datetime

import sqlalchemy as sa

from persistence.session import Session

# A try during a block changes nothing (no row comes back); a quiet window starts anew; from the limit on each try
# doubles the wait.
_COUNT = sa.text("""
insert into throttles as t (key, failures, window_started_at)
values (:key, 1, :now)
on conflict (key) do update set
  failures = case when t.window_started_at < :stale then 1 else t.failures + 1 end,
  window_started_at = greatest(t.window_started_at, :now),
  blocked_until = case when t.window_started_at < :stale or t.failures + 1 < :limit then null
                       else :now + make_interval(secs => least(:longest, 2 ^ least(t.failures + 2 - :limit, 20))) end
where t.blocked_until is null or t.blocked_until <= :now
returning key
""")
_BLOCKED = sa.text("select blocked_until from throttles where key = :key")
_UNDO = sa.text("""
update throttles set failures = greatest(failures - 1, 0),
  blocked_until = case when failures - 1 < :limit then null else blocked_until end
where key = :key
""")


async def count(
    session: Session, key: str, *, now: datetime, stale: datetime, limit: int, longest: int
) -> datetime | None:
    """Count one try of this key, in one statement, so that tries at the same time cannot slip through.

    Until when the key is blocked, in which case the try is not counted; None when it is not.
    """
    values = {"key": key, "now": now, "stale": stale, "limit": limit, "longest": longest}
    if (await session.execute(_COUNT, values)).first():
        return None
    return (await session.execute(_BLOCKED, {"key": key})).scalar_one()  # type: ignore[no-any-return]


async def take_back(session: Session, key: str, *, limit: int) -> None:
    """That try was a success after all."""
    await session.execute(_UNDO, {"key": key, "limit": limit})


async def forget(session: Session, key: str) -> None:
    """Begin anew with this key."""
    await session.execute(sa.text("delete from throttles where key = :key"), {"key": key})


_SPEND = sa.text("""
insert into throttles as t (key, failures, window_started_at) values (:key, 1, :now)
on conflict (key) do update set
  failures = case when t.window_started_at <= :stale then 1 else t.failures + 1 end,
  window_started_at = case when t.window_started_at <= :stale then :now else t.window_started_at end
where t.window_started_at <= :stale or t.failures < :most
returning key
""")
_STARTED = sa.text("select window_started_at from throttles where key = :key")


async def spend(session: Session, key: str, *, now: datetime, stale: datetime, most: int) -> datetime | None:
    """Count one of `most` in a window that begins with the first and ends when it began before `stale`.

    None when it was counted; else when the window began.
    """
    if (await session.execute(_SPEND, {"key": key, "now": now, "stale": stale, "most": most})).first():
        return None
    return (await session.execute(_STARTED, {"key": key})).scalar_one()  # type: ignore[no-any-return]
