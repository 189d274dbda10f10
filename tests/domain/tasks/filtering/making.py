"""Filters made at random, for the property tests."""

from hypothesis import strategies as st

from domain.tasks.filtering.fields import BARE, BEING, FIELDS, HAVING, Field
from domain.tasks.filtering.syntax import Comparison, Group, Has, Is, Moment, Node, Not, Phrase, Special, Text, Value
from domain.tasks.task import PRIORITIES, STATUSES

WORDS = ["printer", "Office", "waiting on", "50%", "f_", 'say "hi"', "a\\b", "not", "me", "in", "-x", "ümlaut", "none"]
ANCHORS = ["now", "today", "tomorrow", "yesterday", "2026-02-17", "2026-02-17T10:00", "2026-02-17T10:00Z"] + [
    f"{edge} of {period}" for edge in ("start", "end") for period in ("day", "week", "month", "quarter", "year")
]
PHRASES = ["next friday", "17 Feb", "tonight", "in 3 days"]

steps = st.lists(st.tuples(st.integers(-30, 30), st.sampled_from(["min", "h", "d", "w", "m", "y"])), max_size=2)
moments = st.builds(Moment, st.sampled_from(ANCHORS), steps.map(tuple)) | st.sampled_from(PHRASES).map(Phrase)


def values(field: Field) -> st.SearchStrategy[Value]:
    specials = [Special(word) for word in field.specials]
    plain: st.SearchStrategy[Value] = {
        "moment": moments,
        "status": st.sampled_from(STATUSES),
        "priority": st.sampled_from(PRIORITIES),
        "key": st.sampled_from(["T-1", "t-2", "T-3", "LAUNCH-4"]),
    }.get(field.kind, st.sampled_from(WORDS))
    return plain | st.sampled_from(specials) if specials else plain


@st.composite
def comparisons(draw: st.DrawFn, fields: tuple[str, ...] = tuple(FIELDS)) -> Comparison:
    field = FIELDS[draw(st.sampled_from(fields))]
    operator = draw(st.sampled_from(field.operators))
    most = 3 if operator in ("in", "not in") else 1
    return Comparison(field.name, operator, tuple(draw(st.lists(values(field), min_size=1, max_size=most))))


def _joined(nodes: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(nodes, min_size=2, max_size=3).map(tuple)
    return st.builds(Group, st.sampled_from(["and", "or"]), several) | nodes.map(Not)


leaves: st.SearchStrategy[Node] = (
    comparisons()
    | st.sampled_from(sorted(BEING)).map(Is)
    | st.sampled_from(sorted(HAVING)).map(Has)
    | st.sampled_from([*WORDS, "due", "and", "overdue", *sorted(BARE)]).map(Text)
)
filters: st.SearchStrategy[Node] = st.recursive(leaves, _joined, max_leaves=6)
