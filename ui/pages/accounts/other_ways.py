"""Ways in beside the password: a passkey, and the providers that this installation trusts."""

from urllib.parse import urlencode

from nicegui import ui

from domain import accounts
from ui import static_files
from ui.components.icon import icon
from ui.components.text import text
from ui.pages.accounts.form import LEAVE_PAGE, Door, wanted

_PRESSED = """async (e) => {{
  const button = e.currentTarget, passkeys = await import("{module}");
  await passkeys.send(button, "{asked}");
}}"""


def passkey(*, action: str, asked: str) -> None:
    """A form of its own with the one button for a passkey."""
    with ui.element("form").classes("door-way").props(f"method=post action={action}"):
        for name in ("credential", "keep"):
            ui.element("input").props(f"type=hidden name={name}")
        with ui.element("button").classes("door-alt").props("type=button") as button:
            icon("key-round")
            text("span", "Use a passkey")
        button.on("click", js_handler=_PRESSED.format(module=static_files.url("passkeys.js"), asked=asked))
        text("p", "").classes("door-wrong").props("role=alert")


def providers(onward: str = "") -> None:
    """A way to each provider, and from there to where the person wanted to go, or to `onward`."""
    onward = onward or wanted()
    query = f"?{urlencode({'next': onward})}" if onward else ""
    for card in accounts.providers():
        with ui.element("a").classes("door-alt").on("click", js_handler=LEAVE_PAGE) as way:
            icon("arrow-right")
            text("span", f"Continue with {card.name}")
        way.props["href"] = f"/sign-in/with/{card.key}{query}"


def providers_below(door: Door, onward: str) -> None:
    """A way to each provider below a form, if there are any; they come back to `onward`."""
    if accounts.providers():
        with door.below():
            divider()
            providers(onward)


def divider() -> None:
    """Between the form and the other ways."""
    text("p", "or").classes("door-or")
