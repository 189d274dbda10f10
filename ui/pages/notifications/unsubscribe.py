"""What the link under a notification mail opens: one question, for everybody who has the link."""

from urllib.parse import urlencode

from nicegui import ui

from domain import notifications
from domain.errors import NotFound
from ui.components.text import text
from ui.pages.accounts.form import other_door
from ui.pages.accounts.notice import notice
from ui.pages.notifications.words import KIND_WORDS

_SETTINGS = "/settings?part=notifications"


async def page(token: str = "", done: str = "") -> None:
    """Asks for one click, so that programs that look into mails end nothing."""
    try:
        kind = notifications.what_would_stop(token[:300])
    except NotFound as error:
        notice("This link does not work", error.message, "Choose in the settings", _SETTINGS)
        return
    words: dict[str, str] = {name: word for name, (word, _) in KIND_WORDS.items()}
    name = "the daily digest" if kind == "digest" else f"mails about “{words[kind]}”"
    if done:
        notice("Done", f"You get no more of this: {name}.", "Choose more in the settings", _SETTINGS)
        return
    ui.page_title("Fewer mails · Atrium")
    with ui.element("main").classes("door"), ui.element("div").classes("door-in"):
        with ui.element("header").classes("door-head"):
            text("span", "A").classes("logo").props("aria-hidden=true")
            text("h1", "Fewer mails?")
            text("p", f"One click, and you get no more of this: {name}. Your inbox in Atrium stays as it is.")
        form = ui.element("form").classes("door-card").props("method=post")
        form._props["action"] = f"/unsubscribe?{urlencode({'token': token[:300]})}"
        with form, ui.element("button").props("type=submit").classes("door-submit"):
            text("span", "No more of these")
        other_door("Or choose more exactly", "in the settings", _SETTINGS)
