"""The line to add tasks, its completion and its chips: the answers to what its browser half asks."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from time import monotonic
from typing import Any

from domain import tasks
from domain.accounts import Person
from domain.tasks import quick_add
from domain.tasks.quick_add import Added, Line, Names, Preset, QuickText, Setting, Syntax
from domain.written_dates import language_of
from ui import auth
from ui.components.asking import Answer, Asking

PARTS: list[str | Path] = [
    "task_words.js", "popover.js", "quick_add_words.js", "quick_add_help.js", "quick_add.js",
]  # fmt: skip
_LONGEST = 60
_FRESH = 20.0  # seconds for which names are believed while somebody types
_TEXT = ("text", "dismissed", "token")
_PRIORITIES = {
    "en": (("urgent", "Urgent", "urgent"), ("high", "High", "high"), ("medium", "Medium", "medium"),
           ("low", "Low", "low")),
    "de": (("urgent", "Dringend", "dringend"), ("high", "Hoch", "hoch"), ("medium", "Mittel", "mittel"),
           ("low", "Niedrig", "niedrig")),
}  # fmt: skip
_EXAMPLES = {
    ("en", "atrium"): "tomorrow 5pm  !high  #label  @person  +team  every monday",
    ("en", "todoist"): "tomorrow 5pm  p1  @label  +person  #team  every monday",
    ("de", "atrium"): "morgen 17 Uhr  !hoch  #etikett  @person  +team  jeden Montag",
    ("de", "todoist"): "morgen 17 Uhr  p1  @etikett  +person  #team  jeden Montag",
}

PresetOf = Callable[[Answer, Person], Preset]
Told = Callable[[Added, Person], Awaitable[None]]


class QuickAdding:
    """Answers for one element. `preset` says what the place gives a new task, `told` hears what was added."""

    def __init__(self, element: Asking, *, preset: PresetOf, told: Told) -> None:
        self._preset, self._told = preset, told
        self._names: tuple[float, Names] | None = None
        element.on_ask("names", self._offer, beside=True)
        element.on_ask("understand", self._understand, beside=True)
        element.on_ask("add", self._add, beside=True)

    async def _known(self, actor: Person) -> Names:
        if self._names is None or monotonic() - self._names[0] > _FRESH:
            self._names = (monotonic(), await quick_add.names_for(actor))
        return self._names[1]

    async def _offer(self, _: Answer) -> Answer:
        actor = await auth.actor()
        self._names = None
        return offers(await self._known(actor), actor)

    async def _understand(self, asked: Answer) -> Answer:
        actor = await auth.actor()
        form, preset = _form(asked), self._preset(asked, actor)
        lines = await quick_add.understand(form, actor=actor, preset=preset, names=await self._known(actor))
        return {"lines": told_of(lines, form.text)}

    async def _add(self, asked: Answer) -> Answer:
        actor = await auth.actor()
        added = await quick_add.add(_form(asked), actor=actor, preset=self._preset(asked, actor))
        self._names = None
        await self._told(added, actor)
        return {"ids": [str(task.id) for task in added.items]}


def _form(asked: Answer) -> QuickText:
    return QuickText.of(**{name: asked[name] for name in _TEXT if asked.get(name) is not None})


def offers(names: Names, actor: Person) -> dict[str, Any]:
    """What can be completed behind which sign, in the actor's language."""
    language = language_of(actor.locale)
    syntax: Syntax = "todoist" if actor.quick_add_syntax == "todoist" else "atrium"
    return {
        "signs": dict(Setting.signs_of(syntax)),
        "hint": _EXAMPLES[language, syntax],
        "labels": list(names.labels),
        "people": [
            {"key": str(one.id), "label": one.name, "note": one.email.partition("@")[0]} for one in names.people
        ],
        "teams": [{"key": str(team.id), "label": team.name, "note": team.key} for team in names.teams],
        "priorities": [
            {"key": key, "label": label, "note": f"!{4 - n}", "put": word, "tone": key}
            for n, (key, label, word) in enumerate(_PRIORITIES[language])
        ],
    }


def told_of(lines: list[Line], text: str) -> list[dict[str, Any]]:
    """What the browser shows of lines; places are counted in the whole text, as browsers count."""
    depths: list[int] = []
    told = []
    for line in lines:
        depths.append(0 if line.parent is None else depths[line.parent] + 1)
        told.append({
            "line": line.number, "title": line.title, "depth": min(depths[-1], 8), "done": line.is_done,
            "notices": line.notices,
            "spans": [
                {"start": _units(text, line.offset + span.start), "end": _units(text, line.offset + span.end),
                 "kind": span.kind, "text": span.text, "meaning": span.meaning, "dismissed": span.dismissed}
                for span in line.spans
            ],
        })  # fmt: skip
    return told


def _units(text: str, place: int) -> int:
    """A place counted in UTF-16, in which an emoji is two."""
    return place if text.isascii() else place + sum(ord(c) > 0xFFFF for c in text[:place])


class QuickAddBox(Asking, component="quick_add_box.js", dependencies=PARTS):
    """Quick add in front of any page: `q` opens it, and a button on phones. The frame makes it."""


def sentence_of(added: Added) -> str:
    """What was added, in a sentence."""
    first = added.items[0].title
    short = first if len(first) <= _LONGEST else first[:_LONGEST].rstrip() + "…"
    return f"Added “{short}”." if len(added.items) == 1 else f"Added {len(added.items)} tasks."


async def take_back(added: Added) -> None:
    """Undo all of it at once."""
    if change_id := added.items[0].change_id:
        await tasks.undo(change_id, actor=await auth.actor())
