"""Every example of docs/quick-add.md does what is written beside it."""

import re
from pathlib import Path
from typing import Literal

import pytest

from tests.domain.tasks.quick_add.setting import read

_PAGE = Path(__file__).parents[4] / "docs" / "quick-add.md"
_ROW = re.compile(r"\| `(?P<line>.+?)` \| (?P<title>.+?) \| (?P<meaning>.+?) \|")


def _examples() -> list[tuple[str, str, str, str]]:
    found, chapter = [], ""
    for row in _PAGE.read_text(encoding="utf-8").splitlines():
        chapter = row.removeprefix("## ") if row.startswith("## ") else chapter
        if match := _ROW.fullmatch(row):
            found.append((chapter, match["line"], match["title"], match["meaning"]))
    return found


@pytest.mark.parametrize(("chapter", "text", "title", "meaning"), _examples())
def test_what_is_documented(chapter: str, text: str, title: str, meaning: str) -> None:
    syntax: Literal["atrium", "todoist"] = "todoist" if "Todoist" in chapter else "atrium"
    line = read(text, locale="de" if chapter == "In German" else "en", syntax=syntax)
    assert (line.title, ", ".join(span.meaning for span in line.spans) or "—") == (title, meaning)


def test_there_are_examples() -> None:
    assert len(_examples()) > 70
