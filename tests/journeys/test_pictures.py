"""A picture: chosen, cut, seen by others at once, removed; and one's own data fetched."""

import re
import zipfile
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.domain.files.sending import picture
from tests.journeys.visitors import PHONE, Visit

SHOWN = re.compile(r"/files/[0-9a-f-]+/small")
SOON = 15_000


def choose(page: Page, content: bytes, name: str = "me.jpg", kind: str = "image/jpeg") -> None:
    page.get_by_label("Your picture").set_input_files({"name": name, "mimeType": kind, "buffer": content})


def face(page: Page) -> Locator:
    return page.locator(".top .me .av")


def test_a_picture_is_cut_and_seen_by_others_on_open_pages(visit: Visit) -> None:
    ada, ben = visit("Ada"), visit("Ben")
    team = ada("POST", "/teams", {"name": "Launch"})
    ada("POST", f"/teams/{team['id']}/members", {"email": ben.email, "role": "member"})
    others = ben.at(f"/teams/{team['id']}")
    row = others.locator(".ml-row", has_text="Ada").locator(".av")
    expect(row).to_have_text("A")
    page = ada.at("/settings")
    choose(page, picture("JPEG", (900, 500)))
    frame = page.get_by_role("application")
    expect(frame).to_be_focused()
    page.keyboard.press("+")
    page.keyboard.press("ArrowLeft")
    page.get_by_role("button", name="Use this part").click()
    expect(page.get_by_role("img", name="Your picture")).to_be_visible(timeout=SOON)
    expect(face(page)).to_have_attribute("style", SHOWN, timeout=SOON)
    expect(row).to_have_attribute("style", SHOWN, timeout=SOON)
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_role("img", name="Your picture")).to_have_count(0, timeout=SOON)
    expect(row).not_to_have_attribute("style", SHOWN, timeout=SOON)


def test_what_is_no_picture_is_refused_in_a_sentence_on_the_phone(visit: Visit) -> None:
    page = visit("Ada", **PHONE).at("/settings")
    choose(page, b"<!DOCTYPE html><script>alert(1)</script>", "holiday.png", "image/png")
    expect(page.get_by_text("This is not a picture that can be read")).to_be_visible(timeout=SOON)
    expect(page.get_by_role("img", name="Your picture")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_own_data_is_put_together_and_downloaded(visit: Visit, tmp_path: Path) -> None:
    ada = visit("Ada")
    ada("POST", "/tasks", {"title": "Water the plants"})
    page = ada.at("/settings?part=data")
    page.get_by_role("button", name="Export my data").click()
    with page.expect_download() as begun:
        page.get_by_role("link", name="Download").click(timeout=30_000)
    begun.value.save_as(tmp_path / "mine.zip")
    with zipfile.ZipFile(tmp_path / "mine.zip") as archive:
        assert b"Water the plants" in archive.read("tasks.csv")
