"""How much bytes are, as people say it."""


def size_words(size: int) -> str:
    """Like "812 B", "4.2 kB" and "12 GB"."""
    value, unit = float(size), "B"
    for unit_ in ("kB", "MB", "GB", "TB"):
        if value < 1000:
            break
        value, unit = value / 1000, unit_
    return f"{value:.1f} {unit}" if unit != "B" and value < 10 else f"{value:.0f} {unit}"
