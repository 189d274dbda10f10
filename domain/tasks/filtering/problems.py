"""What is wrong with a filter, and where."""

from collections.abc import Iterable
from difflib import get_close_matches

from domain.errors import Invalid


class FilterError(Invalid):
    """A filter that cannot be read: a sentence, the place (`position`, `length`, in characters), and what may have been
    meant (`suggestion` would stand there instead; empty when there is none)."""

    def __init__(self, message: str, position: int, length: int, suggestion: str = "") -> None:
        said = f"{message} Did you mean {suggestion}?" if suggestion else message
        super().__init__(said, field="filter")
        self.position, self.length, self.suggestion = position, length, suggestion

    @property
    def place(self) -> dict[str, int | str]:
        """Where, as the doors tell it."""
        return {"position": self.position, "length": self.length, "suggestion": self.suggestion}


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that somebody who wrote `word` may have meant, or nothing."""
    found = get_close_matches(word.lower(), list(known), n=1, cutoff=0.6)
    return found[0] if found else ""


def shown(text: str) -> str:
    """A piece of a filter as it is quoted in a sentence."""
    return text if len(text) <= 40 else text[:39] + "…"
