"""ATRIUM_DATA: the one folder with everything that is kept beside the database."""

import os
import secrets
from contextlib import suppress
from pathlib import Path


def make(data: Path) -> None:
    """Make the data folder. Others may pass through it (PostgreSQL's account must); what lies in it is private."""
    if not data.exists():
        data.mkdir(parents=True)
        data.chmod(0o711)


def secret_in(data: Path, name: str) -> str:
    """A random secret kept in a file that only its owner reads; made at the first call, by one process only."""
    file = data / name
    with suppress(FileNotFoundError):
        return file.read_text().strip()
    make(data)
    fresh = data / f"{name}.{os.getpid()}"
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(secrets.token_urlsafe(32))
    try:
        with suppress(FileExistsError):  # a second process was faster: its secret counts
            os.link(fresh, file)
    finally:
        fresh.unlink()
    return file.read_text().strip()
