"""Checklists in Markdown texts: `- [ ] to do`, `- [x] done`."""

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_MARK = re.compile(r"^(\s*(?:>\s*)*(?:[-*+]|\d{1,9}[.)])\s+\[)([ xX])(\](?=\s|$))", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a checklist, on a line of its text."""

    line: int
    words: str
    done: bool


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415 - slow to load
    from mdit_py_plugins.tasklists import tasklists_plugin  # noqa: PLC0415

    return MarkdownIt("commonmark", {"html": False}).use(tasklists_plugin)


def items(text: str) -> list[Item]:
    """The items, in the order in which they are shown; what only looks like one (in code) is none."""
    if "[" not in text:
        return []
    lines, found = text.split("\n"), []
    for token in _parser().parse(text):
        if token.type == "list_item_open" and "task-list-item" in str(token.attrGet("class") or "") and token.map:
            mark = _MARK.match(lines[token.map[0]])
            if mark:
                found.append(Item(token.map[0], lines[token.map[0]][mark.end() :].strip(), mark[2] != " "))
    return found


def ticked(text: str, item: Item, *, done: bool) -> str:
    """The text with this item done, or to do again."""
    lines = text.split("\n")
    lines[item.line] = _MARK.sub(rf"\g<1>{'x' if done else ' '}\3", lines[item.line], count=1)
    return "\n".join(lines)


def unticked(text: str) -> str:
    """The text with every item to do again."""
    return _MARK.sub(r"\1 \3", text)


def progress(text: str) -> tuple[int, int]:
    """How many items are done, and how many there are; quickly, for lists."""
    if "[" not in text:
        return 0, 0
    marks = [mark[2] != " " for mark in _MARK.finditer(text)]
    return sum(marks), len(marks)
