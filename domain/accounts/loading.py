"""Libraries that are slow to import and seldom needed: loaded beside the loop, when somebody first needs them."""

import asyncio
import sys
from importlib import import_module


async def loaded(name: str) -> None:
    """Import a module, unless that was done; meanwhile everybody else is served."""
    if name not in sys.modules:
        await asyncio.to_thread(import_module, name)
