"""A real mail server on loopback in a thread of its own, and the links in the letters that came there."""

import asyncio
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage

from tests.domain.mail.servers import Server


class PostOffice:
    """Takes every letter."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self.url = f"smtp://127.0.0.1:{server.port}?from=atrium@example.org"

    def link(self, email: str, path: str) -> str:
        """The path and query of the newest link to `path` that was mailed to this address; waits for it."""
        for _ in range(600):
            for letter in reversed([*self._server.taken]):
                if email in letter["to"] and (link := _link_in(letter, path)):
                    return link
            time.sleep(0.05)
        raise AssertionError(f"no letter with a link to {path} came to {email}")


def _link_in(letter: EmailMessage, path: str) -> str:
    text = letter.get_body(("plain",))
    assert text
    found = re.search(rf"https?://[^/\s]+({re.escape(path)}\?\S+)", text.get_content())
    return found[1] if found else ""


@contextmanager
def post_office() -> Iterator[PostOffice]:
    """Open while the block runs."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    server = asyncio.run_coroutine_threadsafe(Server().__aenter__(), loop).result(20)
    try:
        yield PostOffice(server)
    finally:
        asyncio.run_coroutine_threadsafe(server.__aexit__(), loop).result(20)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(20)
        loop.close()
