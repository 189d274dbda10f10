"""The part of a long text in which somebody's words stand."""

import re
from collections.abc import Sequence

_BEFORE, _LENGTH = 40, 160  # characters
_LINK = re.compile(r"!?\[([^\]\n]{0,500})\]\([^)\s]{0,2000}\)")
_MARKS = re.compile(r"\*\*|__|`+|^[ \t]*(?:#{1,6}|>|[-*+](?: \[[ xX]\])?)[ \t]+", re.MULTILINE)


def around(text: str, words: Sequence[str]) -> str:
    """A line of the Markdown text around the first of the words, without its marks, with dots where it goes on."""
    line = " ".join(_MARKS.sub("", _LINK.sub(r"\1", text)).split())
    found = re.search(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, words))})", line, re.IGNORECASE)
    start = max(0, found.start() - _BEFORE) if found else 0
    start = line.rfind(" ", 0, start + 1) + 1  # where a word begins
    part = line[start : start + _LENGTH].rstrip()
    return ("… " if start else "") + part + (" …" if start + _LENGTH < len(line) else "")
