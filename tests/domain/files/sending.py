"""Bytes and pictures to send."""

from io import BytesIO

from PIL import Image

from domain import files
from domain.accounts import Person
from domain.files import File


def picture(format: str = "PNG", size: tuple[int, int] = (640, 400), colour: str = "#2f6db3", **more: object) -> bytes:
    """A picture of one colour."""
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, format, **more)
    return out.getvalue()


async def send(
    content: bytes, name: str = "note.txt", *, actor: Person, piece: int = 100_000, **wanted: object
) -> File:
    """Send it in pieces, as a door does."""
    async with files.arriving() as arrived:
        for start in range(0, len(content), piece):
            await arrived.write(content[start : start + piece])
        return await files.keep(arrived, name, actor=actor, **wanted)  # type: ignore[arg-type]


async def bytes_of(file: File, *, small: bool = False, actor: Person) -> bytes:
    """What is stored."""
    content = await files.content(file.id, small=small, actor=actor)
    return b"".join([piece async for piece in content.stream(0, content.size)])
