"""Phrases of dates: a table of examples, and what holds for any text, any day, any zone."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.tasks.dates import find_when, read_period, read_when, say_day, say_when

BERLIN = ZoneInfo("Europe/Berlin")
FRIDAY = datetime(2026, 11, 20, 10, 30, tzinfo=UTC)  # 11:30 in Berlin
ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Auckland", "Pacific/Kiritimati"]
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1)).map(lambda moment: moment.replace(tzinfo=UTC))  # noqa: DTZ001
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("call Ben tomorrow 5pm", "tomorrow 5pm", "2026-11-21 17:00"),
        ("pay today", "today", "2026-11-20"),
        ("cook tonight", "tonight", "2026-11-20 20:00"),
        ("cook tonight at 9", "tonight at 9", "2026-11-20 21:00"),
        ("tomorrow morning", "tomorrow morning", "2026-11-21 09:00"),
        ("plan next monday", "next monday", "2026-11-23"),
        ("friday", "friday", "2026-11-27"),
        ("this friday", "this friday", "2026-11-20"),
        ("this weekend", "this weekend", "2026-11-21"),
        ("by end of month", "by end of month", "2026-11-30"),
        ("ship by end of next month", "by end of next month", "2026-12-31"),
        ("in 3 days", "in 3 days", "2026-11-23"),
        ("check in two hours", "in two hours", "2026-11-20 13:30"),
        ("a week from now", "a week from now", "2026-11-27"),
        ("on the 17th", "on the 17th", "2026-12-17"),
        ("feb 17", "feb 17", "2027-02-17"),
        ("17th of February 2028", "17th of February 2028", "2028-02-17"),
        ("2026-02-17", "2026-02-17", "2026-02-17"),
        ("2026-12-24T18:00", "2026-12-24T18:00", "2026-12-24 18:00"),
        ("due 17.02.", "due 17.02.", "2027-02-17"),
        ("at 14:00", "at 14:00", "2026-11-20 14:00"),
        ("at 9am", "at 9am", "2026-11-21 09:00"),  # over already
        ("5pm tomorrow", "5pm tomorrow", "2026-11-21 17:00"),
        ("Meet Ben at 5", "at 5", "2026-11-20 17:00"),
        ("Lunch friday at 12:30 with Ben", "friday at 12:30", "2026-11-27 12:30"),
        ("Prepare the friday meeting tomorrow", "tomorrow", "2026-11-21"),
        ("on 29 February", "on 29 February", "2028-02-29"),
    ],
)
def test_a_phrase_is_found_and_read(text: str, phrase: str, expected: str) -> None:
    found = find_when(text, now=FRIDAY, zone=BERLIN)
    assert found
    assert text[found.start : found.end] == phrase
    when = found.when
    assert (str(when.on) if when.on else when.at and f"{when.at.astimezone(BERLIN):%Y-%m-%d %H:%M}") == expected


@pytest.mark.parametrize(
    "text",
    ["Buy sun cream", "Visit 17th floor", "Prepare the friday meeting", "May I ask", "Meet at 5 Main Street", "31.02.",
     "tomorrow's plan", "25:00", "Version 1.2.3", "13pm", "in 0x3 days", "march to the beat", "2026-13-45", ""],
)  # fmt: skip
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert find_when(text, now=FRIDAY, zone=BERLIN) is None


@given(text=st.text(max_size=200), now=MOMENTS, zone=st.sampled_from(ZONES))
def test_any_text_is_taken_without_complaint(text: str, now: datetime, zone: str) -> None:
    read_period(text, now=now, zone=ZoneInfo(zone))
    found = find_when(text, now=now, zone=ZoneInfo(zone))
    if found:
        assert 0 <= found.start < found.end <= len(text)
        assert (found.when.on is None) != (found.when.at is None)
        assert found.when.at is None or found.when.at.utcoffset() == timedelta(0)


PIECES = """call on by next this in the end of month 3 days friday fri at 5 5pm 14:00 tomorrow 17th feb 17 17.02.
2026-02-17 99 30 eod noon weekend two weeks sat , . 99999 31 9999 years"""
WORDS = st.lists(st.sampled_from(PIECES.split()), max_size=9)


@given(words=WORDS, now=MOMENTS, zone=st.sampled_from(ZONES))
def test_any_mix_of_date_words_is_taken_without_complaint(words: list[str], now: datetime, zone: str) -> None:
    text = " ".join(words)
    read_period(text, now=now, zone=ZoneInfo(zone))
    found = find_when(text, now=now, zone=ZoneInfo(zone))
    assert found is None or text[found.start : found.end] == text[found.start : found.end].strip()


@given(day=st.dates(date(1970, 1, 1), date(8999, 12, 31)), now=MOMENTS, zone=st.sampled_from(ZONES))
def test_a_written_day_is_that_day_whenever_it_is_read(day: date, now: datetime, zone: str) -> None:
    for text in (day.isoformat(), f"{day.day}.{day.month}.{day.year}", f"{day:%B} {day.day}, {day.year}"):
        when = read_when(text, now=now, zone=ZoneInfo(zone))
        assert when
        assert when.on == day


@given(now=MOMENTS, zone=st.sampled_from(ZONES), which=st.integers(0, 6))
def test_a_weekday_is_the_next_one_to_come_and_next_means_next_week(now: datetime, zone: str, which: int) -> None:
    today = now.astimezone(ZoneInfo(zone)).date()
    soon = read_when(WEEKDAYS[which], now=now, zone=ZoneInfo(zone))
    later = read_when(f"next {WEEKDAYS[which]}", now=now, zone=ZoneInfo(zone))
    assert soon
    assert soon.on
    assert soon.on.weekday() == which
    assert 1 <= (soon.on - today).days <= 7
    assert later
    assert later.on
    assert (later.on - (today - timedelta(days=today.weekday()))).days == 7 + which


@given(
    now=MOMENTS,
    zone=st.sampled_from(ZONES),
    count=st.integers(0, 400),
    hour=st.integers(0, 23),
    minute=st.integers(0, 59),
)
def test_days_ahead_are_counted_where_the_person_is(
    now: datetime, zone: str, count: int, hour: int, minute: int
) -> None:
    local, text = now.astimezone(ZoneInfo(zone)), f"in {count} days at {hour:02}:{minute:02}"
    when = read_when(text, now=now, zone=ZoneInfo(zone))
    assert when
    assert when.at
    wanted = datetime.combine(local.date() + timedelta(days=count), when.at.time()).replace(hour=hour, minute=minute)
    assert when.at == wanted.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@given(now=MOMENTS, zone=st.sampled_from(ZONES), hour=st.integers(0, 23), minute=st.integers(0, 59))
def test_a_time_alone_lies_ahead(now: datetime, zone: str, hour: int, minute: int) -> None:
    when = read_when(f"{hour}:{minute:02}", now=now, zone=ZoneInfo(zone))
    assert when
    assert when.at
    assert timedelta(hours=-2) < when.at - now <= timedelta(hours=26)  # clocks change in the night


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("this week", "2026-11-16", "2026-11-22"),
        ("next week", "2026-11-23", "2026-11-29"),
        ("the next 3 days", "2026-11-20", "2026-11-22"),
        ("last 7 days", "2026-11-14", "2026-11-20"),
        ("this weekend", "2026-11-21", "2026-11-22"),
        ("last month", "2026-10-01", "2026-10-31"),
        ("tomorrow", "2026-11-21", "2026-11-21"),
    ],
)
def test_a_period_covers_its_days(text: str, first: str, last: str) -> None:
    period = read_period(text, now=FRIDAY, zone=BERLIN)
    assert period
    assert (str(period.first), str(period.last)) == (first, last)


def test_a_week_starts_where_the_person_says() -> None:
    period = read_period("this week", now=FRIDAY, zone=BERLIN, week_start=6)
    assert period
    assert str(period.first) == "2026-11-15"


def test_days_are_said_as_people_call_them() -> None:
    today = date(2026, 11, 20)
    said = [say_day(today + timedelta(days=n), today) for n in (-1, 0, 1, 3, 7, 60)]
    assert said == ["yesterday", "today", "tomorrow", "Monday", "27 Nov", "19 Jan 2027"]
    assert say_when(None, FRIDAY, now=FRIDAY, zone=BERLIN) == "today at 11:30"
    assert say_when(None, None, now=FRIDAY, zone=BERLIN) == ""
