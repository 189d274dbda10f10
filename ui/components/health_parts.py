"""Cards of the parts of the installation. One element: what changed is one small message to the browser."""

from dataclasses import asdict, dataclass

from nicegui import ui


@dataclass(frozen=True, slots=True)
class HealthPart:
    """One part: whether nobody needs to look, what is wrong in a sentence, numbers (word, value), a way onward."""

    name: str
    icon: str
    ok: bool
    facts: list[tuple[str, str]]
    said: str = ""
    way: str = ""
    href: str = ""


class HealthParts(ui.element, component="health_parts.js"):
    """Skeletons until the first numbers are shown."""

    def __init__(self) -> None:
        super().__init__()
        self._props["parts"] = None

    def show(self, parts: list[HealthPart]) -> None:
        """Show these parts; what stands there already is not sent again."""
        shown = [asdict(part) for part in parts]
        if shown != self._props["parts"]:
            self._props["parts"] = shown
            self.update()
