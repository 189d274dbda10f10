"""This process: since when it runs, and how much memory it takes."""

import os
import resource
import sys
from datetime import UTC, datetime
from pathlib import Path

STARTED_AT = datetime.now(UTC)
_PAGES = Path("/proc/self/statm")


def memory() -> int:
    """Bytes of memory this process holds; where the system does not tell, the most it ever held."""
    try:
        return int(_PAGES.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most if sys.platform == "darwin" else most * 1024
