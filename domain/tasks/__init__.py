"""Tasks: what people plan, do, share and talk about (`comments`, `watching`, `reminders`: further verbs)."""

from domain.tasks import comments, reminders, watching
from domain.tasks.board import move
from domain.tasks.checklist import Tick, tick
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
from domain.tasks.duplicating import Copying, duplicate
from domain.tasks.filtering import FilterError
from domain.tasks.going_back import FieldBefore, go_back
from domain.tasks.inputs import NewShare, NewTask, Place, ShareChange, Sort, TaskChanges, TaskFilter
from domain.tasks.keys import KEY, Called, called, find_by_key, keys_in
from domain.tasks.lifecycle import complete, create, delete, edit, reopen, restore
from domain.tasks.outline import Group, Heading, Outline, outline, tasks_among
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
from domain.tasks.relations import Kind, NewRelation, Relation, blockers, relate, relations, unrelate, unrelate_from
from domain.tasks.sharing import access_of, change_share, revoke_share, share, shares_of
from domain.tasks.skipping import skip
from domain.tasks.subtasks import indent, outdent, subtasks
from domain.tasks.task import PRIORITIES, STATUSES, Change, Permission, Priority, Share, Status, Task, Viewer
from domain.tasks.undo import CannotUndo, Left, Undone, undo, undo_partly

__all__ = [
    "KEY",
    "PRIORITIES",
    "REACTIONS",
    "STATUSES",
    "Called",
    "CannotUndo",
    "Change",
    "Comment",
    "CommentChanges",
    "Copying",
    "FieldBefore",
    "FilterError",
    "FormerText",
    "Group",
    "Heading",
    "Kind",
    "Left",
    "Named",
    "NewComment",
    "NewRelation",
    "NewReminder",
    "NewShare",
    "NewTask",
    "Occurrence",
    "Outline",
    "Permission",
    "Place",
    "Priority",
    "Reacted",
    "Reaction",
    "Recurrence",
    "Recurs",
    "Relation",
    "Reminder",
    "ReminderChanges",
    "Share",
    "ShareChange",
    "Sort",
    "Status",
    "Task",
    "TaskChanges",
    "TaskFilter",
    "Tick",
    "Undone",
    "Viewer",
    "Watcher",
    "access_of",
    "assignable",
    "blockers",
    "called",
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
    "duplicate",
    "edit",
    "find_by_key",
    "go_back",
    "history",
    "indent",
    "keys_in",
    "labels_in_use",
    "move",
    "outdent",
    "outline",
    "relate",
    "relations",
    "reminders",
    "reopen",
    "restore",
    "revoke_share",
    "share",
    "shares_of",
    "skip",
    "subtasks",
    "task",
    "tasks",
    "tasks_among",
    "tick",
    "undo",
    "undo_partly",
    "unrelate",
    "unrelate_from",
    "upcoming",
    "watching",
]
