"""A file of tasks taken in, in a browser: its mistakes seen, its columns said, taken back; and a view taken along."""

import csv
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.visitors import Visit

TABLE = "Name,When,Prio\nCall the printer,2026-12-24,high\n,2026-12-24,\nWater the plants,someday soon,low\n"


def _choose(page: Page, content: str, name: str = "chores.csv") -> None:
    file = {"name": name, "mimeType": "text/csv", "buffer": content.encode()}
    page.get_by_label("Choose a file").set_input_files(files=[file])  # type: ignore[list-item]


def test_a_file_with_mistakes_is_seen_taken_in_and_taken_back(visit: Visit) -> None:
    page = visit("Ada").at("/tasks")
    page.get_by_role("link", name="Import tasks from a file").click()
    expect(page.get_by_text("Nothing imported yet")).to_be_visible()
    _choose(page, TABLE)
    expect(page.get_by_text("2 of 3 rows become tasks.")).to_be_visible()
    page.get_by_label("What When becomes").click()
    page.get_by_role("option", name="Due date").click()
    expect(page.get_by_role("cell", name="2026-12-24", exact=True)).to_be_visible()
    problems = page.get_by_role("list", name="Problems").get_by_role("listitem")
    expect(problems).to_contain_text(["Line 3: Title must not be empty. The row is left out.", "Line 4: "])
    page.get_by_role("button", name="Import 2 tasks").click()
    expect(page.get_by_text("2 tasks made, 1 row left out")).to_be_visible()
    page.get_by_role("button", name="Take back").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Take back").click()
    expect(page.get_by_text("Taken back")).to_be_visible()
    page.goto("/tasks")
    expect(page.get_by_text("No tasks yet")).to_be_visible()


def test_a_view_is_saved_as_a_file(visit: Visit, tmp_path: Path) -> None:
    ada = visit("Ada")
    for title, priority in (("Call the printer", "high"), ("Water the plants", "low")):
        ada("POST", "/tasks", {"title": title, "priority": priority})
    page = ada.at("/tasks?priority=high")
    expect(page.get_by_text("Call the printer")).to_be_visible()
    page.get_by_role("button", name="Export and import").click()
    with page.expect_download() as coming:
        page.get_by_role("button", name="CSV").click()
    coming.value.save_as(tmp_path / "tasks.csv")
    with (tmp_path / "tasks.csv").open(encoding="utf-8-sig") as file:
        assert [row["title"] for row in csv.DictReader(file)] == ["Call the printer"]
