"""Lines as tasks. Pure: everything that is known comes in with the setting; nothing is ever refused."""

from collections.abc import Collection

from domain.tasks.quick_add.draft import Draft
from domain.tasks.quick_add.marks import read_marks
from domain.tasks.quick_add.outline import Entry, entries
from domain.tasks.quick_add.repeats import read_times
from domain.tasks.quick_add.setting import Setting
from domain.tasks.quick_add.understood import Line

LONGEST = 1000  # characters of a line that is read; a longer one is text, and too long for a title


def read_lines(text: str, setting: Setting, dismissed: Collection[tuple[int, str]] = ()) -> list[Line]:
    """Each line that says something, as the task that it asks for. `dismissed` are (number of the line, phrase)."""
    return [_read(entry, setting, dismissed) for entry in entries(text)]


def read_line(text: str, setting: Setting, dismissed: Collection[str] = ()) -> Line:
    """One line as the task that it asks for."""
    draft, line = Draft(text, dismissed), Line()
    if len(text) <= LONGEST:
        draft.protect()
        read_marks(draft, line, setting)
        read_times(draft, line, setting)
    line.title = draft.title()
    if not line.title:  # nothing but marks and dates: then they are what the task is called
        return Line(title=" ".join(text.split()))
    line.spans = sorted(draft.spans, key=lambda span: span.start)
    return line


def _read(entry: Entry, setting: Setting, dismissed: Collection[tuple[int, str]]) -> Line:
    line = read_line(entry.text, setting, [phrase for number, phrase in dismissed if number == entry.number])
    line.number, line.offset, line.parent, line.is_done = entry.number, entry.offset, entry.parent, entry.is_done
    return line
