"""Days and instants in words, as the language of their reader writes dates."""

from datetime import UTC, date, datetime, timedelta

import pytest

from ui.components.when import ago, date_word, day_word, until

TODAY = date(2026, 5, 4)  # a Monday
NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "english", "german"),
    [
        (TODAY, "Today", "Today"),
        (date(2026, 5, 5), "Tomorrow", "Tomorrow"),
        (date(2026, 5, 7), "Thu", "Do"),
        (date(2026, 6, 1), "1 Jun", "1. Juni"),
        (date(2025, 12, 24), "24 Dec 2025", "24. Dez. 2025"),
    ],
)
def test_days(day: date, english: str, german: str) -> None:
    assert (day_word(day, TODAY), day_word(day, TODAY, "de").replace("Do.", "Do")) == (english, german)


def test_how_long_ago() -> None:
    def said(back: timedelta) -> str:
        return ago(NOON - back, NOON, "Europe/Berlin", "de")

    assert said(timedelta(seconds=20)) == "just now"
    assert said(timedelta(minutes=20)) == "20 min ago"
    assert said(timedelta(hours=3)) == "today at 11:00"
    assert said(timedelta(days=60)) == "5. März, 13:00"


def test_the_day_is_that_of_the_zone() -> None:
    late = datetime(2026, 5, 4, 23, 30, tzinfo=UTC)
    assert date_word(late, "Europe/Berlin") == "5 May"
    assert until(late, "America/New_York", "de") == "until 4. Mai, 19:30"
