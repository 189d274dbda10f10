"""Who may do what to a task. The pages ask the same functions whether to show a button.

| | personal owner | team owner, admin | team member | team viewer | shared to edit | shared to view |
| --- | --- | --- | --- | --- | --- | --- |
| see, copy to one's own, relate one's own tasks to it | yes | yes | yes | yes | yes | yes |
| edit, tick, complete, reopen, skip, set a field back, relate, assign, move on the board | yes | yes | yes | | yes | |
| attach files, delete one's own | yes | yes | yes | | yes | |
| comment, react, change and delete one's own comments | yes | yes | yes | | yes | |
| delete others' comments and files | yes | yes | of tasks they created | | | |
| watch, be reminded | yes | yes | yes | yes | yes | yes |
| add subtasks, share, delete, restore, move to another team | yes | yes | yes | | | |

Who is a viewer of the team a task was shared with only sees it, whatever the share says.
"""

from uuid import UUID

from domain.errors import NotPermitted
from domain.tasks.comment import Comment
from domain.tasks.task import Task


def can_edit(task: Task) -> bool:
    """Whether the reader may change the task, which also takes that it is not in the trash."""
    return task.permission in ("owner", "edit") and task.deleted_at is None


def require_edit(task: Task) -> None:
    """Raises NotPermitted unless the reader may change the task."""
    if not can_edit(task):
        raise NotPermitted("You can see this task but not change it.")


def can_share(task: Task) -> bool:
    """Whether the reader decides who sees the task: its owner, and the members of its team."""
    return (task.permission == "owner" or task.is_team_member) and task.deleted_at is None


def can_delete(task: Task) -> bool:
    """Whether the reader may put the task into the trash, take it out and move it; the same people as `can_share`."""
    return task.permission == "owner" or task.is_team_member


def can_comment(task: Task) -> bool:
    """Whether the reader may say something about the task: whoever may change it."""
    return can_edit(task)


def can_edit_comment(task: Task, comment: Comment, *, actor_id: UUID) -> bool:
    """Whether the actor may say it differently: only who said it, and only while they may comment."""
    return can_comment(task) and comment.author_id == actor_id


def can_delete_comment(task: Task, comment: Comment, *, actor_id: UUID) -> bool:
    """Whether the actor may take it back: who said it, also when they may comment no more, and who owns the task."""
    return task.deleted_at is None and (comment.author_id == actor_id or task.permission == "owner")


def can_attach(task: Task) -> bool:
    """Whether the reader may hang files on the task: whoever may change it."""
    return can_edit(task)


def can_detach(task: Task, uploader_id: UUID, *, actor_id: UUID) -> bool:
    """Whether the actor may take a file off: who hung it there, while they may change the task, and who owns it."""
    return task.deleted_at is None and (task.permission == "owner" or (uploader_id == actor_id and can_edit(task)))
