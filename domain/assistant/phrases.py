"""How acts are called on cards: what will be done, and what was done."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

LONGEST_TITLE = 120


def shortened(title: str, most: int = LONGEST_TITLE) -> str:
    """The title, cut where it would not fit."""
    return title if len(title) <= most else title[: most - 1].rstrip() + "…"


def day_said(on: date, year: int) -> str:
    """A day that stays right when it is read later: Mon 23 Nov."""
    return f"{on:%a} {on.day} {on:%b}" + (f" {on.year}" if on.year != year else "")


def due_said(given: Mapping[str, Any], now: datetime, zone: ZoneInfo) -> str:
    """When it is due by these arguments, empty when it is not."""
    year = now.astimezone(zone).year
    if at := given.get("due_at") or given.get("at"):
        local = (at if isinstance(at, datetime) else datetime.fromisoformat(at)).astimezone(zone)
        return f"{day_said(local.date(), year)}, {local:%H:%M}"
    if on := given.get("due_on"):
        return day_said(on if isinstance(on, date) else date.fromisoformat(on), year)
    return ""


def _rescheduled(given: Mapping[str, Any], what: str, when: str) -> tuple[str, str]:
    if days := given.get("later_by_days"):
        by = f"by {days} days" if days != 1 else "by a day"
        return f"Postpone {what} {by}", f"Postponed {what} {by}"
    if not when:
        return f"Remove the due date of {what}", f"Removed the due date of {what}"
    return f"Move {what} to {when}", f"Moved {what} to {when}"


def _before(given: Mapping[str, Any], when: str) -> str:
    minutes = given.get("minutes_before")
    if minutes is None:
        return when
    for size, word in ((10080, "week"), (1440, "day"), (60, "hour"), (1, "minute")):
        if minutes and minutes % size == 0:
            number = minutes // size
            return f"{number} {word}{'' if number == 1 else 's'} before it is due"
    return "when it is due"


def _around(given: Mapping[str, Any], what: str, names: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Acts on what is around a task."""
    title, how, other = shortened(str(given.get("title", ""))), str(given.get("said", "")), names.get("other", "")
    is_to = {"blocks": "blocks", "blocked_by": "is blocked by", "duplicates": "duplicates",
             "duplicated_by": "is duplicated by"}.get(str(given.get("kind")), "relates to")  # fmt: skip
    item = shortened(str(given.get("words", "")), 60)
    mark = ("Tick", "Ticked") if given.get("done") else ("Untick", "Unticked")
    return {
        "tick_item": (f"{mark[0]} “{item}” in {what}", f"{mark[1]} “{item}” in {what}"),
        "unrelate_task": (f"End the relation of {what} and {other}", f"Ended the relation of {what} and {other}"),
        "add_subtask": (f"Add “{title}” below {what}", f"Added “{title}” below {what}"),
        "relate_task": (f"Note that {what} {is_to} {other}", f"Noted that {what} {is_to} {other}"),
        "repeat_task": (f"Repeat {what} {how}", f"Repeats now {how}: {what}") if given.get("recurrence") else
                       (f"Stop repeating {what}", f"Stopped repeating {what}"),
        "skip_task": (f"Skip {what} this time", f"Skipped {what} this time"),
        "duplicate_task": (f"Duplicate {what}", f"Duplicated {what}"),
    }  # fmt: skip


def said(tool: str, given: Mapping[str, Any], what: str, names: Mapping[str, str], when: str) -> tuple[str, str]:
    """The act on `what` in the infinitive and in the past. `names` has person, team and receiver where they occur."""
    listed = ", ".join(given.get("labels", ()))
    home = names.get("team") or "your own tasks"
    status = str(given.get("status", "")).replace("_", " ")
    off = f" from {names['person']}" if names.get("person") else ""
    rights = "to edit" if given.get("permission") == "edit" else "to view"
    level, below = given.get("priority"), " and its subtasks" if given.get("with_subtasks") else ""
    phrases = {
        "complete_task": (f"Complete {what}{below}", f"Completed {what}{below}"),
        "reopen_task": (f"Reopen {what}", f"Reopened {what}"),
        "delete_task": (f"Delete {what}", f"Deleted {what}"),
        "restore_task": (f"Restore {what}", f"Restored {what}"),
        "set_status": (f"Archive {what}", f"Archived {what}") if status == "archived" else
                      (f"Set {what} to {status}", f"Set {what} to {status}"),
        "set_priority": (f"Remove the priority of {what}", f"Removed the priority of {what}") if level == "none" else
                        (f"Give {what} {level} priority", f"Gave {what} {level} priority"),
        "reschedule_task": _rescheduled(given, what, when),
        "assign_task": (f"Assign {what} to {names.get('person')}", f"Assigned {what} to {names.get('person')}"),
        "unassign_task": (f"Unassign {what}{off}", f"Unassigned {what}{off}"),
        "move_task": (f"Move {what} to {home}", f"Moved {what} to {home}"),
        "rename_task": (f"Rename {what} to “{shortened(str(given.get('title', '')))}”",
                        f"Renamed {what} to “{shortened(str(given.get('title', '')))}”"),
        "describe_task": (f"Describe {what}", f"Described {what}"),
        "label_task": (f"Label {what} {listed}", f"Labelled {what} {listed}"),
        "unlabel_task": (f"Remove {listed} from {what}", f"Removed {listed} from {what}"),
        "comment_task": (f"Comment on {what}: “{shortened(str(given.get('content', '')))}”",
                         f"Commented on {what}: “{shortened(str(given.get('content', '')))}”"),
        "remind_task": (f"Remind you of {what} {_before(given, when)}",
                        f"You are reminded of {what} {_before(given, when)}"),
        "share_task": (f"Share {what} with {names.get('receiver')}, {rights}",
                       f"Shared {what} with {names.get('receiver')}, {rights}"),
    }  # fmt: skip
    return (phrases | _around(given, what, names))[tool]


def added_said(titles: Sequence[str], team: str | None, when: str) -> tuple[str, str]:
    """A new task, or several, in the infinitive and in the past."""
    what = f"“{shortened(titles[0])}”" if len(titles) == 1 else f"{len(titles)} tasks"
    rest = (f" to {team}" if team else "") + (f", due {when}" if when else "")
    return f"Add {what}{rest}", f"Added {what}{rest}"
