"""`/files/tasks`: what a view shows as a file, for the session that asks."""

import csv
import io

import httpx

from tests.servers import Server
from tests.ui.test_files import Person, ada, ben

__all__ = ["ada", "ben"]


def _titles(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [row["title"] for row in csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))]


def test_a_view_is_a_file_with_its_filter_and_sort(ada: Person, ben: Person) -> None:
    for title, priority in (("B", "high"), ("A", "high"), ("C", "low")):
        ada.programs.post("/tasks", json={"title": title, "priority": priority}).raise_for_status()
    answer = ada.browser.get("/files/tasks?format=csv&priority=high&sort=title&layout=table&title=Work")
    assert _titles(answer) == ["A", "B"]
    assert answer.headers["content-disposition"].startswith('attachment; filename="tasks-')
    assert _titles(ben.browser.get("/files/tasks?format=csv")) == []
    for kind, begins in (("xlsx", b"PK"), ("json", b"{"), ("pdf", b"%PDF")):
        assert ada.browser.get(f"/files/tasks?format={kind}").content.startswith(begins)


def test_what_cannot_be_exported_is_said(ada: Person, server: Server) -> None:
    assert ada.browser.get("/files/tasks?format=doc").json()["detail"] == "Format must be csv, xlsx, json or pdf."
    assert ada.browser.get("/files/tasks?format=csv&filter=due+<<+now").status_code == 422
    assert httpx.get(f"{server.url}/files/tasks?format=csv").status_code == 401
