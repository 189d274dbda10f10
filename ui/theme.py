"""How everything looks: the style sheets, Quasar's colours and defaults, light and dark."""

import json
from uuid import UUID

from nicegui import app, ui

from ui import static_files

_FONT = "inter-latin-wght-normal.woff2"
_FIRST, _LAST = "app.css", "touch.css"
_LIGHT, _DARK = "#fbfbfa", "#0f1011"  # --bg, for the moment before the style sheets are there
_MODES: dict[str, bool | None] = {"auto": None, "light": False, "dark": True}


def install() -> None:
    """Set what all pages share."""
    app.colors(primary="#4f5bd5", dark="#17181a", dark_page=_DARK, positive="#1f7145", negative="#c0352b",
               warning="#955707", info="#2463c9")  # fmt: skip
    others = sorted({path.name for path in static_files.FOLDER.glob("*.css")} - {_FIRST, _LAST})
    links = "".join(f'<link rel="stylesheet" href="{static_files.url(name)}">' for name in (_FIRST, *others, _LAST))
    ui.add_head_html(
        f'<link rel="preload" href="{static_files.url(_FONT)}" as="font" type="font/woff2" crossorigin>{links}'
        f'<meta name="theme-color" content="{_LIGHT}" media="(prefers-color-scheme: light)">'
        f'<meta name="theme-color" content="{_DARK}" media="(prefers-color-scheme: dark)">'
        f'<script src="{static_files.url("frame.js")}"></script>'
        f'<script defer src="{static_files.url("drafts.js")}"></script>',
        shared=True,
    )
    ui.button.default_props("flat no-caps dense unelevated")
    ui.input.default_props("outlined dense")
    ui.textarea.default_props("outlined dense")
    ui.number.default_props("outlined dense")
    ui.select.default_props("outlined dense options-dense behavior=menu")
    ui.card.default_props("flat bordered")
    ui.tooltip.default_props("delay=350")


def use(theme: str) -> ui.dark_mode:
    """Show the present page in this theme: auto (what the device wants), light or dark."""
    is_dark = _MODES[theme]
    ground = f"html{{background:{_DARK if is_dark else _LIGHT}}}"
    if is_dark is None:
        ground += f"@media (prefers-color-scheme: dark){{html{{background:{_DARK}}}}}"
    ui.add_head_html(f"<style>{ground}</style>")
    return ui.dark_mode(is_dark)


def tell_browser(person_id: UUID, locale: str) -> None:
    """Let what runs in the browser know whose page this is (drafts are kept apart) and how they write dates."""
    ui.add_head_html(f'<meta name="atrium-person" content="{person_id}" data-locale="{locale}">')


def speak(locale: str) -> None:
    """Write dates in this language from now on."""
    ui.run_javascript(f"atrium.speak({json.dumps(locale)})")


def change(mode: ui.dark_mode, theme: str) -> None:
    """Go over to another theme."""
    mode.value = _MODES[theme]
