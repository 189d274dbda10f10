"""Files: kept whole or not at all, made harmless, within the quota, gone when deleted."""

import asyncio
import os
import zipfile
from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from domain import accounts, files
from domain.errors import Conflict, Invalid, NotFound, NotPermitted, TooLarge
from domain.files import deleting, keeping, pictures
from domain.files.store import store
from domain.settings import settings
from tests.domain.files.sending import bytes_of, picture, send

FOLDER = Path(os.environ["ATRIUM_DATA"]) / "files"


def left_arriving() -> list[str]:
    return [path.name for path in (FOLDER / "arriving").iterdir()]


async def gone(key: str) -> None:
    for _ in range(1200):
        if await store().size(key) is None:
            return
        await asyncio.sleep(0.05)
    raise AssertionError("the bytes are still there")


async def test_what_is_sent_is_what_is_stored(ada):
    content = os.urandom(2_500_000)
    file = await send(content, "plan.bin", actor=ada)
    assert (file.name, file.size, file.sha256) == ("plan.bin", len(content), sha256(content).digest())
    assert await bytes_of(file, actor=ada) == content
    assert await files.file(file.id, actor=ada) == file
    assert not file.is_picture


async def test_somebody_elses_file_is_refused_and_a_missing_one_not_found(ada, ben):
    file = await send(b"mine", actor=ada)
    for ask in (files.file, files.content, files.link, files.delete):
        with pytest.raises(NotPermitted):
            await ask(file.id, actor=ben)
        with pytest.raises(NotFound):
            await ask(ada.id, actor=ben)


async def test_a_name_is_only_a_word(ada):
    for name, kept in (
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ada\\plan.pdf", "plan.pdf"),
        ("\u202egnp.exe\x00\n", "gnp.exe"),
        ("", "file"),
        ("..", "file"),
        ("x" * 400 + ".txt", "x" * 196 + ".txt"),
    ):
        assert (await send(b"some words", name, actor=ada)).name == kept


async def test_the_type_is_told_by_the_content(ada):
    html = await send(b"<!DOCTYPE html><script>alert(1)</script>", "holiday.png", actor=ada)
    assert (html.media_type, html.is_picture) == ("text/html", False)
    svg = await send(b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "logo.png", actor=ada)
    assert not svg.is_picture
    assert (await send("Grüße".encode(), "a.jpg", actor=ada)).media_type == "text/plain"
    assert (await send(b"%PDF-1.7 and so on", "a.txt", actor=ada)).media_type == "application/pdf"


async def test_a_picture_is_made_anew_without_metadata_and_what_is_behind_it(ada):
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    exif[0x0112] = 6  # lies on its side
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("evil.html", "<script>alert(1)</script>")
    sent = picture("JPEG", (600, 400), exif=exif) + archive.getvalue()
    file = await send(sent, "camera.jpeg", actor=ada)
    kept = await bytes_of(file, actor=ada)
    assert file.is_picture
    assert (file.width, file.height, file.name) == (400, 600, "camera.jpeg")
    assert b"secret place" not in kept
    assert b"evil.html" not in kept
    with Image.open(BytesIO(kept)) as image:
        assert (image.format, image.size, dict(image.getexif())) == ("JPEG", (400, 600), {})
    with Image.open(BytesIO(await bytes_of(file, small=True, actor=ada))) as small:
        assert (small.format, max(small.size)) == ("WEBP", 480)


async def test_pictures_keep_transparency_and_movement(ada):
    out = BytesIO()
    Image.new("RGBA", (40, 40), (255, 0, 0, 100)).save(out, "PNG")
    clear = await send(out.getvalue(), "clear.png", actor=ada)
    with Image.open(BytesIO(await bytes_of(clear, actor=ada))) as image:
        assert image.getpixel((0, 0)) == (255, 0, 0, 100)
    out = BytesIO()
    frames = [Image.new("RGB", (40, 40), colour) for colour in ("red", "green", "blue")]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=50)
    moving = await send(out.getvalue(), "moving.gif", actor=ada)
    with Image.open(BytesIO(await bytes_of(moving, actor=ada))) as image:
        assert (image.format, image.n_frames) == ("GIF", 3)


def bomb() -> bytes:
    """A PNG of a few kilobytes of more pixels than we decode."""
    out = BytesIO()
    Image.new("1", (9000, 9000)).save(out, "PNG")
    return out.getvalue()


async def test_what_cannot_be_made_anew_is_only_a_download(ada):
    for content in (bomb(), picture()[:300], b"\x89PNG\r\n\x1a\n" + os.urandom(500)):
        file = await send(content, "picture.png", actor=ada)
        assert not file.is_picture
        assert await bytes_of(file, actor=ada) == content
        with pytest.raises(NotFound):
            await files.content(file.id, small=True, actor=ada)
        with pytest.raises(Invalid, match="not a picture"):
            await send(content, "picture.png", purpose="picture", subject_id=ada.id, actor=ada)
    assert left_arriving() == []


async def test_the_program_that_decodes_holds_its_limits(ada, tmp_path, monkeypatch):
    source = tmp_path / "large.png"
    source.write_bytes(picture("PNG", (6000, 6000)))
    monkeypatch.setattr(pictures, "_MEMORY", 150_000_000)
    with pytest.raises(pictures.NoPicture):
        await pictures.made_anew(source, files.WHOLE)
    assert [path.name for path in tmp_path.iterdir()] == ["large.png"]


async def test_more_than_one_file_may_have_is_refused_while_it_arrives(ada):
    async with files.arriving(limit=1000) as arrived:
        await arrived.write(b"x" * 1000)
        with pytest.raises(TooLarge, match="larger than"):
            await arrived.write(b"x")
    assert left_arriving() == []
    with pytest.raises(Invalid, match="empty"):
        await send(b"", actor=ada)


async def test_uploads_at_the_same_time_do_not_pass_the_quota(ada, monkeypatch):
    monkeypatch.setattr(keeping, "quota", lambda: 1_000_000)
    sent = await asyncio.gather(
        *(send(os.urandom(300_000), f"{n}.bin", actor=ada) for n in range(8)), return_exceptions=True
    )
    assert sum(not isinstance(one, BaseException) for one in sent) == 3
    assert {type(one) for one in sent if isinstance(one, BaseException)} == {Conflict}
    assert await files.storage(actor=ada) == (900_000, 1_000_000)
    assert left_arriving() == []
    for one in sent:
        if isinstance(one, files.File):
            await files.delete(one.id, actor=ada)
            await gone(one.key)


async def test_what_the_transaction_refuses_leaves_no_bytes(ada):
    seen = []

    async def refuse(_, file):
        seen.append(file)
        raise Conflict("No.")

    with pytest.raises(Conflict):
        await send(picture(), "a.png", actor=ada, within=refuse)
    assert await store().size(seen[0].key) is None
    assert await store().size(seen[0].small_key) is None
    with pytest.raises(NotFound):
        await files.file(seen[0].id, actor=ada)


async def test_a_deleted_file_is_gone_and_its_bytes_after_it(ada):
    file = await send(picture(), "a.png", actor=ada)
    assert await store().size(file.small_key)
    await files.delete(file.id, actor=ada)
    with pytest.raises(NotFound):
        await files.content(file.id, actor=ada)
    await gone(file.key)
    await gone(file.small_key)


async def test_the_janitor_takes_what_was_left_behind_and_nothing_else(ada):
    kept = await send(picture(), "kept.png", actor=ada)
    left = FOLDER / "arriving" / "left"
    left.write_bytes(b"half an upload")
    left.with_suffix(".small").write_bytes(b"made of it")
    unknown = FOLDER / "kept" / "aa" / ("a" * 32)
    unknown.parent.mkdir(exist_ok=True)
    unknown.write_bytes(b"bytes without a row")
    foreign = FOLDER / "kept" / "README"
    foreign.write_text("not ours")
    async with files.arriving() as arrived:
        await arrived.write(b"x" * 2_000_000)
        assert await deleting.sweep(older_than=timedelta(hours=1)) == 2
        assert [path.name for path in (FOLDER / "arriving").iterdir()] == [arrived.path.name]
    assert await deleting.sweep(older_than=timedelta(seconds=-5)) >= 1
    assert not unknown.exists()
    assert foreign.exists()
    assert await bytes_of(kept, actor=ada)
    assert await bytes_of(kept, small=True, actor=ada)


async def test_a_link_is_signed_and_ends(ada, ben, monkeypatch):
    file = await send(b"mine", actor=ada)
    url, until = await files.link(file.id, actor=ada)
    said = dict(pair.split("=") for pair in url.partition("?")[2].split("&"))
    assert url.startswith(f"{settings().base_url}/files/{file.id}?")
    assert files.check_link(file.id, said["for"], said["until"], said["signature"]) == ada.id
    for changed in ({"for": ben.id.hex}, {"until": str(until + 1)}, {"signature": "0" * 64}, {"until": "x"}):
        wrong = said | changed
        with pytest.raises(NotPermitted, match="not complete"):
            files.check_link(file.id, wrong["for"], wrong["until"], wrong["signature"])
    with pytest.raises(NotPermitted):
        files.check_link(ada.id, said["for"], said["until"], said["signature"])
    monkeypatch.setattr("domain.files.links.LINK_SECONDS", -1)
    url, _ = await files.link(file.id, actor=ada)
    said = dict(pair.split("=") for pair in url.partition("?")[2].split("&"))
    with pytest.raises(NotPermitted, match="expired"):
        files.check_link(file.id, said["for"], said["until"], said["signature"])


async def test_a_persons_picture_is_a_square_that_everybody_sees(ada, ben):
    async with files.arriving() as arrived:
        await arrived.write(picture("JPEG", (900, 500)))
        pictured = await accounts.set_picture(arrived, "me.jpg", actor=ada)
    assert await accounts.pictures_of([ada.id, ben.id], actor=ben) == {ada.id: pictured.picture_id}
    file = await files.file(pictured.picture_id, actor=ben)
    assert (file.width, file.height, file.media_type) == (512, 512, "image/webp")
    for actor in (ada, ben):
        with pytest.raises(NotPermitted):
            await files.delete(file.id, actor=actor)
    with pytest.raises(NotPermitted):
        await send(picture(), "a.png", purpose="picture", subject_id=ada.id, actor=ben)
    async with files.arriving() as arrived:
        await arrived.write(picture("PNG", (50, 50)))
        again = await accounts.set_picture(arrived, "me.png", actor=pictured)
    assert again.picture_id not in (None, file.id)
    await gone(file.key)
    assert (await accounts.remove_picture(actor=again)).picture_id is None
    assert await accounts.pictures_of([ada.id], actor=ben) == {}


async def test_nobody_else_may_add_to_a_purpose_that_is_not_declared(ada):
    with pytest.raises(Invalid):
        await send(b"x", purpose="nonsense", actor=ada)
    with pytest.raises(Invalid):
        await send(b"x", subject_id=ada.id, actor=ada)
