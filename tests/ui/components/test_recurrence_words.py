"""How a task repeats, in words."""

import pytest

from ui.components.recurrence_words import said


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=DAILY", "every day"),
        ("FREQ=DAILY;INTERVAL=3", "every 3 days"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "every weekday"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE", "every 2 weeks on Mon, Wed"),
        ("FREQ=MONTHLY;BYMONTHDAY=31", "every month on the 31st"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "every month on the last day"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "every month on the last Fri"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "every month on the last workday"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "every year on the 29th of Feb"),
        ("FREQ=YEARLY;BYMONTH=5;BYDAY=2SU", "every year on the second Sun in May"),
        ("FREQ=DAILY;COUNT=3", "every day, 3 more times"),
        ("FREQ=DAILY;UNTIL=20261231", "every day until 31 Dec 2026"),
    ],
)
def test_a_rule_reads_as_people_say_it(rule: str, words: str) -> None:
    assert said(rule, from_completion=False) == words
    assert said(rule, from_completion=True) == words + " after completion"
