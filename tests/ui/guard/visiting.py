"""The guarded application as a process, browsers that visit it, and the raw sockets that attackers use."""

import contextlib
import json
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import httpx
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from tests.servers import MAIN, environment

PASSWORD = "quiet-harbour-lantern"
_numbers = count(1)
_open: list[Any] = []


def close_all() -> None:
    """Close what browsers and sockets of the last test left open."""
    while _open:
        _open.pop().close()


class Guarded:
    """One running guarded application."""

    def __init__(self, **variables: str) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self.url, self.host = f"http://127.0.0.1:{self.port}", f"127.0.0.1:{self.port}"
        self.database_url = variables["DATABASE_URL"]
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - closed by stop()
        number = self._listening.fileno()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.ui.guard.application", str(number)], env=environment(**variables),
            pass_fds=[number], stdout=self._log, stderr=self._log, cwd=MAIN.parent,
        )  # fmt: skip
        self.programs = httpx.Client(base_url=self.url, timeout=20)
        first = {"host": variables.get("TEST_HOST", self.host)}
        self.programs.get("/api/seen", headers=first, timeout=60)  # waits in the socket's queue until it has started

    def seen(self) -> dict[str, int]:
        """What has reached the page so far."""
        return dict(self.programs.get("/api/seen").json())

    def log(self) -> str:
        """What it has logged so far."""
        self._log.seek(0)
        return self._log.read().decode(errors="replace")

    def stop(self) -> None:
        """End it."""
        self.programs.close()
        self._process.terminate()
        self._process.wait(20)
        self._log.close()
        self._listening.close()


class Browser:
    """A browser, in so far as it keeps cookies and says where its requests come from."""

    def __init__(self, guarded: Guarded) -> None:
        self.guarded = guarded
        self.http = httpx.Client(base_url=guarded.url, headers={"origin": guarded.url}, timeout=20)
        _open.append(self.http)

    def join(self, name: str) -> "Browser":
        """Sign up; the name becomes unique."""
        self.name = f"{name}{next(_numbers)}"
        self.email = f"{self.name.lower()}@example.org"
        form = {"email": self.email, "password": PASSWORD, "name": self.name, "organization_name": "Harbour"}
        answer = self.http.post("/sign-up", data=form)
        assert (answer.status_code, answer.headers["location"]) == (303, "/"), (answer, self.guarded.log())
        return self

    @property
    def cookies(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.http.cookies.items())

    def open(self, path: str = "/") -> "Page":
        """Load a page."""
        answer = self.http.get(path)
        assert answer.status_code == 200, (answer, self.guarded.log())
        found = re.search(r'"client_id": ?"([^"]+)"|\'client_id\': ?\'([^\']+)\'', answer.text)
        assert found, answer.text[:2000]
        return Page(self, found[1] or found[2])


class Page:
    """A page that a browser loaded, and what an attacker knows of it who saw its source."""

    def __init__(self, browser: Browser, client_id: str) -> None:
        self.browser, self.id, self.tab = browser, client_id, str(uuid4())
        self.parts: dict[str, Any] = self._ask()

    def _ask(self) -> dict[str, Any]:
        return dict(self.browser.guarded.programs.get(f"/api/page/{self.id}").json())

    @property
    def is_alive(self) -> bool:
        return bool(self._ask()["is_alive"])

    def connect(self, **differently: Any) -> "RawSocket":
        """Open the page's socket as its browser does, or differently: `cookie`, `origin`, `client_id`, `handshake`."""
        return RawSocket(self.browser.guarded, self, **differently)

    def click(self) -> tuple[str, dict[str, Any]]:
        """The event of a click on the page's button."""
        return "event", {
            "client_id": self.id,
            "id": self.parts["button"],
            "listener_id": self.parts["listener"],
            "args": [],
        }


class RawSocket:
    """Engine.IO and Socket.IO by hand: says what it wants, to whom it wants."""

    def __init__(
        self, guarded: Guarded, page: Page, *, cookie: str | None = None, origin: str | None = "own",
        client_id: Sequence[str] = ("own",), handshake: bool = True,
    ) -> None:  # fmt: skip
        query: dict[str, Any] = {"EIO": "4", "transport": "websocket", "tab_id": page.tab, "document_id": str(uuid4())}
        query |= {"next_message_id": "0"} | ({"implicit_handshake": "true"} if handshake else {})
        query["client_id"] = [page.id if named == "own" else named for named in client_id]
        sent = page.browser.cookies if cookie is None else cookie
        headers = {"cookie": sent} if sent else {}
        self.document = query["document_id"]
        self.socket: ClientConnection = connect(
            f"ws://{guarded.host}/_nicegui_ws/socket.io/?{urlencode(query, doseq=True)}", additional_headers=headers,
            origin=guarded.url if origin == "own" else origin, open_timeout=10, proxy=None, legacy=True,  # type: ignore[arg-type]
        )  # fmt: skip
        _open.append(self.socket)
        self.received: list[str] = []
        self._until(lambda: any(text.startswith("0") for text in self.received))
        self.socket.send("40")
        self._until(lambda: any(text.startswith(("40", "44")) for text in self.received))

    @property
    def is_accepted(self) -> bool:
        """Whether the page took the socket as its own."""
        return any(text.startswith("40") for text in self.received)

    def say(self, name: str, message: Any) -> None:
        """Send one event."""
        self.socket.send("42" + json.dumps([name, message]))

    def listen(self, seconds: float = 0.3) -> list[str]:
        """Everything received, after waiting a little for more."""
        ends_at = time.monotonic() + seconds
        while (left := ends_at - time.monotonic()) > 0:
            try:
                self.received.append(str(self.socket.recv(timeout=left)))
            except (TimeoutError, ConnectionClosed):
                break
        return self.received

    def _until(self, holds: Callable[[], bool]) -> None:
        ends_at = time.monotonic() + 5
        while not holds():
            assert time.monotonic() < ends_at, self.received
            self.listen(0.05)

    def close(self) -> None:
        self.socket.close()


@contextlib.contextmanager
def refused(status: int = 403) -> Iterator[None]:
    """Inside, a socket is refused before it is opened."""
    with pytest.raises(InvalidStatus) as error:
        yield
    assert error.value.response.status_code == status


def eventually(holds: Callable[[], bool], seconds: float = 3.0) -> None:
    """Wait for something to become true."""
    ends_at = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < ends_at, "it did not happen"
        time.sleep(0.02)
