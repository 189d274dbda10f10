"""The full-screen layout of the two doors and the parts of their forms: native elements that work without a socket."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

from nicegui import ui

from ui import auth
from ui.components.icon import icon
from ui.components.text import text

_SHOW = """(e) => {
  const button = e.currentTarget, input = button.parentElement.querySelector('input'), shown = input.type === 'text';
  input.type = shown ? 'password' : 'text';
  button.setAttribute('aria-pressed', String(!shown));
  input.focus();
}"""
# The zone is asked of the browser when the form leaves; a second click must not send it again.
_LEAVE = """(e) => {
  const form = e.currentTarget, zone = form.elements.time_zone, button = form.querySelector('[type=submit]');
  if (button.getAttribute('aria-busy') === 'true') return e.preventDefault();
  if (zone) zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone || '';
  button.setAttribute('aria-busy', 'true');
  setTimeout(() => button.removeAttribute('aria-busy'), 8000);
}"""

# A real request, not a change of sub-pages: it works without the socket, and brings what was typed there.
LEAVE_PAGE = "(e) => e.stopPropagation()"


class Door:
    """A page with nothing but a form that posts to `action`, filled with what came back from there."""

    def __init__(self, action: str, *, focus: str) -> None:
        self.action, self._flash = action, auth.flash()
        wrong = [name for name in self._flash.errors if name]
        is_address_known = bool(self._flash.values.get("email"))
        self._focus = wrong[0] if wrong else "password" if is_address_known else focus

    @contextmanager
    def form(self, title: str, sentence: str) -> Iterator[None]:
        """The layout; the fields go inside."""
        ui.page_title(f"{title} · Atrium")
        with ui.element("main").classes("door"), ui.element("div").classes("door-in") as self._inside:
            with ui.element("header").classes("door-head"):
                text("span", "A").classes("logo").props("aria-hidden=true")
                text("h1", title)
                text("p", sentence)
            with ui.element("form").classes("door-card").props(f"method=post action={self.action}") as form:
                form.on("submit", js_handler=_LEAVE)
                if said := self._flash.errors.get(""):
                    text("div", said).classes("door-error").props("role=alert")
                if onward := wanted():
                    self.hidden("next", onward)
                yield

    @contextmanager
    def below(self) -> Iterator[None]:
        """Below the form, for what is no part of it."""
        with self._inside, ui.element("div").classes("door-below"):
            yield

    def field(
        self,
        name: str,
        label: str,
        *,
        autocomplete: str,
        longest: int,
        kind: str = "text",
        least: int = 0,
        hint: str = "",
    ) -> None:
        """One labelled input with its hint, or with what is wrong; keeps what was typed, except passwords."""
        wrong = self._flash.errors.get(name)
        with ui.element("div").classes("door-field wrong" if wrong else "door-field"):
            text("label", label).props(f"for={name}")
            with ui.element("div").classes("door-input"):
                box = ui.element("input").props(f"id={name} name={name} type={kind} autocomplete={autocomplete}")
                box.props(f"required maxlength={longest}" + (f" minlength={least}" if least else ""))
                box.props("autocapitalize=words" if kind == "text" else "autocapitalize=none spellcheck=false")
                box.props("autofocus" if name == self._focus else "")
                box.props(f"aria-describedby={name}-said" if wrong or hint else "")
                box.props("aria-invalid=true" if wrong else "")
                if kind == "password":
                    _show_button()
                elif typed := self._flash.values.get(name):
                    # the attribute, not the property: Vue must not put it back while somebody types
                    box.props["^value"] = typed
            if wrong or hint:
                text("p", wrong or hint).props(f"id={name}-said").classes("door-said")

    def tick(self, name: str, label: str) -> None:
        """A box to tick."""
        with ui.element("label").classes("door-keep"):
            box = ui.element("input").props(f"type=checkbox name={name} value=yes")
            if self._flash.values.get(name):
                box.props["^checked"] = True
            text("span", label)

    def hidden(self, name: str, value: str = "") -> None:
        """A field that nobody sees; without a value the browser fills it in when the form leaves."""
        box = ui.element("input").props(f"type=hidden name={name}")
        if value:
            box.props["^value"] = value

    def submit(self, label: str) -> None:
        """The one button of the form."""
        with ui.element("button").props("type=submit").classes("door-submit"):
            text("span", label)


def other_door(question: str, label: str, path: str) -> None:
    """The way to the other page, below the fields."""
    onward = wanted()
    with ui.element("p").classes("door-other"):
        text("span", question)
        way = text("a", label).on("click", js_handler=LEAVE_PAGE)
        way.props["href"] = f"{path}?{urlencode({'next': onward})}" if onward else path


def wanted() -> str:
    """Where the person wanted to go, when it is not the start page."""
    path = auth.local_path(ui.context.client.request.query_params.get("next", ""))
    return "" if path == "/" else path


def _show_button() -> None:
    with ui.element("button").classes("door-eye") as button:
        button.props('type=button aria-label="Show password" aria-pressed=false')
        icon("eye").classes("eye")
        icon("eye-off").classes("eye-off")
    button.on("click", js_handler=_SHOW)
