"""A sentence in, a call or a kind of answer out. Pure and deterministic; docs/assistant.md lists what it knows."""

import re
from difflib import SequenceMatcher

from domain.assistant.sentences.adding import read_new_task
from domain.assistant.sentences.context import Call, Context, Option, Say, Understood
from domain.assistant.sentences.filters import read_filter
from domain.assistant.sentences.rules import read_act
from domain.assistant.sentences.words import NOUN, bare_reference, numbered, quoted, without_politeness
from domain.tasks.dates import read_period

_HELP = re.compile(
    r"(?:help|\?+|commands|examples|what\s+(?:can|do)\s+you\s+(?:do|know|understand).*|how\s+(?:does\s+this|do\s+(?:you|i)).*"
    r"|what\s+(?:can|should)\s+i\s+(?:say|ask|type).*|who\s+are\s+you)",
    re.IGNORECASE,
)
_HELLO = re.compile(r"(?:hi|hello|hey|good\s+(?:morning|afternoon|evening)|moin|servus)(?:\s+(?:there|atrium))?", re.IGNORECASE)
_THANKS = re.compile(r"(?:thanks?(?:\s+you)?|thx|ta|great|nice|perfect|cool|ok(?:ay)?|good|well\s+done)(?:[\s,!]+.{0,30})?", re.IGNORECASE)
_YES = re.compile(r"(?:yes|yep|yeah|y|sure|ok(?:ay)?|confirm(?:ed)?|do\s+it|go\s+ahead|please\s+do|that\s+one|right|correct)(?:[\s,]+(?:please|do\s+it|that\s+one))?",
                  re.IGNORECASE)  # fmt: skip
_NO = re.compile(r"(?:no|nope|n|cancel|never\s?mind|forget\s+it|none(?:\s+of\s+(?:them|these|those))?|neither|stop|leave\s+it)(?:[\s,]+(?:thanks|thank\s+you))?",
                 re.IGNORECASE)  # fmt: skip
_UNDO = re.compile(r"(?:undo|revert|take\s+(?:it|that|this)\s+back|roll\s?back)(?:\s+(?:it|that|this|the\s+last(?:\s+(?:one|change))?))?", re.IGNORECASE)
_SUMMARY = (
    r"(?:summari[sz]e|sum\s+up|recap|review|report(?:\s+on)?)\s+(?:my\s+|the\s+|our\s+)?(?P<what>.+)",
    r"(?:give\s+me\s+|show\s+me\s+|i\s+need\s+|make\s+)?(?:an?|the|my)?\s*(?:quick\s+|short\s+|weekly\s+|daily\s+|monthly\s+)?(?:summary|overview|recap|review|report|status(?:\s+report)?|digest|stand-?up)(?:\s+(?:of|for|on|about)\s+(?:my\s+|the\s+|our\s+)?(?P<what>.+))?",
    r"how\s+(?:am\s+i|are\s+we|is\s+it|are\s+things|is\s+everything|did\s+i)\s+(?:doing|going|do|getting\s+on)(?:\s+(?P<what>.+))?",
    r"how(?:['’]s|\s+is|\s+was|\s+does|\s+are)\s+(?:my\s+|the\s+|our\s+)?(?P<what>.+?)(?:\s+(?:doing|going|look(?:ing)?|coming\s+along|shaping\s+up))?(?:\s+like)?",
    r"(?:summari[sz]e|where\s+do\s+(?:i|we)\s+stand|what['’]s\s+(?:my|the)\s+status|productivity)",
)
_NEGATED = re.compile(r"(?:please\s+)?(?:don['’]?t|do\s+not|never)\b(?!\s+(?:let\s+me\s+)?forget\b).*", re.IGNORECASE | re.DOTALL)
_NEXT = re.compile(r"(?:what|which\s+task)\s+(?:should|shall|can|do)\s+(?:i|we)\s+(?:do|work\s+on|tackle|start\s+with)(?:\s+(?:next|now|first))?"
                   r"|what['’]?s\s+(?:next|most\s+important)|plan\s+my\s+day|what\s+now", re.IGNORECASE)  # fmt: skip
_LIST_HEADS = re.compile(
    r"(?:(?:show|list|display|get|give|tell|view|see|print|count)\b|what['’]?s?\b|which\b|is\s+any(?:thing)?\b|how\s+many\b|any(?:thing)?\b"
    r"|do\s+(?:i|we)\b|have\s+(?:i|we)\b|are\s+there\b|is\s+there\b|did\s+i\b|my\b|all\b|everything\b|overdue\b|urgent\b|today\b"
    r"|tomorrow\b|this\s+week\b|next\s+week\b|due\b|tasks?\b|to-?dos?\b|open\b|pending\b|completed\b|unassigned\b|shared\b"
    r"|high\b|new\s+tasks\b|list\b|when\s+is\b|who\b)",
    re.IGNORECASE,
)
_FIND = re.compile(r"(?:find|search(?:\s+for)?|look\s+(?:for|up)|locate|where(?:['’]s|\s+is|\s+are)|do\s+(?:i|we)\s+have\s+(?:an?\s+|any\s+)?"
                   rf"{NOUN}\s+(?:about|for|on|called)|is\s+there\s+(?:an?\s+|any\s+)?{NOUN}\s+(?:about|for|on|called))\s+(?P<words>.+)",
                   re.IGNORECASE)  # fmt: skip
_ONE = re.compile(r"(?:show|open|view|display|describe|read)\s+(?:me\s+)?(?P<task>(?:the\s+.+\s+task|task\s+.+|['\"“„«].+|[A-Z][A-Z0-9]{1,7}-\d+|it|that))"
                  r"|(?:(?:the\s+)?details\s+(?:of|on|for|about)|(?:what(?:['’]s|\s+is)\s+)?the\s+(?:status|state|deadline|due\s+date|priority)\s+of|tell\s+me\s+(?:more\s+)?about|more\s+(?:on|about)|when\s+is|what\s+about)\s+(?P<about>.+?)(?:\s+due)?"
                  r"|(?:is|was)\s+(?P<state>.+?)\s+(?:already\s+|still\s+|yet\s+)?(?:done|completed?|finished|open|overdue|due|urgent|assigned)(?:\s+yet)?",
                  re.IGNORECASE)  # fmt: skip


def _choice(text: str, context: Context) -> Understood | None:
    question = context.question
    if question is None:
        return None
    said = text.strip(" .!?,")
    if _NO.fullmatch(said):
        return Say("dropped")
    option = numbered(said, question.options)
    if option is None and len(question.options) == 1 and _YES.fullmatch(said):
        option = question.options[0]
    option = option or _titled(said, question.options)
    return Call(question.tool, {**question.arguments, "task": option.id}) if option else None


def _titled(said: str, options: tuple[Option, ...]) -> Option | None:
    words = bare_reference(said).lower()
    exact = [o for o in options if o.title.lower() == words or o.id == said]
    part = exact or [o for o in options if len(words) > 2 and words in o.title.lower()]
    close = part or [o for o in options if SequenceMatcher(None, o.title.lower(), words).ratio() > 0.85]
    return close[0] if len(close) == 1 else None


def _summary(text: str, context: Context) -> Call | None:
    for pattern in _SUMMARY:
        match = re.fullmatch(pattern, text, re.IGNORECASE)
        if match:
            what = (match.groupdict().get("what") or "").strip(" ?.!")
            found = _what(what, text, context)
            if found is not None:
                return Call("summarise", found)
    return None


def _what(what: str, text: str, context: Context) -> dict[str, str] | None:
    arguments: dict[str, str] = {}
    for team in context.teams:
        if re.search(rf"\b{re.escape(team)}\b", what, re.IGNORECASE):
            arguments["team"] = team
            what = re.sub(rf"(?:\b(?:in|of|for)\s+)?(?:the\s+)?\b{re.escape(team)}\b(?:\s+team)?", "", what, flags=re.IGNORECASE).strip()
    single = {"week": "this week", "day": "today", "month": "this month", "weekly": "this week", "monthly": "this month", "daily": "today"}
    every = re.search(r"\b(week|month|dai|day)", what or text, re.IGNORECASE)
    said = single.get(re.sub(r"^(?:the|my)\s+", "", what.lower()), what)
    period = read_period(said, now=context.now, zone=context.zone, week_start=context.week_start) if said else None
    if period is None and what and not re.fullmatch(rf"(?:my\s+|the\s+|all\s+)*(?:{NOUN}|work|workload|everything|things|progress|productivity|today.*|so\s+far|it)", what, re.IGNORECASE):
        return arguments if arguments and not what.strip(" ,") else None
    if period is None:
        unit = every[1].lower() if every else "week"
        period = read_period({"day": "today", "dai": "today", "month": "this month"}.get(unit, "this week"),
                             now=context.now, zone=context.zone, week_start=context.week_start)  # fmt: skip
    if period:
        arguments |= {"first_day": period.first.isoformat(), "last_day": period.last.isoformat(), "period": period.name}
    return arguments


def _one(text: str, context: Context) -> Understood | None:
    match = _ONE.fullmatch(text.strip(" .!?"))
    if not match:
        return None
    said = match["task"] or match["about"] or match["state"]
    if said.lower() in {"it", "that"}:
        return Call("show_task", {"task": context.mentioned.id}) if context.mentioned else Say("no_subject")
    if re.fullmatch(rf"(?:my|all|the)?\s*(?:{NOUN}|day|week|.*tasks)", said, re.IGNORECASE):
        return None
    found = numbered(said, context.listed)
    return Call("show_task", {"task": found.id if found else bare_reference(said)})


def _listing(text: str, context: Context) -> Call | None:
    if not _LIST_HEADS.match(text) and not re.search(rf"\b{NOUN}[\s?.!]*$", text, re.IGNORECASE):
        return None
    rest = re.sub(r"^(?:show|list|display|get|give|tell|view|see|print|count)\s+(?:me\s+)?|^how\s+many\s+|^(?:is|are)\s+there\s+", "", text,
                  flags=re.IGNORECASE)  # fmt: skip
    found = read_filter(rest, context)
    if re.match(r"how\s+many|count", text, re.IGNORECASE):
        found["only_count"] = True
    if re.fullmatch(r"list|show", text, re.IGNORECASE):
        return Call("list_tasks", found)
    meant = found.keys() - {"words", "open", "only_count"}
    is_plain = re.search(rf"\b{NOUN}\b|\beverything\b|\bmy\s+(?:list|work|plate|agenda|day)\b|\bto\s+do\b", text, re.IGNORECASE)
    if not meant and not is_plain:
        return None
    if not _LIST_HEADS.match(text) and "words" in found:
        return None
    if re.match(r"(?:what|which|who|when)", text, re.IGNORECASE) and "words" in found and not meant and not is_plain:
        return None
    return Call("list_tasks", found)


def understand(text: str, context: Context) -> Understood:
    """What the person wants. Never fails: what is not understood is Say("unknown")."""
    text = " ".join(text.split())
    bare = without_politeness(text)
    said = bare.strip(" .!?,")
    if not said:
        return Say("help" if "?" in text else "unknown")
    if _HELP.fullmatch(said):
        return Say("help")
    if found := _choice(bare, context):
        return found
    if _UNDO.fullmatch(said):
        return Call("undo_last")
    if _YES.fullmatch(said) or _NO.fullmatch(said):
        return Say("use_the_card") if context.is_proposing else Say("nothing_waits")
    if _NEGATED.fullmatch(said):
        return Say("dropped")
    if _NEXT.fullmatch(said):
        return Call("list_tasks", {"open": True, "sort": "priority"})
    if _HELLO.fullmatch(said):
        return Say("hello")
    if _THANKS.fullmatch(said):
        return Say("thanks")
    if option := numbered(said, context.listed):
        return Call("show_task", {"task": option.id})
    return _request(bare, context)


def _request(bare: str, context: Context) -> Understood:
    is_question = bare.rstrip().endswith("?")
    said = bare.strip(" ?,")
    readers = (_one, _summary, _found, _listing)
    writers = (_changed, read_new_task)
    for read in (*readers, *writers) if is_question else (_explicit_add, _summary, _found, _one, _changed, _listing, read_new_task):
        found = read(said, context)
        if found is not None:
            return found
    if context.question is not None:
        return Say("which_again")
    named = re.fullmatch(rf"(?:the\s+)?(?:\S+\s+){{1,4}}{NOUN}", said, re.IGNORECASE)
    return Call("show_task", {"task": bare_reference(said)}) if named else Say("unknown")


def _explicit_add(said: str, context: Context) -> Understood | None:
    """"Add a task to delete the old logs" is a new task, whatever its title says."""
    head = r"(?:(?:add|create|make|new|open|set\s+up|schedule|enter|log)\s+(?:\w+\s+){0,4}?(?:task|to-?do|item|reminder|card)\b|(?:add|create|make|new)\s+(?:\w+\s+)?(?:tasks|to-?dos|items)\s*:|remind\s+me\b|todo:|task:|add\s+['\"“])"
    if re.match(head, said, re.IGNORECASE) and not re.match(r"make\s+(?:the|all|my|every)\b", said, re.IGNORECASE):
        return read_new_task(said, context)
    return None


def _changed(said: str, context: Context) -> Understood | None:
    return read_act(said, context)


def _found(said: str, context: Context) -> Call | None:
    match = _FIND.fullmatch(said)
    if not match:
        return None
    marked = quoted(match["words"])
    return Call("find_tasks", {"words": marked[0] if marked else bare_reference(match["words"].strip(" ?.!"))})
