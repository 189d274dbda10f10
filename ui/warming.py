"""What the start leaves out is loaded once people can come, beside the loop: the first of them need not wait."""

import asyncio
from importlib import import_module

from domain.accounts import passwords

_MODULES = ("domain.accounts.access_tokens", "ui.components.markdown_rules")


async def warm_up() -> None:
    """Load what the first sign-in, the first call over REST and the first text need."""
    await passwords.matches("", None)  # also makes the hash that nobody's guesses are compared with
    for name in _MODULES:
        await asyncio.to_thread(import_module, name)
