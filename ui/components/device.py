"""What kind of device somebody came with, in words."""

from dataclasses import dataclass

from domain.accounts.devices import browser_of, program_of, system_of

_SMALL = {"iPhone", "iPad", "Android"}


@dataclass(frozen=True, slots=True)
class DeviceWords:
    """A device in words, with the icon for it."""

    name: str
    icon: str


def device_words(agent: str, kind: str) -> DeviceWords:
    """The words for a User-Agent header, as in "Firefox on Windows"; programs go by the name they give themselves."""
    system, browser = system_of(agent), browser_of(agent)
    if kind != "browser" or not browser:
        own = browser or program_of(agent)
        return DeviceWords(f"Program ({own})" if own else "Program", "code")
    name = f"{browser} on {system}" if system else browser
    return DeviceWords(name, "smartphone" if system in _SMALL else "monitor")
