"""What all tests stand on. The fixtures are in the files named here."""

import os
import tempfile
from pathlib import Path

# Before anything reads the settings: nothing of the developer's own environment reaches the tests.
for _name in [name for name in os.environ if name.startswith(("ATRIUM_", "NICEGUI_", "DATABASE_"))]:
    if not _name.startswith("ATRIUM_TEST_"):
        del os.environ[_name]
_folder = tempfile.TemporaryDirectory(prefix="atrium-tests-", ignore_cleanup_errors=True)
Path(_folder.name).chmod(0o711)  # as root, PostgreSQL runs as nobody and has to pass through
os.environ["ATRIUM_ENVIRONMENT"] = "test"
os.environ["ATRIUM_DATA"] = f"{_folder.name}/data"
os.environ["ATRIUM_SECRET"] = "only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz"

pytest_plugins = ["tests.loops", "tests.databases", "tests.worlds", "tests.servers", "tests.browsers"]
