"""The folders of the embedded PostgreSQL: `<data>/postgres` with the cluster, the socket, the password and the log."""

import fcntl
import logging
import os
import shutil
import tempfile
import time
from pathlib import Path

from persistence import data_folder
from persistence.embedded.account import Account
from persistence.embedded.errors import EmbeddedError, InUse

log = logging.getLogger(__name__)

_SOCKET_NAME = len("/.s.PGSQL.5432.lock")
_SOCKET_PATH_LIMIT = 103  # bytes; Linux takes 107, macOS 103
_PATIENCE = 1.0  # seconds for the one before us to go
_KEPT_LOG = 5_000_000  # bytes of log before it is set aside


class Place:
    """Where one data folder's PostgreSQL keeps itself. One process at a time holds it."""

    def __init__(self, data: Path) -> None:
        self.data = data.absolute()
        self._lock: int | None = None
        self._short: Path | None = None

    @property
    def folder(self) -> Path:
        """`<data>/postgres`, or what it is a link to."""
        return (self.data / "postgres").resolve()

    @property
    def cluster(self) -> Path:
        """PostgreSQL's own data directory."""
        return self.folder / "cluster"

    @property
    def log(self) -> Path:
        """What PostgreSQL says."""
        return self.folder / "log"

    @property
    def password_file(self) -> Path:
        """The password of both roles, readable by PostgreSQL's account and nobody else."""
        return self.folder / "password"

    def password(self) -> str:
        """The password of the database's roles, made at the first call."""
        return data_folder.secret_in(self.folder, self.password_file.name)

    def take(self) -> None:
        """Make the folder where there is none and hold it for this process, or raise InUse."""
        self._make()
        try:
            self._lock = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        except PermissionError as error:
            raise EmbeddedError(
                f"{self.folder} belongs to another account. "
                "Start Atrium as that one, or set ATRIUM_DATA to another folder."
            ) from error
        until = time.monotonic() + _PATIENCE
        while not _locked(self._lock):
            if time.monotonic() > until:
                holder = os.read(self._lock, 20).decode(errors="replace").strip()
                self.release()
                raise InUse(
                    f"Another Atrium (process {holder or 'unknown'}) uses the data folder {self.data}. "
                    "Stop it first, or set ATRIUM_DATA to another folder."
                )
            time.sleep(0.05)
        os.ftruncate(self._lock, 0)
        os.write(self._lock, str(os.getpid()).encode())
        if self.log.exists() and self.log.stat().st_size > _KEPT_LOG:
            self.log.replace(self.log.with_suffix(".old"))
        self.log.touch(0o600)

    def release(self) -> None:
        """Let others have it."""
        if self._short is not None:
            shutil.rmtree(self._short, ignore_errors=True)
            self._short = None
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def socket_folder(self, account: Account) -> Path:
        """A folder for the socket that only PostgreSQL's account enters; a short one where the path would not fit."""
        folder = self.folder / "run"
        if len(bytes(folder)) + _SOCKET_NAME > _SOCKET_PATH_LIMIT:
            folder = self._short = Path(tempfile.mkdtemp(prefix="atrium-", dir="/tmp"))
        folder.mkdir(mode=0o700, exist_ok=True)
        folder.chmod(0o700)
        account.own(folder)
        return folder

    def _make(self) -> None:
        """Root's data folder may hide its inside from PostgreSQL's account: then it is a link to a shared place."""
        try:
            data_folder.make(self.data)
        except OSError as error:
            raise EmbeddedError(
                f"The data folder {self.data} cannot be made ({error.strerror}). Set ATRIUM_DATA to another one."
            ) from error
        folder = self.data / "postgres"
        if folder.exists():
            return
        if Account.for_cluster(folder).can_reach(folder):
            folder.mkdir(mode=0o711)
            folder.chmod(0o711)
            return
        # a fresh one each time: whoever deletes the data folder wants to begin anew
        elsewhere = Path(tempfile.mkdtemp(prefix="data-", dir=Account.shared_place()))
        elsewhere.chmod(0o711)
        folder.unlink(missing_ok=True)
        folder.symlink_to(elsewhere)
        log.warning("PostgreSQL's account may not look into %s: its files are kept in %s", self.data, elsewhere)


def _locked(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
