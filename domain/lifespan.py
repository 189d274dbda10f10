"""Starting and stopping the domain in one process: pools, the ear for changes, the worker for jobs."""

from domain import (
    accounts,
    exchange,
    files,
    handlers,
    hearing,
    housekeeping,
    jobs,
    mail,
    notifications,
    own_data,
    transactions,
)
from domain.accounts import tidying

# who declares jobs has to be imported before the worker starts
JOBS = (accounts, exchange, files, housekeeping, mail, own_data, notifications, tidying)


async def start(url: str, direct_url: str | None = None) -> None:
    """Open the pools and begin to hear of changes and to run jobs. `direct_url` goes past a pooler."""
    transactions.connect(url)
    handlers.connect()
    await hearing.start(direct_url or url)
    await files.clear()
    await jobs.start(direct_url or url)


async def stop() -> None:
    """Close everything that `start` opened."""
    await jobs.stop()
    await hearing.stop()
    handlers.disconnect()
    await notifications.settle()
    await transactions.disconnect()
