"""What Markdown means here beyond the standard: bare addresses, keys of tasks, mentions, pictures that are kept here.

Loaded when the first text is rendered.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.tasklists import tasklists_plugin

from domain.tasks import KEY
from ui.components.markdown import PICTURE

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
            if token.type == "image" and not PICTURE.fullmatch(str(token.attrs.get("src", ""))):
                token.type, token.tag, token.attrs, token.children = "text", "", {}, None


def parser() -> MarkdownIt:
    """Reads Markdown and renders it; what is to be linked and marked comes with each text."""
    made = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(["table", "strikethrough"])
    rules = made.use(tasklists_plugin).core.ruler
    rules.push("bare_addresses", _link_bare_addresses)
    rules.push("keys", _link_keys)
    rules.push("foreign_pictures", _name_foreign_pictures)
    rules.push("mentions", _mark_mentions)
    return made
