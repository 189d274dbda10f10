"""Asking how things stand: "summarise my week", "how is Launch doing?"."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.assistant.sentences.context import Call, Context
from domain.assistant.sentences.patterns import matched, pattern
from domain.tasks.dates import Period, read_period

_ASKED = (
    "(summari[sz]e|sum up|recap|review|report [on]) [my|the|our] {what}",
    "((give me|show me|i need|make) )?((a|an|the|my) )?((quick|short|weekly|daily|monthly) )?"
    "(summary|overview|recap|review|report|status [report]|digest|stand-?up)"
    "( (of|for|on|about) [my|the|our] {what})?",
    "how (am i|are we|is it|are things|is everything|did i) (doing|going|do|getting on)( {what})?",
    "how('s| is| was| does| are) [my|the|our] {which} [doing|going|look|looking|coming along|shaping up] [like]",
    "(summari[sz]e|where do (i|we) stand|what's (my|the) status|productivity)",
)
_EVERYTHING = "[my|the|all] ({noun}|work|workload|everything|things|progress|productivity|today.*|so far|it)"
_PERIODS = {
    "week": "this week", "weekly": "this week", "day": "today", "daily": "today", "dai": "today",
    "month": "this month", "monthly": "this month",
}  # fmt: skip


def read_summary(said: str, context: Context) -> Call | None:
    """The sentence as a call of `summarise`, when it is one."""
    for template in _ASKED:
        if match := matched(template, said):
            what = (match.groupdict().get("what") or "").strip(" ?.!")
            found = _arguments(what, said, context)
            if found is not None:
                return Call("summarise", found)
    return None


def _arguments(what: str, said: str, context: Context) -> dict[str, str] | None:
    team, what = _team_in(what, context)
    given = {"team": team} if team else {}
    period = _period(_PERIODS.get(re.sub(r"^(?:the|my)\s+", "", what.lower()), what), context) if what else None
    if period is None and what and not pattern(_EVERYTHING).fullmatch(what):
        return given if given and not what.strip(" ,") else None
    if period is None:
        unit = re.search(r"\b(week|month|dai|day)", said, re.IGNORECASE)
        period = _period(_PERIODS[unit[1].lower()] if unit else "this week", context)
    if period:
        given |= {"first_day": period.first.isoformat(), "last_day": period.last.isoformat(), "period": period.name}
    return given


def _team_in(what: str, context: Context) -> tuple[str, str]:
    for team in context.teams:
        named = rf"(?:\b(?:in|of|for)\s+)?(?:the\s+)?\b{re.escape(team)}\b(?:\s+team)?"
        if re.search(named, what, re.IGNORECASE):
            return team, re.sub(named, "", what, flags=re.IGNORECASE).strip()
    return "", what


def _period(said: str, context: Context) -> Period | None:
    now: datetime = context.now
    zone: ZoneInfo = context.zone
    return read_period(said, now=now, zone=zone, week_start=context.week_start)
