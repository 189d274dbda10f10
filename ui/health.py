"""`/health` for load balancers, `/health/details` for people."""

import asyncio
import time
from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from domain import health
from domain.settings import VERSION
from ui.heartbeat import heartbeat

router = APIRouter(include_in_schema=False)
_LAG_LIMIT = 0.25
_FRESH = 1.0  # seconds that one answer serves everybody who asks


class _Asked:
    """The last answer, and at most one question to the database at a time."""

    def __init__(self) -> None:
        self.until = 0.0
        self.is_reachable = False
        self.lock = asyncio.Lock()


_asked = _Asked()


async def _is_reachable() -> bool:
    async with _asked.lock:
        if time.monotonic() > _asked.until:
            _asked.is_reachable = await health.is_reachable()
            _asked.until = time.monotonic() + _FRESH
        return _asked.is_reachable


def _answer(content: dict[str, Any], *, ok: bool) -> JSONResponse:
    headers = {"Cache-Control": "no-store"} | ({} if ok else {"Retry-After": "2"})
    return JSONResponse(content, status_code=200 if ok else 503, headers=headers)


@router.get("/health")
async def get_health() -> JSONResponse:
    """200 while people can work, 503 while the database is away."""
    ok = await _is_reachable()
    return _answer({"status": "ok" if ok else "unavailable", "version": VERSION}, ok=ok)


@router.get("/health/details")
async def get_details() -> JSONResponse:
    """The same per component, with numbers."""
    parts: dict[str, dict[str, Any]]
    if not await _is_reachable():
        parts = {name: {"ok": False} for name in ("database", "migrations", "listener")}
    else:
        parts = {name: {"ok": part.ok, **part.facts} for name, part in (await health.components()).items()}
    lag = heartbeat.worst
    loop = {"ok": lag < _LAG_LIMIT, "lag_ms": round(heartbeat.lag * 1000, 1), "worst_ms": round(lag * 1000, 1)}
    # a slow loop or a short break of the listener is told, but people can work on
    ok = all(part["ok"] for name, part in parts.items() if name in ("database", "migrations"))
    content = {"status": "ok" if ok else "unavailable", "version": VERSION, "components": {**parts, "loop": loop}}
    return _answer(content, ok=ok)
