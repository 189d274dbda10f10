"""The full-screen layout of the two doors and the parts of their forms: native elements that work without a socket."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from nicegui import ui

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
  if (zone) zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
  button.setAttribute('aria-busy', 'true');
  setTimeout(() => button.removeAttribute('aria-busy'), 8000);
}"""


@contextmanager
def door(title: str, sentence: str, *, action: str, error: str = "") -> Iterator[None]:
    """A page with nothing but a form that posts to `action`; `error` is what is wrong with the whole of it."""
    ui.page_title(f"{title} · Atrium")
    with ui.element("main").classes("door"), ui.element("div").classes("door-in"):
        with ui.element("header").classes("door-head"):
            text("span", "A").classes("logo").props("aria-hidden=true")
            text("h1", title)
            text("p", sentence)
        with ui.element("form").classes("door-card").props(f"method=post action={action}") as form:
            form.on("submit", js_handler=_LEAVE)
            if error:
                text("div", error).classes("door-error").props("role=alert")
            yield


def field(
    name: str, label: str, *, kind: str = "text", autocomplete: str, longest: int, shortest: int = 0, hint: str = "",
    values: Mapping[str, str] = {}, errors: Mapping[str, str] = {}, focus: bool = False,
) -> None:  # fmt: skip
    """One labelled input with its hint, or with what is wrong; keeps what was typed, except passwords."""
    said = errors.get(name) or hint
    with ui.element("div").classes("door-field" + (" wrong" if name in errors else "")):
        text("label", label).props(f"for={name}")
        with ui.element("div").classes("door-input"):
            box = ui.element("input").props(f"id={name} name={name} type={kind} autocomplete={autocomplete} required")
            box.props(f"maxlength={longest}" + (f" minlength={shortest}" if shortest else ""))
            box.props("autocapitalize=none spellcheck=false" if kind != "text" else "autocapitalize=words")
            if said:
                box.props(f"aria-describedby={name}-said")
            if name in errors:
                box.props("aria-invalid=true")
            if focus:
                box.props("autofocus")
            if kind == "password":
                _show_button()
            elif typed := values.get(name):
                box.props["^value"] = typed  # the attribute, not the property: Vue must not put it back while one types
        if said:
            text("p", said).props(f"id={name}-said").classes("door-said")


def _show_button() -> None:
    with ui.element("button").props('type=button aria-label="Show password" aria-pressed=false').classes("door-eye") as b:
        for name in ("eye", "eye-off"):
            ui.icon(f"svguse:/static/icons.svg#{name}|0 0 24 24").classes(name).props("aria-hidden=true")
    b.on("click", js_handler=_SHOW)


def submit(label: str) -> None:
    """The one button of a form."""
    with ui.element("button").props("type=submit").classes("door-submit"):
        text("span", label)


def other_door(question: str, label: str, path: str) -> None:
    """The way to the other page, below the form's fields."""
    with ui.element("p").classes("door-other"):
        text("span", question)
        text("a", label).props(f"href={path}")
