"""Files over REST: sent in pieces, described, linked to, deleted."""

import asyncio
import json
import zipfile
from io import BytesIO
from uuid import uuid4

from tests.domain.files.sending import picture
from tests.ui.api.conftest import BASE
from ui.api.examples import EXAMPLES


async def upload(caller, content=b"some words", name="note.txt", field="file", **more):
    return await caller.post("/files", files={field: (name, content, "image/png")}, **more)


def refused(answer, status, field=None):
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    if field:
        assert [e["field"] for e in answer.json()["errors"]] == [field]


async def test_a_file_is_stored_and_described(me):
    answer = await upload(me, b"some words", "../plan.txt")
    assert answer.status_code == 201
    file = answer.json()
    assert set(file) == set(EXAMPLES["FileOut"])
    assert answer.headers["location"] == f"{BASE}/files/{file['id']}"
    assert (file["name"], file["size"], file["media_type"]) == ("plan.txt", 10, "text/plain")
    assert (await me.get(f"/files/{file['id']}")).json() == file
    seen = (await upload(me, picture(), "a.png")).json()
    assert (seen["is_picture"], seen["width"], seen["height"]) == (True, 640, 400)


async def test_what_is_no_upload_is_refused_by_the_field(me):
    refused(await me.post("/files", {"file": "x"}), 422, "file")
    refused(
        await me.post("/files", content=b"", headers={"Content-Type": "multipart/form-data; boundary=x"}), 422, "file"
    )
    refused(await upload(me, b"x", field="picture"), 422, "picture")
    refused(await me.post("/files", files=[("file", ("a", b"a")), ("file", ("b", b"b"))]), 422, "file")
    refused(await me.post("/files", files={"file": ("a", b"a")}, data={"purpose": "logo"}), 422, "purpose")
    broken = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nhalf of it'
    refused(
        await me.post("/files", content=broken, headers={"Content-Type": "multipart/form-data; boundary=x"}),
        422,
        "file",
    )
    nonsense = {"content": b"no boundary at all", "headers": {"Content-Type": "multipart/form-data; boundary=x"}}
    refused(await me.post("/files", **nonsense), 422, "file")
    refused(await upload(me, b""), 422, "file")
    refused(await upload(me, params={"purpose": "logo"}), 422, "purpose")


async def test_more_than_a_file_may_have_is_413(me, monkeypatch):
    monkeypatch.setattr("domain.files.arrival.most", lambda: 1000)
    refused(await upload(me, b"x" * 1001), 413, "file")


async def test_a_full_storage_is_409(me, monkeypatch):
    monkeypatch.setattr("domain.files.keeping.quota", lambda: 1000)
    assert (await upload(me, b"x" * 900)).status_code == 201
    refused(await upload(me, b"x" * 900), 409)


async def test_one_key_is_one_file(me):
    key = {"Idempotency-Key": uuid4().hex}
    first = await upload(me, b"once", headers=key)
    again = await upload(me, b"once", headers=key)
    assert (again.status_code, again.json()) == (201, first.json())
    refused(await upload(me, b"other", headers=key), 422)


async def test_only_its_person_reaches_a_file(me, callers, ben):
    file = (await upload(me)).json()["id"]
    other = await callers.of(ben)
    for method, path in (("GET", ""), ("GET", "/link"), ("DELETE", "")):
        refused(await other(method, f"/files/{file}{path}"), 403)
        refused(await other(method, f"/files/{uuid4()}{path}"), 404)
        refused(await callers.nobody()(method, f"/files/{file}{path}"), 401)
    refused(await upload(callers.nobody()), 401)


async def test_a_link_says_until_when(me):
    file = (await upload(me)).json()["id"]
    link = (await me.get(f"/files/{file}/link")).json()
    assert set(link) == {"url", "expires_at"}
    assert f"/files/{file}?" in link["url"]


async def test_a_deleted_file_is_gone(me):
    file = (await upload(me)).json()["id"]
    assert (await me.delete(f"/files/{file}")).status_code == 204
    refused(await me.get(f"/files/{file}"), 404)
    refused(await me.delete(f"/files/{file}"), 404)


async def test_own_data_is_made_while_one_asks_and_then_given_out(me, callers, ben):
    refused(await callers.nobody().get("/users/me/export"), 401)
    first = await me.get("/users/me/export")
    assert first.status_code == 202
    assert set(first.json()) == {"status", "progress", "asked_at", "ready_at", "expires_at"}
    assert first.headers["retry-after"]
    for _ in range(1200):
        answer = await me.get("/users/me/export")
        if answer.status_code != 202:
            break
        assert answer.json()["asked_at"] == first.json()["asked_at"]
        await asyncio.sleep(0.05)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/zip")
    with zipfile.ZipFile(BytesIO(answer.content)) as archive:
        assert json.loads(archive.read("profile.json"))["id"] == str(me.person.id)
    assert (await me.post("/users/me/export")).status_code == 202  # anew, although there is one


async def test_an_organisation_is_changed_by_merge_patch_and_shown_as_a_card(me, callers, ben):
    mine = (await me.get("/organizations/me")).json()
    changed = await me.patch("/organizations/me", {"city": "London", "website": "example.org"})
    assert changed.json() == mine | {"city": "London", "website": "https://example.org", "version": mine["version"] + 1}
    old = {"If-Match": f'"{mine["version"]}"'}
    refused(await me.patch("/organizations/me", {"city": "Paris"}, headers=old), 412)
    refused(await me.patch("/organizations/me", {"website": "javascript:x"}), 422, "website")
    refused(await me.patch("/organizations/me", {"member_count": 9}), 422, "member_count")
    logo = await me.put("/organizations/me/logo", files={"file": ("logo.png", picture())})
    assert logo.json()["logo_url"].endswith("/shown")
    card = (await (await callers.of(ben)).get(f"/organizations/{mine['id']}")).json()
    assert card == {name: logo.json()[name] for name in EXAMPLES["OrganizationCardOut"]}
    assert (await me.delete("/organizations/me/logo")).status_code == 204
    assert (await me.get("/organizations/stats")).json()["people"] == 1
