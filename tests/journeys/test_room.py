"""What one acts on has its room on every screen, whatever stands above or beside it."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.visitors import PHONE, Visit

DESK: dict[str, Any] = {"viewport": {"width": 1440, "height": 800}}
TABLET: dict[str, Any] = {"viewport": {"width": 768, "height": 1024}}


def room(found: Locator) -> tuple[float, float, float, float]:
    """Left, top, width and height, once it is there."""
    expect(found).to_be_visible()
    box = found.bounding_box()
    assert box is not None
    return box["x"], box["y"], box["width"], box["height"]


def is_whole(page: Page, found: Locator) -> bool:
    """Whether all of it can be seen without scrolling."""
    x, y, width, height = room(found)
    size = page.viewport_size
    assert size is not None
    return x >= 0 and y >= 0 and x + width <= size["width"] and y + height <= size["height"]


@pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
def test_the_field_of_the_chat_is_whole_below_what_has_to_be_confirmed(visit: Visit, screen: dict[str, Any]) -> None:
    ada = visit("Ada", **screen)
    conversation = ada("POST", "/conversations", {})
    page = ada.at(f"/chat/{conversation['id']}")
    expect(page.get_by_text("Please confirm your e-mail address")).to_be_visible()
    assert is_whole(page, page.get_by_label("Message to the assistant"))
    page.get_by_label("Message to the assistant").fill("help")
    page.get_by_role("button", name="Send", exact=True).click(timeout=5_000)  # nothing lies over it


@pytest.mark.parametrize("screen", [DESK, TABLET], ids=["desk", "tablet"])
def test_there_is_room_to_write_a_filter_beside_everything_else(visit: Visit, screen: dict[str, Any]) -> None:
    ada = visit("Ada", **screen)
    task = ada("POST", "/tasks", {"title": "Water the plants"})
    page = ada.at(f"/tasks?task={task['id']}" if screen is DESK else "/tasks")
    if screen is DESK:
        expect(page.get_by_role("button", name="Complete", exact=True)).to_be_visible()
    field, switch = page.locator(".ft"), page.get_by_role("navigation", name="View")
    assert room(field)[2] >= 140
    x, _, width, _ = room(switch)
    assert x + width <= (room(page.locator(".tp"))[0] if screen is DESK else 768)


def test_a_task_on_a_phone_can_be_closed(visit: Visit) -> None:
    ada = visit("Ada", **PHONE)
    team = ada("POST", "/teams", {"name": "Plants"})
    task = ada("POST", "/tasks", {"title": "Water the plants", "team_id": team["id"]})
    page = ada.at(f"/tasks?task={task['id']}")
    assert is_whole(page, page.locator(".tp").get_by_role("button", name="Close", exact=True))
    assert room(page.locator(".tp-k"))[3] < 24


def test_where_nothing_is_yet_the_first_step_is_a_button_of_usual_size(visit: Visit) -> None:
    page = visit("Ada").at("/teams")
    assert room(page.locator(".empty").get_by_role("button", name="New team"))[3] < 60


def test_where_the_keyboard_is_can_be_seen_on_buttons(visit: Visit) -> None:
    page = visit("Ada").at("/teams")
    button = page.locator(".empty").get_by_role("button", name="New team")
    expect(button).to_have_css("box-shadow", "none")
    page.keyboard.press("Tab")  # from now on it is the keyboard that moves the focus
    button.focus()
    expect(button).not_to_have_css("box-shadow", "none")
