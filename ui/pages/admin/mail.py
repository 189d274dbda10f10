"""The outbox of the installation: what went out, what could not, and without a mail server what to hand on by hand."""

from functools import partial

from nicegui import ui

from domain import clock, mail
from domain.accounts import Person
from domain.mail import Mail
from domain.settings import settings
from ui import auth, errors, frame
from ui.components.form_dialog import form_dialog
from ui.components.icon import icon
from ui.components.text import text, total_words
from ui.components.when import ago
from ui.pages.admin import place
from ui.pages.admin.growing import ByStatus

_LABELS = {"": "Every mail", "waiting": "Waiting", "sending": "Being sent", "sent": "Sent", "failed": "Failed",
           "held": "Not sent"}  # fmt: skip
_ICONS = {"waiting": "clock", "sending": "circle-play", "sent": "circle-check", "failed": "circle-alert",
          "held": "inbox"}  # fmt: skip
_NO_SERVER = (
    "There is no mail server (ATRIUM_SMTP_URL), so nothing leaves. Read the mails here and hand on their links."
)
_SERVER = "Mails on their way. What a mail said is not kept once it is out."


async def page(status: str = "") -> None:
    """The newest mails, for those who run the installation."""
    actor = await auth.actor()
    await mail.mails_of_instance(actor=actor, limit=1)  # refuses everybody else before anything is built
    with place.tab("mail", _SERVER if settings().smtp_url else _NO_SERVER, actor=actor) as acts:
        view = Outbox(acts, status)
    await ui.context.client.connected()
    place.show_tab()
    await view.read(actor)


class Outbox(ByStatus[Mail]):
    """The list as one person has it open."""

    def __init__(self, acts: ui.element, status: str) -> None:
        super().__init__(acts, title="Outbox", label="Mails", statuses=_LABELS, status=status,
                         nothing="There is no mail of this kind just now.")  # fmt: skip

    async def read(self, actor: Person) -> None:
        """Show the mails there are."""
        found = await mail.mails_of_instance(actor=actor, status=self._status.value or None, limit=self._limit)
        self._may_grow(found.next_cursor)
        self._count.text = total_words(found.total, "mail")
        rows = [(one, ago(one.sent_at or one.created_at, clock.now(), actor.time_zone)) for one in found.items]
        self._fill(rows, "inbox")

    def _row(self, one: Mail, when: str) -> None:
        with ui.element("li"):
            icon(_ICONS[one.status])
            with ui.element("div").classes("ml-who"):
                text("b", one.subject)
                said = filter(None, (one.to_name, one.to_email, _LABELS[one.status], when))
                text("span", " · ".join(said)).classes("ml-note")
                if one.error:
                    text("span", one.error).classes("ml-note")
            if one.status in ("held", "failed") and settings().smtp_url:
                ui.button("Send", color=None, on_click=partial(self._send, one)).classes("btn-o")
            if one.status != "sent":
                ui.button("Read", color=None, on_click=partial(self._open, one)).classes("btn-o")

    async def _send(self, one: Mail) -> None:
        async with errors.shown():
            await mail.send_now(one.id, actor=await auth.actor())
            frame.toast("It is on its way.")
            await self.read(await auth.actor())

    async def _open(self, one: Mail) -> None:
        async with errors.shown():
            letter = await mail.read_mail(one.id, actor=await auth.actor())
            with form_dialog(letter.mail.subject) as dialog:
                text("pre", letter.text).classes("mail-text")
                with ui.element("details"):
                    text("summary", "As mail programs show it")
                    # no scripts, no forms, no top navigation, an origin of its own
                    shown = ui.element("iframe").props('sandbox="" title="The mail as HTML"').classes("mail-html")
                    shown.props["srcdoc"] = letter.html
                with ui.element("div").classes("ask-b"):
                    ui.button("Close", color=None, on_click=dialog.close)
