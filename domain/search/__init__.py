"""One search over everything that the actor may see."""

from domain.search.finding import find
from domain.search.found import KINDS, Found, Kind, Question
from domain.search.recalling import recall

__all__ = ["KINDS", "Found", "Kind", "Question", "find", "recall"]
