"""A picture to choose, cut in the browser, send past the socket, and remove."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from nicegui import events, ui

from ui import errors

Changed = Callable[[], Awaitable[None]]


class PictureEditor(ui.element, component="picture_editor.js", dependencies=["sending.js"]):
    """Shows the picture in a file, or `instead` on `tint`. `cut`: a square is chosen; `round`: and shown as a circle.

    What is chosen goes to `url`; then `on_changed` is called. What is refused is said in the browser.
    """

    def __init__(
        self,
        *,
        url: str,
        label: str,
        instead: str,
        tint: str,
        on_changed: Changed,
        on_removed: Changed,
        cut: bool = False,
        round_: bool = False,
        may: bool = True,
    ) -> None:
        super().__init__()
        given = {"url": url, "label": label, "instead": instead, "tint": tint, "cut": cut, "round": round_, "may": may}
        self._props.update(given)
        for event, handler in (("changed", on_changed), ("removed", on_removed)):
            self.on(event, _answering(handler))

    def show(self, file_id: UUID | None, *, instead: str) -> None:
        """Show this picture from now on, or without one `instead`."""
        self._props["shown"] = f"/files/{file_id}/shown" if file_id else ""
        self._props["instead"] = instead
        self.update()


def _answering(handler: Changed) -> Callable[[events.GenericEventArguments], Awaitable[None]]:
    async def answer(_: events.GenericEventArguments) -> None:
        async with errors.shown():
            await handler()

    return answer
