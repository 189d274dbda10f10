"""What kind of device somebody came with, told from what its browser says of itself."""

_BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox/", "Firefox"),
             ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))  # fmt: skip
_SYSTEMS = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
            ("CrOS", "ChromeOS"), ("Mac OS", "Mac"), ("Linux", "Linux"))  # fmt: skip


def browser_of(agent: str) -> str:
    """The browser that sends this User-Agent header; empty for other programs."""
    return next((word for sign, word in _BROWSERS if sign in agent), "")


def system_of(agent: str) -> str:
    """On which system; empty when it does not say."""
    return next((word for sign, word in _SYSTEMS if sign in agent), "")


def program_of(agent: str) -> str:
    """The name that another program gives itself."""
    return agent.partition("/")[0].strip()[:40]


def kind_of(agent: str) -> str:
    """The device in a word or two of any language, the same for all versions of its browser: "Firefox, Windows"."""
    return ", ".join(filter(None, (browser_of(agent) or program_of(agent) or "?", system_of(agent))))
