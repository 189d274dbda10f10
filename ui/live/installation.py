"""Pages about the whole installation: woken by what happens to anybody, and by the clock for what nobody tells.

Like everywhere they read again under their own person's permission; whoever may not is shown nothing new.
"""

from collections.abc import Collection

from domain.bus import Event
from ui.live.waking import Refresh, Watcher, watch

CLOCK = "clock"
_watchers: list[Watcher] = []


def watch_installation(refresh: Refresh, *, kinds: Collection[str] = (CLOCK,)) -> None:
    """From now on call `await refresh(events)` when something of these kinds happened to anybody at all, as `watch`
    does; for the kind "clock" every few seconds."""
    watcher = watch(refresh, kinds=kinds)
    _watchers[:] = [*(w for w in _watchers if not w.is_gone), watcher]


def hear(event: Event) -> None:
    """Wake those who want to know, whomever the event's audience names."""
    for watcher in _watchers:
        if event.kind in watcher.kinds:
            watcher.hear((event,))


def tick() -> None:
    """Wake those who go by the clock, and forget those whose page is gone."""
    _watchers[:] = [watcher for watcher in _watchers if not watcher.is_gone]
    for watcher in _watchers:
        if CLOCK in watcher.kinds:
            watcher.hear(())
