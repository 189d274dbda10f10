"""What quick add says: as much in German as in English."""

import re
from string import Formatter

import pytest

from domain import accounts
from domain.accounts import Person, ProfileChanges
from domain.errors import Invalid
from domain.tasks import quick_add
from domain.tasks.quick_add import QuickText
from domain.tasks.quick_add.words import _SENTENCES
from tests.domain.tasks.quick_add.setting import read


def _places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@pytest.mark.parametrize("name", _SENTENCES["en"])
def test_every_sentence_is_there_in_german_with_the_same_places(name: str) -> None:
    assert _places(_SENTENCES["de"][name]) == _places(_SENTENCES["en"][name])
    assert _SENTENCES["de"].keys() == _SENTENCES["en"].keys()


def test_chips_are_german_for_who_reads_german_also_over_english_words() -> None:
    line = read("Call the printer tomorrow 5pm !urgent every 2 weeks on tue until 2026-12-31", locale="de")
    assert [span.meaning for span in line.spans] == [
        "morgen um 17:00", "dringend", "alle 2 Wochen am Dienstag bis 31. Dez."
    ]  # fmt: skip
    assert read("Rent every 31st 5 times", locale="de").spans[0].meaning == "jeden Monat am 31. 5-mal"
    assert read("Tidy every night", locale="de").spans[0].meaning == "jede Nacht"
    assert read("Tidy jeden ersten Tag im Monat", locale="de").spans[0].meaning == "jeden Monat am 1."


def test_notices_are_german_for_who_reads_german() -> None:
    assert read("Ask @nobody", locale="de").notices == ["Niemand, mit dem du arbeitest, heißt „nobody“."]
    assert read("Plan +nowhere", locale="de").notices == ["Du bist in keinem Team namens „nowhere“."]


async def test_refusals_are_german_for_who_reads_german(ada: Person) -> None:
    german = await accounts.edit_profile(ProfileChanges(locale="de"), actor=ada)
    for text, said in [(" ", "Schreib, was zu tun ist."), ("a\n" + "x" * 501, "Zeile 2: Der Titel darf")]:
        with pytest.raises(Invalid, match=re.escape(said)):
            await quick_add.add(QuickText(text=text), actor=german)
