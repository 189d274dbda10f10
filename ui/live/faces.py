"""Somebody has another picture: every open page that shows them goes over to it. Everybody may see pictures."""

import asyncio
import json

from nicegui import background_tasks

from domain.bus import Event
from ui.live import registry


def hear(event: Event) -> None:
    """Tell all pages."""
    if event.name == "person.pictured":
        background_tasks.create(_tell(event), name="show a picture")


async def _tell(event: Event) -> None:
    said = f"window.atrium?.face({json.dumps(str(event.object_id))}, {json.dumps(event.detail)})"
    for number, page in enumerate(registry.pages()):
        page.client.run_javascript(said)
        if number % 50 == 49:
            await asyncio.sleep(0)
