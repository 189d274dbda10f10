"""What every tool is made of: whose desk it works at, and how a refusal is told to the model."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any, ParamSpec

from pydantic_ai import RunContext

from domain.assistant.desk import Desk, Result
from domain.errors import AtriumError, Unavailable

Asking = RunContext[Desk]
P = ParamSpec("P")


def said(tool: Callable[P, Awaitable[Result]]) -> Callable[P, Awaitable[Result]]:
    """What the domain refuses is an answer for the model; only a missing database ends the whole."""

    @wraps(tool)
    async def asked(*args: P.args, **kwargs: P.kwargs) -> Result:
        try:
            return await tool(*args, **kwargs)
        except Unavailable:
            raise
        except AtriumError as error:
            return {"outcome": "refused", "message": error.message}

    return asked


def only_given(**values: Any) -> dict[str, Any]:
    """Those of the values that say something."""
    return {name: value for name, value in values.items() if value not in (None, "", [])}
