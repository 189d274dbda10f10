"""What kind of device somebody came with, told from what its browser says of itself."""

from dataclasses import dataclass

_BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox/", "Firefox"),
             ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))  # fmt: skip
_SYSTEMS = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
            ("CrOS", "ChromeOS"), ("Mac OS", "Mac"), ("Linux", "Linux"))  # fmt: skip
_SMALL = {"iPhone", "iPad", "Android"}


@dataclass(frozen=True, slots=True)
class DeviceWords:
    """A device in words, with the icon for it."""

    name: str
    icon: str


def device_words(agent: str, kind: str) -> DeviceWords:
    """The words for a User-Agent header, as in "Firefox on Windows"; programs go by the name they give themselves."""
    system = next((word for sign, word in _SYSTEMS if sign in agent), "")
    browser = next((word for sign, word in _BROWSERS if sign in agent), "")
    if kind != "browser" or not browser:
        own = browser or agent.partition("/")[0].strip()[:40]
        return DeviceWords(f"Program ({own})" if own else "Program", "code")
    name = f"{browser} on {system}" if system else browser
    return DeviceWords(name, "smartphone" if system in _SMALL else "monitor")
