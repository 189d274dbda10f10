"""What became of a task, in words."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from domain.tasks import Change
from ui.components.change_words import Words, named_in, tasks_in

ADA, BEN, LAUNCH = UUID(int=1), UUID(int=2), UUID(int=3)
WORDS = Words({ADA: "Ada", BEN: "Ben", LAUNCH: "Launch"}, "Europe/Berlin", "en")


def change(verb: str, **fields: tuple[Any, Any]) -> Change:
    return Change(UUID(int=9), UUID(int=8), ADA, datetime(2026, 2, 17, tzinfo=UTC), verb, fields)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"title": ("Old", "New")}, "changed the title from “Old” to “New”"),
        ({"priority": ("none", "high")}, "changed the priority from No priority to High"),
        ({"status": ("pending", "in_progress")}, "changed the status from Pending to In progress"),
        ({"description": ("", "x")}, "wrote the description"),
        ({"description": ("x", "y")}, "changed the description"),
        ({"description": ("x", "")}, "cleared the description"),
        ({"due_on": (None, "2026-03-01")}, "changed the due date from nothing to 1 Mar 2026"),
        ({"due_at": ("2026-03-01T22:30:00+00:00", None)}, "changed the due date from 1 Mar 2026, 23:30 to nothing"),
        ({"due_on": ("2026-03-02", None), "due_at": (None, "2026-03-01T22:30:00+00:00")},
         "changed the due date from 2 Mar 2026 to 1 Mar 2026, 23:30"),
        ({"labels": (["a"], ["a", "b"])}, "added the label b"),
        ({"labels": (["a", "b"], [])}, "took off a, b"),
        ({"assignee_ids": ([str(ADA)], [str(BEN)])}, "assigned Ben and unassigned Ada"),
        ({"team_id": (None, str(LAUNCH))}, "changed the team from Personal to Launch"),
        ({"team_id": (str(UUID(int=77)), None)}, "changed the team from another team to Personal"),
    ],
)  # fmt: skip
def test_a_field_from_what_to_what(fields: dict[str, tuple[Any, Any]], said: str) -> None:
    assert WORDS.lines(change("updated", **fields)) == [said]


def test_acts_have_their_own_words() -> None:
    assert WORDS.lines(change("created", deleted_at=("2026-02-17T00:00:00+00:00", None))) == ["created it"]
    assert WORDS.lines(change("completed", status=("pending", "completed"))) == ["completed it"]
    assert WORDS.lines(change("deleted", deleted_at=(None, "2026-02-17T00:00:00+00:00"))) == ["moved it to the trash"]


def test_long_values_are_cut() -> None:
    [said] = WORDS.lines(change("updated", title=("x" * 500, "y")))
    assert len(said) < 150


def test_everybody_named_is_known_beforehand() -> None:
    people, teams = named_in([change("updated", assignee_ids=([str(BEN)], []), team_id=(None, str(LAUNCH)))])
    assert people == {ADA, BEN}
    assert teams == {LAUNCH}


ONE, OTHER, HIDDEN = UUID(int=11), UUID(int=12), UUID(int=13)


@pytest.mark.parametrize(
    ("here", "verb", "relation", "said"),
    [
        (ONE, "related", (None, (ONE, OTHER, "blocks")), "noted that it blocks “Pay”"),
        (OTHER, "related", (None, (ONE, OTHER, "blocks")), "noted that it is blocked by “Ship”"),
        (OTHER, "unrelated", ((ONE, OTHER, "blocks"), None), "noted that it is no longer blocked by “Ship”"),
        (ONE, "unrelated", ((ONE, OTHER, "relates_to"), None), "noted that it no longer relates to “Pay”"),
        (ONE, "related", (None, (ONE, HIDDEN, "duplicates")), "noted that it duplicates a task that you cannot see"),
    ],
)
def test_a_relation_is_told_from_the_task_whose_history_it_is(
    here: UUID, verb: str, relation: tuple[Any, Any], said: str
) -> None:
    ends = tuple(one and {"task_id": str(one[0]), "other_id": str(one[1]), "kind": one[2]} for one in relation)
    told = change(verb, relation=ends)
    words = Words({}, "UTC", "en", titles={ONE: "Ship", OTHER: "Pay"}, here=here)
    assert words.lines(told) == [said]
    assert here in tasks_in([told])


def test_a_parent_is_told_by_its_title() -> None:
    told = change("updated", parent_id=(None, str(OTHER)))
    words = Words({}, "UTC", "en", titles={OTHER: "Pay"})
    assert words.lines(told) == ["changed the parent from nothing to “Pay”"]
    assert tasks_in([told]) == {OTHER}
