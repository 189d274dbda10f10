"""Files of tasks as text: taken in, followed, taken back; and the person's tasks as a file."""

from collections.abc import Callable
from typing import Annotated, Any, Literal
from uuid import UUID

from mcp.server.mcpserver import Context, MCPServer
from mcp_types import ToolAnnotations
from pydantic import Field

from domain import exchange
from domain.errors import Invalid
from domain.exchange import ImportForm
from domain.tasks import TaskFilter
from ui.mcp.shown import FileShown, ImportShown
from ui.mcp.who import actor, said

_READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)
_ADDS = ToolAnnotations(read_only_hint=False, destructive_hint=False, idempotent_hint=False, open_world_hint=False)
_DESTROYS = ToolAnnotations(read_only_hint=False, destructive_hint=True, idempotent_hint=True, open_world_hint=False)
_LARGEST = 1_000_000  # characters of a file
_ImportId = Annotated[UUID, Field(description="As `import_tasks` answered it.")]


@said
async def import_tasks(
    context: Context[Any],
    content: Annotated[str, Field(min_length=1, max_length=_LARGEST, description="The whole file as text.")],
    source: Annotated[exchange.Source, Field(description="What the file is.")],
    team_id: UUID | None = None,
    dry_run: Annotated[bool, Field(description="Only tell what would be made.")] = True,
) -> ImportShown:
    """Take in a file of tasks: CSV, Todoist, Trello, Atrium.
    Large ones go on in the background: `import_progress`; `take_back_import` takes all of it back.
    """
    me = await actor(context, "tasks", writing=True)
    form = ImportForm.of(source=source, team_id=team_id)
    if dry_run:
        seen = await exchange.preview(content.encode(), form, actor=me)
        return ImportShown(id=None, status="preview", total=seen.total, made=0, problems=_told(seen.problems))
    begun = await exchange.start(content.encode(), form, actor=me)
    return _shown(begun)


@said
async def import_progress(context: Context[Any], import_id: _ImportId) -> ImportShown:
    """How far a file of tasks has been taken in: waiting, running, done, failed, taking_back, taken_back."""
    me = await actor(context, "tasks", writing=False)
    return _shown(await exchange.import_(import_id, actor=me))


@said
async def take_back_import(context: Context[Any], import_id: _ImportId) -> ImportShown:
    """Put every task that a file made into the trash, except those changed since; stops one that is going on."""
    me = await actor(context, "tasks", writing=True)
    return _shown(await exchange.take_back(import_id, actor=me))


@said
async def export_tasks(
    context: Context[Any],
    filter: Annotated[str, Field(max_length=2000, description="In the filter language; all without it.")] = "",
    format: Literal["csv", "json"] = "csv",
) -> FileShown:
    """The person's tasks as a file that `import_tasks` takes in again."""
    me = await actor(context, "tasks", writing=False)
    file = await exchange.export(TaskFilter.of(where=filter), format, actor=me)
    if len(content := file.content.decode("utf-8-sig")) > _LARGEST:
        raise Invalid("This is too much for one answer. Filter for fewer tasks.", field="filter")
    return FileShown(name=file.name, media_type=file.media_type, content=content)


def _shown(found: exchange.Import) -> ImportShown:
    return ImportShown(id=found.id, status=found.status, total=found.total, made=found.made,
                       problems=_told(found.problems))  # fmt: skip


def _told(problems: list[exchange.Problem]) -> list[str]:
    return [f"Line {problem.line}: {problem.message}" for problem in problems[:50]]


_TOOLS: tuple[tuple[ToolAnnotations, tuple[Callable[..., Any], ...]], ...] = (
    (_READS, (import_progress, export_tasks)),
    (_ADDS, (import_tasks,)),
    (_DESTROYS, (take_back_import,)),
)


def add_to(server: MCPServer[None]) -> None:
    """Offer these tools."""
    for annotations, tools in _TOOLS:
        for tool in tools:
            server.add_tool(tool, annotations=annotations)
