"""Our own uvicorn: one process, one loop, sockets uncompressed, the access log ours."""

import asyncio
import gc
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import uvicorn

from ui.app import build
from ui.connections import Connection
from ui.warming import warm_up

_PATIENCE = 3  # seconds for requests under way when it is told to stop


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, announce: Callable[[], None]) -> None:
        super().__init__(config)
        self._announce = announce
        self._uv = _uv_above_us()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._announce()
            self._warming = asyncio.create_task(warm_up())

    async def on_tick(self, counter: int) -> bool:
        if self._uv and os.getppid() != self._uv:
            # `uv run` was killed: whoever did that meant us, and will want the port back
            self.config.timeout_graceful_shutdown = 0
            return True
        return await super().on_tick(counter)


def _uv_above_us() -> int | None:
    """The process number of the `uv run` that started us, where that can be told."""
    parent = os.getppid()
    try:
        return parent if Path(f"/proc/{parent}/comm").read_text().strip() == "uv" else None
    except OSError:
        return None


def run(url: str, direct_url: str, listening: socket.socket, announce: Callable[[], None]) -> None:
    """Serve on `listening` until told to stop; `announce` is called once people can come."""
    config = uvicorn.Config(
        build(url, direct_url),
        http=Connection,
        loop="asyncio" if sys.platform == "win32" else "uvloop",
        lifespan="on",
        log_config=None,
        access_log=False,
        proxy_headers=False,  # the guard decides whom to believe
        server_header=False,
        ws_per_message_deflate=False,
        ws_max_size=1_000_000,
        timeout_graceful_shutdown=_PATIENCE,
    )
    gc.freeze()  # NiceGUI looks through all objects that are not frozen when it starts
    _Server(config, announce).run(sockets=[listening])
