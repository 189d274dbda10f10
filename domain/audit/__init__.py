"""Who did what from where, and who was refused: a chain of entries that nobody can change. Never secrets.

Verbs: record, write · entries, export, can_read · verify. Context: coming_from, caller.
"""

from domain.audit.chain import Chain, verify
from domain.audit.log import Caller, caller, coming_from, record, write
from domain.audit.reading import Entry, EntryFilter, Format, can_read, entries, export

__all__ = [
    "Caller",
    "Chain",
    "Entry",
    "EntryFilter",
    "Format",
    "caller",
    "can_read",
    "coming_from",
    "entries",
    "export",
    "record",
    "verify",
    "write",
]
