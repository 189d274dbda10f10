"""The browser's address, as far as the server hears of it: where a page was opened, and going to it again."""

from collections.abc import Callable
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from nicegui import Client, ui

_following: WeakKeyDictionary[Client, dict[str, Callable[[str], None]]] = WeakKeyDictionary()


def query() -> str:
    """The query of the address under which the present page was opened."""
    return urlsplit(ui.context.client.sub_pages_router.current_path).query


def follow(path: str, gone_to: Callable[[str], None]) -> None:
    """Call `gone_to(query)` when the person goes to `path` again while the page is open (a click in the navigation)."""
    client = ui.context.client
    if client not in _following:
        heard: dict[str, Callable[[str], None]] = {}
        _following[client] = heard
        client.sub_pages_router.on_path_changed(lambda target: _tell(heard, target))
    _following[client].clear()
    _following[client][path] = gone_to


def _tell(heard: dict[str, Callable[[str], None]], target: str) -> None:
    parts = urlsplit(target)
    if gone_to := heard.get(parts.path):
        gone_to(parts.query)
