"""How long a start takes and what the server keeps in memory when nobody is there.

Cold: an empty data folder, so PostgreSQL makes its cluster and the tables are created. Warm: every later start.
The baseline is an empty FastAPI application under the same uvicorn settings.
"""

import time
from dataclasses import dataclass
from statistics import median

from tests.bench.figures import Figure
from tests.bench.house import SETTINGS, House
from tests.servers import MAIN

_WARM = 5
_SETTLED = 5.0  # seconds after the first answer
_TARGET = 3.0


@dataclass(frozen=True, slots=True)
class _Started:
    seconds: float  # until the first 200 of /health
    cpu: float  # processor seconds that this took, PostgreSQL's not counted
    memory: float


def measure(house: House) -> list[Figure]:
    """Start it once cold and five times warm, and an empty application as often."""
    folder = house.new_folder("start")
    ours = [_start(house, str(MAIN), ATRIUM_DATA=str(folder), DATABASE_URL="", **SETTINGS) for _ in range(1 + _WARM)]
    bare = [_start(house, "-m", "tests.bench.bare_route") for _ in range(_WARM)]
    cold, *warm = ours
    seconds = median(s.seconds for s in bare)
    return [
        Figure("cold start, empty data folder", cold.seconds, "s", seconds),
        Figure(f"warm start, median of {_WARM}", median(s.seconds for s in warm), "s", seconds, target=_TARGET),
        Figure("warm start, processor time", median(s.cpu for s in warm), "s", median(s.cpu for s in bare)),
        Figure(
            "idle memory of the server (PSS)", median(s.memory for s in warm), "MiB", median(s.memory for s in bare)
        ),
    ]


def _start(house: House, *command: str, **variables: str) -> _Started:
    process = house.process(*command, **variables)
    try:
        seconds, used = process.start(), process.cpu_seconds()
        time.sleep(_SETTLED)
        return _Started(seconds, used, process.memory())
    finally:
        process.stop()
