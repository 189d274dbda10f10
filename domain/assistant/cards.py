"""Cards: changes that were made, and proposals that the person's click executes once, after all is checked again."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from domain import audit
from domain.accounts import Person
from domain.assistant import acts
from domain.assistant.conversation import Proposal, Target
from domain.assistant.reading import access_proposal, proposal, proposal_of
from domain.clock import now
from domain.errors import AtriumError, Conflict, NotFound, Outdated, Unavailable
from domain.transactions import joined, signal, transaction
from persistence.models import ProposalRow
from persistence.session import Session

SUMMARY = 2000


def tell(session: Session, conversation_id: UUID, actor: Person, detail: str = "") -> None:
    """Let the person's open pages read the conversation again."""
    signal(session, "conversation.changed", kind="conversation", object_id=conversation_id, audience=[actor.id],
           detail=detail)  # fmt: skip


def _plain_targets(targets: Sequence[Target]) -> list[dict[str, Any]]:
    return [{"task_id": str(t.task_id), "title": t.title, "version": t.version} for t in targets]


def _audit(session: Session, row: ProposalRow, action: str, actor: Person) -> None:
    audit.write(session, f"assistant.{action}", actor_id=actor.id, object_kind="proposal", object_id=row.id,
                details={"tool": row.tool, "tasks": [t["task_id"] for t in row.targets]})  # fmt: skip


async def propose(
    place: tuple[UUID, UUID], tool: str, given: Mapping[str, Any], targets: Sequence[Target], words: tuple[str, str],
    *, actor: Person,
) -> Proposal:  # fmt: skip
    """Store a change that waits for the person's click. `place` is the conversation and its message; `words` say it
    in the infinitive and in the past."""
    async with transaction(actor) as session:
        row = _row(place, tool, given, targets, words[0], actor=actor)
        row.outcome = {"done": words[1][:SUMMARY]}
        session.add(row)
        _audit(session, row, "proposed", actor)
        tell(session, row.conversation_id, actor)
        return proposal_of(row)


async def perform(
    place: tuple[UUID, UUID],
    tool: str,
    given: Mapping[str, Any],
    targets: Sequence[Target],
    done: str,
    *,
    actor: Person,
) -> tuple[acts.Outcome, Proposal | None]:
    """Make the change at once and keep its card, in one transaction. No card when nothing had to be changed."""
    async with joined(actor) as session:
        outcome = await acts.execute(tool, given, targets, actor=actor)
        if not outcome.has_changed:
            return outcome, None
        shown = targets or [Target(t.id, t.title, t.version) for t in outcome.tasks]
        row = _row(place, tool, given, shown, done, actor=actor)
        session.add(row)
        _settle(row, outcome)
        _audit(session, row, "executed", actor)
        tell(session, row.conversation_id, actor)
        return outcome, proposal_of(row)


def _row(
    place: tuple[UUID, UUID], tool: str, given: Mapping[str, Any], targets: Sequence[Target], summary: str, *,
    actor: Person,
) -> ProposalRow:  # fmt: skip
    return ProposalRow(conversation_id=place[0], message_id=place[1], person_id=actor.id, tool=tool,
                       arguments=dict(given), targets=_plain_targets(targets), summary=summary[:SUMMARY],
                       created_at=now(), change_ids=[], outcome={})  # fmt: skip


def _settle(row: ProposalRow, outcome: acts.Outcome) -> None:
    row.status, row.executed_at = "executed", now()
    row.change_ids, row.outcome = outcome.change_ids, {"shares": outcome.shares, "further": outcome.further}
    if not row.targets:
        row.targets = _plain_targets([Target(t.id, t.title, t.version) for t in outcome.tasks])


async def confirm(proposal_id: UUID, *, actor: Person) -> Proposal:
    """Execute a proposed change, exactly as it was shown, all of it or nothing. A second click changes nothing.

    When a task changed since, or may no longer be changed, the card says so instead (`outdated`, `failed`).
    Raises NotFound, NotPermitted for cards that are not the actor's, and Unavailable.
    """
    try:
        async with joined(actor) as session:
            row = await access_proposal(session, proposal_id, actor=actor, lock=True)
            if row.status != "proposed":
                return proposal_of(row)
            targets = [Target(UUID(t["task_id"]), t["title"], t["version"]) for t in row.targets]
            done = row.outcome.get("done", row.summary)
            try:
                outcome = await acts.execute(row.tool, row.arguments, targets, actor=actor)
            except AtriumError as error:
                raise _Refused(error) from error
            _settle(row, outcome)
            row.summary = done
            _audit(session, row, "executed", actor)
            tell(session, row.conversation_id, actor)
            return proposal_of(row)
    except _Refused as refused:
        if isinstance(refused.reason, Unavailable):
            raise refused.reason from None
        return await _give_up(proposal_id, refused.reason, actor=actor)


class _Refused(Exception):
    """Rolls the transaction back; the card then says why."""

    def __init__(self, reason: AtriumError) -> None:
        super().__init__(str(reason))
        self.reason = reason


async def _give_up(proposal_id: UUID, reason: AtriumError, *, actor: Person) -> Proposal:
    async with transaction(actor) as session:
        row = await access_proposal(session, proposal_id, actor=actor, lock=True)
        if row.status == "proposed":
            is_outdated = isinstance(reason, (Outdated, NotFound))
            row.status = "outdated" if is_outdated else "failed"
            again = " Ask again to see it as it is now." if is_outdated else ""
            row.explanation = f"Nothing was changed. {reason.message}{again}"
            _audit(session, row, row.status, actor)
            tell(session, row.conversation_id, actor)
        return proposal_of(row)


async def cancel(proposal_id: UUID, *, actor: Person) -> Proposal:
    """Drop a proposed change. Cancelling what is no longer proposed changes nothing. Raises NotFound, NotPermitted."""
    async with transaction(actor) as session:
        row = await access_proposal(session, proposal_id, actor=actor, lock=True)
        if row.status == "proposed":
            row.status = "cancelled"
            _audit(session, row, "cancelled", actor)
            tell(session, row.conversation_id, actor)
        return proposal_of(row)


async def undo(proposal_id: UUID, *, actor: Person) -> Proposal:
    """Take an executed change back, all of it or nothing. Undoing it twice changes nothing the second time.

    Raises Conflict when it was not executed or something was changed since, NotFound, NotPermitted.
    """
    async with joined(actor) as session:
        row = await access_proposal(session, proposal_id, actor=actor, lock=True)
        if row.status == "undone":
            return proposal_of(row)
        if row.status != "executed":
            raise Conflict("Nothing was changed, so there is nothing to undo.")
        await acts.take_back(row.change_ids, row.outcome.get("shares", ()), row.outcome.get("further", ()), actor=actor)
        row.status = "undone"
        _audit(session, row, "undone", actor)
        tell(session, row.conversation_id, actor)
    return await proposal(proposal_id, actor=actor)
