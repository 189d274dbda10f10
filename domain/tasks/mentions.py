"""Whom a text names: `@ben`, `@Ben Babbage`, `@ben.babbage` or the whole address, outside of code.

The longest name that fits counts. Where several people bear it, all of them are meant; the completion on the page
offers names that only one of them bears.
"""

import re
from collections.abc import Iterable, Sequence
from uuid import UUID

from domain.tasks.comment import Named

_CODE = re.compile(r"(?ms)^(```|~~~).*?(?:^\1|\Z)|(`+)(?!`).*?(?<!`)\2(?!`)")
_MOST = 50  # people


def names_of(person: Named) -> list[str]:
    """The names that follow an at sign, for one person."""
    first = person.name.split()[0] if person.name.split() else ""
    return [name for name in dict.fromkeys((first, person.handle, person.name)) if name]


def mentioned_in(text: str, people: Sequence[Named]) -> list[UUID]:
    """The people whom the text names, in the order in which they come (at most 50)."""
    if "@" not in text:
        return []
    bearing: dict[str, list[UUID]] = {}
    for person in people:
        for name in names_of(person):
            bearing.setdefault(name.casefold(), []).append(person.id)
    found = pattern_of(bearing).finditer(_CODE.sub(" ", text)) if bearing else ()
    meant = [who for match in found for who in bearing[match[1].casefold()]]
    return list(dict.fromkeys(meant))[:_MOST]


def pattern_of(names: Iterable[str]) -> re.Pattern[str]:
    """Finds an at sign with one of these names behind it, the longest that fits."""
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<![\w@.+-])@({'|'.join(map(re.escape, longest_first))})(?![\w@]|[.+-]\w)", re.IGNORECASE)


def distinct_name(person: Named, others: Iterable[Named]) -> str:
    """The shortest name that only this person bears among all, or their handle."""
    taken = {name.casefold() for other in others if other.id != person.id for name in names_of(other)}
    free = [name for name in names_of(person) if name.casefold() not in taken]
    return min(free, key=len, default=person.handle)
