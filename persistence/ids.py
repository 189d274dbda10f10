"""Identifiers are made by the application, so that a retry can name what it meant to create."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """A new uuid7: unique, and sorted by the time it was made."""
    return uuid7()
