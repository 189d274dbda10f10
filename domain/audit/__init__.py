"""Who did what from where, and who was refused: entries that nobody can change. Never secrets.

Verbs: record, write. Context: coming_from, caller.
"""

from domain.audit.log import Caller, caller, coming_from, record, write

__all__ = ["Caller", "caller", "coming_from", "record", "write"]
