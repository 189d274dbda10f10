"""The assistant: conversations in which it changes tasks for a person, with that person's own rights.

Its verbs (all `*, actor: Person`):
  conversations(q="", cursor=None, limit=50) -> Page[Conversation]      the one last talked in first
  create(title="") · conversation(id) · rename(id, title, version=None) -> Conversation
  delete(id, version=None) · restore(id) -> Conversation
  messages(id, cursor=None, limit=100) -> Page[Message]                 oldest first
  latest_messages(id, limit=200) -> list[Message]                       the last ones, in order
  proposals_of(id) -> list[Proposal] · proposal(proposal_id) -> Proposal
  send(id, content) -> AsyncIterator[Chunk]      stored before the model runs; errors are raised at the first chunk
  reply(id, content) -> Reply                    the same, when the answer is complete
  retry(id) · edit_last(id, content) · follow(id) -> AsyncIterator[Chunk]      follow: an answer under way, all of it
  stop(id) -> None                               what was written until then is kept
  warm_up() -> None                              beforehand, so that the first answer does not wait
  confirm(proposal_id) · cancel(proposal_id) · undo(proposal_id) -> Proposal
"""

from domain.assistant.answering import edit_last, follow, reply, retry, send, stop, warm_up
from domain.assistant.cards import cancel, confirm, undo
from domain.assistant.conversation import Chunk, Chunks, Conversation, Message, Proposal, Reply, Target
from domain.assistant.lifecycle import create, delete, rename, restore
from domain.assistant.reading import conversation, conversations, latest_messages, messages, proposal, proposals_of

__all__ = [
    "Chunk",
    "Chunks",
    "Conversation",
    "Message",
    "Proposal",
    "Reply",
    "Target",
    "cancel",
    "confirm",
    "conversation",
    "conversations",
    "create",
    "delete",
    "edit_last",
    "follow",
    "latest_messages",
    "messages",
    "proposal",
    "proposals_of",
    "rename",
    "reply",
    "restore",
    "retry",
    "send",
    "stop",
    "undo",
    "warm_up",
]
