"""Measure Atrium: `uv run python -m tests.bench [start statistics … transfer]`, all when none is named (see NAMES).

Prints a table; the exit code is 1 when a target is missed. Takes some minutes and wants the machine for itself.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

NAMES = (
    "start", "statistics", "lists", "views", "rest", "push", "screens", "sign_in", "quick_add", "exchange", "transfer",
)  # fmt: skip


def main(wanted: list[str]) -> int:
    """Run the measurements that are named; 1 when a target is missed, 2 when a name is unknown."""
    if unknown := set(wanted) - set(NAMES):
        print(f"There is no measurement {', '.join(sorted(unknown))}. There are: {', '.join(NAMES)}.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="atrium-bench-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o711)  # as root, PostgreSQL runs as nobody and has to pass through
        _be_nobodys(Path(folder))
        return _measure(Path(folder), wanted or list(NAMES))


def _be_nobodys(folder: Path) -> None:
    """Before anything reads the settings: nothing of the developer's own environment reaches the measurements."""
    for name in [name for name in os.environ if name.startswith(("ATRIUM_", "NICEGUI_", "DATABASE_"))]:
        del os.environ[name]
    os.environ["ATRIUM_DATA"] = str(folder / "data")
    os.environ["ATRIUM_SECRET"] = "only-for-measuring-0123456789-abcdefghijklmnopqrstuvw"


def _measure(folder: Path, names: list[str]) -> int:
    import importlib

    from tests.bench.figures import Figure, table
    from tests.bench.house import House

    house, figures = House(folder), list[Figure]()
    try:
        for name in names:
            began = time.monotonic()
            print(f"{name} …", file=sys.stderr, end=" ", flush=True)
            figures += importlib.import_module(f"tests.bench.{name}").measure(house)
            print(f"{time.monotonic() - began:.0f} s", file=sys.stderr)
    finally:
        house.close()
        if figures:
            print(table(figures))
    return 1 if any(figure.is_missed for figure in figures) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
