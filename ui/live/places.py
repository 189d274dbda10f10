"""Where on a page something is shown that is read for many pages at once."""

from collections.abc import Callable
from typing import Generic, TypeVar

from nicegui.element import Element

Shown = TypeVar("Shown")


class Place(Generic[Shown]):
    """One page's place; what stands there already is not pushed again."""

    def __init__(self, element: Element, show: Callable[[Shown], None]) -> None:
        self._element, self._show = element, show
        self._shown: Shown | None = None

    def show(self, what: Shown) -> bool:
        """Push it if it differs; whether it did."""
        if what == self._shown or self._element.is_deleted:
            return False
        self._shown = what
        self._show(what)
        return True
