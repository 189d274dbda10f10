"""Quick add: lines in, tasks out. The grammar is pure; `adding` knows what can be named and makes the tasks."""

from domain.tasks.quick_add.adding import MOST, Added, add, names_for, understand
from domain.tasks.quick_add.inputs import Dismissal, Preset, QuickText
from domain.tasks.quick_add.reading import read_line, read_lines
from domain.tasks.quick_add.setting import Group, Names, Setting, Somebody, Syntax
from domain.tasks.quick_add.understood import Line, Repeats, Span

__all__ = [
    "MOST",
    "Added",
    "Dismissal",
    "Group",
    "Line",
    "Names",
    "Preset",
    "QuickText",
    "Repeats",
    "Setting",
    "Somebody",
    "Span",
    "Syntax",
    "add",
    "names_for",
    "read_line",
    "read_lines",
    "understand",
]
