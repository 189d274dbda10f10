"""When a line is due and how it repeats, in English and in German."""

from datetime import date

import pytest

from domain.tasks.quick_add import read_line
from domain.tasks.recurrence_rules import read as read_rule
from tests.domain.tasks.quick_add.setting import due, read, setting

ENGLISH = {
    "today": "2026-11-20",
    "tonight": "2026-11-20 20:00",
    "tomorrow 5pm": "2026-11-21 17:00",
    "next monday": "2026-11-23",
    "this weekend": "2026-11-21",
    "later this week": "2026-11-20",
    "end of month": "2026-11-30",
    "in 3 days": "2026-11-23",
    "on the 17th": "2026-12-17",
    "feb 17": "2027-02-17",
    "2027-02-17": "2027-02-17",
    "17.02.": "2027-02-17",
    "02/17/2027": "2027-02-17",
    "@ 5pm": "2026-11-20 17:00",
    "mon 9:00": "2026-11-23 09:00",
}
GERMAN = {
    "heute": "2026-11-20",
    "heute Abend": "2026-11-20 19:00",
    "heute nacht": "2026-11-20 20:00",
    "morgen": "2026-11-21",
    "morgen früh": "2026-11-21 09:00",
    "morgen 17 Uhr": "2026-11-21 17:00",
    "morgen um 17:30 Uhr": "2026-11-21 17:30",
    "morgen um 5": "2026-11-21 17:00",
    "morgen 5 Uhr": "2026-11-21 05:00",
    "übermorgen mittags": "2026-11-22 12:00",
    "am Montag": "2026-11-23",
    "am Mo": "2026-11-23",
    "Mo 9 Uhr": "2026-11-23 09:00",
    "nächsten Montag": "2026-11-23",
    "diesen Freitag": "2026-11-20",
    "am Wochenende": "2026-11-21",
    "nächste Woche": "2026-11-23",
    "nächsten Monat": "2026-12-01",
    "in 3 Tagen": "2026-11-23",
    "in zwei Wochen": "2026-12-04",
    "in einer Stunde": "2026-11-20 12:30",
    "Ende des Monats": "2026-11-30",
    "Ende der Woche": "2026-11-20",
    "am 17.": "2026-12-17",
    "am 17.02.": "2027-02-17",
    "17. Februar": "2027-02-17",
    "3. Mai 2028": "2028-05-03",
    "17/02/2027": "2027-02-17",
    "um 17:30": "2026-11-20 17:30",
    "bis Freitag": "2026-11-27",
    "tomorrow 5pm": "2026-11-21 17:00",
}
REPEATS = {
    "every day": ("FREQ=DAILY", "2026-11-20"),
    "daily": ("FREQ=DAILY", "2026-11-20"),
    "every morning": ("FREQ=DAILY", "2026-11-21 09:00"),
    "every weekday at 9": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-11-23 09:00"),
    "every weekend": ("FREQ=WEEKLY;BYDAY=SA,SU", "2026-11-21"),
    "every mon, wed": ("FREQ=WEEKLY;BYDAY=MO,WE", "2026-11-23"),
    "every friday and monday 5pm": ("FREQ=WEEKLY;BYDAY=MO,FR", "2026-11-20 17:00"),
    "every 2 weeks": ("FREQ=WEEKLY;INTERVAL=2", "2026-11-20"),
    "every 2 weeks on tue": ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "2026-11-24"),
    "every other day": ("FREQ=DAILY;INTERVAL=2", "2026-11-20"),
    "every other monday": ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", None),
    "every third month": ("FREQ=MONTHLY;INTERVAL=3", "2026-11-20"),
    "quarterly": ("FREQ=MONTHLY;INTERVAL=3", "2026-11-20"),
    "every year": ("FREQ=YEARLY", "2026-11-20"),
    "every last friday": ("FREQ=MONTHLY;BYDAY=-1FR", "2026-11-27"),
    "every 1st and 3rd monday of the month": ("FREQ=MONTHLY;BYDAY=1MO,3MO", "2026-12-07"),
    "every first day of the month": ("FREQ=MONTHLY;BYMONTHDAY=1", "2026-12-01"),
    "every last workday": ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-11-30"),
    "every 31st": ("FREQ=MONTHLY;BYMONTHDAY=31", "2026-11-30"),
    "every 1st and 15th": ("FREQ=MONTHLY;BYMONTHDAY=1,15", "2026-12-01"),
    "every month on the 15th": ("FREQ=MONTHLY;BYMONTHDAY=15", "2026-12-15"),
    "every feb 17": ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=17", "2027-02-17"),
    "every day until 2026-12-31": ("FREQ=DAILY;UNTIL=20261231", "2026-11-20"),
    "every week 5 times": ("FREQ=WEEKLY;COUNT=5", "2026-11-20"),
    "every monday starting tomorrow": ("FREQ=WEEKLY;BYDAY=MO", "2026-11-21"),
}
GERMAN_REPEATS = {
    "jeden Tag": ("FREQ=DAILY", "2026-11-20"),
    "täglich um 9": ("FREQ=DAILY", "2026-11-21 09:00"),
    "jeden Morgen": ("FREQ=DAILY", "2026-11-21 09:00"),
    "werktags": ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-11-20"),
    "jeden Montag": ("FREQ=WEEKLY;BYDAY=MO", "2026-11-23"),
    "jeden Mo, Mi": ("FREQ=WEEKLY;BYDAY=MO,WE", "2026-11-23"),
    "montags und freitags": ("FREQ=WEEKLY;BYDAY=MO,FR", "2026-11-20"),
    "alle 2 Wochen": ("FREQ=WEEKLY;INTERVAL=2", "2026-11-20"),
    "alle zwei Wochen am Dienstag": ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "2026-11-24"),
    "jeden zweiten Tag": ("FREQ=DAILY;INTERVAL=2", "2026-11-20"),
    "jeden zweiten Montag": ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", None),
    "jeden zweiten Montag im Monat": ("FREQ=MONTHLY;BYDAY=2MO", "2026-12-14"),
    "jeden letzten Freitag": ("FREQ=MONTHLY;BYDAY=-1FR", "2026-11-27"),
    "jeden letzten Werktag": ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-11-30"),
    "jeden 31.": ("FREQ=MONTHLY;BYMONTHDAY=31", "2026-11-30"),
    "am 15. jedes Monats": ("FREQ=MONTHLY;BYMONTHDAY=15", "2026-12-15"),
    "jeden 17. Februar": ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=17", "2027-02-17"),
    "jedes Jahr": ("FREQ=YEARLY", "2026-11-20"),
    "monatlich": ("FREQ=MONTHLY", "2026-11-20"),
    "täglich bis 31.12.": ("FREQ=DAILY;UNTIL=20261231", "2026-11-20"),
    "jede Woche 5 mal": ("FREQ=WEEKLY;COUNT=5", "2026-11-20"),
    "every monday": ("FREQ=WEEKLY;BYDAY=MO", "2026-11-23"),
}


@pytest.mark.parametrize(("locale", "phrases"), [("en", ENGLISH), ("de", GERMAN)])
def test_dates_are_understood_at_the_end_and_the_title_is_what_remains(locale: str, phrases: dict[str, str]) -> None:
    for phrase, expected in phrases.items():
        line = read(f"Call the printer {phrase}", locale=locale)
        assert (phrase, line.title, due(line)) == (phrase, "Call the printer", expected)
        assert [span.text for span in line.spans] == [phrase]


@pytest.mark.parametrize(("locale", "phrases"), [("en", REPEATS), ("de", GERMAN_REPEATS)])
def test_repeats_become_rules_with_a_first_day(locale: str, phrases: dict[str, tuple[str, str | None]]) -> None:
    for phrase, (rule, first) in phrases.items():
        line = read(f"Water the plants {phrase}", locale=locale)
        assert line.recurrence, phrase
        assert (phrase, line.title, line.recurrence.rule) == (phrase, "Water the plants", rule)
        assert read_rule(line.recurrence.rule).text == rule
        assert not line.recurrence.from_completion
        assert first is None or (phrase, due(line)) == (phrase, first)


@pytest.mark.parametrize(
    ("text", "locale"),
    [("Water every! 3 days", "en"), ("Water every 3 days after completion", "en"), ("Gießen alle! 3 Tage", "de"),
     ("Gießen alle 3 Tage nach Erledigung", "de")],
)  # fmt: skip
def test_repeats_from_completion(text: str, locale: str) -> None:
    line = read(text, locale=locale)
    assert line.recurrence
    assert (line.recurrence.rule, line.recurrence.from_completion) == ("FREQ=DAILY;INTERVAL=3", True)
    assert line.title == text.split(maxsplit=1)[0]


@pytest.mark.parametrize(
    "text",
    ["Read the 9/11 report", "May I ask", "13th floor plan", "march plan", '"Call mum tomorrow"', "Weekly review",
     "Prepare the daily numbers", "Buy sun cream", "Meet at 5 Main Street", "p1", "Every day", "tomorrow’s plan",
     "every 32nd", "every feb 30", "every 0 days", "See https://example.org/tomorrow#today", "Ask eve@monday.com",
     "morgen 17 Uhr anrufen"],
)  # fmt: skip
def test_what_only_looks_like_a_date_stays_text(text: str) -> None:
    line = read(text)
    assert (line.title, due(line), line.recurrence) == (text.strip('"'), "", None)


@pytest.mark.parametrize(
    "text",
    ["Guten Morgen sagen", "Sag guten Morgen", "so geht das", "Mach es so", "17. Stock putzen", "Mi casa es su casa",
     "der Montag war gut", "Laufen am Morgen"],
)  # fmt: skip
def test_german_words_that_only_look_like_dates_stay_text(text: str) -> None:
    line = read(text, locale="de")
    assert (line.title, due(line), line.spans) == (text, "", [])


def test_a_time_alone_belongs_to_the_day_where_it_is_added() -> None:
    line = read_line("Call Ben 5pm", setting(day=date(2026, 12, 24)))
    assert due(line) == "2026-12-24 17:00"
    assert due(read_line("Call Ben tomorrow 5pm", setting(day=date(2026, 12, 24)))) == "2026-11-21 17:00"
    assert [span.meaning for span in line.spans] == ["at 17:00"]
