"""Markdown that people wrote, as HTML that is safe to show: no HTML of theirs, only known tags, links that say so."""

import re
from functools import lru_cache
from html import unescape

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.tasklists import tasklists_plugin

from domain.tasks import KEY
from domain.tasks.mentions import pattern_of

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
_PICTURE = re.compile(r"/files/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/(shown|small)")  # ours, never another site's
_ADDRESS = re.compile(r"https?://[^\s<>\"'`]*[^\s<>\"'`.,;:!?)\]}]")


def _link_bare_addresses(state: StateCore) -> None:
    """Addresses that stand in the text become links, unless they are in one."""
    for block in state.tokens:
        depth, found = 0, []
        for token in block.children or []:
            depth += (token.type == "link_open") - (token.type == "link_close")
            found += [token] if depth or token.type != "text" else _with_links(token)
        if block.children is not None:
            block.children = found


def _link_keys(state: StateCore) -> None:
    """What tasks are called leads to those that the reader may see, unless it stands in a link."""
    known = {key: (task_id, title) for key, task_id, title in state.env.get("keys", ())}
    for block in state.tokens if known else ():
        depth, found = 0, []
        for token in block.children or []:
            depth += (token.type == "link_open") - (token.type == "link_close")
            found += [token] if depth or token.type != "text" else _with_keys(token, known)
        if block.children is not None:
            block.children = found


def _with_keys(text: Token, known: dict[str, tuple[str, str]]) -> list[Token]:
    parts, at = [], 0
    for match in KEY.finditer(text.content):
        if match[0] not in known:
            continue
        task_id, title = known[match[0]]
        parts += [Token("text", "", 0, content=text.content[at : match.start()]),
                  Token("link_open", "a", 1, attrs={"href": f"/tasks?task={task_id}", "title": title}),
                  Token("text", "", 0, content=match[0]), Token("link_close", "a", -1)]  # fmt: skip
        at = match.end()
    return [*parts, Token("text", "", 0, content=text.content[at:])] if parts else [text]


def _with_links(text: Token) -> list[Token]:
    parts, at = [], 0
    for match in _ADDRESS.finditer(text.content):
        parts += [Token("text", "", 0, content=text.content[at : match.start()]),
                  Token("link_open", "a", 1, attrs={"href": match[0]}),
                  Token("text", "", 0, content=match[0]), Token("link_close", "a", -1)]  # fmt: skip
        at = match.end()
    return [*parts, Token("text", "", 0, content=text.content[at:])] if parts else [text]


def _mark_mentions(state: StateCore) -> None:
    """An at sign with a name behind it that means somebody stands out, but for links and code."""
    if pattern := state.env.get("mentions"):
        for block in state.tokens:
            depth, found = 0, []
            for token in block.children or []:
                depth += (token.type == "link_open") - (token.type == "link_close")
                found += [token] if depth or token.type != "text" else _with_mentions(token, pattern)
            if block.children is not None:
                block.children = found


def _with_mentions(text: Token, pattern: re.Pattern[str]) -> list[Token]:
    parts, at = [], 0
    for match in pattern.finditer(text.content):
        parts += [Token("text", "", 0, content=text.content[at : match.start()]),
                  Token("mention_open", "span", 1, attrs={"class": "mention"}),
                  Token("text", "", 0, content=match[0]), Token("mention_close", "span", -1)]  # fmt: skip
        at = match.end()
    return [*parts, Token("text", "", 0, content=text.content[at:])] if parts else [text]


def _name_foreign_pictures(state: StateCore) -> None:
    """A picture that is kept elsewhere is not fetched: its words stand in its place."""
    for block in state.tokens:
        for token in block.children or []:
            if token.type == "image" and not _PICTURE.fullmatch(str(token.attrs.get("src", ""))):
                token.type, token.tag, token.attrs, token.children = "text", "", {}, None


_markdown = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(["table", "strikethrough"])
_markdown.use(tasklists_plugin).core.ruler.push("bare_addresses", _link_bare_addresses)
_markdown.core.ruler.push("keys", _link_keys)
_markdown.core.ruler.push("foreign_pictures", _name_foreign_pictures)
_markdown.core.ruler.push("mentions", _mark_mentions)


def _kept(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "class":
        return value if value in _CLASSES else None
    if tag == "input" and attribute == "type":
        return "checkbox"
    if attribute == "src":
        return value if _PICTURE.fullmatch(value) else None
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
    html = _markdown.render(text[:LONGEST], env)
    return nh3.clean(
        html, tags=_TAGS, attributes=_ATTRIBUTES, attribute_filter=_kept, url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow ugc", set_tag_attribute_values=_SET,
    )  # fmt: skip
