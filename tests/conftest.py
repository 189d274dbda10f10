"""What all tests stand on. The fixtures are in the files named here."""

import os
import tempfile
from pathlib import Path

import pytest

# Before anything reads the settings: nothing of the developer's own environment reaches the tests.
for _name in [name for name in os.environ if name.startswith(("ATRIUM_", "NICEGUI_", "DATABASE_"))]:
    if not _name.startswith("ATRIUM_TEST_"):
        del os.environ[_name]
_folder = tempfile.TemporaryDirectory(prefix="atrium-tests-", ignore_cleanup_errors=True)
Path(_folder.name).chmod(0o711)  # as root, PostgreSQL runs as nobody and has to pass through
os.environ["ATRIUM_ENVIRONMENT"] = "test"
os.environ["ATRIUM_DATA"] = f"{_folder.name}/data"
os.environ["ATRIUM_SECRET"] = "only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz"

pytest_plugins = ["tests.loops", "tests.databases", "tests.worlds", "tests.servers", "tests.browsers", "tests.oidc"]

_SLOW_FILES = ("test_main.py", "test_killed.py", "test_breaks.py")  # a process that begins them last is waited for


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """The whole suite runs in a process more than there are cores, as each waits now and then; a part of it in this."""
    is_whole = config.args_source is not pytest.Config.ArgsSource.ARGS
    return min(4, (os.cpu_count() or 1) + 1) if is_whole else 0


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first."""
    items.sort(key=lambda item: item.path.name not in _SLOW_FILES)
