"""An activity as a sentence: "Ben completed ‘Ship it’ in Launch". In parts, so that names stay text and link safely."""

from domain.dashboard import Activity

Part = tuple[str, str | None]  # words, and where they lead (None: nowhere, "": nowhere but strong)
_SIGNS = {
    "task.created": ("plus", ""), "task.completed": ("check", "done"), "task.reopened": ("rotate-ccw", ""),
    "task.deleted": ("trash-2", "gone"), "task.restored": ("undo-2", ""), "task.shared": ("share-2", ""),
    "task.unshared": ("lock", ""), "team.deleted": ("trash-2", "gone"), "team.restored": ("undo-2", ""),
    "comment.deleted": ("trash-2", "gone"), "attachment.created": ("paperclip", ""),
    "attachment.deleted": ("trash-2", "gone"), "team.member_added": ("user-plus", ""),
    "team.member_removed": ("user-minus", "gone"),
}  # fmt: skip
_VERBS = {
    "task.created": "created", "task.completed": "completed", "task.reopened": "reopened",
    "task.deleted": "moved to the trash:", "task.restored": "restored", "team.created": "created the team",
    "team.updated": "changed the team", "team.deleted": "deleted the team", "team.restored": "brought back the team",
}  # fmt: skip
_SPOKEN = {
    "comment.created": "commented on", "comment.updated": "changed a comment on",
    "comment.deleted": "deleted a comment on", "comment.restored": "brought back a comment on",
    "comment.reacted": "reacted to a comment on", "comment.unreacted": "took back a reaction to a comment on",
    "attachment.created": "attached a file to", "attachment.deleted": "deleted a file of",
    "attachment.restored": "brought back a file of",
}  # fmt: skip
_FIELDS = {
    "title": "title", "description": "description", "status": "status", "priority": "priority", "due_on": "due date",
    "due_at": "due date", "start_on": "start", "labels": "labels", "assignee_ids": "assignees", "team_id": "team",
    "parent_id": "parent task",
}  # fmt: skip


def sign_of(activity: Activity) -> tuple[str, str]:
    """An icon and a tone."""
    usual = {"task": "pencil", "comment": "message-square", "attachment": "paperclip"}.get(
        activity.object_kind, "users"
    )
    return _SIGNS.get(activity.event, (usual, ""))


def parts_of(activity: Activity, me: object) -> list[Part]:
    """The sentence as `me` reads it."""
    who = "You" if activity.actor_id == me else activity.actor_name or "Somebody"
    return [(who, ""), (" ", None), *_said(activity, me)]


def _said(activity: Activity, me: object) -> list[Part]:
    told = _about_sharing(activity, me) or _about_members(activity, me)
    if told:
        return told
    if activity.event == "task.updated":
        return [(f"changed the {_fields(activity)} of ", None), *_object(activity)]
    if spoken := _SPOKEN.get(activity.event):
        return [(f"{spoken} ", None), *_object(activity)]
    verb = _VERBS.get(activity.event, "changed")
    where: list[Part] = []
    if activity.object_kind == "task" and activity.team_id and activity.team_name:
        where = [(" in ", None), (activity.team_name, f"/teams/{activity.team_id}")]
    return [(f"{verb} ", None), *_object(activity), *where]


def _about_sharing(activity: Activity, me: object) -> list[Part]:
    whom = _whom(activity, me)
    if activity.event == "task.shared":
        return [("shared ", None), *_object(activity), (" with ", None), (whom, "")]
    if activity.event == "task.unshared":
        return [("stopped sharing ", None), *_object(activity), (" with ", None), (whom, "")]
    return []


def _about_members(activity: Activity, me: object) -> list[Part]:
    whom, is_self = _whom(activity, me), activity.about_id == activity.actor_id
    if activity.event == "team.member_added":
        joined: list[Part] = [("joined ", None)] if is_self else [("added ", None), (whom, ""), (" to ", None)]
        return [*joined, *_object(activity)]
    if activity.event == "team.member_removed":
        left: list[Part] = [("left ", None)] if is_self else [("removed ", None), (whom, ""), (" from ", None)]
        return [*left, *_object(activity)]
    if activity.event == "team.role_changed":
        return [("changed the role of ", None), (whom, ""), (" in ", None), *_object(activity)]
    return []


def _whom(activity: Activity, me: object) -> str:
    return "you" if activity.about_id == me else activity.about_name or "somebody"


def _object(activity: Activity) -> list[Part]:
    if activity.object_kind == "team":
        return [(activity.title, f"/teams/{activity.object_id}")] if activity.title else [("a team", None)]
    if not activity.title:
        return [("a task", None)]
    gone = activity.event == "task.deleted"
    task_id = activity.object_id if activity.object_kind == "task" else activity.about_id
    return [("‘", None), (activity.title, "/trash" if gone else f"/tasks?task={task_id}"), ("’", None)]


def _fields(activity: Activity) -> str:
    words = list(dict.fromkeys(_FIELDS[name] for name in activity.fields if name in _FIELDS))
    if not words:
        return "details"
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
