"""`/ws`: the events that one may see, in order and without gaps, for programs that follow along."""

import asyncio
from contextlib import suppress
from datetime import UTC
from typing import Annotated, Any, Literal
from uuid import UUID

import orjson
from fastapi import APIRouter
from pydantic import Field, StringConstraints, ValidationError
from starlette.websockets import WebSocket, WebSocketDisconnect

from domain import accounts, bus, events, teams
from domain.accounts import Person
from domain.bus import Event
from domain.errors import NotPermitted, SignedOut, Unavailable
from domain.inputs import Input

router = APIRouter()
_AUTH_SECONDS = 10.0
_CHECK_SECONDS = 5.0  # how often the token is looked at when nothing happens
_AWAY_SECONDS = 1.0
_FEATURES = {"team": "teams", "person": "accounts", "notification": "notifications"}  # of kinds of objects
_MALFORMED, _SIGNED_OUT, _TRY_LATER = 4400, 4401, 1013


class Auth(Input):
    """The first message: who listens, and after which event (from now on when left out). Again: a newer token."""

    type: Literal["auth"]
    token: Annotated[str, StringConstraints(strict=True, min_length=1, max_length=4000)]
    after: Annotated[int, Field(strict=True, ge=0, le=2**63 - 1)] | None = None


class _Closed(Exception):
    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code, self.reason = code, reason


@router.websocket("/ws")
async def follow(socket: WebSocket) -> None:
    """Tell one program what happens, for as long as its token and session stand."""
    await socket.accept()
    follower = _Follower(socket)
    unsubscribe = bus.subscribe(follower.hear)
    try:
        await follower.run()
    except _Closed as closed:
        await socket.close(closed.code, closed.reason)
    except WebSocketDisconnect:
        pass
    finally:
        unsubscribe()


class _Follower:
    """One socket: its person, how far it has been told, and what wakes it."""

    def __init__(self, socket: WebSocket) -> None:
        self._socket = socket
        self._token = ""
        self._person_id: UUID | None = None
        self._session_id: UUID | None = None
        self._principals: frozenset[UUID] = frozenset()
        self._told = self._newest = 0
        self._woken = asyncio.Event()
        self._is_waiting = False  # told everything up to now
        self._has_moved = True  # its memberships may not be what we think

    def hear(self, event: Event) -> None:
        """A subscriber of the bus: wake up for what may concern this person."""
        if event.id is not None:
            self._newest = event.id
            if event.audience & self._principals:
                self._has_moved = self._has_moved or event.kind == "team"
                self._woken.set()
            elif self._is_waiting and not self._woken.is_set():
                self._told = event.id  # passed by: who gains sight of it later is not told of it afterwards
        elif event.object_id in (self._session_id, self._person_id):
            self._woken.set()

    async def run(self) -> None:
        """Authenticate, then listen and tell until one of them ends."""
        await self._begin()
        both = [asyncio.create_task(self._listen()), asyncio.create_task(self._tell())]
        try:
            done, _ = await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in both:
                task.cancel()
            await asyncio.gather(*both, return_exceptions=True)
        for task in done:
            task.result()

    async def _begin(self) -> None:
        try:
            async with asyncio.timeout(_AUTH_SECONDS):
                first = await self._message()
        except TimeoutError:
            raise _Closed(_SIGNED_OUT, "No auth message came within ten seconds.") from None
        try:
            person = await self._accept(first)
            last = await events.last_event_id()
        except Unavailable as error:
            raise _Closed(_TRY_LATER, error.message) from None
        self._newest = max(self._newest, last)
        self._told = last if first.after is None else min(first.after, last)
        await self._look_at_teams(person)
        await self._send({"type": "ready", "last": last})
        self._woken.set()

    async def _message(self) -> Auth:
        text = await self._text()
        try:
            return Auth.model_validate_json(text)
        except ValidationError:
            raise _Closed(_MALFORMED, "Only auth messages are understood.") from None

    async def _text(self) -> bytes:
        message = await self._socket.receive()
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message.get("code", 1005))
        return (message.get("text") or "").encode("utf-8", "replace") or message.get("bytes") or b""

    async def _accept(self, auth: Auth) -> Person:
        person, session = await self._signed_in(auth.token)
        if self._person_id not in (None, person.id):
            raise _Closed(_SIGNED_OUT, "This token belongs to somebody else.")
        self._token, self._person_id, self._session_id = auth.token, person.id, session.id
        return person

    async def _signed_in(self, token: str) -> tuple[Person, accounts.Session]:
        try:
            found = await accounts.person_of_access_token(token)
            await accounts.check_scope(found, "tasks", writing=False)
            return found
        except (SignedOut, NotPermitted) as error:
            raise _Closed(_SIGNED_OUT, error.message) from None

    async def _listen(self) -> None:
        while True:
            newer = await self._message()
            try:
                await self._accept(newer)
            except Unavailable as error:
                raise _Closed(_TRY_LATER, error.message) from None

    async def _tell(self) -> None:
        while True:
            self._is_waiting = self._told >= self._newest
            with suppress(TimeoutError):  # nothing came: still ask whether the token stands
                async with asyncio.timeout(_CHECK_SECONDS):
                    await self._woken.wait()
            self._is_waiting = False
            self._woken.clear()
            try:
                await self._catch_up()
            except Unavailable:
                self._woken.set()  # the socket stays; what happens meanwhile is told afterwards
                await asyncio.sleep(_AWAY_SECONDS)

    async def _catch_up(self) -> None:
        person, session = await self._signed_in(self._token)
        await self._look_at_teams(person)
        while self._told < self._newest:
            happened, reached = await events.happened_after(self._told, self._newest, actor=person)
            for event in happened:
                if session.allows(_FEATURES.get(event.kind, "tasks"), writing=False):
                    await self._send(_shown(event))
            self._told = reached

    async def _look_at_teams(self, person: Person) -> None:
        if self._has_moved:
            self._has_moved = False
            mine = await teams.teams_of(actor=person)
            self._principals = frozenset({person.id, *(team.id for team in mine)})

    async def _send(self, message: dict[str, Any]) -> None:
        await self._socket.send_text(orjson.dumps(message, option=orjson.OPT_UTC_Z).decode())


def _shown(event: Event) -> dict[str, Any]:
    return {
        "type": "event",
        "id": event.id,
        "event": event.name,
        "object": {"kind": event.kind, "id": event.object_id, "version": event.version},
        "actor_id": event.actor_id,
        "at": event.at.astimezone(UTC),
    }
