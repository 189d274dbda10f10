"""Marks, quotes, dismissals, several lines; and what holds for any text."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.tasks.quick_add import Setting, read_line, read_lines
from domain.tasks.recurrence_rules import read as read_rule
from tests.domain.tasks.quick_add.setting import ADA, BEN, BIG, EVES, FRIDAY, LAUNCH, NAMES, due, read, setting


def test_the_whole_line() -> None:
    line = read("Call the printer tomorrow 5pm !high @ben #office +Launch every monday")
    assert (line.title, line.priority, line.labels) == ("Call the printer", "high", ["office"])
    assert (line.assignee_ids, line.team_id, due(line)) == ([BEN.id], LAUNCH.id, "2026-11-21 17:00")
    assert line.recurrence
    assert line.recurrence.rule == "FREQ=WEEKLY;BYDAY=MO"
    assert [(span.kind, span.meaning) for span in line.spans] == [
        ("due", "tomorrow at 17:00"), ("priority", "high priority"), ("assignee", "Ben Miller"), ("label", "office"),
        ("team", "Launch"), ("repeat", "every Monday"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("mark", "field", "value"),
    [
        ("#office", "labels", ["office"]), ("#OFFICE", "labels", ["office"]), ("*office", "labels", ["office"]),
        ("#new/one", "labels", ["new/one"]), ('#"two words"', "labels", ["two words"]),
        ("#waiting on", "labels", ["Waiting on"]), ("#[two words]", "labels", ["two words"]),
        ("@ben", "assignee_ids", [BEN.id]), ("@Ben Miller", "assignee_ids", [BEN.id]),
        ('@"ben miller"', "assignee_ids", [BEN.id]), ("@ben@example.org", "assignee_ids", [BEN.id]),
        ("@me", "assignee_ids", [ADA.id]), ("@eb", "assignee_ids", [EVES[1].id]),
        ("@Eve Adams", "assignee_ids", [EVES[0].id]), ("+launch", "team_id", LAUNCH.id), ("+LAU", "team_id", LAUNCH.id),
        ('+"Big Team"', "team_id", BIG.id), ("+big team", "team_id", BIG.id), ("!high", "priority", "high"),
        ("!1", "priority", "low"), ("!4", "priority", "urgent"), ("!5", "priority", "urgent"),
        ("!hoch", "priority", "high"), ("!dringend", "priority", "urgent"),
    ],
)  # fmt: skip
def test_marks(mark: str, field: str, value: object) -> None:
    for text in (f"Plan it {mark}", f"{mark} Plan it", f"Plan {mark} it"):
        line = read(text)
        assert (line.title, getattr(line, field)) == ("Plan it", value), text


def test_todoists_signs() -> None:
    line = read("Plan it @office #Launch +ben p1", syntax="todoist")
    assert (line.title, line.labels, line.team_id, line.assignee_ids, line.priority) == (
        "Plan it", ["office"], LAUNCH.id, [BEN.id], "urgent")  # fmt: skip
    assert read("Plan it p2 !low", syntax="todoist").priority == "low"
    assert read("Ask about p2p", syntax="todoist").title == "Ask about p2p"


@pytest.mark.parametrize(
    ("text", "notice"),
    [("Ask @nobody", "Nobody you work with is called “nobody”."),
     ("Plan +Nowhere", "You are in no team called “Nowhere”."),
     ("Ask @eve", "More than one person is called “eve”; write the whole name."), ("Call +49 170 1234", ""), ("+1", ""),
     ("See #123", ""), ("5 * 3 = 15", ""), ("*really* do it", ""), ("Hurry!", ""), ("!important", ""), ("a@b", ""),
     ("C#sharp", ""), ("1+Launch", "")],
)  # fmt: skip
def test_what_nobody_is_called_stays_text_and_is_said(text: str, notice: str) -> None:
    line = read(text)
    assert (line.title, line.notices) == (text, [notice] if notice else [])


def test_of_two_teams_or_priorities_the_last_counts_and_the_other_stays_text() -> None:
    line = read('Plan !low +Launch !high +"Big Team"')
    assert (line.title, line.priority, line.team_id) == ("Plan !low +Launch", "high", BIG.id)


@pytest.mark.parametrize(
    ("text", "title"),
    [("Buy \\#1 pencils", "Buy #1 pencils"), ("Watch \\tomorrow never dies", "Watch tomorrow never dies"),
     ('Read "Tomorrow and tomorrow" friday', 'Read "Tomorrow and tomorrow"'), ("„Morgen“ lesen", "„Morgen“ lesen"),
     ("Look at \\\\server\\share", "Look at \\\\server\\share"), ("Call Ben (tomorrow)", "Call Ben"),
     ("Tomorrow: call Ben, then eat", "call Ben, then eat"), ("Call Ben, tomorrow", "Call Ben"),
     ("Call Ben tomorrow, then eat", "Call Ben, then eat"), ("tomorrow", "tomorrow"), ("#office", "#office")],
)  # fmt: skip
def test_titles(text: str, title: str) -> None:
    assert read(text).title == title


def test_what_is_dismissed_is_text_again_and_nothing_inside_it_is_understood() -> None:
    line = read("Call tomorrow 5pm !high", "Tomorrow 5pm")
    assert (line.title, due(line), line.priority) == ("Call tomorrow 5pm", "", "high")
    assert [(span.text, span.dismissed) for span in line.spans] == [("tomorrow 5pm", True), ("!high", False)]
    assert read("Call ben every monday friday", "every monday").title == "Call ben every monday"
    assert read("x !low !high", "!high").priority == "low"
    assert read("Call tomorrow !high", "!high").title == "Call !high"


def test_indented_lines_stand_below_and_bullets_and_boxes_are_no_text() -> None:
    text = "Plan the party\n\t- [ ] Cake tomorrow\n\t* [x] Music\n      1. Speakers\n\nSecond\r\n\t+Launch it\n"
    lines = read_lines(text, setting())
    assert [(line.title, line.parent, line.is_done, line.number) for line in lines] == [
        ("Plan the party", None, False, 0), ("Cake", 0, False, 1), ("Music", 0, True, 2), ("Speakers", 2, False, 3),
        ("Second", None, False, 5), ("it", 4, False, 6),
    ]  # fmt: skip
    assert text[lines[1].offset :].startswith("Cake tomorrow")
    assert [line.title for line in read_lines("- one", setting())] == ["one"]
    assert [line.title for line in read_lines("1. one", setting())] == ["1. one"]


def test_a_dismissal_is_for_its_own_line() -> None:
    lines = read_lines("One tomorrow\nTwo tomorrow", setting(), [(1, "tomorrow")])
    assert [(line.title, due(line)) for line in lines] == [("One", "2026-11-21"), ("Two tomorrow", "")]


PIECES = r"""call every! every day monday mon , and the 2nd last 31st of month tomorrow 5pm at 9 until 2026-12-31 5
times for in 3 days feb 30 17 17.02. "quoted \#x #office *b @ben @ada @nobody +Launch +"Big !high !5 !! ( ) p1 jeden
alle zwei Wochen letzten Freitag am 17. um Uhr nach Erledigung bis morgen Abend - [ ] 99999999 weekly montags
https://x.org 9/11 ’"""
TEXTS = st.one_of(st.text(max_size=120), st.lists(st.sampled_from(PIECES.split()), max_size=12).map(" ".join))
ZONES = st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Pacific/Kiritimati"])


@st.composite
def settings(draw: st.DrawFn) -> Setting:
    now = FRIDAY + timedelta(minutes=draw(st.integers(-20_000_000, 20_000_000)))
    locale, syntax = draw(st.sampled_from(["en", "de"])), draw(st.sampled_from(["atrium", "todoist"]))
    return Setting(now, ZoneInfo(draw(ZONES)), NAMES, locale, syntax)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@given(text=TEXTS, present=settings())
def test_any_line_is_read_without_complaint_and_keeps_every_word_that_nothing_claims(
    text: str, present: Setting
) -> None:
    line = read_line(text, present)
    claimed = [span for span in line.spans if not span.dismissed]
    at, rest = 0, ""
    for span in line.spans:
        assert at <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.text
        rest, at = rest + text[at : span.start] + " ", span.end
    assert _words(line.title) == _words(rest + text[at:])
    assert claimed == line.spans
    assert not (line.due_on and line.due_at)
    assert line.due_at is None or isinstance(line.due_at, datetime)
    if line.recurrence:
        read_rule(line.recurrence.rule)
        assert line.due_on or line.due_at


@given(text=TEXTS, present=settings(), data=st.data())
def test_what_is_dismissed_is_always_in_the_title(text: str, present: Setting, data: st.DataObject) -> None:
    spans = read_line(text, present).spans
    if not spans:
        return
    chosen = data.draw(st.sampled_from(spans))
    again = read_line(text, present, [chosen.text])
    assert _words(chosen.text) == [w for w in _words(chosen.text) if w in _words(again.title)]
    assert chosen.text not in [span.text for span in again.spans if not span.dismissed]


@given(text=st.text(max_size=200) | st.lists(TEXTS, max_size=5).map("\n\t".join), present=settings())
def test_any_text_of_several_lines_is_read(text: str, present: Setting) -> None:
    for place, line in enumerate(read_lines(text, present)):
        assert line.parent is None or line.parent < place
        assert line.title
