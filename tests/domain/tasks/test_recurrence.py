"""When a task comes up again."""

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import clock, tasks
from domain.errors import Invalid
from domain.tasks.recurrence import Recurrence, Recurs, begun, following, upcoming
from domain.tasks.recurrence_rules import read

BERLIN = ZoneInfo("Europe/Berlin")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def _next(rule: str, due: str, *, on: str | None = None, from_completion: bool = False, times: int = 1) -> list[str]:
    """The next days for a task due on a day and completed on one (by default the same)."""
    recurrence, day = Recurrence(rule, from_completion, "Europe/Berlin"), date.fromisoformat(due)
    with clock.at(datetime.combine(date.fromisoformat(on or due), time(12), BERLIN)):
        found = upcoming(recurrence, day, None)
        return [str(coming.due_on) for coming, _ in zip(found, range(times), strict=False)]


@pytest.mark.parametrize(
    ("rule", "due", "expected"),
    [
        ("FREQ=DAILY", "2026-11-25", ["2026-11-26", "2026-11-27"]),
        ("FREQ=DAILY;INTERVAL=3", "2026-11-25", ["2026-11-28", "2026-12-01"]),
        ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "2026-11-27", ["2026-11-30", "2026-12-01"]),
        ("FREQ=WEEKLY", "2026-11-25", ["2026-12-02", "2026-12-09"]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE", "2026-11-23", ["2026-11-25", "2026-12-07", "2026-12-09"]),
        ("FREQ=MONTHLY", "2026-11-17", ["2026-12-17", "2027-01-17"]),
        ("FREQ=MONTHLY;BYDAY=-1FR", "2026-11-27", ["2026-12-25", "2027-01-29"]),
        ("FREQ=MONTHLY;BYDAY=2TU", "2026-11-10", ["2026-12-08", "2027-01-12"]),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", "2026-11-15", ["2026-12-01", "2026-12-15", "2027-01-01"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "2027-01-31", ["2027-02-28", "2027-03-31"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-10-30", ["2026-11-30", "2026-12-31"]),
        ("FREQ=YEARLY", "2026-11-25", ["2027-11-25", "2028-11-25"]),
        ("FREQ=YEARLY;BYMONTH=5;BYDAY=2SU", "2026-05-10", ["2027-05-09", "2028-05-14"]),
        ("RRULE:freq=weekly;byday=mo", "2026-11-23", ["2026-11-30"]),
    ],
)
def test_a_rule_names_the_days_that_people_mean(rule: str, due: str, expected: list[str]) -> None:
    assert _next(read(rule).text, due, times=len(expected)) == expected


def test_the_31st_is_the_last_day_of_a_shorter_month_and_stays_the_31st() -> None:
    expected = ["2027-02-28", "2027-03-31", "2027-04-30", "2027-05-31"]
    assert _next("FREQ=MONTHLY;BYMONTHDAY=31", "2027-01-31", times=4) == expected
    recurrence, day, found = Recurrence("FREQ=MONTHLY", False, "UTC"), date(2027, 1, 31), []
    with clock.at(datetime(2027, 1, 1, tzinfo=UTC)):
        for _ in range(4):
            coming = following(recurrence, day, None)
            assert coming is not None
            assert coming.due_on is not None
            recurrence, day = coming.recurrence, coming.due_on
            found.append(str(day))
    assert found == expected


def test_the_29th_of_february_is_the_28th_in_other_years() -> None:
    assert _next("FREQ=YEARLY", "2028-02-29", times=4) == ["2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29"]


def test_what_was_missed_does_not_pile_up() -> None:
    assert _next("FREQ=DAILY", "2026-11-01", on="2026-11-25") == ["2026-11-25"]
    assert _next("FREQ=WEEKLY", "2026-11-02", on="2026-11-25") == ["2026-11-30"]


def test_completed_early_it_still_comes_after_the_day_it_was_due() -> None:
    assert _next("FREQ=WEEKLY", "2026-11-27", on="2026-11-25") == ["2026-12-04"]


def test_from_completion_the_interval_begins_when_it_was_done() -> None:
    assert _next("FREQ=DAILY;INTERVAL=3", "2026-11-20", on="2026-11-25", from_completion=True) == ["2026-11-28"]
    assert _next("FREQ=MONTHLY", "2026-11-20", on="2026-11-25", from_completion=True) == ["2026-12-25"]


def test_it_ends_after_its_count_or_at_its_day() -> None:
    assert _next("FREQ=DAILY;COUNT=3", "2026-11-25", times=9) == ["2026-11-26", "2026-11-27"]
    assert _next("FREQ=DAILY;UNTIL=20261127", "2026-11-25", times=9) == ["2026-11-26", "2026-11-27"]
    assert _next("FREQ=DAILY;UNTIL=20261126T120000Z", "2026-11-25", times=9) == ["2026-11-26"]
    assert _next("FREQ=DAILY;COUNT=1", "2026-11-25") == []


def test_an_overdue_time_of_today_is_skipped_and_a_coming_one_is_not() -> None:
    recurrence = Recurrence("FREQ=DAILY", False, "Europe/Berlin")
    due = datetime(2026, 11, 20, 9, tzinfo=BERLIN)
    for hour, day in ((8, 25), (10, 26)):
        with clock.at(datetime(2026, 11, 25, hour, tzinfo=BERLIN)):
            coming = following(recurrence, None, due)
        assert coming is not None
        assert coming.due_at == datetime(2026, 11, day, 9, tzinfo=BERLIN)


def test_by_the_hour_it_comes_so_many_hours_later_whatever_clocks_show() -> None:
    recurrence = Recurrence("FREQ=HOURLY;INTERVAL=3;COUNT=4", False, "Europe/Berlin")
    due = datetime(2026, 10, 24, 22, tzinfo=UTC)  # the night in which summer time ends
    with clock.at(due + timedelta(minutes=5)):
        found = list(upcoming(recurrence, None, due))
    assert [coming.due_at for coming in found] == [due + timedelta(hours=n) for n in (3, 6, 9)]
    assert found[0].recurrence.rule == "FREQ=HOURLY;INTERVAL=3;COUNT=3"
    with clock.at(due + timedelta(hours=7)):
        coming = following(recurrence, None, due)
        done = following(Recurrence("FREQ=HOURLY", True, "UTC"), None, due)
    assert coming is not None
    assert done is not None
    assert (coming.due_at, done.due_at) == (due + timedelta(hours=9), due + timedelta(hours=8))


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ("every day", "“EVERY DAY”"),
        ("FREQ=MINUTELY", "FREQ=HOURLY, DAILY, WEEKLY, MONTHLY or YEARLY"),
        ("FREQ=HOURLY;BYDAY=MO", "by the hour"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL"),
        ("FREQ=DAILY;INTERVAL=1000", "999"),
        ("FREQ=DAILY;FREQ=DAILY", "not understood"),
        ("FREQ=WEEKLY;BYDAY=XX", "BYDAY"),
        ("FREQ=WEEKLY;BYDAY=2MO", "numbered days"),
        ("FREQ=WEEKLY;BYMONTHDAY=3", "BYMONTHDAY"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY"),
        ("FREQ=YEARLY;BYDAY=MO", "BYMONTH"),
        ("FREQ=DAILY;COUNT=2;UNTIL=20270101", "both COUNT and UNTIL"),
        ("FREQ=DAILY;UNTIL=20271301", "UNTIL"),
        ("FREQ=DAILY;BYHOUR=9", "BYHOUR"),
        ("FREQ=DAILY;" + "X" * 300, "at most 200"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused_saying_why(rule: str, says: str) -> None:
    with pytest.raises(Invalid) as refused:
        tasks.NewTask.of(title="x", recurrence={"rule": rule})
    assert says in str(refused.value)
    assert [e.field for e in refused.value.errors] == ["recurrence.rule"]


def test_a_rule_that_never_comes_due_is_refused() -> None:
    with pytest.raises(Invalid):
        begun(Recurrence("FREQ=DAILY;INTERVAL=7;BYDAY=MO", False, "UTC"), date(2026, 11, 24), None)


@st.composite
def rules(draw: st.DrawFn) -> str:
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    text = f"FREQ={frequency};INTERVAL={draw(st.integers(1, 6))}"
    if frequency == "WEEKLY" and draw(st.booleans()):
        text += ";BYDAY=" + ",".join(draw(st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=4, unique=True)))
    if frequency == "YEARLY" and draw(st.booleans()):
        text += f";BYMONTH={draw(st.integers(1, 12))}"
    if frequency == "MONTHLY":
        days = ["", f";BYMONTHDAY={draw(st.integers(1, 31))}", f";BYDAY={draw(st.integers(1, 4))}FR", ";BYDAY=-1MO"]
        text += draw(st.sampled_from(days))
    return text


instants = st.datetimes(datetime(2000, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
zones = st.sampled_from(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Pacific/Apia"])


@given(rules(), instants, st.integers(-400, 400), zones, st.booleans())
def test_the_next_time_is_later_not_over_at_the_same_time_of_day_and_again_has_a_next(
    rule: str, due: datetime, days: int, zone: str, from_completion: bool
) -> None:
    here = ZoneInfo(zone)
    with clock.at(due + timedelta(days=days)):
        coming = following(Recurrence(rule, from_completion, zone), None, due)
        assert coming is not None
        assert coming.due_at is not None
        assert coming.due_at > clock.now()
        local, before = coming.due_at.astimezone(here), due.astimezone(here)
        assert from_completion or local.date() > before.date()
        is_in_gap = local.replace(tzinfo=None) != datetime.combine(local.date(), before.time())
        assert not is_in_gap or datetime.combine(local.date(), before.time(), here).astimezone(UTC) == coming.due_at
        assert read(coming.recurrence.rule)
        assert following(coming.recurrence, None, coming.due_at) is not None


@given(rules(), st.dates(date(2000, 1, 1), date(2060, 1, 1)))
def test_a_day_follows_the_other_without_end_and_in_order(rule: str, due: date) -> None:
    with clock.at(datetime.combine(due, time(12), UTC)):
        found = [c.due_on for c, _ in zip(upcoming(Recurrence(rule, False, "UTC"), due, None), range(5), strict=False)]
    assert len(found) == 5
    assert all(a is not None and b is not None and a < b for a, b in zip([due, *found], found, strict=False))


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading(text: str) -> None:
    with suppress(Invalid):
        Recurs.of(rule=text)
