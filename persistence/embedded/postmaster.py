"""The running server of a cluster, as `postmaster.pid` names it. Its pid may be dead, or by now be somebody else's."""

import contextlib
import os
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Postmaster:
    """What `postmaster.pid` says; `ready` once it takes connections."""

    pid: int
    port: int
    socket: Path
    ready: bool


def read(cluster: Path) -> Postmaster | None:
    """What the cluster's `postmaster.pid` says, None when there is none or it is only half written."""
    try:
        lines = (cluster / "postmaster.pid").read_text().splitlines()
        ready = len(lines) > 7 and lines[7].strip() == "ready"
        return Postmaster(int(lines[0]), int(lines[3]), Path(lines[4]), ready)
    except (OSError, ValueError, IndexError):
        return None


def is_alive(pid: int, cluster: Path) -> bool:
    """Whether this process is a PostgreSQL of this very cluster, not one that got the number later."""
    command = _command(pid)
    return "postgres" in command and str(cluster) in command


def clear_leftover(cluster: Path, *, patience: float = 20.0) -> None:
    """Before a start: end a server whose Atrium is gone, and drop a `postmaster.pid` that names a foreign process.

    Only for the holder of the folder's lock. PostgreSQL itself would refuse for ever to start over a recycled pid.
    """
    found = read(cluster)
    if found is None:
        return
    for ask, seconds in ((signal.SIGINT, patience), (signal.SIGQUIT, 5.0)):
        if not is_alive(found.pid, cluster):
            break
        with contextlib.suppress(ProcessLookupError):
            os.kill(found.pid, ask)
        _wait_for_end(found.pid, cluster, seconds)
    if _command(found.pid) and not is_alive(found.pid, cluster):
        (cluster / "postmaster.pid").unlink(missing_ok=True)


def _wait_for_end(pid: int, cluster: Path, seconds: float) -> None:
    until = time.monotonic() + seconds
    while is_alive(pid, cluster) and time.monotonic() < until:
        time.sleep(0.02)


def _command(pid: int) -> str:
    """The command line of a process, empty when there is none."""
    if Path("/proc/self/cmdline").exists():
        try:
            return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            return ""
    answer = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return answer.stdout
