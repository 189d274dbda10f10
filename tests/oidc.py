"""The provider process for tests, and people who answer its questions."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from tests.oidc_provider import CLIENT, SECRET
from tests.servers import environment, free_port


class Provider:
    """A provider that runs; `variables` let an Atrium trust both of its issuers."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.variables = {}
        for key, name in (("ONE", "First House"), ("TWO", "")):
            self.variables |= {
                f"ATRIUM_OIDC_{key}_ISSUER": f"{self.url}/{key.lower()}", f"ATRIUM_OIDC_{key}_CLIENT_ID": CLIENT,
                f"ATRIUM_OIDC_{key}_CLIENT_SECRET": SECRET, f"ATRIUM_OIDC_{key}_NAME": name,
            }  # fmt: skip

    def answer(self, way_there: str, email: str, **more: str) -> dict[str, str]:
        """Say at the provider that one is this person; what it lets the browser bring back."""
        asked = dict(parse_qsl(urlsplit(way_there).query))
        form = {"asked": json.dumps(asked), "email": email, "answer": "yes"} | more
        response = httpx.post(way_there.partition("?")[0], data=form)
        assert response.status_code == 303, response.text
        location = response.headers["location"]
        assert location.startswith(asked["redirect_uri"] + "?")
        return dict(parse_qsl(urlsplit(location).query))

    def renew_keys(self) -> None:
        """Let it sign with another key."""
        assert httpx.post(f"{self.url}/renew").status_code == 204


@pytest.fixture(scope="session")
def provider() -> Iterator[Provider]:
    """A provider in a process of its own."""
    port = free_port()
    command = [sys.executable, "-m", "tests.oidc_provider", str(port)]
    process = subprocess.Popen(command, cwd=Path(__file__).parent.parent, env=environment())
    made = Provider(port)
    for _ in range(1200):
        try:
            httpx.get(f"{made.url}/one/keys")
            break
        except httpx.TransportError:
            assert process.poll() is None, "the provider did not start"
            time.sleep(0.05)
    yield made
    process.terminate()
    process.wait(20)
