"""Conversations with the assistant: the list, one thread, and the field to write in, as one element."""

from typing import Any

from ui.components.asking import Asking


class Chat(Asking, component="chat.js", dependencies=["task_words.js", "proposal_card.js"]):
    """What is typed and clicked answers at once in the browser; answers of the assistant grow as they come."""

    def __init__(self, *, zone: str) -> None:
        super().__init__()
        self._props["zone"] = zone

    def show_list(self, told: dict[str, Any]) -> None:
        """Show these conversations in the list."""
        self.run_method("showList", told)

    def show_thread(self, told: dict[str, Any]) -> None:
        """Show this conversation, or take over what changed in it."""
        self.run_method("showThread", told)

    def fail(self, sentence: str) -> None:
        """Say why the conversation cannot be shown."""
        self.run_method("fail", sentence)

    def begin(self, conversation_id: str, message: dict[str, Any]) -> None:
        """Something was said and stored, or an answer to it begins."""
        self.run_method("begin", conversation_id, message)

    def grow(self, conversation_id: str, told: dict[str, Any]) -> None:
        """Show the answer as far as it is written, and what the assistant does."""
        self.run_method("grow", conversation_id, told)

    def show_card(self, conversation_id: str, card: dict[str, Any]) -> None:
        """Show one card, new or changed."""
        self.run_method("showCard", conversation_id, card)

    def end(self, conversation_id: str, message: dict[str, Any]) -> None:
        """The answer is complete."""
        self.run_method("end", conversation_id, message)
