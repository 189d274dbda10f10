"""What letters say: the same in every language that people may choose, with dates as it writes them."""

from datetime import UTC, date, datetime
from typing import get_args

import pytest
from jinja2 import meta

from domain.mail import letters
from domain.written_dates import Language, due
from tests.domain.mail.letters import DATA

LANGUAGES = get_args(Language)
TRANSLATED = [language for language in LANGUAGES if language != "en"]
KINDS = ("txt", "mjml")
DATES = {"en": "Friday, 20 November 2026, 13:00 (Europe/Berlin)",
         "de": "Freitag, 20. November 2026, 13:00 Uhr (Europe/Berlin)"}  # fmt: skip


def _placeholders(path: str) -> set[str]:
    source = (letters.FOLDER / path).read_text()
    return meta.find_undeclared_variables(letters.environment().parse(source))


def test_there_are_letters_in_more_than_one_language() -> None:
    assert "de" in TRANSLATED
    assert len(letters.names()) >= 19


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("name", letters.names())
def test_every_letter_is_there_in_every_language_and_says_as_much(name: str, language: str) -> None:
    for kind in KINDS:
        assert _placeholders(f"{language}/{name}.{kind}") == _placeholders(f"{name}.{kind}")
        ours, english = (
            (letters.FOLDER / path).read_text() for path in (f"{language}/{name}.{kind}", f"{name}.{kind}")
        )
        assert ours.count("|moment") == english.count("|moment")


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_of_a_letter_that_is_not_there(language: str) -> None:
    there = {path.name for path in letters.FOLDER.iterdir() if path.is_file()}
    assert {path.name for path in (letters.FOLDER / language).iterdir()} <= there


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", letters.names())
def test_every_letter_says_something_in_its_language_and_fetches_nothing(name: str, language: str) -> None:
    data = DATA | {"items": [DATA]}
    letter = letters.written(name, data, locale=language, time_zone="Europe/Berlin")
    assert DATA["link"] in letter.text
    assert f'<html lang="{language}"' in letter.html
    assert ("|moment" in (letters.FOLDER / f"{name}.txt").read_text()) == (DATES[language] in letter.text)
    assert (DATES[language] in letter.text) == (DATES[language] in letter.html)
    assert "<img" not in letter.html
    assert "googleapis" not in letter.html
    if language != "en":
        english = letters.written(name, data, locale="en", time_zone="Europe/Berlin")
        assert letter.subject
        assert letter.subject != english.subject
        assert "Sent by Atrium" not in letter.html


@pytest.mark.parametrize(("locale", "begins"), [("de", "Hallo"), ("de-AT", "Hallo"), ("en", "Hello"), ("tlh", "Hello")])
def test_who_reads_another_language_gets_the_nearest_there_is(locale: str, begins: str) -> None:
    assert letters.written("verify-email", DATA, locale=locale, time_zone="UTC").text.startswith(begins)


def test_when_something_is_due_is_said_in_the_readers_language_and_zone() -> None:
    at = datetime(2026, 5, 4, 22, 30, tzinfo=UTC)
    assert due(None, at, "de", "Europe/Berlin") == "Dienstag, 5. Mai, 00:30 Uhr"
    assert due(None, at, "en", "UTC") == "Monday, 4 May, 22:30"
    assert due(date(2026, 5, 4), None, "de", "UTC") == "Montag, 4. Mai"
    assert due(None, None, "de", "UTC") == ""


@pytest.mark.parametrize(("left", "said"), [(1, "ist noch einer von zehn"), (9, "sind noch 9 von zehn")])
def test_how_many_codes_are_left_is_said_in_good_german(left: int, said: str) -> None:
    letter = letters.written("recovery-code-used", DATA | {"left": left}, locale="de", time_zone="UTC")
    assert said in letter.text
    assert said in letter.html
