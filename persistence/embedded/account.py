"""Under which account PostgreSQL runs. It refuses to run as root, so root hands it to an account without rights."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from persistence.embedded.errors import EmbeddedError

_SHARED = Path("/var/lib/atrium")


class AccountError(EmbeddedError):
    """PostgreSQL cannot be run under this account; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Account:
    """`uid` is None when the process is not root: PostgreSQL then runs as whoever runs Atrium."""

    uid: int | None = None
    gid: int | None = None

    @classmethod
    def for_cluster(cls, cluster: Path) -> "Account":
        """Root runs a cluster as the account that owns it; a new one as `nobody`. Others run it themselves."""
        if os.geteuid() != 0:
            return cls()
        if cluster.exists() and (owner := cluster.stat()).st_uid != 0:
            return cls(owner.st_uid, owner.st_gid)
        try:
            nobody = pwd.getpwnam("nobody")
        except KeyError:
            raise AccountError(
                "PostgreSQL cannot run as root, and this system has no account called nobody. "
                "Start Atrium as another user, or set DATABASE_URL."
            ) from None
        return cls(nobody.pw_uid, nobody.pw_gid)

    @property
    def popen(self) -> dict[str, Any]:
        """Arguments for subprocess that make the child run under this account."""
        return {"cwd": "/"} | (
            {"user": self.uid, "group": self.gid, "extra_groups": []} if self.uid is not None else {}
        )

    def own(self, path: Path) -> None:
        """Give a file or folder to this account."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)

    def can_reach(self, path: Path) -> bool:
        """Whether every folder above `path` lets this account through. Only asked for another account than our own."""
        if self.uid is None:
            return True
        return all(self._may_enter(folder.stat()) for folder in path.resolve().parents if folder.exists())

    def _may_enter(self, folder: os.stat_result) -> bool:
        if folder.st_uid == self.uid:
            return bool(folder.st_mode & 0o100)
        return bool(folder.st_mode & (0o010 if folder.st_gid == self.gid else 0o001))

    def run(self, command: list[str]) -> str:
        """Run a program under this account and return what it printed."""
        done: subprocess.CompletedProcess[str] = subprocess.run(
            command, check=True, capture_output=True, text=True, **self.popen
        )
        return done.stdout

    @staticmethod
    def shared_place() -> Path:
        """A folder of root's that every account may look into, for what cannot lie beside root's own files."""
        try:
            _SHARED.mkdir(mode=0o711, parents=True, exist_ok=True)
            _SHARED.chmod(0o711)
        except OSError as error:
            raise AccountError(
                f"PostgreSQL runs as the account nobody, which cannot look into root's folders, and {_SHARED} cannot "
                "be written. Set ATRIUM_DATA to a folder that everybody may enter, or set DATABASE_URL."
            ) from error
        return _SHARED
