"""Tasks: what people plan, do and share."""

from domain.tasks.board import move
from domain.tasks.inputs import NewShare, NewTask, Place, ShareChange, Sort, TaskChanges, TaskFilter
from domain.tasks.lifecycle import complete, create, delete, edit, reopen, restore
from domain.tasks.outline import Group, Heading, Outline, outline, tasks_among
from domain.tasks.permissions import can_delete, can_edit, can_share
from domain.tasks.reading import assignable, count, history, labels_in_use, task, tasks
from domain.tasks.sharing import access_of, change_share, revoke_share, share, shares_of
from domain.tasks.task import PRIORITIES, STATUSES, Change, Permission, Priority, Share, Status, Task, Viewer
from domain.tasks.undo import undo

__all__ = [
    "PRIORITIES",
    "STATUSES",
    "Change",
    "Group",
    "Heading",
    "NewShare",
    "NewTask",
    "Outline",
    "Permission",
    "Place",
    "Priority",
    "Share",
    "ShareChange",
    "Sort",
    "Status",
    "Task",
    "TaskChanges",
    "TaskFilter",
    "Viewer",
    "access_of",
    "assignable",
    "can_delete",
    "can_edit",
    "can_share",
    "change_share",
    "complete",
    "count",
    "create",
    "delete",
    "edit",
    "history",
    "labels_in_use",
    "move",
    "outline",
    "reopen",
    "restore",
    "revoke_share",
    "share",
    "shares_of",
    "task",
    "tasks",
    "tasks_among",
    "undo",
]
