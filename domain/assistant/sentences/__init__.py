"""Sentences in English and what they ask for: the built-in model's understanding, without any model."""

from domain.assistant.sentences.context import Call, Context, Option, Question, Say, Understood
from domain.assistant.sentences.understand import understand

__all__ = ["Call", "Context", "Option", "Question", "Say", "Understood", "understand"]
