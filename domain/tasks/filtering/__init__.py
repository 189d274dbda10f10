"""The filter language: `due < now+7d and (label in (office, "waiting on") or priority >= high) and not blocked`.

`parse` reads it, `str` writes it, `meaning.condition_of` says it to the database for a person in their time zone.
"""

from domain.tasks.filtering.implying import implied
from domain.tasks.filtering.parsing import LONGEST, parse
from domain.tasks.filtering.problems import FilterError
from domain.tasks.filtering.syntax import Node, names_archived

__all__ = ["LONGEST", "FilterError", "Node", "implied", "names_archived", "parse"]
