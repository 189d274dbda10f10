"""Files chosen, dropped or pasted, sent past the socket, one after the other, each with its progress."""

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from nicegui import events, ui

from domain.settings import settings
from ui import errors

Uploaded = Callable[[], Awaitable[None]]


class Upload(ui.element, component="upload.js", dependencies=["sending.js"]):
    """What is sent here hangs on `subject_id` for `purpose`, if its rule lets the person; then `on_uploaded` is called.

    What is refused is said in the browser, beside the file it is about.
    """

    def __init__(
        self,
        *,
        purpose: str,
        subject_id: UUID | None = None,
        on_uploaded: Uploaded,
        label: str = "Choose files",
        hint: str = "or drop or paste them here",
        accept: str = "",
        multiple: bool = True,
    ) -> None:
        super().__init__()
        query = {"purpose": purpose} | ({"subject_id": str(subject_id)} if subject_id else {})
        given: dict[str, Any] = {
            "url": f"/files?{urlencode(query)}", "label": label, "hint": hint, "accept": accept, "multiple": multiple,
            "most": settings().upload_mb * 1_000_000,
        }  # fmt: skip
        self._props.update(given)

        async def uploaded(_: events.GenericEventArguments) -> None:
            async with errors.shown():
                await on_uploaded()

        self.on("uploaded", uploaded)
