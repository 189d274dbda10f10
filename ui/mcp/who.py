"""On whose behalf an agent calls."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError

from domain import accounts
from domain.accounts import Feature, Person, Session
from domain.errors import AtriumError, Invalid
from ui.mcp.door import SIGNED_IN

P = ParamSpec("P")
T = TypeVar("T")


async def actor(context: Context[Any], feature: Feature, *, writing: bool) -> Person:
    """The person, when their token has the scope. Raises NotPermitted without it."""
    found: tuple[Person, Session] = context.request_context.request.scope[SIGNED_IN]  # type: ignore[union-attr]
    await accounts.check_scope(found, feature, writing=writing)
    return found[0]


def said(tool: Callable[P, Awaitable[T]]) -> Callable[P, Awaitable[T]]:
    """What the domain refuses is an error of the tool, in a sentence that names the field."""

    @wraps(tool)
    async def asked(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return await tool(*args, **kwargs)
        except Invalid as error:
            named = ", ".join(sorted({wrong.field for wrong in error.errors if wrong.field}))
            raise ToolError(f"{error.message} (field: {named})" if named else error.message) from error
        except AtriumError as error:
            raise ToolError(error.message) from error

    return asked
