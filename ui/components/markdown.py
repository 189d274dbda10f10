"""Markdown that people wrote, as HTML that is safe to show: no HTML of theirs, only known tags, links that say so."""

import re
from functools import cache, lru_cache
from html import unescape
from typing import TYPE_CHECKING

import nh3

from domain.tasks.mentions import pattern_of

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

LONGEST = 40_000  # characters that are rendered; hostile text costs time
_TAGS = {
    "p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "em", "s", "code", "pre", "blockquote", "ul", "ol",
    "li", "a", "table", "thead", "tbody", "tr", "th", "td", "input", "span", "img",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "title"}, "input": {"type", "checked", "disabled"}, "ol": {"start"}, "li": {"class"}, "ul": {"class"},
    "span": {"class"}, "img": {"src", "alt"},
}  # fmt: skip
_SET = {"a": {"target": "_blank"}, "input": {"disabled": ""}, "img": {"loading": "lazy"}}
_CLASSES = {"contains-task-list", "task-list-item", "mention"}
PICTURE = re.compile(r"/files/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/(shown|small)")  # ours, never another site's


@cache
def _parser() -> "MarkdownIt":
    from ui.components import markdown_rules  # noqa: PLC0415 - slow to load

    return markdown_rules.parser()


def _kept(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "class":
        return value if value in _CLASSES else None
    if tag == "input" and attribute == "type":
        return "checkbox"
    if attribute == "src":
        return value if PICTURE.fullmatch(value) else None
    return value


def plain(text: str) -> str:
    """A Markdown text without its marks, in one line."""
    return " ".join(unescape(nh3.clean(rendered(text), tags=set())).split())


@lru_cache(maxsize=256)
def rendered(text: str, mentioned: tuple[str, ...] = (), keys: tuple[tuple[str, str, str], ...] = ()) -> str:
    """Safe HTML of a Markdown text, in which `mentioned` names stand out behind at signs and `keys`, each with the id
    and title of its task, are links.

    What is beyond `LONGEST` characters is left out, and so are pictures that are not kept here.
    """
    if not text.strip():
        return ""
    env = {"keys": keys} | ({"mentions": pattern_of(mentioned)} if mentioned else {})
    html = _parser().render(text[:LONGEST], env)
    return nh3.clean(
        html, tags=_TAGS, attributes=_ATTRIBUTES, attribute_filter=_kept, url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow ugc", set_tag_attribute_values=_SET,
    )  # fmt: skip
