"""Checklists in Markdown: `- [ ] to do`, `- [x] done`."""

import re

_ITEM = re.compile(r"^(\s*(?:[-*+]|\d{1,9}[.)])\s+\[)([ xX])(\](?:\s|$))", re.MULTILINE)


def unticked(text: str) -> str:
    """The text with every item to do again."""
    return _ITEM.sub(r"\1 \3", text)
