"""`/files` on the real server: downloads, parts of them, pictures in place, what pages send, and a killed upload."""

import re
import socket
import time
from collections.abc import Iterator
from io import BytesIO
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import httpx
import pytest
from PIL import Image

from tests.domain.files.sending import picture
from tests.servers import Server
from ui.api.errors import MEDIA_TYPE

PASSWORD = "quiet-harbour-lantern"
_numbers = count(1)


class Person:
    """Somebody with a browser's session and a program's token."""

    def __init__(self, url: str, name: str = "Ada") -> None:
        email = f"{name.lower()}.f{next(_numbers)}@example.org"
        form = {"name": name, "organization_name": f"{name}’s", "email": email, "password": PASSWORD}
        self.browser = httpx.Client(base_url=url, headers={"Origin": url}, timeout=30)
        answer = self.browser.post("/sign-up", data=form)
        assert (answer.status_code, answer.headers["location"]) == (303, "/"), answer.headers
        answer = httpx.post(f"{url}/api/v1/auth/login", json={"email": email, "password": PASSWORD}, timeout=30)
        assert answer.status_code == 200, answer.text
        tokens = answer.json()
        self.programs = httpx.Client(
            base_url=f"{url}/api/v1", headers={"Authorization": f"Bearer {tokens['access_token']}"}, timeout=30
        )

    def leave(self) -> None:
        """Close what is open."""
        self.browser.close()
        self.programs.close()

    def send(self, content: bytes = b"some words", name: str = "note.txt") -> dict:
        answer = self.programs.post("/files", files={"file": (name, content)})
        assert answer.status_code == 201, answer.text
        return answer.json()


@pytest.fixture
def ada(server: Server) -> Iterator[Person]:
    person = Person(server.url)
    yield person
    person.leave()


@pytest.fixture
def ben(server: Server) -> Iterator[Person]:
    person = Person(server.url, "Ben")
    yield person
    person.leave()


def refused(answer: httpx.Response, status: int) -> None:
    assert (answer.status_code, answer.headers["content-type"]) == (status, MEDIA_TYPE)


def test_whatever_it_is_it_comes_as_a_download_that_no_browser_runs(ada: Person) -> None:
    page = b"<!DOCTYPE html><script>alert(1)</script>" * 100
    file = ada.send(page, 'plan "größe".html')
    answer = ada.browser.get(f"/files/{file['id']}", headers={"Accept-Encoding": "gzip"})
    assert answer.content == page
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == (
        "attachment; filename=\"plan _gr__e_.html\"; filename*=UTF-8''plan%20%22gr%C3%B6%C3%9Fe%22.html"
    )
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert "content-encoding" not in answer.headers
    for place in ("shown", "small"):
        refused(ada.browser.get(f"/files/{file['id']}/{place}"), 404)


def test_parts_are_given_as_they_are_asked_for(ada: Person) -> None:
    content = bytes(range(256)) * 20_000
    address = f"/files/{ada.send(content, 'big.bin')['id']}"

    def part(wanted: str, **more: str) -> httpx.Response:
        return ada.browser.get(address, headers={"Range": wanted} | more)

    size = len(content)
    for wanted, start, end in (("0-99", 0, 100), ("5000000-", 5_000_000, size), ("-10", size - 10, size),
                               ("100-999999999", 100, size)):  # fmt: skip
        answer = part(f"bytes={wanted}")
        assert answer.status_code == 206
        assert answer.content == content[start:end]
        assert answer.headers["content-range"] == f"bytes {start}-{end - 1}/{size}"
    for wanted in (f"{size}-", "9-3", "-0"):
        answer = part(f"bytes={wanted}")
        assert (answer.status_code, answer.headers["content-range"]) == (416, f"bytes */{size}")
    whole = part("bytes=0-1,5-6")  # several at once: all of it
    assert (whole.status_code, whole.content) == (200, content)
    tag = whole.headers["etag"]
    assert part("bytes=0-1", **{"If-Range": tag}).status_code == 206
    assert part("bytes=0-1", **{"If-Range": '"other"'}).status_code == 200
    assert ada.browser.get(address, headers={"If-None-Match": tag}).status_code == 304
    head = ada.browser.head(address)
    assert (head.status_code, head.headers["content-length"], head.content) == (200, str(size), b"")


def test_a_link_needs_no_session_and_ends_with_the_permission(ada: Person, ben: Person, server: Server) -> None:
    file = ada.send()
    link = ada.programs.get(f"/files/{file['id']}/link").json()["url"]
    local = f"{server.url}/files/{file['id']}?{urlsplit(link).query}"
    answer = httpx.get(local)
    assert (answer.status_code, answer.content) == (200, b"some words")
    refused(httpx.get(local.replace("signature=", "signature=0")), 403)
    refused(httpx.get(f"{server.url}/files/{file['id']}"), 401)
    refused(ben.browser.get(f"/files/{file['id']}"), 403)
    refused(ben.browser.get(f"/files/{uuid4()}"), 404)
    refused(ben.browser.get("/files/nothing"), 404)
    assert ada.programs.delete(f"/files/{file['id']}").status_code == 204
    refused(httpx.get(local), 404)


def test_a_picture_is_seen_by_everybody_who_is_signed_in(ada: Person, ben: Person, server: Server) -> None:
    answer = ada.programs.put("/users/me/picture", files={"file": ("me.heic", picture("JPEG", (900, 500)))})
    assert answer.status_code == 200
    me = answer.json()
    shown = urlsplit(me["picture_url"]).path
    seen = ben.browser.get(shown)
    assert (seen.status_code, seen.headers["content-type"]) == (200, "image/webp")
    assert seen.headers["content-disposition"] == "inline"
    assert Image.open(BytesIO(seen.content)).size == (512, 512)
    assert ben.programs.get(server.url + shown).status_code == 200  # a token opens it as well
    refused(httpx.get(server.url + shown), 401)
    other = ben.programs.get("/users/me").json()
    faces = ben.browser.get("/files/faces", params={"ids": f"{me['id']},{other['id']},{uuid4()}"}).json()
    assert list(faces) == [me["id"]]
    assert Image.open(BytesIO(ben.browser.get(f"/files/{faces[me['id']]}/small").content)).size == (96, 96)
    refused(httpx.get(f"{server.url}/files/faces?ids={me['id']}"), 401)
    assert ada.programs.delete("/users/me/picture").status_code == 204
    assert ada.programs.get("/users/me").json()["picture_url"] is None
    refused(ben.browser.get(shown), 404)


def test_a_page_sends_files_only_as_itself(ada: Person, server: Server) -> None:
    sent = {"file": ("a.txt", b"some words")}
    stored = ada.browser.post("/files", files=sent)
    assert stored.status_code == 200
    assert ada.programs.get(f"/files/{stored.json()['id']}").json()["size"] == 10
    assert ada.browser.post("/files", files=sent, headers={"Origin": "https://evil.example"}).status_code == 403
    assert ada.browser.put("/files/picture", files=sent, headers={"Origin": "https://evil.example"}).status_code == 403
    refused(httpx.post(f"{server.url}/files", files=sent, headers={"Origin": server.url}), 401)
    refused(ada.browser.post("/files?purpose=nonsense", files=sent), 422)
    refused(ada.browser.post("/files?subject_id=x", files=sent), 422)
    refused(ada.browser.put("/files/picture", files=sent), 422)
    refused(ada.browser.put("/files/logo", files=sent), 422)


def test_a_token_reads_files_when_that_is_what_it_is_for_and_sends_none(ada: Person, server: Server) -> None:
    file = ada.send()

    def token(scope: str) -> dict[str, str]:
        made = ada.programs.post("/tokens", json={"name": "Script", "scopes": [scope]})
        return {"Authorization": f"Bearer {made.json()['token']}"}

    address = f"{server.url}/files/{file['id']}"
    refused(httpx.get(address, headers=token("tasks:write")), 403)
    reader = token("files:read")
    assert httpx.get(address, headers=reader).content == b"some words"
    sent = {"file": ("a.png", picture("PNG"))}
    for method, path in (("POST", ""), ("PUT", "/picture"), ("PUT", "/logo")):
        refused(httpx.request(method, f"{server.url}/files{path}", files=sent, headers=reader), 401)
    for path in ("own-data", "tasks?format=csv", f"faces?ids={file['id']}"):
        refused(httpx.get(f"{server.url}/files/{path}", headers=reader), 401)


def test_what_is_too_large_is_refused_before_it_has_arrived(ada: Person, server: Server) -> None:
    def endless():
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
        for _ in range(60):
            yield b"x" * 1_000_000

    try:
        answer = ada.programs.post(
            "/files", content=endless(), headers={"Content-Type": "multipart/form-data; boundary=x"}
        )
        refused(answer, 413)
    except httpx.TransportError:
        pass  # the server said so and hung up while more was being sent
    assert server.is_healthy()


def _begun_upload(server: Server, token: str) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", server.port))
    part = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.bin"\r\n\r\n' + b"x" * 3_000_000
    connection.sendall(
        b"POST /api/v1/files HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; boundary=x\r\n"
        + f"Authorization: {token}\r\nContent-Length: 9000000\r\n\r\n".encode() + part
    )  # fmt: skip
    return connection


def test_an_upload_that_the_server_did_not_survive_leaves_nothing(start_server, new_database, tmp_path: Path) -> None:
    database, folder = new_database(), tmp_path / "data"
    server = start_server(DATABASE_URL=database, ATRIUM_DATA=str(folder))
    ada = Person(server.url)
    connection = _begun_upload(server, ada.programs.headers["authorization"])
    arriving = folder / "files" / "arriving"
    for _ in range(600):
        if any(path.stat().st_size >= 2_000_000 for path in arriving.iterdir()):
            break
        time.sleep(0.05)
    left = list(arriving.iterdir())
    assert len(left) == 1
    server.process.kill()
    server.process.wait()
    connection.close()
    ada.leave()
    assert left[0].exists()
    assert not list((folder / "files" / "kept").iterdir())
    import psycopg

    from persistence.database import connection_string

    with psycopg.connect(connection_string(database)) as owner:
        assert owner.execute("select count(*) from files").fetchone() == (0,)
    again = start_server(DATABASE_URL=database, ATRIUM_DATA=str(folder))
    for _ in range(600):
        if not left[0].exists():
            break
        time.sleep(0.05)
    assert not left[0].exists()
    assert re.search(r"left-overs? of uploads", again.log())
