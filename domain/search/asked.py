"""What somebody typed, taken apart: words, and the keys of tasks that it may begin."""

import re
from dataclasses import dataclass
from functools import cached_property

from persistence.words import words_of

_WORDS = 8  # that count; further ones would narrow down nothing
_KEY = re.compile(r"([a-z][a-z0-9]{0,9})-([1-9][0-9]{0,8})", re.IGNORECASE)
_NUMBER = re.compile(r"#?([1-9][0-9]{0,8})")


@dataclass(frozen=True)
class Asked:
    """A trimmed text as it is looked up."""

    text: str

    @cached_property
    def whole(self) -> str:
        """All of it, as names are compared with it."""
        return " ".join(self.text.lower().split())

    @cached_property
    def words(self) -> list[str]:
        return words_of(self.text)[:_WORDS]

    @cached_property
    def names(self) -> list[str]:
        """The words without what follows an at sign: people are not found by their mail server."""
        return words_of(self.text.partition("@")[0] or self.text.strip("@"))[:_WORDS]

    @cached_property
    def keys(self) -> list[str]:
        """The key that was typed, and those that begin with it: `LAUNCH-4`, `LAUNCH-40` …"""
        if match := _KEY.fullmatch(self.text):
            return [f"{match[1].upper()}-{number}" for number in _beginning(match[2], 2)]
        return []

    @cached_property
    def numbers(self) -> list[str]:
        """The number that was typed, as the end of a key."""
        match = _NUMBER.fullmatch(self.text)
        return _beginning(match[1], 1) if match else []

    @property
    def starts(self) -> list[str]:
        """Patterns of texts in which every word, as it was typed, begins one."""
        words = re.findall(r"[^\W_]+", self.whole)[:_WORDS]
        return [rf"\m{word}" for word in words] or [re.escape(self.whole)]  # signs alone: 🎉

    def fit(self, name: str) -> int | None:
        """How well a name fits, as the database says it of titles: 2 it is it, 3 it begins so, 4 it has the words."""
        lowered = name.lower()
        if lowered == self.whole:
            return 2
        if lowered.startswith(self.whole):
            return 3
        there = words_of(name)
        return 4 if self.words and all(any(w.startswith(word) for w in there) for word in self.words) else None


def _beginning(number: str, further: int) -> list[str]:
    """The number and all that have up to so many digits more."""
    numbers = [number]
    for digits in range(1, further + 1):
        numbers += [f"{number}{n:0{digits}}" for n in range(10**digits)]
    return [n for n in numbers if len(n) <= 9]
