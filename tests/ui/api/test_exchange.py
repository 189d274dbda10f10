"""Files and calendars over REST."""

from uuid import uuid4

from tests.ui.api.conftest import Callers
from tests.worlds import person


async def test_a_file_is_looked_at_taken_in_and_taken_out(callers: Callers) -> None:
    ada = await callers.of(await person("Ada"))
    content = b"title,due,priority\nCall,2026-12-24,high\n,,\nWrite,never ever,low\n"
    seen = await ada("POST", "/tasks/import?format=csv&dry_run=true", content=content)
    assert (seen.status_code, seen.json()["total"], seen.json()["ready"]) == (200, 2, 2)
    assert [(p["line"], p["field"]) for p in seen.json()["problems"]] == [(4, "due")]
    assert (await ada.get("/tasks")).json()["total"] == 0
    key = {"Idempotency-Key": "file"}
    taken = await ada("POST", "/tasks/import?format=csv", content=content, headers=key)
    assert (taken.status_code, taken.json()["status"], taken.json()["made"]) == (201, "done", 2)
    again = await ada("POST", "/tasks/import?format=csv", content=content, headers=key)
    assert again.json() == taken.json()
    assert (await ada("POST", "/tasks/import?format=csv", content=b"title\nX\n", headers=key)).status_code == 422
    assert (await ada.get("/tasks")).json()["total"] == 2
    out = await ada.get("/tasks/export?format=csv&priority=high")
    assert out.headers["content-type"] == "text/csv; charset=utf-8"
    assert ("Call" in out.text, "Write" in out.text) == (True, False)
    assert out.headers["content-disposition"].startswith('attachment; filename="tasks-')
    assert [i["id"] for i in (await ada.get("/tasks/imports")).json()["items"]] == [taken.json()["id"]]
    back = await ada.delete(f"/tasks/imports/{taken.json()['id']}")
    assert (back.status_code, back.json()["status"]) == (202, "taking_back")


async def test_bad_files_and_queries_name_the_field(callers: Callers) -> None:
    ada = await callers.of(await person("Ada"))
    for path, content, field in (
        ("/tasks/import?format=xml", b"", "format"),
        ("/tasks/import", b"", "format"),
        ("/tasks/import?format=json", b"{}", "file"),
        ("/tasks/import?format=csv&mapping=x", b"title\nA\n", "mapping"),
        ("/tasks/import?format=csv&mapping={\"Nope\":\"title\"}", b"title\nA\n", "mapping"),
        ("/tasks/import?format=csv&mapping={\"title\":\"nope\"}", b"title\nA\n", "mapping"),
    ):  # fmt: skip
        answer = await ada("POST", path, content=content)
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field), path
    assert (await ada("POST", f"/tasks/import?format=csv&team_id={uuid4()}", content=b"title\nA\n")).status_code == 404
    assert (await ada.get("/tasks/export?format=doc")).status_code == 422


async def test_an_import_of_somebody_else_is_refused(callers: Callers) -> None:
    ada, ben = await callers.of(await person("Ada")), await callers.of(await person("Ben"))
    taken = (await ada("POST", "/tasks/import?format=csv", content=b"title\nA\n")).json()["id"]
    assert (await ben.get(f"/tasks/imports/{taken}")).status_code == 403
    assert (await ben.delete(f"/tasks/imports/{taken}")).status_code == 403
    assert (await ben.get(f"/tasks/imports/{uuid4()}")).status_code == 404
    assert (await callers.nobody().get("/tasks/export")).status_code == 401


async def test_a_calendar_is_read_by_its_address_until_it_is_taken_back(callers: Callers) -> None:
    ada, ben = await callers.of(await person("Ada")), await callers.of(await person("Ben"))
    await ada.post("/tasks", {"title": "Call", "due_on": "2026-12-24"})
    feed = (await ada.post("/feeds", {"name": "Mine"})).json()
    path = feed["url"].partition("/api/v1")[2]
    read = await callers.nobody().get(path)
    assert (read.status_code, read.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    assert "SUMMARY:Call" in read.text
    listed = await ada.get("/feeds")
    assert ([f["id"] for f in listed.json()["items"]], path in listed.text) == ([feed["id"]], False)
    assert (await ben.delete(f"/feeds/{feed['id']}")).status_code == 403
    assert (await ada.delete(f"/feeds/{feed['id']}")).status_code == 204
    assert (await callers.nobody().get(path)).status_code == 404
