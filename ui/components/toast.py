"""Short sentences at the edge of the page: what was done, with Undo; what went wrong."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from itertools import count
from weakref import WeakKeyDictionary

from nicegui import Client, context, events, ui

Undo = Callable[[], Awaitable[object]]
_KEPT = 20  # acts of one page that can still be undone
_numbers = count(1)


class Toasts(ui.element, component="toast.js"):
    """The place of one page for them; the frame makes it."""

    def __init__(self) -> None:
        super().__init__()
        self._undos: OrderedDict[int, Undo] = OrderedDict()
        self.on("undo", self._undo)
        _of_client[context.client] = self

    def add(self, message: str, *, undo: Undo | None, wrong: bool) -> None:
        """Show one more."""
        number = next(_numbers)
        if undo:
            self._undos[number] = undo
            while len(self._undos) > _KEPT:
                self._undos.popitem(last=False)
        self.run_method("add", {"id": number, "message": message, "undo": undo is not None, "wrong": wrong})

    async def _undo(self, event: events.GenericEventArguments) -> None:
        if undo := self._undos.pop(event.args, None):
            await undo()


_of_client: WeakKeyDictionary[Client, Toasts] = WeakKeyDictionary()


def say(message: str, *, undo: Undo | None = None, wrong: bool = False, client: Client | None = None) -> None:
    """Say something in passing on a page, the present one if no other is named. `undo` handles its own errors."""
    client = client or context.client
    if client.is_deleted:
        return
    if toasts := _of_client.get(client):
        toasts.add(message, undo=undo, wrong=wrong)
    else:
        with client:
            ui.notify(message)
