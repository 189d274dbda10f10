"""Organisations in rows. One element, whatever the number of rows."""

from dataclasses import asdict, dataclass

from nicegui import ui


@dataclass(frozen=True, slots=True)
class OrganizationRow:
    """One organisation. `part` of its storage that is used, 0 to 1; `href`: where it leads."""

    id: str
    name: str
    letter: str
    note: str
    people: str
    among: str
    storage: str
    part: float
    href: str


class OrganizationList(ui.element, component="organization_list.js"):
    """Each row leads to the people of the organisation."""

    def __init__(self) -> None:
        super().__init__()
        self._props["rows"] = []

    def show(self, rows: list[OrganizationRow]) -> None:
        """Show these rows instead."""
        self._props["rows"] = [asdict(row) for row in rows]
        self.update()
