"""The address says which tasks a page shows."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from domain.accounts import Person
from domain.errors import Invalid
from domain.tasks import TaskFilter
from ui.pages.tasks import layouts
from ui.pages.tasks.view import View

ADA = Person(
    UUID(int=1), UUID(int=2), "Ada’s", "ada@example.org", "Ada", "admin", "active", False, True, "Europe/Berlin",
    "en", 0, "auto", "atrium", None, 1, datetime(2026, 1, 1, tzinfo=UTC),
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


def test_a_smart_list_is_conditions_a_title_and_where_new_tasks_go() -> None:
    view = View.of("list=inbox")
    assert view.filter(ADA) == TaskFilter(own=True, open=True)
    assert (view.list and view.list.title, view.group, view.sort) == ("Inbox", "none", "position")
    assert not view.is_filtered(ADA)
    assert View.of("list=inbox&priority=high").is_filtered(ADA)
    assert View.of("list=assigned").for_new(ADA) == {"assignee_ids": [ADA.id]}
    assert "due_on" in View.of("list=today").for_new(ADA)
    assert View.of("list=nonsense").filter(ADA) == TaskFilter()


def test_what_somebody_asks_for_goes_before_what_the_list_says() -> None:
    assert View.of("list=inbox&status=completed").filter(ADA) == TaskFilter(own=True, status=["completed"])
    assert View.of("list=assigned&assignee=none&sort=title").filter(ADA).unassigned
    assert View.of("list=upcoming&sort=title&group=priority").group == "priority"


def test_each_layout_has_groups_of_its_own() -> None:
    assert (View.of("layout=board").group, View.of("layout=board").sort) == ("status", "position")
    assert View.of("layout=board&group=due").group == "status"
    assert View.of("layout=board&group=label").group == "label"
    assert View.of("layout=table").group == "none"
    assert [View.of(query).open_first for query in ("layout=table", "layout=table&sort=title", "")] == [
        True,
        False,
        False,
    ]
    assert View.of("layout=calendar&group=label").group == "calendar"
    assert (View.of("layout=evil").layout, View.of("group=off").group) == ("list", "none")


def test_a_calendar_shows_whole_weeks_as_the_person_begins_them() -> None:
    asked = View.of("layout=calendar&on=2026-02-17")
    assert layouts.days(asked, ADA) == (date(2026, 1, 26), date(2026, 3, 2))
    assert layouts.days(asked, replace(ADA, week_start=6)) == (date(2026, 2, 1), date(2026, 3, 1))
    week = View.of("layout=calendar&on=2026-02-17&span=week")
    assert layouts.days(week, ADA) == (date(2026, 2, 16), date(2026, 2, 23))
    assert layouts.days(View.of("on=2026-02-17"), ADA) is None


def test_a_new_task_gets_what_the_filter_names() -> None:
    view = View.of("filter=label:office,home priority=high and assignee=me and not status=completed")
    assert view.for_new(ADA) == {"labels": ["office"], "priority": "high", "assignee_ids": [ADA.id]}
    assert View.of("filter=label:office or priority=high").for_new(ADA) == {}
