"""Whether the audit log is what was written: each entry holds a hash over itself and the hash of the one before.

The arithmetic is the database's (persistence/policies/audit.py), done here once more on its own. Who may change tables
could rewrite the whole chain; the last hash, noted down elsewhere, shows that, too.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

_FIELDS = ("seq", "at", "actor_id", "organization_id", "action", "object_kind", "object_id", "address", "details")


@dataclass(frozen=True, slots=True)
class Chain:
    """What was found: how many entries, the last hash (hex), and what is wrong (empty when nothing is)."""

    entries: int
    last_hash: str
    wrong: str


def verify(rows: Iterable[Any], *, expected: str = "") -> Chain:
    """Follow the chain through rows of `queries.audit.CHAIN`; `expected` is a hash that must be among them (hex)."""
    number, last, met = 0, b"", not expected
    for row in rows:
        number += 1
        if wrong := _wrong(row, number, last):
            return Chain(number - 1, last.hex(), wrong)
        last = bytes(row.hash)
        met = met or last.hex() == expected.lower()
    return Chain(number, last.hex(), "" if met else "The hash that was noted down is not in the log (any more).")


def _wrong(row: Any, number: int, last: bytes) -> str:
    if row.seq != number or row.hash is None:
        return f"Entry {number} is missing."
    if bytes(row.previous) != last:
        return f"Entry {number} does not follow the one before it."
    if bytes(row.hash) != hash_of(row, last):
        return f"Entry {number} was changed."
    return ""


def hash_of(row: Any, previous: bytes) -> bytes:
    """SHA-256 over the hash before and the entry's fields as text, with the unit separator between them."""
    fields = [getattr(row, name) for name in _FIELDS]
    if row.concerned_organization_id:  # most entries concern no other organisation, and have no such field
        fields.append(row.concerned_organization_id)
    line = "\x1f".join("" if value is None else str(value) for value in fields)
    return sha256(previous + line.encode()).digest()
