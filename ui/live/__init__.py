"""Open pages hear of what concerns their person, and read again under that person's own permission.

`enter(person)` once per page (the frame does it); then
`watch(refresh, kinds=…)` for anything that is read per person,
`watch_statistics(show)`, `watch_open_tasks(show)` and `watch_list_counts(show)` for numbers,
which are counted once for all pages together, and
`watch_news(show)` for what happened, which is read once for all of them.
`watch_installation(refresh)` on pages for those who run it.
`database_is_away()` by whoever noticed; pages say so and go on by themselves.
"""

from ui.live.away import database_is_away
from ui.live.clockwork import install, stop
from ui.live.installation import CLOCK, watch_installation
from ui.live.lists import watch_list_counts
from ui.live.registry import enter
from ui.live.shared import watch_news, watch_open_tasks, watch_statistics
from ui.live.waking import my_teams, watch

__all__ = [
    "CLOCK",
    "database_is_away",
    "enter",
    "install",
    "my_teams",
    "stop",
    "watch",
    "watch_installation",
    "watch_list_counts",
    "watch_news",
    "watch_open_tasks",
    "watch_statistics",
]
