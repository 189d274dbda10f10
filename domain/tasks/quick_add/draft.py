"""A line while it is being read: what is claimed already, what is to stay text, what is still open."""

import re
from collections.abc import Iterable

from domain.tasks.quick_add.understood import Kind, Span

_LITERAL = "\ufffc"  # stands in `open` where text is to stay text
_CLAIMED = ";"  # and where it is taken: no phrase reaches over it, and behind it nothing follows
_QUOTED = re.compile(r"\"[^\"]+\"|“[^”“]+”|„[^“”„]+[“”]|«[^«»]+»|»[^«»]+«|`[^`]+`")
_LINKED = re.compile(r"(?:https?://|www\.)\S+|(?<![\w@])[\w.+-]+@[\w-]+\.[\w.-]+", re.IGNORECASE)
_ESCAPED = re.compile(r"(?<!\S)\\([\w#*@+!]\S*)")
_PUNCTUATION = re.compile(r"[,.;:!?]+(?!\S)")
_EMPTY = re.compile(r"\(\s*\)")


class Draft:
    """`open` is as long as the text: what is claimed, and what is to stay text, is masked in it."""

    def __init__(self, text: str, dismissed: Iterable[str] = ()) -> None:
        self.text, self.open = text, text
        self.spans: list[Span] = []
        self._dismissed = {_plain(phrase) for phrase in dismissed}

    def protect(self) -> None:
        """Quoted passages, links, addresses and escaped words stay text, except where a name is quoted (`#"a b"`)."""
        for pattern in (_QUOTED, _LINKED, _ESCAPED):
            for match in pattern.finditer(self.open):
                if pattern is not _QUOTED or self.text[: match.start()][-1:] not in tuple("#*@+"):
                    self.keep(match.start(), match.end())

    def keep(self, start: int, end: int) -> None:
        """Let this stay text."""
        self._fill(start, end, _LITERAL)

    def claim(self, start: int, end: int, kind: Kind, meaning: str) -> bool:
        """Take this phrase out of the title; when the person dismissed it, it stays text and the answer is no."""
        phrase = self.text[start:end]
        is_dismissed = _plain(phrase) in self._dismissed
        self.spans.append(Span(start, end, kind, phrase, meaning, is_dismissed))
        self._fill(start, end, _LITERAL if is_dismissed else _CLAIMED)
        return not is_dismissed

    def is_dismissed(self, start: int, end: int) -> bool:
        """Whether the person said that this phrase means nothing."""
        return _plain(self.text[start:end]) in self._dismissed

    def _fill(self, start: int, end: int, with_: str) -> None:
        self.open = self.open[:start] + with_ * (end - start) + self.open[end:]

    def title(self) -> str:
        """The words that nothing claimed, without the marks that kept them from being understood."""
        title, at = "", 0
        for span in sorted((s for s in self.spans if not s.dismissed), key=lambda span: span.start):
            title, at = _joined(title, self.text[at : span.start]), span.end
        rest = self.text[at:].strip()
        if at:
            title = _joined(title, rest) if title and rest else title.rstrip(" ,;:–—-") or rest.lstrip(" ,;:–—-")
            title = _EMPTY.sub("", title)
        else:
            title = rest
        title = " ".join(title.split())
        if whole := _QUOTED.fullmatch(title):
            return whole[0][1:-1].strip() or title
        return _ESCAPED.sub(r"\1", title)


def _joined(left: str, right: str) -> str:
    """Two pieces of a title from between which something was taken."""
    left, right = left.strip(), right.strip()
    if not left:
        return right.lstrip(" ,;:–—-") or right
    return f"{left}{'' if _PUNCTUATION.match(right) else ' '}{right}" if right else left


def _plain(phrase: str) -> str:
    return " ".join(phrase.casefold().split())
