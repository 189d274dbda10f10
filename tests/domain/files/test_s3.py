"""The same files in an S3-compatible store: a real server process on loopback, spoken to over HTTP."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from domain import files
from domain.errors import NotFound, Unavailable
from domain.files import deleting
from domain.settings import BadSetting
from domain.settings import read as read_settings
from persistence.blobs import Blobs, NoBytes
from tests.domain.files.sending import bytes_of, picture, send
from tests.servers import environment, free_port

_SERVER = "import sys; from moto.server import main; main(sys.argv[1:])"


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    """The address of a store with a bucket `atrium` in it."""
    port = free_port()
    command = [sys.executable, "-W", "ignore", "-c", _SERVER, "-H", "127.0.0.1", "-p", str(port)]
    process = subprocess.Popen(command, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    for _ in range(1200):
        try:
            if httpx.put(f"{address}/atrium").is_success:
                break
        except httpx.TransportError:
            time.sleep(0.05)
    yield f"http://key:secret@127.0.0.1:{port}/atrium"
    process.kill()
    process.wait()


def left_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.fixture
def in_s3(s3: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Blobs:
    """Files are stored there for this test."""
    store = Blobs(tmp_path, f"{s3}/{tmp_path.name}?region=eu-central-1")
    for module in ("store", "arrival", "keeping", "deleting"):
        monkeypatch.setattr(f"domain.files.{module}.store", lambda: store)
    return store


async def test_files_are_stored_read_in_parts_and_deleted_there(ada, in_s3: Blobs, tmp_path: Path) -> None:
    content = os.urandom(12_000_000)  # more than one part of a multipart upload
    file = await send(content, "big.bin", actor=ada, piece=1_000_000)
    assert await in_s3.size(file.key) == len(content)
    assert left_in(tmp_path) == []
    assert await bytes_of(file, actor=ada) == content
    part = await files.content(file.id, actor=ada)
    assert b"".join([piece async for piece in part.stream(5_000_000, 5_000_010)]) == content[5_000_000:5_000_010]
    await files.delete(file.id, actor=ada)
    await deleting.remove_bytes(file_id=str(file.id))
    assert await in_s3.size(file.key) is None
    with pytest.raises(NoBytes):
        await anext(in_s3.stream(file.key, 0, 10))


async def test_pictures_and_left_overs_there(ada, in_s3: Blobs, tmp_path: Path) -> None:
    file = await send(picture(), "a.png", actor=ada)
    assert await bytes_of(file, small=True, actor=ada)
    left = tmp_path / "left"
    left.write_bytes(b"bytes without a row")
    unknown = f"aa/{'a' * 32}"
    await in_s3.keep(left, unknown)
    assert await deleting.sweep(older_than=timedelta(hours=1)) == 0
    assert await deleting.sweep(older_than=timedelta(seconds=-60)) == 1
    assert await in_s3.size(unknown) is None
    assert await in_s3.size(file.key)


async def test_a_store_that_is_away_is_said_and_nothing_stays(ada, tmp_path: Path, monkeypatch) -> None:
    away = Blobs(tmp_path, f"http://key:secret@127.0.0.1:{free_port()}/atrium")
    for module in ("store", "arrival", "keeping", "deleting"):
        monkeypatch.setattr(f"domain.files.{module}.store", lambda: away)
    seen = []
    with pytest.raises(Unavailable, match="cannot be stored"):
        await send(b"some words", actor=ada, within=lambda _, file: seen.append(file))
    assert seen == []
    assert left_in(tmp_path) == []
    with pytest.raises(NotFound):
        await files.file(ada.id, actor=ada)


@pytest.mark.parametrize("wrong", ["s3://", "https://key:secret@s3.example.org", "ftp://x/bucket"])
def test_an_address_without_a_bucket_stops_the_start(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATRIUM_S3_URL", wrong)
    with pytest.raises(BadSetting, match="ATRIUM_S3_URL cannot be used"):
        read_settings()
