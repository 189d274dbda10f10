"""NiceGUI's sockets, hardened: every event is asked who sends it and whether their session still stands.

This leans on private names of NiceGUI 3.18 (`core.sio.handlers`, `Client._socket_to_document_id`): it is pinned, and
tests/ui/guard/test_sockets.py attacks each hole.
"""

import asyncio
import logging
from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

from nicegui import Client, background_tasks, core
from nicegui import app as nicegui_app

from domain import accounts, audit, bus
from domain.errors import Unavailable
from ui import cookies
from ui.guard.clients import may_drive, owner_of
from ui.guard.page_sessions import FOR_EVERYBODY

log = logging.getLogger(__name__)
_EVENTS = ("event", "javascript_response", "ack", "log", "handshake")
_LEVELS = ("debug", "info", "warning", "error")
_LOOK_AGAIN_SECONDS = 3.0
_ENDED = ("session.ended", "person.deactivated")
_MARKS = 500  # of the latest events of a page
_heard: WeakKeyDictionary[Client, dict[str, None]] = WeakKeyDictionary()
_originals: dict[str, Callable[..., Any]] = {}
_watching: list[Any] = []


def harden() -> None:
    """Put our checks before NiceGUI's handlers of socket events. Doing it twice changes nothing."""
    if _originals:
        return
    handlers = core.sio.handlers["/"]
    for name in _EVENTS:
        _originals[name] = handlers[name]
        core.sio.on(name, _checked(name))
    nicegui_app.on_startup(_start)
    nicegui_app.on_shutdown(_stop)


def _checked(name: str) -> Callable[..., Any]:
    check = _may_handshake if name == "handshake" else _may_speak

    async def handler(socket_id: str, message: Any) -> Any:
        client = Client.instances.get(str(message.get("client_id"))) if isinstance(message, dict) else None
        if client is None or not await check(socket_id, client):
            return False if name == "handshake" else None
        if name == "event" and _is_again(client, message.get("mark")):
            return None
        if name == "event" and (secret := owner_of(client)):
            accounts.touch(secret)  # the others are sent by the browser alone
        environ = core.sio.get_environ(socket_id) or {}
        with audit.coming_from(_address(environ)):
            return await _pass_on(name, socket_id, _sober(message) if name == "log" else message)

    return handler


def _is_again(client: Client, mark: object) -> bool:
    """Whether an event came before: a browser sends again what nobody acknowledged before its line was cut."""
    if not isinstance(mark, str) or len(mark) > 100:
        return False
    marks = _heard.setdefault(client, {})
    if mark in marks:
        return True
    marks[mark] = None
    if len(marks) > _MARKS:
        del marks[next(iter(marks))]
    return False


async def _pass_on(name: str, socket_id: str, message: dict[str, Any]) -> Any:
    try:
        result = _originals[name](socket_id, message)
        return await result if asyncio.iscoroutine(result) else result
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        log.info("a socket sent a %s that cannot be read: %s", name, type(error).__name__)
        return False if name == "handshake" else None


async def _may_handshake(socket_id: str, client: Client) -> bool:
    environ = core.sio.get_environ(socket_id) or {}
    return may_drive(client, cookies.secret_in(environ.get("HTTP_COOKIE", "")))


async def _may_speak(socket_id: str, client: Client) -> bool:
    if socket_id not in client._socket_to_document_id:
        return False
    if await _still_stands(client):
        return True
    await kick(client)
    return False


async def _still_stands(client: Client) -> bool:
    secret = owner_of(client)
    if secret is None:
        return True
    standing = accounts.is_standing(secret)
    if standing is None:
        try:
            standing = await accounts.person_of_session(secret) is not None
        except Unavailable:
            return True  # nothing can be read or changed without the database either
    return standing


def _sober(message: dict[str, Any]) -> dict[str, Any]:
    level = message.get("level")
    said = repr(str(message.get("message"))[:500])
    return {**message, "level": level if level in _LEVELS else "info", "message": f"a browser says: {said}"}


def _address(environ: dict[str, Any]) -> str:
    scope = environ.get("asgi.scope") or {}
    return scope["client"][0] if scope.get("client") else ""


async def kick(client: Client) -> None:
    """Send a page's browser to the way in, close its sockets, forget the page."""
    if client.id not in Client.instances:
        return
    client.delete()  # first: nothing more is pushed to it, whatever happens on the way
    # links in mails lead to pages for everybody: those are shown anew, as nobody
    is_open = client.request.url.path in FOR_EVERYBODY
    # and where another session took the place of this one, the browser has it already
    goes_on = is_open or accounts.is_renewed(owner_of(client) or "")
    code = "window.location.reload()" if goes_on else "window.location.replace('/sign-in')"
    await core.sio.emit("run_javascript", {"code": code}, room=client.id)
    for socket_id in list(client._socket_to_document_id):
        await core.sio.disconnect(socket_id)


async def kick_ended() -> None:
    """Kick every page whose session does not stand any more, as far as this process knows."""
    for client in list(Client.instances.values()):
        secret = owner_of(client)
        if secret is not None and accounts.is_standing(secret) is False:
            try:
                await kick(client)
            except Exception:
                log.exception("a page could not be closed")


def _hear(event: bus.Event) -> None:
    if event.name in _ENDED:
        # later, when those who keep the view of sessions have heard it too
        background_tasks.create_lazy(kick_ended(), name="close pages of ended sessions")


async def _look_again() -> None:
    """What was not told: sessions that ran out, and what happened while the database could not be heard."""
    while True:
        await asyncio.sleep(_LOOK_AGAIN_SECONDS)
        try:
            await accounts.look_again({s for c in Client.instances.values() if (s := owner_of(c))})
        except Unavailable:
            continue
        except Exception:
            log.exception("the sessions of open pages could not be looked up")
        await kick_ended()


def _start() -> None:
    _watching.append(bus.subscribe(_hear))
    _watching.append(background_tasks.create(_look_again(), name="look at sessions again").cancel)


def _stop() -> None:
    while _watching:
        _watching.pop()()
