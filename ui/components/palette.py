"""The palette in front of any page: commands, one search over everything, the keys that go, and the sheet of keys."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any
from uuid import UUID

from domain import search
from domain.accounts import Person, can_administer
from domain.search import KINDS, Found, Kind
from ui import auth
from ui.components.asking import Answer, Asking

_PARTS: list[str | Path] = [
    "task_words.js", "go_keys.js", "palette_match.js", "palette_commands.js", "key_words.js", "key_sheet.js",
]  # fmt: skip
_SHOWN, _RECALLED = 12, 8


class Palette(Asking, component="palette.js", dependencies=_PARTS):
    """`Ctrl-K` opens it, and the button of the bar; `?` its sheet. `on_theme` gets auto, light or dark."""

    def __init__(self, person: Person, *, on_theme: Callable[[str], Awaitable[None]]) -> None:
        super().__init__()
        self.show(person)
        self.on_ask("find", _find, beside=True)
        self.on_ask("recall", _recall, beside=True)
        self.on("theme", lambda event: on_theme(str(event.args)))

    def show(self, person: Person) -> None:
        """Be the palette of this person."""
        self._props |= {"me": str(person.id), "theme": person.theme, "admin": can_administer(person)}
        self.update()


async def _find(asked: Answer) -> Answer:
    found = await search.find(str(asked.get("text", ""))[:200], limit=_SHOWN, actor=await auth.actor())
    return {"items": [_told(one) for one in found]}


async def _recall(asked: Answer) -> Answer:
    things = asked.get("things")
    known = [thing for one in things[:_RECALLED] if (thing := _thing(one))] if isinstance(things, list) else []
    return {"items": [_told(one) for one in await search.recall(known, actor=await auth.actor())]}


def _thing(one: Any) -> tuple[Kind, UUID] | None:
    """What the browser remembered, if it makes sense."""
    if not isinstance(one, dict) or (kind := next((k for k in KINDS if k == one.get("kind")), None)) is None:
        return None
    try:
        return kind, UUID(str(one.get("id")))
    except ValueError:
        return None


def _told(found: Found) -> Answer:
    return asdict(found) | {"id": str(found.id)}
