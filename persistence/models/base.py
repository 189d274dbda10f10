"""What every table shares: names of constraints that migrations can rely on, and column shorthands."""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from persistence.words import FUNCTION

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = SQLModel.metadata
sa.event.listen(metadata, "before_create", sa.DDL(FUNCTION))  # type: ignore[no-untyped-call]


def utc_now() -> datetime:
    return datetime.now(UTC)


def one_of(column: str, *values: str) -> sa.CheckConstraint:
    """A text column that holds one of a few words."""
    listed = ", ".join(f"'{v}'" for v in values)
    return sa.CheckConstraint(f"{column} in ({listed})", name=column)


def length(column: str, most: int) -> sa.CheckConstraint:
    """The last wall behind the limits that inputs check."""
    return sa.CheckConstraint(f"char_length({column}) <= {most}", name=f"{column}_length")


def reference(column: str) -> sa.Index:
    """Lets a row go without reading all of this table for what refers to it. For columns that are often empty."""
    return sa.Index(None, column, postgresql_where=sa.text(f"{column} is not null"))


def words_index(name: str, home: str, text: str) -> sa.Index:
    """Lets rows be found by the words of a text (persistence/words.py). Each write pays at once, no search later."""
    words = sa.text(f"search_words({home}, {text})")
    return sa.Index(name, words, postgresql_using="gin", postgresql_with={"fastupdate": "off"})


class Row(SQLModel):
    """Base of all rows. Constructing one validates nothing: inputs did."""

    model_config = {"defer_build": True}

    def same(self, **values: Any) -> bool:
        """Whether every named column already holds its value."""
        return all(getattr(self, name) == value for name, value in values.items())
