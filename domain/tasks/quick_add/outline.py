"""Several lines: bullets and check boxes left out, what is indented below what."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BULLET = re.compile(r"(?:[-*+•–]|\d{1,3}[.)])\s+(?=\S)")
_PLAIN_BULLET = re.compile(r"[-*•–]\s+(?=\S)")
_BOX = re.compile(r"\[([ xX]?)\]\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line without what stands before its words; `number` and `offset` say where they are in the whole text."""

    number: int
    offset: int
    text: str
    parent: int | None
    is_done: bool


def entries(text: str) -> Iterator[Entry]:
    """The lines that say something. A line stands below the nearest one before it that is indented less."""
    lines = text.split("\n")
    several = sum(bool(line.strip()) for line in lines) > 1
    above: list[tuple[int, int]] = []  # (indentation, place) of the lines that this one may stand below
    offset, place = 0, 0
    for number, line in enumerate(lines):
        words = line.strip()
        if words:
            indentation = _indentation(line)
            start, is_done = _beginning(words, bullet=_BULLET if several else _PLAIN_BULLET)
            while above and above[-1][0] >= indentation:
                above.pop()
            before = len(line) - len(line.lstrip())
            yield Entry(number, offset + before + start, words[start:], above[-1][1] if above else None, is_done)
            above.append((indentation, place))
            place += 1
        offset += len(line) + 1


def _indentation(line: str) -> int:
    return len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())


def _beginning(words: str, *, bullet: re.Pattern[str]) -> tuple[int, bool]:
    """Where the words begin behind bullet and box, and whether the box is ticked."""
    match = bullet.match(words)
    start = match.end() if match else 0
    box = _BOX.match(words, start)
    return (box.end(), box[1].lower() == "x") if box else (start, False)
