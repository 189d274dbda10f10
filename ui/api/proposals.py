"""`/proposals`: changes that the assistant proposed or made, as cards."""

from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field

from domain import assistant
from domain.assistant import Proposal
from domain.inputs import Id
from ui.api.auth import Actor
from ui.api.outside import Moment, Out, Version
from ui.api.routing import Route

router = APIRouter(prefix="/proposals", tags=["assistant"], route_class=Route)


class TargetOut(Out):
    """A task as it was when a change to it was proposed or made."""

    task_id: UUID
    title: Annotated[str, Field(max_length=500)]
    version: Version


class ProposalOut(Out):
    """A change that waits for one's word (`proposed`), or one that was made (`executed`)."""

    id: UUID
    conversation_id: UUID
    message_id: UUID
    tool: Annotated[str, Field(max_length=100)]
    arguments: dict[str, Any]
    targets: Annotated[list[TargetOut], Field(max_length=1000)]
    status: Literal["proposed", "executed", "cancelled", "undone", "failed", "outdated"]
    summary: Annotated[str, Field(max_length=2000)]
    explanation: Annotated[str, Field(max_length=2000, description="Why it failed or is outdated; else empty.")]
    can_undo: bool
    created_at: Moment
    executed_at: Moment | None


@router.post("/{proposal_id}/confirm", response_model=ProposalOut)
async def confirm(proposal_id: Id, actor: Actor) -> Proposal:
    """Let a proposed change be made."""
    return await assistant.confirm(proposal_id, actor=actor)


@router.post("/{proposal_id}/cancel", response_model=ProposalOut)
async def cancel(proposal_id: Id, actor: Actor) -> Proposal:
    """Let a proposed change not be made."""
    return await assistant.cancel(proposal_id, actor=actor)


@router.post("/{proposal_id}/undo", response_model=ProposalOut)
async def undo(proposal_id: Id, actor: Actor) -> Proposal:
    """Take a change that was made back."""
    return await assistant.undo(proposal_id, actor=actor)
