"""What a start does not wait for: libraries that are slow to import and that most hours do without."""

import subprocess
import sys

from tests.servers import MAIN, environment

SLOW = {
    "PIL", "aiohttp", "aiosmtplib", "alembic", "authlib", "cryptography", "cyclopts", "httpx", "httpx2", "icalendar",
    "joserfc", "markdown_it", "mcp", "openai", "passlib.handlers.argon2", "pydantic_ai", "pydantic_settings",
    "requests", "rich", "segno", "typst", "webauthn", "xlsxwriter",
}  # fmt: skip
_START = """
import sys
import main
from ui.server import build
build("postgresql+psycopg://nobody@/nothing")
print(*(name for name, module in sys.modules.items() if module is not None))
"""


def test_a_start_leaves_slow_libraries_for_later() -> None:
    done = subprocess.run([sys.executable, "-c", _START], env=environment(), cwd=MAIN.parent, timeout=120,
                          capture_output=True, text=True, check=True)  # fmt: skip
    loaded = set(done.stdout.split())
    assert "nicegui" in loaded
    assert "fastapi" in loaded
    assert sorted(loaded & SLOW) == []
