"""A sentence in, a call or a kind of answer out. Pure and deterministic; docs/assistant.md lists what it knows."""

import re
from collections.abc import Callable
from difflib import SequenceMatcher

from domain.assistant.sentences.adding import is_new_task, read_new_task
from domain.assistant.sentences.around import read_around
from domain.assistant.sentences.context import Call, Context, Option, Say, Understood
from domain.assistant.sentences.filters import read_filter
from domain.assistant.sentences.patterns import matched, pattern
from domain.assistant.sentences.reminding import read_reminder
from domain.assistant.sentences.rules import read_act
from domain.assistant.sentences.summaries import read_summary
from domain.assistant.sentences.words import bare_reference, numbered, quoted, without_politeness

LONGEST = 500  # characters: a sentence, not a letter

_HELP = (
    r"(help|\?+|commands|examples|what (can|do) you (do|know|understand)\b.*|how (does this|do (you|i))\b.*"
    r"|what (can|should) i (say|ask|type)\b.*|who are you)"
)
_HELLO = "(hi|hello|hey|good (morning|afternoon|evening)|moin|servus) [there|atrium]"
_THANKS = r"(thanks? [you]|thx|ta|great|nice|perfect|cool|ok(ay)?|good|well done)([\s,!]+.{0,30})?"
_YES = (
    "(yes|yep|yeah|y|sure|ok(ay)?|confirm(ed)?|do it|go ahead|please do|that one|right|correct)"
    r"([\s,]+(please|do it|that one))?"
)
_NO = (
    "(no|nope|n|cancel|never ?mind|forget it|none [of them|of these|of those]|neither|stop|leave it)"
    r"([\s,]+(thanks|thank you))?"
)
_NEGATED = r"[please] (don't|do not|never)\b(?! (let me )?forget\b).*"
_UNDO = "(undo|revert|take (it|that|this) back|roll ?back) [it|that|this|the last one|the last change|the last]"
_NEXT = (
    "((what|which task) (should|shall|can|do) (i|we) (do|work on|tackle|start with) [next|now|first]"
    "|what('s| is) (next|most important)|plan my day|what now)"
)
_FIND = (
    "(find|search [for]|look (for|up)|locate|where('s| is| are)"
    "|do (i|we) have [a|an|any] {noun} (about|for|on|called)|is there [a|an|any] {noun} (about|for|on|called)) {words}"
)
_SHOW_ONE = (
    r"(show|open|view|display|describe|read) [me]"
    r" (?P<task>(the .+ task|task .+|(\"|“|„|«|').+|[A-Z][A-Z0-9]{0,7}-\d+|it|that))"
)
_ABOUT_ONE = (
    "([the] details (of|on|for|about)|(what('s| is) )?the (status|state|deadline|due date|priority) of"
    "|tell me [more] about|more (on|about)|when is|what about) (?P<task>.+?) [due]"
)
_IS_ONE = "(is|was) (?P<task>.+?) [already|still|yet] (done|completed?|finished|open|overdue|due|urgent|assigned) [yet]"
_LISTING = (
    r"((show|list|display|get|give|tell|view|see|print|count|which|is any(thing)?|how many|any(thing)?|do (i|we)"
    r"|have (i|we)|are there|is there|did i|my|all|everything|overdue|urgent|today|tomorrow|this week|next week|due"
    r"|tasks?|to-?dos?|open|pending|completed|unassigned|shared|high|new tasks|when is|who)\b|what'?s?\b).*"
)
_LISTING_VERB = "((show|list|display|get|give|tell|view|see|print|count) [me]|how many|(is|are) there) "
_PLAIN_LIST = r".*(\b{noun}\b|\beverything\b|\bmy (list|work|plate|agenda|day)\b|\bto do\b).*"
_NAMED = r"[the] (\S+ ){1,4}{noun}"
_BY_FILTER = r"(?:(?:show|list|find|get)(?: me)? )?(?:all )?(?:the |my )?tasks (?:where|with (?:the )?filter):? (.+)"
_Reader = Callable[[str, Context], Understood | None]


def understand(text: str, context: Context) -> Understood:
    """What the person wants. Never fails: what is not understood is Say("unknown")."""
    if len(text) > LONGEST:
        return Say("too_long")
    bare = without_politeness(" ".join(text.split()))
    said = bare.strip(" .!?,")
    if not said:
        return Say("help" if "?" in text else "unknown")
    return _small_talk(said, bare, context) or _request(bare, context)


def _small_talk(said: str, bare: str, context: Context) -> Understood | None:
    """What needs no more than a look at the whole of it."""
    if pattern(_HELP).fullmatch(said):
        return Say("help")
    if (chosen := _choice(bare, context)) is not None:
        return chosen
    if option := numbered(said, context.listed):
        return Call("show_task", {"task": option.id})
    answer = Say("use_the_card" if context.is_proposing else "nothing_waits")
    kinds: tuple[tuple[str, Understood], ...] = (
        (_UNDO, Call("undo_last")), (_YES, answer), (_NO, answer), (_NEGATED, Say("dropped")),
        (_NEXT, Call("list_tasks", {"open": True, "sort": "priority"})), (_HELLO, Say("hello")),
        (_THANKS, Say("thanks")),
    )  # fmt: skip
    return next((meaning for template, meaning in kinds if pattern(template).fullmatch(said)), None)


def _choice(text: str, context: Context) -> Understood | None:
    """The answer to "which one?": a number, a title, yes to the only one, or no."""
    question, said = context.question, text.strip(" .!?,")
    if question is None:
        return None
    if pattern(_NO).fullmatch(said):
        return Say("dropped")
    option = numbered(said, question.options)
    if option is None and len(question.options) == 1 and pattern(_YES).fullmatch(said):
        option = question.options[0]
    option = option or _titled(said, question.options)
    return Call(question.tool, {**question.arguments, "task": option.id}) if option else None


def _titled(said: str, options: tuple[Option, ...]) -> Option | None:
    words = bare_reference(said).lower()
    found = [o for o in options if o.title.lower() == words or o.id == said]
    found = found or [o for o in options if len(words) > 2 and words in o.title.lower()]
    found = found or [o for o in options if SequenceMatcher(None, o.title.lower(), words).ratio() > 0.85]
    return found[0] if len(found) == 1 else None


def _request(bare: str, context: Context) -> Understood:
    said, is_question = bare.strip(" ?,"), bare.rstrip().endswith("?")
    if match := re.fullmatch(_BY_FILTER, said, re.IGNORECASE):
        return Call("list_tasks", {"filter": match[1]})
    asking: tuple[_Reader, ...] = (
        read_reminder, read_around, _read_one, read_summary, _read_find, _read_list, read_act, read_new_task,
    )  # fmt: skip
    telling: tuple[_Reader, ...] = (
        read_reminder, read_around, _read_explicit, read_summary, _read_find, _read_one, read_act, _read_list,
        read_new_task,
    )  # fmt: skip
    for read in asking if is_question else telling:
        found = read(said, context)
        if found is not None:
            return found
    if context.question is not None:
        return Say("which_again")
    return Call("show_task", {"task": bare_reference(said)}) if pattern(_NAMED).fullmatch(said) else Say("unknown")


def _read_explicit(said: str, context: Context) -> Understood | None:
    """ "Add a task to delete the old logs" is a new task, whatever its title says."""
    return read_new_task(said, context) if is_new_task(said) else None


def _read_find(said: str, context: Context) -> Call | None:
    match = matched(_FIND, said)
    if not match:
        return None
    marked = quoted(match["words"])
    return Call("find_tasks", {"words": marked[0] if marked else bare_reference(match["words"].strip(" ?.!"))})


def _read_one(said: str, context: Context) -> Understood | None:
    """A question about one task."""
    match = next((m for t in (_SHOW_ONE, _ABOUT_ONE, _IS_ONE) if (m := matched(t, said.strip(" .!?")))), None)
    if match is None or pattern("((my|all|the) )?({noun}|day|week|.*tasks)").fullmatch(match["task"]):
        return None
    if match["task"].lower() in {"it", "that"}:
        return Call("show_task", {"task": context.mentioned.id}) if context.mentioned else Say("no_subject")
    option = numbered(match["task"], context.listed)
    return Call("show_task", {"task": option.id if option else bare_reference(match["task"])})


def _read_list(said: str, context: Context) -> Call | None:
    is_listing = pattern(_LISTING).fullmatch(said) is not None
    if not is_listing and not re.search(pattern(r"\b{noun}[\s?.!]*$"), said):
        return None
    verb = pattern(_LISTING_VERB).match(said)
    found = read_filter(said[verb.end() :] if verb else said, context)
    if pattern(r"(how many|count)\b.*").fullmatch(said):
        found["only_count"] = True
    meant = found.keys() - {"words", "open", "only_count"}
    is_plain = pattern(_PLAIN_LIST).fullmatch(said) is not None
    is_bare = pattern("(list|show)").fullmatch(said) is not None
    if is_bare or meant or (is_plain and is_listing) or (is_plain and "words" not in found):
        return Call("list_tasks", found) if is_listing or "words" not in found else None
    return None
