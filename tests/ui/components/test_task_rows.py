"""Only differences go to a browser that has the rest."""

from datetime import UTC, datetime
from uuid import UUID

from domain.bus import Event
from ui.components.task_rows import Row, Rows, Sent


def row(name: str, version: int = 1, **fields: object) -> Row:
    return {"id": name, "title": name, "version": version, **fields}


def listed(*rows: Row) -> dict[str, Rows]:
    return {"all": Rows(list(rows), more=False, total=len(rows))}


def test_at_first_everything_is_sent() -> None:
    told = Sent().all(listed(row("a"), row("b")))
    assert [r["id"] for r in told["rows"]] == ["a", "b"]
    assert told["orders"] == {"all": ["a", "b"]}
    assert told["totals"] == {"all": 2}


def test_then_only_what_changed() -> None:
    sent = Sent()
    sent.all(listed(row("a"), row("b")))
    assert sent.difference(listed(row("a"), row("b")))["rows"] == []
    told = sent.difference(listed(row("a"), row("b", 2)))
    assert [r["id"] for r in told["rows"]] == ["b"]
    assert told["orders"] == {}


def test_what_came_and_what_went_is_in_the_order() -> None:
    sent = Sent()
    sent.all(listed(row("a"), row("b")))
    told = sent.difference(listed(row("c"), row("b")))
    assert [r["id"] for r in told["rows"]] == ["c"]
    assert told["orders"] == {"all": ["c", "b"]}


def test_a_guess_of_the_browser_is_replaced_by_what_holds() -> None:
    sent = Sent()
    sent.all(listed(row("a"), row("b")))
    sent.forget("a")
    told = sent.difference(listed(row("a"), row("b")))
    assert [r["id"] for r in told["rows"]] == ["a"]
    assert told["orders"] == {"all": ["a", "b"]}


def test_news_that_a_row_shows_already_is_no_news() -> None:
    sent, task_id = Sent(), UUID(int=5)
    sent.all(listed(row(str(task_id), 3)))

    def event(name: str, version: int) -> Event:
        return Event(1, name, "task", task_id, None, frozenset(), version, datetime.now(UTC))

    assert sent.has_seen(event("task.updated", 3))
    assert not sent.has_seen(event("task.updated", 4))
    assert not sent.has_seen(event("task.unshared", 3))
    assert not sent.has_seen(event("task.deleted", 3))
