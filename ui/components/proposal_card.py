"""A change that the assistant made or proposes, as the browser's half (proposal_card.js) shows it."""

from typing import Any

from domain.assistant import Proposal

_HARMFUL = {"delete_task"}
_SHOWN = 5


def card_of(proposal: Proposal) -> dict[str, Any]:
    """What a card shows: the sentence, the tasks it is about, and which buttons."""
    action = proposal.arguments.get("action", proposal.tool)
    to_add = proposal.arguments.get("tasks", []) if proposal.tool == "add_tasks" and not proposal.targets else []
    titles = [task.title for task in proposal.targets] or [new["title"] for new in to_add]
    ids = [str(task.task_id) for task in proposal.targets] or [""] * len(to_add)
    return {
        "id": str(proposal.id),
        "message": str(proposal.message_id),
        "status": proposal.status,
        "summary": proposal.summary,
        "explanation": proposal.explanation,
        "action": action,
        "harmful": action in _HARMFUL,
        "can_undo": proposal.can_undo,
        "tasks": [{"id": id_, "title": title} for id_, title in zip(ids[:_SHOWN], titles[:_SHOWN], strict=True)],
        "more": max(0, len(titles) - _SHOWN),
    }
