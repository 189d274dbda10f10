"""Tasks in and out: files of other programs and our own, and calendars.

Verbs: export · guess, columns, preview, start, imports, import_, take_back · create_feed, feeds, delete_feed, calendar.
Signals: import.moved.
"""

from domain.exchange.exporting import Exported, export
from domain.exchange.feeds import Feed, NewFeed, calendar, create_feed, delete_feed, feeds
from domain.exchange.imported import Import, import_, imports
from domain.exchange.importing import LARGEST, ImportForm, Preview, preview, start
from domain.exchange.looking import Column, columns, guess
from domain.exchange.reading import Problem, Source
from domain.exchange.record import FIELDS
from domain.exchange.taking_back import take_back
from domain.exchange.writing import Format

__all__ = [
    "FIELDS",
    "LARGEST",
    "Column",
    "Exported",
    "Feed",
    "Format",
    "Import",
    "ImportForm",
    "NewFeed",
    "Preview",
    "Problem",
    "Source",
    "calendar",
    "columns",
    "create_feed",
    "delete_feed",
    "export",
    "feeds",
    "guess",
    "import_",
    "imports",
    "preview",
    "start",
    "take_back",
]
