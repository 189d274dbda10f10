"""Sentence patterns, written the way they are said: "(mark|set) {task} [as] done".

A space is any white space, `(a|b)` one of several, `[a|b]` may be left out with the space before it (at the beginning
of a pattern or a group: after it), `{task}` a slot. Everything else is a regular expression.
"""

import re
from functools import cache

from domain.assistant.sentences.words import NOUN, PRIORITY

_SLOTS = {
    "task": r"(?P<task>.+?)",
    # what is asked or ordered is not a statement about a task
    "stated": r"(?!(?:what|which|who|when|where|how|show|list|is|are|if|find|everything\s+that|all\s+that|tell)\b)"
              r"(?P<task>.+?)",
    "p": rf"(?P<p>{PRIORITY})",
    "level": rf"(?P<level>{PRIORITY})",
    "who": r"(?P<who>@?[\w.+’'-]+@[\w.-]+\w|[@\w][\w’'. -]*?)",
    "somebody": r"(?P<who>[\w’'. -]+?)",
    "n": r"(?P<n>\d{1,3}|an?|one|two|three|four|five|six|seven|ten)",
    "unit": r"(?P<unit>days?|weeks?)",
    "rights": r"(?P<rights>(?:,?\s*(?:\(|with|as|to|so\s+(?:that\s+)?(?:he|she|they)\s+can|and\s+let\s+(?:him|her|them)"
              r"|for|can|in|read)\b.*)|\s*\(.+\))?",
    "labels": r"(?P<labels>[#\w“\"'][\w#, \"'”-]*?)",
    "tags": r"(?P<labels>#\w[\w#, -]*)",
    "when": r"(?P<when>.+)",
    "to": r"(?P<to>.+)",
    "rest": r"(?P<rest>.+)",
    "other": r"(?P<other>.+)",
    "repeats": r"(?P<repeats>(?:every|each)\b.+|daily|weekly|monthly|quarterly|yearly|annually|fortnightly|biweekly)",
    "what": r"(?P<what>.+)",
    "which": r"(?P<what>.+?)",
    "words": r"(?P<words>.+)",
    "title": r"(?P<title>.+)",
    "text": r"(?P<text>.+)",
    "noun": NOUN,
    "kind": r"(?:task|to-?do|item|reminder|card)",
    "colon": r"\s*[:–—-]\s*",
    "maybe_colon": r"\s*[:,–—-]?\s*",
}  # fmt: skip
_OPENING = re.compile(r"(^|[(|])\[([^\]]+)\] ")
_OPTIONAL = re.compile(r" \[([^\]]+)\]")


@cache
def pattern(template: str) -> re.Pattern[str]:
    """The regular expression that a template stands for; it takes no notice of case."""
    text = _OPTIONAL.sub(r"(?: (?:\1))?", _OPENING.sub(r"\1(?:(?:\2) )?", template))
    text = re.sub(r"\((?!\?)", "(?:", text).replace("'", "['’]").replace(" ", r"\s+")
    for name, slot in _SLOTS.items():
        text = text.replace(f"{{{name}}}", slot)
    return re.compile(text, re.IGNORECASE | re.DOTALL)


def matched(template: str, said: str) -> re.Match[str] | None:
    """The match of the whole of `said`, closing punctuation aside."""
    whole = pattern(f"({template})")
    return whole.fullmatch(said) or whole.fullmatch(said.rstrip(" .!"))
