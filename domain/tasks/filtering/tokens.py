"""The pieces a filter is made of."""

import re
from typing import Literal, NamedTuple

from domain.tasks.filtering.problems import FilterError

Kind = Literal["word", "string", "sign", "end"]


class Token(NamedTuple):
    """One piece: what it says (strings without their quotes) and where it stands."""

    kind: Kind
    text: str
    start: int
    end: int

    @property
    def length(self) -> int:
        return self.end - self.start

    def says(self, *words: str) -> bool:
        """Whether it is one of these words, unquoted."""
        return self.kind == "word" and self.text.lower() in words


_TOKEN = re.compile(
    r"""(?P<space>\s+)
    |"(?P<string>(?:[^"\\]|\\.)*)"
    |[“„](?P<typographic>[^“”"]*)[“”"]
    |(?P<moment>\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?)(?!\w)
    |(?P<sign>&&|\|\||!~|!=|<=|>=|==|[=<>~:!(),])
    |(?P<word>(?:[^\s"“”„()=<>~:,!&|]|&(?!&)|\|(?!\|))(?:[^\s"“”„()=<>~:,!&|]|&(?!&)|\|(?!\|)|!(?![=~]))*)""",
    re.VERBOSE | re.DOTALL,
)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def tokens_of(text: str) -> list[Token]:
    """The pieces of `text`, and an end. Raises FilterError for a quote that is not closed."""
    if bad := _UNSTORABLE.search(text):
        raise FilterError("This character cannot be searched for.", bad.start(), 1)
    found: list[Token] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise FilterError("This quote is not closed: add a quotation mark at its end.", at, len(text) - at)
        if token := _token(match):
            found.append(token)
        at = match.end()
    return [*found, Token("end", "", len(text), len(text))]


def _token(match: re.Match[str]) -> Token | None:
    start, end = match.span()
    match match.lastgroup:
        case "string":
            return Token("string", re.sub(r"\\(.)", r"\1", match["string"], flags=re.DOTALL), start, end)
        case "typographic":
            return Token("string", match["typographic"], start, end)
        case "moment" | "word":
            return Token("word", match[0], start, end)
        case "sign":
            return Token("sign", {"==": "="}.get(match[0], match[0]), start, end)
    return None
