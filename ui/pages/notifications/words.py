"""Notifications in words: what happened, and why one is told."""

from collections.abc import Mapping

from domain.notifications import Kind, Notification

KIND_WORDS: Mapping[Kind, tuple[str, str]] = {
    "assigned": ("Assigned to you", "Somebody assigns a task to you."),
    "mentioned": ("Mentions", "Somebody names you in a comment."),
    "commented": ("Comments", "Somebody comments on a task that you watch."),
    "reacted": ("Reactions", "Somebody reacts to a comment of yours."),
    "completed": ("Completed", "Somebody completes a task that you watch."),
    "shared": ("Shared with you", "Somebody shows you a task, or a team of yours."),
    "added": ("Teams", "Somebody adds you to a team."),
    "reminder": ("Reminders", "A reminder of yours has come."),
}
_SAID = {
    "assigned": "assigned this to you",
    "mentioned": "mentioned you",
    "commented": "commented",
    "reacted": "reacted to your comment",
    "completed": "completed this",
    "shared": "shared this with you",
    "added": "added you to the team",
    "reminder": "You wanted to be reminded",
}
_WHY = {
    "assigned": "because you are assigned",
    "mentioned": "because you are mentioned",
    "shared": "because it is shared with you",
    "shared_with_team": "because it is shared with a team of yours",
    "added": "because you are in the team now",
    "reminder": "because you asked for it",
    "author": "because you wrote the comment",
    "chosen": "because you watch it",
    "created": "because you created it",
    "commented": "because you commented on it",
}


def said_of(one: Notification) -> str:
    """What happened, to go on after the name of who did it."""
    return _SAID[one.kind]


def why_of(one: Notification) -> str:
    """Why one is told."""
    return _WHY.get(one.why, "")
