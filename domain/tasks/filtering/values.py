"""Reading what a field is compared with."""

import re

from domain.tasks.filtering.fields import PRIORITY_WORDS, STATUS_WORDS, Field
from domain.tasks.filtering.moments import NAMED, PERIODS, anchor_of, is_phrase, steps_in
from domain.tasks.filtering.problems import FilterError, nearest, shown
from domain.tasks.filtering.syntax import Moment, Phrase, Special, Value
from domain.tasks.filtering.tokens import Token

_LONGEST = {"text": 500, "label": 50, "person": 320, "team": 120, "key": 40}
_EXAMPLES = {
    "text": '"printer"', "status": "pending", "priority": "high", "label": 'office or "waiting on"',
    "person": 'me or "Ben"', "team": '"Launch" or LAUNCH', "key": "LAUNCH-42", "moment": "today, now+7d or 2026-02-17",
}  # fmt: skip


def missing(field: Field, operator: str, at: int) -> FilterError:
    """Nothing stands where a value should."""
    return FilterError(f"After “{field.name} {operator}” a value is missing, like {_EXAMPLES[field.kind]}.", at, 0)


def value_of(field: Field, token: Token) -> Value:
    """The value that one word or quoted text is for a field (all but moments). Raises FilterError."""
    text = token.text.strip()
    if not text:
        raise FilterError("There is nothing between the quotation marks.", token.start, token.length)
    if token.says(*field.specials):
        return Special(text.lower())
    if field.name == "team" and token.says("personal"):
        return Special("none")
    if field.kind == "status":
        return _one_of(STATUS_WORDS, "status", token)
    if field.kind == "priority":
        return _one_of(PRIORITY_WORDS, "priority", token)
    if len(text) > _LONGEST[field.kind]:
        raise FilterError(f"This is too long: at most {_LONGEST[field.kind]} characters.", token.start, token.length)
    return text


def _one_of(words: dict[str, str], what: str, token: Token) -> str:
    asked = re.sub(r"[\s-]+", "_", token.text.strip().lower())
    if asked in words:
        return words[asked]
    near = words.get(nearest(asked, words), "")
    told = "" if near else f" It is one of {', '.join(dict.fromkeys(words.values()))}."
    raise FilterError(f"“{shown(token.text)}” is not a {what}.{told}", token.start, token.length, near)


class Words:
    """Tokens, read one after the other."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens, self._at = tokens, 0

    @property
    def next(self) -> Token:
        return self._tokens[self._at]

    @property
    def is_over(self) -> bool:
        """Whether nothing follows."""
        return self.next.kind == "end"

    def after(self, number: int = 1) -> Token:
        """The token `number` places further on."""
        return self._tokens[min(self._at + number, len(self._tokens) - 1)]

    def take(self) -> Token:
        """The next one, and go on."""
        token = self.next
        self._at = min(self._at + 1, len(self._tokens) - 1)
        return token

    def put_back(self, token: Token) -> None:
        """Read this one next, in place of the last one taken."""
        self._at -= 1
        self._tokens[self._at] = token


def moment_of(field: Field, words: Words) -> Value:
    """The day or instant that the next words say. Raises FilterError."""
    token = words.take()
    if token.says(*field.specials):
        return Special(token.text.lower())
    if token.kind == "string":
        return _phrase(token)
    if token.says("start", "end"):
        return Moment(_edge(token, words), _steps(words))
    if steps := steps_in(token.text):
        is_by_clock = any(unit in ("h", "min") for _, unit in steps)
        return Moment("now" if is_by_clock else "today", steps + _steps(words))
    base, sign, rest = _split(token.text)
    anchor = anchor_of(base)
    if anchor is None:
        return _phrase(token)
    steps = steps_in(sign + rest) if sign else ()
    if steps is None:
        raise FilterError(f"“{shown(sign + rest)}” is not a step like +7d, -2w, +3h or +1m.",
                          token.start + len(base), token.length - len(base))  # fmt: skip
    return Moment(anchor, steps + _steps(words))


def _split(text: str) -> tuple[str, str, str]:
    """now+7d as now, +, 7d. The hyphens of 2026-02-17 are no signs."""
    match = re.fullmatch(r"([a-z]+)([+-])(.*)", text, re.IGNORECASE | re.DOTALL)
    return (match[1], match[2], match[3]) if match and match[1].lower() in NAMED else (text, "", "")


def _edge(token: Token, words: Words) -> str:
    of, period = words.next, words.after()
    name, _, _ = re.split(r"([+-])", period.text.lower() + "+", maxsplit=1)
    if not of.says("of") or period.kind != "word" or name not in PERIODS:
        last = period if of.says("of") and period.kind == "word" else token
        raise FilterError(f"After “{token.text.lower()}” say of which day, week, month, quarter or year: "
                          f"“{token.text.lower()} of week”.", token.start, last.end - token.start)  # fmt: skip
    words.take()
    glued = words.take()
    if rest := glued.text[len(name) :]:
        words.put_back(Token("word", rest, glued.start + len(name), glued.end))
    return f"{token.text.lower()} of {name}"


def _steps(words: Words) -> tuple[tuple[int, str], ...]:
    """Steps that stand apart: `now +7d`, `start of week + 1d`."""
    found: tuple[tuple[int, str], ...] = ()
    while words.next.kind == "word" and words.next.text[0] in "+-":
        token = words.take()
        text = token.text
        if text in "+-" and words.next.kind == "word":
            text += words.take().text
        steps = steps_in(text)
        if steps is None:
            raise FilterError(f"“{shown(text)}” is not a step like +7d, -2w, +3h or +1m.", token.start, token.length)
        found += steps
    return found


def _phrase(token: Token) -> Value:
    text = " ".join(token.text.split())
    if anchor := anchor_of(text):
        return Moment(anchor)
    if 0 < len(text) <= 60 and is_phrase(text):
        return Phrase(text)
    near = f"+{text}" if steps_in(f"+{text}") else nearest(text, NAMED)
    told = "" if near else " Write today, now+7d, start of week, 2026-02-17 or a phrase like “next friday”."
    raise FilterError(f"“{shown(token.text)}” is not a date.{told}", token.start, token.length, near)
