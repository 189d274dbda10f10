"""Connections: uvicorn's, except that nobody sends endless headers, or sends them endlessly slowly.

The limits of bodies are in ui/guard; these come before a request is one.
"""

import asyncio

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

MOST = 64_000  # bytes of a request beside its body: the first line, headers, trailers
SECONDS = 30.0  # until the headers are complete
_AROUND_A_BYTE = 8  # of a body that comes in chunks


class Connection(HttpToolsProtocol):
    """One connection of a browser, a program or a proxy."""

    _around = _body = 0  # bytes of the request that is being received
    _patience: asyncio.TimerHandle | None = None
    _is_new = False  # it began with what was received last

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Somebody came. Who then asks nothing goes again."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """They are gone."""
        self._wait_no_more()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Pass it on, and count what of it is no body."""
        before, self._is_new = self._body, False
        super().data_received(data)
        self._around = 0 if self._is_new else self._around + len(data) - (self._body - before)
        if self._around > MOST + _AROUND_A_BYTE * self._body:
            self._refuse(431)

    def on_message_begin(self) -> None:
        """A request begins."""
        self._is_new, self._body = True, 0
        self._wait()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Its headers are here."""
        self._wait_no_more()
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """A part of its body."""
        self._body += len(body)
        super().on_body(body)

    def _wait(self) -> None:
        if self._patience is None:
            self._patience = self.loop.call_later(SECONDS, self._refuse, 408)

    def _wait_no_more(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _refuse(self, status: int) -> None:
        self._wait_no_more()
        if self.transport.is_closing():
            return
        if self.cycle is None or self.cycle.response_complete:
            self.transport.write(STATUS_LINE[status] + b"content-length: 0\r\nconnection: close\r\n\r\n")
        self.transport.close()
