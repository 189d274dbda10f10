"""The part of a long text in which somebody's words stand."""

import re
from collections.abc import Sequence

_BEFORE, _LENGTH = 40, 160  # characters


def around(text: str, words: Sequence[str]) -> str:
    """A line of the text around the first of the words, with dots where it goes on."""
    line = " ".join(text.split())
    found = re.search(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, words))})", line, re.IGNORECASE)
    start = max(0, found.start() - _BEFORE) if found else 0
    start = line.rfind(" ", 0, start + 1) + 1  # where a word begins
    part = line[start : start + _LENGTH].rstrip()
    return ("… " if start else "") + part + (" …" if start + _LENGTH < len(line) else "")
