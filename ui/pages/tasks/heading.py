"""What the page of tasks is called just now."""

from nicegui import ui

from ui import frame
from ui.components.text import text
from ui.pages.tasks.view import View


class Heading:
    """The h1 of the page, which is the name of the saved view or of the smart list."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.saved: dict[str, str] = {}  # names of saved views
        with ui.element("div").classes("head"), ui.element("div").classes("head-t"):
            self._title, self._sentence = text("h1", self.title), text("p", self.sentence).classes("sub")
        self._sentence.set_visibility(bool(self.sentence))

    @property
    def title(self) -> str:
        if name := self.saved.get(self.view.one("view")):
            return name
        return self.view.list.title if self.view.list else "Board" if self.view.layout == "board" else "Tasks"

    @property
    def sentence(self) -> str:
        return self.view.list.sentence if self.view.list else ""

    def show(self, view: View) -> None:
        """Name another view."""
        self.view = view
        self._title.text, self._sentence.text = self.title, self.sentence
        self._sentence.set_visibility(bool(self.sentence))
        frame.retitle(self.title)
