"""The repeat that a line asks for, and with it the day it is first due."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from domain.tasks.date_rules import Match
from domain.tasks.dates import Found, dates_in, find_when, say_when
from domain.tasks.quick_add import repeats_english, repeats_german
from domain.tasks.quick_add.draft import Draft
from domain.tasks.quick_add.repeat_words import repeat_said, when_said
from domain.tasks.quick_add.rules import Said
from domain.tasks.quick_add.setting import Setting
from domain.tasks.quick_add.understood import Line, Repeats
from domain.tasks.quick_add.words import say

_CLOCK = re.compile(r"\s+(?P<time>(?:at|um)\s+\d{1,2}(?:[:.]\d\d)?(?:\s?(?:am|pm|uhr))?)(?=\s)", re.IGNORECASE)
_STOP = r"(?![\w’'-]|\.\d)"


@dataclass(frozen=True, slots=True)
class _Language:
    rules: tuple[tuple[re.Pattern[str], Callable[[Match], Said | None]], ...]
    completed: re.Pattern[str]
    until: re.Pattern[str]
    times: re.Pattern[str]


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


_LANGUAGES = {"en": repeats_english, "de": repeats_german}


@cache
def _language(name: str) -> _Language:
    said = _LANGUAGES[name]
    rules = tuple((_pattern(rf"(?<![\w.-])(?:{text}){_STOP}"), meaning) for text, meaning in said.RULES)
    return _Language(rules, _pattern(said.COMPLETED), _pattern(said.UNTIL), _pattern(said.TIMES))


@dataclass(frozen=True, slots=True)
class _Repeat:
    start: int
    end: int
    said: Said
    from_completion: bool


def read_times(draft: Draft, line: Line, setting: Setting) -> None:
    """Claim the repeat and the date of the line; a time alone belongs to the repeat's days, a day is its first."""
    repeat = _claimed_repeat(draft, setting)
    found = _claimed_date(draft, setting, _clock_only(repeat, setting))
    if found:
        line.due_on, line.due_at = found.when.on, found.when.at
    if found and found.when.at and setting.day and not found.has_day and not repeat:
        clock = found.when.at.astimezone(setting.zone).time().replace(tzinfo=None)
        line.due_at = datetime.combine(setting.day, clock, setting.zone).astimezone(UTC)
    if repeat:
        line.recurrence = Repeats(repeat.said.text, repeat.from_completion)
        if not (found and found.has_day):
            _first_due(line, repeat, found, setting)


def _claimed_repeat(draft: Draft, setting: Setting) -> _Repeat | None:
    while repeat := _find(draft.open, setting):
        words = repeat_said(repeat.said, setting) + (say(setting.language, "after") if repeat.from_completion else "")
        if draft.claim(repeat.start, repeat.end, "repeat", words):
            return repeat
    return None


def _claimed_date(draft: Draft, setting: Setting, clock_only: Callable[[Found], str]) -> Found | None:
    while found := find_when(draft.open, now=setting.now, zone=setting.zone, languages=setting.languages):
        words = clock_only(found) or when_said(found.when, setting)
        if draft.claim(found.start, found.end, "due", words):
            return found
    return None


def _clock_only(repeat: _Repeat | None, setting: Setting) -> Callable[[Found], str]:
    def words(found: Found) -> str:
        if (repeat is None and setting.day is None) or found.has_day or found.when.at is None:
            return ""
        return say(setting.language, "at", time=f"{found.when.at.astimezone(setting.zone):%H:%M}")

    return words


def _first_due(line: Line, repeat: _Repeat, found: Found | None, setting: Setting) -> None:
    clock = repeat.said.clock
    if repeat.said.frequency == "HOURLY" and not (found and found.when.at):
        line.due_at = (setting.now + timedelta(hours=repeat.said.every)).replace(second=0, microsecond=0)
        return
    if found and found.when.at:
        clock = found.when.at.astimezone(setting.zone).time().replace(tzinfo=None)
    day = repeat.said.first(setting.now, setting.zone, clock)
    if day is None:
        line.due_on = line.due_at = line.recurrence = None
    elif clock is None:
        line.due_on = day
    else:
        line.due_at = datetime.combine(day, clock, setting.zone).astimezone(UTC)


def _find(text: str, setting: Setting) -> _Repeat | None:
    """The first repeat of the text; of those that begin there, the longest."""
    found = [repeat for name in setting.languages for repeat in _all(text, _language(name), setting)]
    return min(found, key=lambda repeat: (repeat.start, -repeat.end), default=None)


def _all(text: str, language: _Language, setting: Setting) -> list[_Repeat]:
    found = []
    for pattern, meaning in language.rules:
        for match in pattern.finditer(text):
            said = meaning(match)
            if said and said.is_possible:
                repeat = _with_more(text, match, said, language, setting)
                if "adverb" not in match.groupdict() or _ends(text[repeat.end :], setting):
                    found.append(repeat)
                    break
    return found


def _ends(rest: str, setting: Setting) -> bool:
    """An adverb is also an adjective ("the weekly report"): it counts with nothing behind it but a time or a date."""
    rest = rest.strip(" .!?,;")
    found = dates_in(rest, now=setting.now, zone=setting.zone, languages=setting.languages)
    return not rest or any((date.start, date.end) == (0, len(rest)) for date in found)


def _with_more(text: str, match: Match, said: Said, language: _Language, setting: Setting) -> _Repeat:
    """The repeat with "at 9", "after completion", "until …" or "5 times" behind it."""
    groups, end = match.groupdict(), match.end()
    if "adverb" not in groups:
        end = _with_clock(text, end, said, setting)
    after = bool(groups.get("after") or groups.get("after2"))
    if completed := language.completed.match(text, end):
        after, end = True, completed.end()
    if times := language.times.match(text, end):
        if count := int(times["times"]):
            said.by["COUNT"], end = count, times.end()
            said.end = f"{said.end} {count} times".strip()
    elif until := language.until.match(text, end):
        for date in dates_in(text[until.end() :], now=setting.now, zone=setting.zone, languages=setting.languages):
            if date.start == 0 and date.when.on:
                said.by["UNTIL"], end = f"{date.when.on:%Y%m%d}", until.end() + date.end
                said.end = (
                    f"{said.end} until {say_when(date.when.on, None, now=setting.now, zone=setting.zone)}".strip()
                )
                break
    return _Repeat(match.start(), end, said, after)


def _with_clock(text: str, end: int, said: Said, setting: Setting) -> int:
    """A time right behind the repeat, with more of the title behind that, is when it is due."""
    if match := _CLOCK.match(text, end):
        phrase = match["time"]
        found = dates_in(phrase, now=setting.now, zone=setting.zone, languages=setting.languages)
        for date in found:
            if (date.start, date.end) == (0, len(phrase)) and date.when.at:
                said.clock = date.when.at.astimezone(setting.zone).time().replace(tzinfo=None)
                said.end = f"at {said.clock:%H:%M}"
                return match.end()
    return end
