"""Words of sentences: politeness, quotes, priorities, names, references to tasks."""

import re
from collections.abc import Iterable

from domain.assistant.sentences.context import Context, Option

PRIORITY_WORDS = {
    "urgent": "urgent", "critical": "urgent", "asap": "urgent", "top": "urgent", "highest": "urgent", "p1": "urgent",
    "high": "high", "important": "high", "p2": "high", "medium": "medium", "normal": "medium", "p3": "medium",
    "low": "low", "lowest": "low", "p4": "low", "none": "none", "no": "none",
}  # fmt: skip
PRIORITY = rf"(?:{'|'.join(sorted(PRIORITY_WORDS, key=len, reverse=True))})"
NOUN = r"(?:tasks?|to-?dos?|items?|reminders?|cards?|things?|ones?)"

_OPENING = re.compile(
    r"(?:(?:hey|hi|hello|ok(?:ay)?|so|now|then|and|also|please|pls|kindly|just|atrium|assistant)\b[,!.]?\s+"
    r"|(?:can|could|would|will)\s+you\s+(?=\w)|(?:i['’]d|i\s+would)\s+like\s+(?:you\s+)?to\s+"
    r"|i\s+want\s+(?:you\s+)?to\s+|let['’]?s\s+|go\s+ahead\s+and\s+|help\s+me\s+(?:to\s+)?(?=\w))+",
    re.IGNORECASE,
)
_CLOSING = re.compile(r"(?:[\s,]+(?:please|pls|thanks|thank\s+you|thx))+[\s.!?]*$", re.IGNORECASE)
_QUOTED = re.compile(r"\"([^\"]+)\"|“([^”]+)”|„([^“”]+)[“”]|«([^»]+)»|‘([^’]+)’|(?<!\w)'([^']+)'(?!\w)|`([^`]+)`")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NUMERALS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBERED = re.compile(
    rf"(?:the\s+)?(?:(?P<ordinal>{'|'.join(_ORDINALS)}|last)|(?P<nth>\d{{1,2}})(?:st|nd|rd|th)"
    rf"|(?:number|no\.?|nr\.?|option|#)\s*(?P<n>\d{{1,2}})|(?P<bare>\d{{1,2}})"
    rf"|(?:number|option)\s+(?P<word>{'|'.join(_NUMERALS)}))(?:\s+(?:one|{NOUN}|please))?[\s.)!]*",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"(?:it|this|that|this\s+one|that\s+one|(?:this|that|the)\s+task|the\s+same(?:\s+one)?)", re.IGNORECASE
)


def without_politeness(text: str) -> str:
    """The sentence without "could you please …, thanks"."""
    text = " ".join(text.split())
    bare = _CLOSING.sub("", _OPENING.sub("", text, count=1) if _OPENING.match(text) else text)
    return bare or text


def quoted(text: str) -> tuple[str, str] | None:
    """The first quoted part and the text with a placeholder ("\ufffc") in its place."""
    match = _QUOTED.search(text)
    if not match:
        return None
    return next(g for g in match.groups() if g).strip(), text[: match.start()] + "\ufffc" + text[match.end() :]


def priority_of(word: str) -> str:
    """The priority that a word for one means."""
    return PRIORITY_WORDS[word.lower()]


def name_pattern(names: Iterable[str]) -> str:
    """A pattern for any of these names, the longest first; one that never matches when there are none.

    A person's first name stands for the person, when only one bears it.
    """
    listed = sorted({n for n in names if n}, key=len, reverse=True)
    return "|".join(r"\s+".join(map(re.escape, n.split())) for n in listed) or r"(?!)"


def known_people(context: Context) -> list[str]:
    """Full names, and first names that only one person bears."""
    firsts = [name.split()[0].lower() for name in context.people if name.split()]
    single = [n.split()[0] for n in context.people if n.split() and firsts.count(n.split()[0].lower()) == 1]
    return [*context.people, *single]


def numbered(text: str, options: tuple[Option, ...]) -> Option | None:
    """The option that "2", "the second one", "number two", "the last" names."""
    match = _NUMBERED.fullmatch(text.strip())
    if not match or not options:
        return None
    if ordinal := (match["ordinal"] or "").lower():
        index = len(options) - 1 if ordinal == "last" else _ORDINALS.index(ordinal)
    elif word := (match["word"] or "").lower():
        index = _NUMERALS.index(word)
    else:
        index = int(match["nth"] or match["n"] or match["bare"]) - 1
    return options[index] if 0 <= index < len(options) else None


def several_numbered(text: str, options: tuple[Option, ...]) -> list[Option]:
    """The options that "1, 2 and 4" or "the first three" name; none unless each of them is there."""
    said = text.strip(" .!?").lower()
    if first := re.fullmatch(rf"(?:the\s+)?first\s+([2-9]|10|{'|'.join(_NUMERALS[1:])})(?:\s+{NOUN})?", said):
        many = int(first[1]) if first[1].isdecimal() else _NUMERALS.index(first[1]) + 1
        return list(options[:many]) if many <= len(options) else []
    if not re.fullmatch(rf"(?:{NOUN}\s+|numbers?\s+)?#?\d{{1,2}}(?:(?:\s*,\s*|\s+)(?:and\s+|&\s*)?#?\d{{1,2}})+", said):
        return []
    found = [int(number) for number in re.findall(r"\d+", said)]
    return [options[n - 1] for n in dict.fromkeys(found)] if all(0 < n <= len(options) for n in found) else []


def is_pronoun(text: str) -> bool:
    """it, that one, the task."""
    return bool(_PRONOUN.fullmatch(text.strip()))


def bare_reference(text: str) -> str:
    """A task's words without what stands around them: "the printer task" is "printer"."""
    if found := quoted(text):
        return found[0]
    before, text = "", text.strip(" .!?,:;")
    while text != before:
        before = text
        text = re.sub(r"^(?:the|my|our|that|this|an?)\s+(?=\S)", "", text, flags=re.IGNORECASE)
        text = re.sub(rf"^{NOUN}\s*(?:called|named|titled|about|:)?\s+(?=\S)", "", text, flags=re.IGNORECASE)
        text = re.sub(rf"(?<=\S)\s+{NOUN}$", "", text, flags=re.IGNORECASE)
    return text
