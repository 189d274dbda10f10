"""A file chosen to be taken in: where its bytes are until then, and how it is to be understood."""

from contextlib import suppress
from dataclasses import dataclass, field
from uuid import UUID

from domain import exchange, files
from domain.accounts import Person
from domain.errors import AtriumError, Invalid, NotPermitted
from domain.exchange import Column, ImportForm, Preview, Source


@dataclass(slots=True)
class Chosen:
    """The file as it is stored, what it is taken for, and where its tasks go."""

    file_id: UUID
    name: str
    source: Source
    columns: list[Column]
    mapping: dict[str, str]
    team_id: UUID | None = None
    seen: Preview | None = field(default=None)

    @classmethod
    async def of(cls, file_id: UUID, name: str, *, actor: Person) -> "Chosen":
        """Look at a stored file. Raises Invalid when it is not text."""
        if (await files.file(file_id, actor=actor)).purpose != "file":  # it is deleted in the end
            raise NotPermitted("This file hangs on something else.")
        content = await bytes_of(file_id, actor=actor)
        source = exchange.guess(name, content)
        columns = exchange.columns(content) if source in ("csv", "todoist") else []
        return cls(file_id, name, source, columns, {column.name: column.field for column in columns})

    async def take_for(self, source: Source, *, actor: Person) -> None:
        """It is another kind of file than it seems."""
        self.source, self.seen = source, None
        if source == "csv" and not self.columns:
            self.columns = exchange.columns(await bytes_of(self.file_id, actor=actor))
            self.mapping = {column.name: column.field for column in self.columns}

    def form(self) -> ImportForm:
        """As the verbs want it. Raises Invalid."""
        mapping = {name: field for name, field in self.mapping.items() if field} if self.source == "csv" else None
        doubled = {field for field in (mapping or {}).values() if list((mapping or {}).values()).count(field) > 1}
        if doubled:
            raise Invalid(f"Two columns are the {FIELD_WORDS[min(doubled)].lower()}. Choose one.", field="mapping")
        return ImportForm.of(source=self.source, name=self.name, team_id=self.team_id, mapping=mapping)

    async def look(self, *, actor: Person) -> Preview:
        """What would be made of it."""
        self.seen = None
        self.seen = await exchange.preview(await bytes_of(self.file_id, actor=actor), self.form(), actor=actor)
        return self.seen

    async def begin(self, *, actor: Person) -> UUID:
        """Take it in; its bytes are not needed here any more. The id of the import."""
        made = await exchange.start(await bytes_of(self.file_id, actor=actor), self.form(), actor=actor)
        with suppress(AtriumError):  # the tasks are there, whatever becomes of the file
            await files.delete(self.file_id, actor=actor)
        return made.id


FIELD_WORDS = {
    "": "Leave out", "title": "Title", "description": "Description", "status": "Status", "priority": "Priority",
    "due": "Due date", "start": "Start date", "labels": "Labels", "team": "Team", "assignees": "Assignees",
    "ref": "Key", "parent": "Key of the parent", "repeats": "Repeats", "created_at": "Created", "completed_at":
    "Completed", "repeats_from_completion": "Repeats after completion",
}  # fmt: skip


async def bytes_of(file_id: UUID, *, actor: Person) -> bytes:
    """All bytes of a stored file."""
    content = await files.content(file_id, actor=actor)
    if content.size > exchange.LARGEST:
        raise Invalid(f"The file is larger than {exchange.LARGEST // 1_000_000} MB.", field="file")
    return b"".join([piece async for piece in content.stream(0, content.size)])
