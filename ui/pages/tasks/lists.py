"""The lists that everybody has: Inbox, Today, Upcoming, what is assigned to or shared with one, what is done."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from domain.accounts import Person
from domain.clock import today
from domain.tasks import Group, Sort

_FAR = date(9000, 1, 1)


@dataclass(frozen=True, slots=True)
class SmartList:
    """Its conditions, how it is laid out unless the person wants otherwise, and what a task needs to be in it."""

    title: str
    sentence: str
    conditions: Callable[[Person], dict[str, Any]]
    group: Group = "none"
    sort: Sort = "position"
    for_new: Callable[[Person], dict[str, Any]] = lambda _: {}


LISTS = {
    "inbox": SmartList(
        "Inbox", "Your own open tasks that belong to no team yet.", lambda _: {"own": True, "open": True}
    ),
    "today": SmartList(
        "Today",
        "What is due today, and what should have been done before.",
        lambda me: {"open": True, "due_before": today(me.time_zone) + timedelta(days=1)},
        "due",
        "due_at",
        lambda me: {"due_on": today(me.time_zone)},
    ),
    "upcoming": SmartList(
        "Upcoming", "Day by day, what is late first.", lambda _: {"open": True, "due_before": _FAR}, "day", "due_at"
    ),
    "assigned": SmartList(
        "Assigned to me",
        "Open tasks that carry your name.",
        lambda me: {"open": True, "assignee_id": me.id},
        "due",
        "due_at",
        lambda me: {"assignee_ids": [me.id]},
    ),
    "shared": SmartList(
        "Shared with me", "Tasks that others let you see.", lambda _: {"shared": True}, "due", "due_at"
    ),
    "completed": SmartList(
        "Completed", "What is done, the latest first.", lambda _: {"status": ["completed"]}, "none", "-updated_at"
    ),
}
