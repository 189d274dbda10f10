"""Files chosen, dropped or pasted, sent past the socket, one after the other, each with its progress."""

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from nicegui import events, ui

from domain.settings import settings
from ui import errors
from ui.components.asking import id_in

Uploaded = Callable[[], Awaitable[None]]
Stored = Callable[[UUID, str], Awaitable[None]]


class Upload(ui.element, component="upload.js", dependencies=["sending.js"]):
    """What is sent here hangs on `subject_id` for `purpose`, if its rule lets the person; then `on_uploaded` is called,
    or `on_stored` with the id and the name of the file. At most `largest` bytes.

    What is refused is said in the browser, beside the file it is about.
    """

    def __init__(
        self,
        *,
        purpose: str,
        subject_id: UUID | None = None,
        on_uploaded: Uploaded | None = None,
        on_stored: Stored | None = None,
        label: str = "Choose files",
        hint: str = "or drop or paste them here",
        accept: str = "",
        multiple: bool = True,
        largest: int | None = None,
    ) -> None:
        super().__init__()
        query = {"purpose": purpose} | ({"subject_id": str(subject_id)} if subject_id else {})
        given: dict[str, Any] = {
            "url": f"/files?{urlencode(query)}", "label": label, "hint": hint, "accept": accept, "multiple": multiple,
            "most": min(settings().upload_mb * 1_000_000, largest or settings().upload_mb * 1_000_000),
        }  # fmt: skip
        self._props.update(given)

        async def uploaded(event: events.GenericEventArguments) -> None:
            async with errors.shown():
                if on_uploaded:
                    await on_uploaded()
                if on_stored:
                    said = event.args if isinstance(event.args, dict) else {}
                    await on_stored(id_in(said), str(said.get("name", ""))[:200])

        self.on("uploaded", uploaded)
