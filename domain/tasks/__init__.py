"""Tasks: what people plan, do, share and talk about (`comments`, `watching`, `reminders`: further verbs)."""

from domain.tasks import comments, reminders, watching
from domain.tasks.board import move
from domain.tasks.comment import (
    REACTIONS,
    Comment,
    CommentChanges,
    FormerText,
    Named,
    NewComment,
    NewReminder,
    Reacted,
    Reaction,
    Reminder,
    ReminderChanges,
    Watcher,
)
from domain.tasks.filtering import FilterError
from domain.tasks.inputs import NewShare, NewTask, Place, ShareChange, Sort, TaskChanges, TaskFilter
from domain.tasks.lifecycle import complete, create, delete, edit, reopen, restore
from domain.tasks.permissions import (
    can_comment,
    can_delete,
    can_delete_comment,
    can_edit,
    can_edit_comment,
    can_share,
)
from domain.tasks.reading import assignable, count, history, labels_in_use, task, tasks
from domain.tasks.recurrence import Occurrence, Recurrence, Recurs, upcoming
from domain.tasks.sharing import access_of, change_share, revoke_share, share, shares_of
from domain.tasks.skipping import skip
from domain.tasks.task import PRIORITIES, STATUSES, Change, Permission, Priority, Share, Status, Task, Viewer
from domain.tasks.undo import undo

__all__ = [
    "PRIORITIES",
    "REACTIONS",
    "STATUSES",
    "Change",
    "Comment",
    "CommentChanges",
    "FilterError",
    "FormerText",
    "Named",
    "NewComment",
    "NewReminder",
    "NewShare",
    "NewTask",
    "Occurrence",
    "Permission",
    "Place",
    "Priority",
    "Reacted",
    "Reaction",
    "Recurrence",
    "Recurs",
    "Reminder",
    "ReminderChanges",
    "Share",
    "ShareChange",
    "Sort",
    "Status",
    "Task",
    "TaskChanges",
    "TaskFilter",
    "Viewer",
    "Watcher",
    "access_of",
    "assignable",
    "can_comment",
    "can_delete",
    "can_delete_comment",
    "can_edit",
    "can_edit_comment",
    "can_share",
    "change_share",
    "comments",
    "complete",
    "count",
    "create",
    "delete",
    "edit",
    "history",
    "labels_in_use",
    "move",
    "reminders",
    "reopen",
    "restore",
    "revoke_share",
    "share",
    "shares_of",
    "skip",
    "task",
    "tasks",
    "undo",
    "upcoming",
    "watching",
]
