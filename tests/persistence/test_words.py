"""Words of texts: Python and the database take them apart alike, and looking them up needs no look at every row."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from persistence.database import connection_string
from persistence.words import words_of

Connection = psycopg.Connection[Any]
SOME = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module", name="owner")
def _owner(shared_database_url: str) -> Iterator[Connection]:
    with psycopg.connect(connection_string(shared_database_url), autocommit=True) as connection:
        yield connection


def words_in(owner: Connection, text: str) -> set[str]:
    home = uuid4()
    row = owner.execute("select tsvector_to_array(search_words(%s, %s))", (home, text)).fetchone()
    assert row
    assert all(word.startswith(home.hex[-12:]) for word in row[0])
    return {word[12:] for word in row[0]} - {""}


@pytest.mark.parametrize(
    "text",
    ["", " ", "Call the printer!", "Ünïcödé Straße", "a-b_c.d/e@f", "x" * 500, "東京 旅行", "Ёлка ЧАЙ", "ﬁne",
     "«quoted» – “it”…", "e\u0301", "🎉 party 🎉", "\u200bzero\u00a0width", "\\ ' \" % & | ! : *", "ÀÉ" * 100],
)  # fmt: skip
def test_both_take_texts_apart_alike(owner: Connection, text: str) -> None:
    assert words_in(owner, text) == set(words_of(text))


@SOME
@given(st.text(st.characters(min_codepoint=1, max_codepoint=0x24F), max_size=60))
def test_both_take_any_text_in_latin_letters_apart_alike(owner: Connection, text: str) -> None:
    assert words_in(owner, text) == set(words_of(text))


@pytest.mark.parametrize(
    ("index", "question"),
    [
        ("ix_tasks_title_words", "tasks t where search_words(coalesce(t.team_id, t.owner_id), t.title)"),
        (
            "ix_tasks_words",
            "tasks t where search_words(coalesce(t.team_id, t.owner_id), t.title || ' ' || t.description)",
        ),
        ("ix_comments_words", "comments c where search_words(c.home_id, c.content)"),
        (
            "ix_people_words",
            "people p where search_words(p.organization_id, p.name || ' ' || split_part(p.email, '@', 1))",
        ),
    ],
)
def test_looking_words_up_uses_the_index(owner: Connection, index: str, question: str) -> None:
    with owner.transaction():
        owner.execute("set local enable_seqscan = off")
        plan = owner.execute(f"explain select from {question} @@ 'x'::tsquery".encode()).fetchall()
    assert any(index in line for (line,) in plan)
