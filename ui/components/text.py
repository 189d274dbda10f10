"""Text in any element, always as text: what people typed cannot become markup."""

from nicegui.elements.mixins.text_element import TextElement


def text(tag: str, content: str) -> TextElement:
    """An element like `text("h1", team.name)`."""
    return TextElement(tag=tag, text=content)


def counted(number: int, noun: str) -> str:
    """A number with its noun, as in "1 member" and "1,204 members"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def total_words(total: int, noun: str) -> str:
    """How long a list is whose total is exact up to 10,000."""
    return counted(total, noun) if total < 10_000 else f"10,000 {noun}s or more"
