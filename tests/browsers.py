"""A Chromium for the journeys, found or fetched; never skipped."""

import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Error, Playwright

log = logging.getLogger(__name__)
VARIABLE = "ATRIUM_TEST_BROWSER"
_NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "microsoft-edge",
    "chrome",
)
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/opt/google/chrome/chrome",
    "/snap/bin/chromium",
)
_ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-sync",
    "--no-first-run",
)
_INSTALLERS = (
    (
        "apt-get",
        "export DEBIAN_FRONTEND=noninteractive; get='apt-get install -qy --no-install-recommends'; "
        "apt-get update -q && { $get chromium-headless-shell || $get chromium; }",
    ),
    ("dnf", "dnf install -qy chromium"),
    ("apk", "apk add --no-cache chromium"),
    ("pacman", "pacman -Sy --noconfirm chromium"),
    ("zypper", "zypper --non-interactive install chromium"),
)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any], playwright: Playwright) -> dict[str, Any]:
    """How pytest-playwright starts the browser: the one that was found, quietly."""
    options = browser_type_launch_args | {"args": [*_ARGUMENTS, *(["--no-sandbox"] if _is_root() else [])]}
    executable = find(playwright, options)
    return options | ({"executable_path": executable} if executable else {})


def find(playwright: Playwright, options: dict[str, Any]) -> str | None:
    """The path of a Chromium that starts, None for Playwright's own; fails with what to do when there is none."""
    for candidate in _candidates():
        if _starts(playwright, options, candidate):
            return candidate
    pytest.fail(
        f"No browser for the journeys was found, and none could be installed. Set {VARIABLE} to the path of a "
        "Chromium, Chrome or Edge, or install one: `uv run playwright install --with-deps --only-shell chromium`, "
        "or your system's package `chromium`."
    )


def _candidates() -> Iterator[str | None]:
    """In the order of preference; the last two install something first."""
    if chosen := os.environ.get(VARIABLE):
        yield chosen
        return
    yield None
    yield from _of_system()
    if _run([sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"]):
        yield None
    if _install_with_system():
        yield from _of_system()


def _of_system() -> Iterator[str]:
    yield from filter(None, map(shutil.which, _NAMES))
    yield from (place for place in _PLACES if Path(place).exists())


def _starts(playwright: Playwright, options: dict[str, Any], executable: str | None) -> bool:
    try:
        playwright.chromium.launch(**options, executable_path=executable).close()
    except Error:
        return False
    return True


def _install_with_system() -> bool:
    if not _is_root():
        return False
    command = next((command for program, command in _INSTALLERS if shutil.which(program)), None)
    return command is not None and _run(["sh", "-c", command])


def _run(command: list[str]) -> bool:
    log.warning("no browser yet, trying: %s", " ".join(command))
    try:
        return subprocess.run(command, stdout=subprocess.DEVNULL, timeout=600, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
