"""The icons: a sprite of Lucide's."""

from nicegui import ui

from ui import static_files


def icon_name(name: str) -> str:
    """How Quasar is told of an icon, as for a button's `icon`."""
    return f"svguse:{static_files.url('icons.svg')}#{name}|0 0 24 24"


def icon(name: str) -> ui.icon:
    """An icon that says nothing a word beside it does not say."""
    return ui.icon(icon_name(name)).props("aria-hidden=true")
