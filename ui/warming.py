"""What the start leaves out is loaded once people can come, beside the loop: the first of them need not wait."""

import asyncio
from importlib import import_module

_MODULES = ("passlib.handlers.argon2", "domain.accounts.access_tokens", "ui.components.markdown_rules")


async def warm_up() -> None:
    """Load what the first sign-in, the first call over REST and the first text need."""
    for name in _MODULES:
        await asyncio.to_thread(import_module, name)
