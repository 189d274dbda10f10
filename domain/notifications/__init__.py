"""What people are told: one inbox each, by mail as they wish, never of their own acts.

Verbs: notifications_of, unread, mark · preferences, change_preferences, unsubscribe.
For domain.handlers: hear. For tests and the end: settle. Events: notification.created, notification.read.
"""

from domain.notifications.delivery import deliver, hear, settle
from domain.notifications.inbox import mark, notifications_of, unread
from domain.notifications.jobs import sweep
from domain.notifications.notification import (
    KINDS,
    Choice,
    Kind,
    MailWish,
    Marking,
    Notification,
    PreferenceChanges,
    Preferences,
)
from domain.notifications.preferences import change_preferences, preferences
from domain.notifications.unsubscribing import unsubscribe, what_would_stop

__all__ = [
    "KINDS",
    "Choice",
    "Kind",
    "MailWish",
    "Marking",
    "Notification",
    "PreferenceChanges",
    "Preferences",
    "change_preferences",
    "deliver",
    "hear",
    "mark",
    "notifications_of",
    "preferences",
    "settle",
    "sweep",
    "unread",
    "unsubscribe",
    "what_would_stop",
]
