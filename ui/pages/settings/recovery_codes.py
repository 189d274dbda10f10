"""Recovery codes, shown once."""

from nicegui import ui

from ui import frame
from ui.components.text import text

_SENTENCE = "If you lose your phone, each of these signs you in once. They are not shown again: keep them safe."
_COPY = "(e) => navigator.clipboard?.writeText({codes})"
_NAME = "atrium-recovery-codes.txt"


async def show_codes(codes: list[str], *, is_new: bool = False) -> None:
    """Show them until the person says that they kept them. `is_new`: two-step sign-in was turned on by this."""
    client = ui.context.client
    # not where it was asked for: that dialog closes
    with client, ui.dialog().props("persistent") as dialog, ui.card().classes("ask ask-form"):
        text("h2", "Two-step sign-in is on. Keep your recovery codes" if is_new else "Your new recovery codes")
        text("p", _SENTENCE)
        with ui.element("ol").classes("codes").props('aria-label="Recovery codes"'):
            for code in codes:
                text("li", code)
        with ui.element("div").classes("ask-b"):
            copy = ui.button("Copy", color=None, on_click=lambda: frame.toast("Copied."))
            copy.on("click", js_handler=_COPY.format(codes=repr("\n".join(codes))))
            content = ("\n".join(["Recovery codes for Atrium", "", *codes]) + "\n").encode()
            ui.button("Download", color=None, on_click=lambda: ui.download.content(content, _NAME))
            ui.button("I kept them", color=None, on_click=lambda: dialog.submit(True)).classes("btn-p")
    await dialog
    dialog.delete()
    if is_new:
        client.run_javascript("location.reload()")  # the session goes on under another id
