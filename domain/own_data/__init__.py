"""A person's own data, all of it, as one zip: put together by a job, to be fetched until it expires.

Verbs: ask, state, fetch. Signals: export.changed. What is in it: see contents.
"""

from domain.own_data import making as making
from domain.own_data.asking import ask, fetch, state
from domain.own_data.export import Export

__all__ = ["Export", "ask", "fetch", "state"]
