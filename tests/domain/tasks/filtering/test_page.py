"""The examples of docs/filters.md are what they say."""

import re
from pathlib import Path

import pytest

from domain import tasks
from domain.accounts import Person
from domain.tasks import FilterError, TaskFilter
from domain.tasks.filtering import parse
from domain.tasks.filtering.fields import BEING, FIELDS, HAVING

PAGE = (Path(__file__).parents[4] / "docs" / "filters.md").read_text()


def _examples(kind: str) -> list[str]:
    return [line for block in re.findall(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()]


async def test_every_example_is_understood_and_asked(ada: Person) -> None:
    assert len(_examples("filter")) > 30
    for text in _examples("filter"):
        assert parse(str(parse(text))) == parse(text)
        await tasks.count(TaskFilter(where=text), actor=ada)


@pytest.mark.parametrize("text", _examples("wrong"))
def test_every_wrong_example_is_refused(text: str) -> None:
    with pytest.raises(FilterError):
        parse(text)


def test_the_page_names_every_field_and_state() -> None:
    prose = re.sub(r"```.*?```", "", PAGE, flags=re.DOTALL)
    named = set(re.findall(r"`([^`]+)`", prose))
    assert set(FIELDS) <= named
    assert {f"is:{word}" for word in BEING} | {f"has:{word}" for word in HAVING} <= named
