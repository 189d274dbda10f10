"""The colours of the style sheet are readable: WCAG 2.2 AA, in light and in dark."""

import re

import pytest

from ui import static_files

TEXT, SHAPE = 4.5, 3.0
GROUNDS = ("bg", "surface", "surface-2")
SOFT = ("red", "amber", "green", "blue", "accent")
_TOKEN = re.compile(r"--([a-z0-9-]+):\s*(#[0-9a-f]{3,6})\b", re.IGNORECASE)


def tokens(selector: str, sheet: str = "app.css") -> dict[str, str]:
    text = (static_files.FOLDER / sheet).read_text()
    block = text[text.index(selector) :]
    return dict(_TOKEN.findall(block[: block.index("}")]))


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(c * 2 for c in digits) if len(digits) == 3 else digits
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


# white on a person's colour, on a picture, on what is dark in both themes
ON_THEIR_OWN_GROUND = (".av", ".pe-p", ".toast", ".ch-mark", ".logo", ".at-x")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


def test_text_takes_its_colour_from_the_tokens_so_that_dark_is_not_forgotten() -> None:
    for sheet in sorted(static_files.FOLDER.glob("*.css")):
        for selector, body in _RULE.findall(sheet.read_text()):
            if re.search(r"(?<![-\w])color:\s*#", body):
                assert any(own in selector for own in ON_THEIR_OWN_GROUND), (sheet.name, selector.strip())


THEMES = {"light": ":root", "dark": "body.body--dark"}


@pytest.mark.parametrize("selector", THEMES.values(), ids=THEMES)
def test_text_can_be_read_on_every_ground(selector: str) -> None:
    colours = tokens(selector)
    for name in ("fg", "fg-2", "fg-3", *SOFT):
        for ground in GROUNDS:
            assert contrast(colours[name], colours[ground]) >= TEXT, (name, ground)
    for name in SOFT:
        assert contrast(colours[name], colours[f"{name}-soft"]) >= TEXT, name
    for name in ("accent", "accent-hover"):
        assert contrast(colours[name], colours["on-accent"]) >= TEXT, name


@pytest.mark.parametrize("selector", THEMES.values(), ids=THEMES)
def test_controls_and_charts_can_be_told_from_their_ground(selector: str) -> None:
    colours, charts = tokens(selector), tokens(selector, "dashboard.css")
    for ground in GROUNDS:
        assert contrast(colours["line-3"], colours[ground]) >= SHAPE, ground
    for name in charts:
        assert contrast(charts[name], colours["surface"]) >= SHAPE, name
