"""The address says which tasks a page shows."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from domain.accounts import Person
from domain.errors import Invalid
from domain.tasks import TaskFilter
from ui.pages.tasks.reading import stretches
from ui.pages.tasks.view import View

ADA = Person(
    UUID(int=1), UUID(int=2), "Ada’s", "ada@example.org", "Ada", "admin", "active", False, True, "Europe/Berlin",
    "en", 0, "auto", 1, datetime(2026, 1, 1, tzinfo=UTC),
)  # fmt: skip
TEAM = UUID(int=7)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", TaskFilter()),
        ("?status=pending", TaskFilter(status=["pending"])),
        ("status=pending&status=in_progress", TaskFilter(status=["pending", "in_progress"])),
        ("status=pending,completed&priority=high", TaskFilter(status=["pending", "completed"], priority=["high"])),
        ("assignee=me", TaskFilter(assignee_id=ADA.id)),
        ("assignee=none", TaskFilter(unassigned=True)),
        (f"team={TEAM}", TaskFilter(team_id=TEAM)),
        ("team=personal", TaskFilter(personal=True)),
        ("overdue=1&due_today=1&open=1&shared=1", TaskFilter(overdue=True, due_today=True, open=True, shared=True)),
        ("label=a%2Cb&label=c&q=print", TaskFilter(label=["a,b", "c"], q="print")),
        ("due_after=2026-02-17", TaskFilter(due_after=date(2026, 2, 17))),
        ("completed_after=2026-02-17", TaskFilter(completed_after=datetime(2026, 2, 16, 23, tzinfo=UTC))),
        ("created_before=2026-02-17T10:00:00+00:00", TaskFilter(created_before=datetime(2026, 2, 17, 10, tzinfo=UTC))),
        ("filter=label+%3D+x&open=1", TaskFilter(where="label = x", open=True)),
        ("filter=is:archived", TaskFilter(where="is:archived", archived=True)),
        ("task=01a1f8d8-25d5-757f-8acf-ccf486adc2cc", TaskFilter()),
        ("status=nonsense&team=x&assignee=y&due_after=2026-99-99&completed_after=soon", TaskFilter()),
    ],
)
def test_the_query_as_a_filter(query: str, expected: TaskFilter) -> None:
    assert View.of(query).filter(ADA) == expected


def test_too_much_is_refused_or_ignored() -> None:
    with pytest.raises(Invalid):
        View.of(f"label={'x' * 60}").filter(ADA)
    assert View.of("&".join(f"a{n}=1" for n in range(500))).filter(ADA) == TaskFilter()


def test_order_and_headings_have_sensible_beginnings() -> None:
    assert (View.of("").sort, View.of("").group) == ("due_at", "due")
    assert View.of("sort=priority").sort == "-priority"
    assert (View.of("sort=evil&group=evil").sort, View.of("sort=evil&group=evil").group) == ("due_at", "due")


def test_a_new_task_belongs_into_the_view_where_it_is_made() -> None:
    view = View.of(f"status=in_progress&priority=high&label=print&team={TEAM}&assignee=me")
    fields = {
        "status": "in_progress",
        "priority": "high",
        "labels": ["print"],
        "team_id": TEAM,
        "assignee_ids": [ADA.id],
    }
    assert view.for_new(ADA) == fields
    assert "due_on" in View.of("due_today=1").for_new(ADA)
    assert View.of("status=pending,completed").for_new(replace(ADA, time_zone="UTC")) == {}


def test_headings_are_read_one_after_the_other() -> None:
    parts = stretches(TaskFilter(), group="due", sort="due_at", team_ids=[])
    assert [part.filter.status for part in parts] == [["pending", "in_progress"], ["completed"]]
    parts = stretches(TaskFilter(status=["archived"]), group="status", sort="title", team_ids=[])
    assert [part.filter.status for part in parts] == [["archived"]]
    parts = stretches(TaskFilter(open=True), group="due", sort="due_at", team_ids=[])
    assert [part.filter.status for part in parts] == [["pending", "in_progress"]]
    parts = stretches(TaskFilter(priority=["low", "high"]), group="priority", sort="title", team_ids=[])
    assert [part.filter.priority for part in parts] == [["high"], ["low"]]
    assert len(stretches(TaskFilter(), group="team", sort="title", team_ids=[TEAM])) == 3


def test_a_new_task_gets_what_the_filter_names() -> None:
    view = View.of("filter=label:office,home priority=high and assignee=me and not status=completed")
    assert view.for_new(ADA) == {"labels": ["office"], "priority": "high", "assignee_ids": [ADA.id]}
    assert View.of("filter=label:office or priority=high").for_new(ADA) == {}
