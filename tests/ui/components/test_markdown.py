"""Markdown that people wrote becomes HTML that can do no harm."""

import time
from html.parser import HTMLParser

import pytest

from ui.components.markdown import LONGEST, rendered


class Found(HTMLParser):
    """The tags that a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "![x](https://example.org/track.png)",
        "<a href='javascript:alert(1)'>x</a>",
        '[x](https://example.org "onmouseover=alert(1)")',
        "<https://example.org/\"onclick='alert(1)'>",
        'https://example.org/"><img/src=x/onerror=alert(1)>',
        "<svg/onload=alert(1)>",
        "<style>*{display:none}</style>",
        "`<b>`",
    ],
)
def test_nothing_in_it_runs_or_loads(hostile: str) -> None:
    found = Found()
    found.feed(rendered(hostile))
    assert {tag for tag, _ in found.tags} <= {"p", "a", "code"}
    for _, attributes in found.tags:
        assert set(attributes) <= {"href", "title", "rel", "target"}
        assert (attributes.get("href") or "https://").startswith("https://")


def test_links_lead_out_and_say_so() -> None:
    html = rendered("[one](https://example.org/a) and https://example.org/b_c_d, then <mailto:ada@example.org>.")
    assert html.count('rel="noopener noreferrer nofollow ugc"') == 3
    assert 'href="https://example.org/b_c_d"' in html
    assert html.count('target="_blank"') == 3


def test_an_address_in_a_link_or_in_code_stays_what_it_is() -> None:
    assert rendered("[https://a.example](https://b.example)").count("<a ") == 1
    assert "<a " not in rendered("`https://a.example`")


def test_checklists_are_shown_but_not_ticked() -> None:
    html = rendered("- [ ] one\n- [x] two")
    assert html.count("disabled") == 2
    assert html.count("checked=") == 1


def test_tables_quotes_and_code_are_kept() -> None:
    html = rendered("| a | b |\n|---|---|\n| 1 | 2 |\n\n> said\n\n```\nx < y\n```\n\n~~gone~~")
    for tag in ("<table>", "<blockquote>", "<pre>", "<s>"):
        assert tag in html


def test_blank_text_is_nothing() -> None:
    assert rendered(" \n ") == ""


@pytest.mark.parametrize("piece", ["[", "*a ", "> ", "- ", "![](", "`", "| a ", "<!--", "https://a "])
def test_long_and_nested_text_takes_less_than_a_few_seconds(piece: str) -> None:
    began = time.monotonic()
    rendered(piece * (LONGEST // len(piece) + 100))
    assert time.monotonic() - began < 5


def test_only_pictures_that_are_kept_here_are_shown() -> None:
    here = "/files/0199a7c4-6f0e-7c3a-9d51-2f6b8e1c4a70/shown"
    assert f'<img src="{here}" alt="plan"' in rendered(f"![plan]({here})")
    for elsewhere in ("https://example.org/x.png", f"//example.org{here}", f"{here}?x=1", "/files/x/shown"):
        assert "<img" not in rendered(f"![words]({elsewhere})")
        assert "words" in rendered(f"![words]({elsewhere})")


def test_mentions_stand_out_but_not_in_code_or_links() -> None:
    html = rendered("@Ben, `@Ben` [@Ben](https://example.org) @Bennet", ("Ben",))
    assert html.count('<span class="mention">@Ben</span>') == 1
    assert "mention" not in rendered('<span class="mention">@x</span>')[:20]
