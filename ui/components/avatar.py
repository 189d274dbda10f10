"""A person as a circle with picture or initials: the same colours as in the components’ JavaScript (task_words.js)."""

from uuid import UUID

from nicegui.elements.mixins.text_element import TextElement

from ui.components.text import text

# dark enough for white letters
_TINTS = ("#b4532a", "#2a7f6f", "#6a4bb5", "#2f6db3", "#a23b72", "#4f7a28", "#8a5a12", "#3d6b8f", "#94453f", "#5661c9")


def colour(person_id: UUID) -> str:
    """Always the same for the same person (FNV-1a over the id)."""
    value = 2166136261
    for char in str(person_id):
        value = ((value ^ ord(char)) * 16777619) & 0xFFFFFFFF
    return _TINTS[value % len(_TINTS)]


def initials(name: str) -> str:
    """One or two letters."""
    parts = name.split() or ["?"]
    return (parts[0][0] + (parts[-1][0] if len(parts) > 1 else "")).upper()


def behind(person_id: UUID, picture_id: UUID | None) -> str:
    """What is behind the initials, as a CSS background: the colour, and the picture over it (app.css hides letters)."""
    tint = colour(person_id)
    return f'center / cover url("/files/{picture_id}/small") {tint}' if picture_id else tint


def avatar(person_id: UUID, name: str, picture_id: UUID | None = None) -> TextElement:
    """The circle; the name is its title."""
    circle = text("span", initials(name)).classes("av").style(f"background: {behind(person_id, picture_id)}")
    circle.props["title"] = name
    return circle
