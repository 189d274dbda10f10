"""Reading and writing filters."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from domain.tasks.filtering import FilterError, Node, parse
from tests.domain.tasks.filtering.making import filters

_SIGNS = ["<", "(", ")", ",", '"', ":", "=", "~", "!", "“", "\\", "-", "\x00"]
_WORDS = [
    "due",
    "now+7d",
    "and",
    "or",
    "not",
    "label",
    "in",
    "is",
    "has",
    "priority",
    "high",
    "start",
    "end",
    "of",
    "week",
]
_PIECES = [*_SIGNS, *_WORDS, "+1d", "2026-02-17", "31st", "me"]


@given(st.text(max_size=80) | st.lists(st.sampled_from(_PIECES), max_size=25).map(" ".join))
@example("not " * 500)
@example("(" * 900)
@example("a " * 999)
@example("due < now+9999y-9999y")
@example("due < 2026-02-31")
@example("key = \ud800")
@settings(max_examples=250, deadline=None)
def test_whatever_is_written_it_is_understood_or_refused_with_its_place(text: str) -> None:
    refused = _refused(text)
    if refused is None:
        node = parse(text)
        assert node is None or parse(str(node)) == node
    else:
        assert [e.field for e in refused.errors] == ["filter"]
        assert 0 <= refused.position <= refused.position + refused.length <= len(text)


def _refused(text: str) -> FilterError | None:
    try:
        parse(text)
    except FilterError as error:
        return error
    return None


@given(filters)
@settings(max_examples=200, deadline=None)
def test_what_is_written_again_means_the_same(node: Node) -> None:
    assert parse(str(node)) == node


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("a or b and not c", "a or (b and not c)"),
        ("not a b or c", "(not a and b) or c"),
        ("a && !b || c", "(a and not b) or c"),
        ("label:office,home", "label in (office, home)"),
        ("label:(office, home)", "label in (office, home)"),
        ("text:a,b", "text ~ a or text ~ b"),
        ("created-by:me", "creator = me"),
        ("tag = x", "label = x"),
        ("due:<today", "due < today"),
        ("due:today", "due = today"),
        ("due < -2w", "due < today-2w"),
        ("updated > -3h", "updated > now-3h"),
        ("due <= end of week +1d", "due <= end of week+1d"),
        ("due = friday", 'due = "friday"'),
        ("status = In-Progress", "status = in_progress"),
        ("is:done", "is:completed"),
        ("is:pending", "status = pending"),
        ("not overdue", "not is:overdue"),
        ('"overdue"', '"overdue"'),
        ("title ~ “the printer”", 'title ~ "the printer"'),
        ("team:personal", "team = none"),
        ("call the printer", "call and the and printer"),
        ("team meeting", '"team" and meeting'),
    ],
)
def test_shorter_ways_to_say_it_are_understood(text: str, understood: str) -> None:
    assert str(parse(text)) == understood


@pytest.mark.parametrize(
    ("text", "place", "suggestion", "words"),
    [
        ("prioritty = high", "prioritty", "priority", "not a field"),
        ("open and priority >= hgh", "hgh", "high", "not a priority"),
        ("is:overdu", "overdu", "overdue", "can be"),
        ("has:coments or x", "coments", "comments", "can have"),
        ("label < office", "<", "", "cannot be compared"),
        ("due < 7d", "7d", "+7d", "not a date"),
        ("due < now+7x", "+7x", "", "not a step"),
        ("due < 2026-02-31", "2026-02-31", "", "not a date"),
        ("label in (office home)", "home", "", "Commas"),
        ("label = ", "", "", "value is missing"),
        ("(open or x", "(", "", "not closed"),
        ("open )", ")", "", "closes nothing"),
        ('title = "x', '"x', "", "not closed"),
        ("open and", "", "", "condition is missing"),
        ("or open", "or", "", "does not belong"),
        ('text ~ ""', '""', "", "nothing between"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, place: str, suggestion: str, words: str) -> None:
    with pytest.raises(FilterError) as refused:
        parse(text)
    error = refused.value
    assert text[error.position : error.position + error.length] == place
    assert error.suggestion == suggestion
    assert words in error.message


@pytest.mark.parametrize(
    "text", ["x" * 2001, " ".join(["a"] * 61), f"label in ({', '.join('x' * 61)})", "(" * 14 + "a"]
)
def test_filters_have_an_end(text: str) -> None:
    with pytest.raises(FilterError):
        parse(text)
