"""What a saved view keeps of an address, and where it opens."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from domain.errors import Invalid
from domain.tasks.filtering import parse
from domain.views import NewView, SavedView, address_of, query_of
from ui.pages.tasks.saved import state_of
from ui.pages.tasks.view import View

NOW = datetime(2026, 2, 17, tzinfo=UTC)
VIEW = SavedView(
    UUID(int=1), "Late", "is:overdue", "-priority", "label", "board", {"list": "assigned"}, None, UUID(int=2), 1.0,
    False, None, "owner", 1, NOW, NOW,
)  # fmt: skip


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("", ""),
        ("filter=due+%3C+today", "due < today"),
        ("overdue=1&status=pending,in_progress", 'is:overdue and status in ("pending", "in_progress")'),
        ("label=a%2Cb&assignee=me", 'label in ("a,b") and assignee = me'),
        ("assignee=none&team=personal", "assignee = none and is:personal"),
        ("q=say+%22hi%22", 'text ~ "say \\"hi\\""'),
        ("due_after=2026-02-17&due_before=2026-02-20", "due >= 2026-02-17 and due < 2026-02-20"),
        ("filter=a+or+b&open=1", "(a or b) and is:open"),
    ],
)
def test_all_conditions_of_an_address_are_kept_as_one_filter(query: str, kept: str) -> None:
    state = state_of(View.of(query))
    assert state["filter"] == kept
    parse(kept)
    NewView.of(name="x", **state)


def test_what_a_view_keeps_opens_again() -> None:
    query = "filter=is%3Aoverdue&group=label&layout=board&list=assigned&sort=-priority"
    state = state_of(View.of(query))
    assert sorted(query_of(replace(VIEW, **state)).split("&")) == query.split("&")
    assert address_of(VIEW) == f"/tasks?view={VIEW.id}&{query_of(VIEW)}"
    assert state_of(View.of(query_of(VIEW))) == state


def test_a_filter_that_cannot_be_read_is_not_saved() -> None:
    with pytest.raises(Invalid):
        state_of(View.of("filter=due+%3C"))
