"""What happens to a conversation as a whole: begun, named, deleted, brought back."""

from typing import Annotated
from uuid import UUID

from pydantic import StringConstraints

from domain.accounts import Person
from domain.assistant.conversation import Conversation
from domain.assistant.reading import access_conversation, conversation_of
from domain.clock import now
from domain.errors import Outdated
from domain.inputs import Input, Storable, Visible
from domain.transactions import signal, transaction
from persistence.models import ConversationRow
from persistence.session import Session

_Text = Annotated[str, StringConstraints(strict=True, strip_whitespace=True, max_length=200), Storable]


class _NewConversation(Input):
    title: _Text = ""


class _Rename(Input):
    title: Annotated[
        str, StringConstraints(strict=True, strip_whitespace=True, min_length=1, max_length=200), Storable, Visible
    ]


def _tell(session: Session, row: ConversationRow, verb: str) -> None:
    # a signal, no activity: what is said to the assistant is nobody's news, not even one's own
    signal(session, f"conversation.{verb}", kind="conversation", object_id=row.id, audience=[row.person_id])


async def create(*, actor: Person, title: str = "") -> Conversation:
    """Begin a conversation; without a title its first message gives it one."""
    form = _NewConversation.of(title=title)
    async with transaction(actor) as session:
        row = ConversationRow(person_id=actor.id, title=form.title, created_at=now(), updated_at=now())
        session.add(row)
        _tell(session, row, "created")
        return conversation_of(row)


async def rename(conversation_id: UUID, title: str, *, actor: Person, version: int | None = None) -> Conversation:
    """Give it another title. Raises Invalid, NotFound, NotPermitted, and Outdated when `version` is not current."""
    form = _Rename.of(title=title)
    async with transaction(actor) as session:
        row = await _held(session, conversation_id, version, actor=actor)
        if row.title != form.title:
            row.title, row.version = form.title, row.version + 1
            _tell(session, row, "updated")
        return conversation_of(row)


async def delete(conversation_id: UUID, *, actor: Person, version: int | None = None) -> Conversation:
    """Delete it; `restore` brings it back. Raises Outdated, NotFound, NotPermitted."""
    async with transaction(actor) as session:
        row = await _held(session, conversation_id, version, actor=actor)
        row.deleted_at, row.version = now(), row.version + 1
        _tell(session, row, "deleted")
        return conversation_of(row)


async def restore(conversation_id: UUID, *, actor: Person) -> Conversation:
    """Bring a deleted conversation back. Restoring one that is there changes nothing."""
    async with transaction(actor) as session:
        row = await access_conversation(session, conversation_id, actor=actor, deleted=True, lock=True)
        if row.deleted_at is not None:
            row.deleted_at, row.version = None, row.version + 1
            _tell(session, row, "restored")
        return conversation_of(row)


async def _held(session: Session, conversation_id: UUID, version: int | None, *, actor: Person) -> ConversationRow:
    row = await access_conversation(session, conversation_id, actor=actor, lock=True)
    if version is not None and row.version != version:
        raise Outdated("The conversation was changed meanwhile.", fields={"version": row.version})
    return row
