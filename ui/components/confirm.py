"""Asking before something is lost."""

from nicegui import ui

from ui.components.text import text


async def confirm(question: str, consequence: str, *, button: str, is_harmful: bool = True) -> bool:
    """Ask, say what follows, and wait: True for the button, False for Cancel, Escape or a click beside."""
    with ui.dialog() as dialog, ui.card().classes("ask").props("role=alertdialog") as card:
        dialog.props["aria-label"] = card.props["aria-label"] = question
        text("h2", question)
        text("p", consequence)
        with ui.element("div").classes("ask-b"):
            ui.button("Cancel", color=None, on_click=lambda: dialog.submit(False)).props("autofocus")
            yes = ui.button(button, color=None, on_click=lambda: dialog.submit(True))
            yes.classes("btn-d" if is_harmful else "btn-p")
    said = await dialog
    dialog.delete()
    return bool(said)


async def choose(question: str, consequence: str, *, buttons: dict[str, str]) -> str | None:
    """Ask with several ways to go on, the last the usual one: its key, or None for Cancel, Escape, a click beside."""
    with ui.dialog() as dialog, ui.card().classes("ask").props("role=alertdialog") as card:
        dialog.props["aria-label"] = card.props["aria-label"] = question
        text("h2", question)
        text("p", consequence)
        with ui.element("div").classes("ask-b"):
            ui.button("Cancel", color=None, on_click=lambda: dialog.submit(None)).props("autofocus")
            for key, word in buttons.items():
                button = ui.button(word, color=None, on_click=lambda key=key: dialog.submit(key))
                button.classes("btn-p" if key == list(buttons)[-1] else "")
    said = await dialog
    dialog.delete()
    return str(said) if said else None
