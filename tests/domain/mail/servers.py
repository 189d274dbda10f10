"""A real mail server on loopback, which can be told to refuse, to be slow and to hang up."""

import asyncio
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session


class Server:
    """Takes mail. Each of `answers` is given once instead: text, seconds to wait before taking it, None to hang up."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.answers: list[str | float | None] = []
        self.recipients: dict[str, str] = {}  # who is refused, and how
        self.tries = 0
        self._server: asyncio.Server | None = None
        self.port = 0

    async def __aenter__(self) -> "Server":
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: SMTP(self, enable_SMTPUTF8=True, loop=loop), "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server
        self._server.close()

    async def handle_RCPT(  # noqa: N802 - the library's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[Any]
    ) -> str:
        if refused := self.recipients.get(address):
            return refused
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.tries += 1
        answer = self.answers.pop(0) if self.answers else "250 taken"
        if answer is None:
            assert server.transport
            server.transport.abort()
            return "421 gone"
        if isinstance(answer, float):
            await asyncio.sleep(answer)
            answer = "250 taken"
        if answer.startswith("250"):
            content = envelope.content if isinstance(envelope.content, bytes) else b""
            self.taken.append(message_from_bytes(content, policy=policy.default))  # type: ignore[arg-type]
        return answer
