"""Files that are sent: multipart, one part called `file`, taken in while it arrives. For REST and for pages."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import Request

from domain import files
from domain.errors import Invalid
from domain.files import Actor, Arriving, File

FIELD = "file"


class Upload:
    """One file that was sent, until the request ends. `fingerprint` tells whether it is the same one again."""

    def __init__(self, arrived: Arriving, name: str, digest: bytes) -> None:
        self.arrived, self.name = arrived, name
        self.fingerprint = digest + name.encode("utf-8", "replace")

    async def keep(self, *, actor: Actor, **wanted: Any) -> File:
        """Store it; `wanted` are purpose, subject_id and within, as in `files.keep`."""
        return await files.keep(self.arrived, self.name, actor=actor, **wanted)


@asynccontextmanager
async def received(request: Request) -> AsyncIterator[Upload]:
    """Take in the file of a request. Raises Invalid for anything else, TooLarge as soon as there is too much."""
    async with files.arriving() as arrived:
        parts = _Parts(_boundary(request))
        async for chunk in request.stream():
            if data := parts.feed(chunk):
                await arrived.write(data)
        yield Upload(arrived, parts.end(), await arrived.end())


def subject_of(text: str | None) -> UUID | None:
    """The id of what a file is to hang on. Raises Invalid for anything else."""
    try:
        return UUID(text) if text else None
    except ValueError:
        raise Invalid("Subject is not an id.", field="subject_id") from None


def _boundary(request: Request) -> bytes:
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    boundary = options.get(b"boundary", b"")
    if kind != b"multipart/form-data" or not 0 < len(boundary) <= 200:
        raise Invalid("Send the file as multipart/form-data, in a field called file.", field=FIELD)
    return boundary


class _Parts:
    """The multipart message as it comes: gives out the bytes of the one file in it."""

    def __init__(self, boundary: bytes) -> None:
        self._header, self._value = bytearray(), bytearray()
        self._said: dict[bytes, bytes] = {}
        self._data = bytearray()
        self._name: str | None = None
        self._is_complete = False
        self._parser = MultipartParser(boundary, {
            "on_part_begin": self._said.clear,
            "on_header_field": lambda data, start, end: self._header.extend(data[start:end]),
            "on_header_value": lambda data, start, end: self._value.extend(data[start:end]),
            "on_header_end": self._header_ended,
            "on_headers_finished": self._began,
            "on_part_data": lambda data, start, end: self._data.extend(data[start:end]),
            "on_end": self._ended,
        })  # fmt: skip

    def feed(self, chunk: bytes) -> bytes:
        """Take the next piece of the message; what of it belongs to the file."""
        try:
            self._parser.write(chunk)
        except FormParserError:
            raise Invalid("The upload is not well formed.", field=FIELD) from None
        data, self._data = bytes(self._data), bytearray()
        return data

    def end(self) -> str:
        """Nothing more comes; the name of the file."""
        if self._name is None:
            raise Invalid("File is required.", field=FIELD)
        if not self._is_complete:
            raise Invalid("The upload broke off before its end.", field=FIELD)
        return self._name

    def _header_ended(self) -> None:
        self._said[bytes(self._header).lower()] = bytes(self._value)
        self._header.clear()
        self._value.clear()

    def _began(self) -> None:
        _, options = parse_options_header(self._said.get(b"content-disposition", b"").decode("latin-1"))
        field = options.get(b"name", b"").decode("utf-8", "replace")
        if field != FIELD or b"filename" not in options:
            raise Invalid(f"{field[:100] or 'A part without a name'} is not a known field.", field=field[:100] or FIELD)
        if self._name is not None:
            raise Invalid("Send one file at a time.", field=FIELD)
        self._name = options[b"filename"].decode("utf-8", "replace")[:1000].replace("%22", '"')  # as browsers write it

    def _ended(self) -> None:
        self._is_complete = True
