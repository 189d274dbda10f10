"""Logs: one line per request, its id, and nothing secret."""

import json
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send
from structlog.testing import capture_logs

from tests.servers import Server
from ui.logs import AccessLog

ROOT = Path(__file__).parent.parent.parent
SAY = """
from ui import logs
logs.configure(production={production})
import logging
logging.getLogger("somewhere").warning("it took %d ms", 7)
try:
    1 / 0
except ZeroDivisionError:
    logging.getLogger("somewhere").exception("it broke")
"""


def said(*, production: bool) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", SAY.format(production=production)], capture_output=True, text=True, cwd=ROOT, check=True
    )
    return done.stderr.splitlines()


def test_in_production_each_line_is_json_also_with_a_traceback() -> None:
    first, second = map(json.loads, said(production=True))
    assert (first["event"], first["level"], first["logger"]) == ("it took 7 ms", "warning", "somewhere")
    assert first["timestamp"].endswith("Z")
    assert "ZeroDivisionError" in second["exception"]


def test_in_development_it_reads_well() -> None:
    first, *rest = said(production=False)
    assert "it took 7 ms" in first
    assert rest[-1] == "ZeroDivisionError: division by zero"


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/tasks", "/tasks"),
        ("/_nicegui/client/abc-123/upload/1", "/_nicegui/client/…/upload/1"),
        ("/feeds/abc123.ics", "/feeds/…"),
    ],
)
async def test_neither_queries_nor_secrets_in_paths_are_logged(path: str, shown: str) -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await PlainTextResponse("done")(scope, receive, send)

    with capture_logs() as lines:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(AccessLog(app)), base_url="http://a") as client:
            await client.get(f"{path}?token=hunter2")
    assert len(lines) == 1
    assert (lines[0]["event"], lines[0]["path"], lines[0]["status"]) == ("GET", shown, 200)
    assert "hunter2" not in str(lines)


def test_every_answer_has_the_id_that_the_log_has(server: Server) -> None:
    request_id = httpx.get(f"{server.url}/api/nothing").headers["X-Request-ID"]
    until = time.monotonic() + 15  # the line is written after the answer is sent
    while f"request_id={request_id}" not in server.log():
        assert time.monotonic() < until
        time.sleep(0.05)
