"""Forms: what is wrong with a field is said beside it, and what was typed stays."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from nicegui.elements.mixins.validation_element import ValidationElement

from domain.errors import Invalid
from ui import errors


@asynccontextmanager
async def filling(**boxes: ValidationElement[Any]) -> AsyncIterator[None]:
    """Run a verb over a form whose inputs are named after the verb's fields.

    What the verb finds wrong with a field appears at its input; anything else is shown as `errors.shown` does.
    """
    for box in boxes.values():
        box.error = None
    async with errors.shown():
        try:
            yield
        except Invalid as error:
            if not any(wrong.field in boxes for wrong in error.errors):
                raise
            for wrong in error.errors:
                if wrong.field in boxes:
                    boxes[wrong.field].error = wrong.message
            next(boxes[wrong.field] for wrong in error.errors if wrong.field in boxes).run_method("focus")
