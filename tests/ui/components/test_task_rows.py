"""Only differences go to a browser that has the rest."""

from base64 import b64decode
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from domain.bus import Event
from domain.tasks import Heading, Outline
from ui.components.task_rows import Row, Sent


def outline(parents: bytes = b"", **headings: str) -> Outline:
    found = [Heading(key, b"".join(UUID(int=ord(one)).bytes for one in ids)) for key, ids in headings.items()]
    return Outline(found, parents, sum(len(ids) for ids in headings.values()))


def words(cut: list[Any]) -> list[Any]:
    """A cut whose ids are letters again."""
    put = b64decode(cut[2])
    return [*cut[:2], "".join(chr(UUID(bytes=put[at : at + 16]).int) for at in range(0, len(put), 16))]


def row(name: str, version: int = 1) -> Row:
    return {"id": name, "title": name, "version": version}


def test_at_first_everything_is_sent() -> None:
    sent = Sent()
    told = sent.order(outline(today="ab", none="c"))
    assert {key: words(cut) for key, cut in told["cuts"].items()} == {"today": [0, 0, "ab"], "none": [0, 0, "c"]}
    assert (told["keys"], told["total"]) == (["today", "none"], 3)
    assert sent.news([row("a"), row("b")]) == [row("a"), row("b")]


def test_then_only_what_changed() -> None:
    sent = Sent()
    sent.order(outline(all="abcdefgh"))
    assert sent.order(outline(all="abcdefgh"))["cuts"] == {}
    for now, cut in {
        "abxcdefgh": [2, 0, "x"], "abcdefgh": [2, 1, ""], "hbcdefga": [0, 8, "hbcdefga"], "hbcdega": [5, 1, ""],
        "": [0, 7, ""],
    }.items():  # fmt: skip
        assert words(sent.order(outline(all=now))["cuts"]["all"]) == cut, now
    sent.news([row("a"), row("b")])
    assert sent.news([row("a"), row("b", 2)]) == [row("b", 2)]


def test_equal_neighbours_do_not_confuse_the_difference() -> None:
    sent, now = Sent(), "ab"
    sent.order(outline(all=now))
    for then in ("aab", "aabb", "abab", "ba", "a", "aaa", ""):
        cut = sent.order(outline(all=then))["cuts"].get("all", [0, 0, ""])
        start, drop, put = words(cut)
        assert now[:start] + put + now[start + drop :] == then
        now = then


def test_what_is_gone_is_not_known_any_more() -> None:
    sent = Sent()
    sent.news([row("a")])
    sent.lose(["a"])
    assert sent.news([row("a")]) == [row("a")]
    sent.nothing()
    assert sent.news([row("a")]) == [row("a")]


def test_a_browser_keeps_so_many_rows_and_forgets_the_oldest() -> None:
    sent = Sent()
    sent.news([row(str(number)) for number in range(3_010)])
    assert sent.spare() == [str(number) for number in range(10)]
    assert len(sent.rows) == 3_000


def test_a_task_is_found_in_the_order_and_nowhere_between() -> None:
    sent = Sent()
    a, b = UUID(int=ord("a")), UUID(int=ord("b"))
    sent.order(outline(all="ab"))
    assert sent.has_order_of(a)
    between = UUID(bytes=a.bytes[8:] + b.bytes[:8])
    assert not sent.has_order_of(between)


def test_news_that_a_row_shows_already_is_no_news() -> None:
    sent, task_id = Sent(), UUID(int=5)
    sent.news([row(str(task_id), 3)])

    def event(name: str, version: int) -> Event:
        return Event(1, name, "task", task_id, None, frozenset(), version, datetime.now(UTC))

    assert sent.has_seen(event("task.updated", 3))
    assert not sent.has_seen(event("task.updated", 4))
    assert not sent.has_seen(event("task.unshared", 3))
    assert not sent.has_seen(event("task.deleted", 3))
