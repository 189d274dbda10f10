"""Quick add over REST."""

from tests.ui.api.problems import fields, problem
from tests.ui.api.test_tasks import FIELDS

LINE = "Call the printer 2027-02-17 !high #office every monday"


async def test_a_line_becomes_a_task_and_says_what_was_understood(me):
    answer = await me.post("/tasks/quick", {"text": LINE})
    assert answer.status_code == 201, answer.text
    said = answer.json()
    assert set(said) == {"items", "understood"}
    task, line = said["items"][0], said["understood"][0]
    assert set(task) == FIELDS
    assert (task["title"], task["priority"], task["labels"], task["due_on"]) == (
        "Call the printer", "high", ["office"], "2027-02-17")  # fmt: skip
    assert task["recurrence"] == {"rule": "FREQ=WEEKLY;BYDAY=MO", "from_completion": False}
    assert line["recurrence"] == task["recurrence"]
    assert [(span["kind"], LINE[span["start"] : span["end"]]) for span in line["spans"]] == [
        ("due", "2027-02-17"), ("priority", "!high"), ("label", "#office"), ("repeat", "every monday"),
    ]  # fmt: skip


async def test_several_lines_are_taken_back_at_once(me):
    answer = await me.post("/tasks/quick", {"text": "One\n  Two\nThree"})
    one, two, _ = answer.json()["items"]
    assert two["parent_id"] == one["id"]
    assert [line["parent"] for line in answer.json()["understood"]] == [None, 0, None]
    undone = await me.post("/undo", {"token": answer.headers["undo-token"]})
    assert len(undone.json()["items"]) == 3
    assert (await me.get("/tasks")).json()["total"] == 0


async def test_a_preview_stores_nothing_and_unknown_names_are_said(me):
    answer = await me.post("/tasks/quick/preview", {"text": "Ask @nobody +Nowhere tomorrow"})
    assert answer.status_code == 200
    line = answer.json()["understood"][0]
    assert line["title"] == "Ask @nobody +Nowhere"
    assert line["notices"] == ["Nobody you work with is called “nobody”.", "You are in no team called “Nowhere”."]
    assert (await me.get("/tasks")).json()["total"] == 0


async def test_what_is_dismissed_stays_text(me):
    body = {"text": "Watch tomorrow", "dismissed": [{"line": 0, "text": "tomorrow"}]}
    said = (await me.post("/tasks/quick", body)).json()
    assert (said["items"][0]["title"], said["items"][0]["due_on"]) == ("Watch tomorrow", None)
    assert said["understood"][0]["spans"][0]["dismissed"] is True


async def test_bad_input_is_named(me):
    for body in ({}, {"text": 1}, {"text": ""}, {"text": "  "}, {"text": "x" * 20_001}, {"text": "a\x00b"}):
        assert fields(await me.post("/tasks/quick", body)) == {"text"}, body
    assert fields(await me.post("/tasks/quick", {"text": "x", "more": 1})) == {"more"}
    assert fields(await me.post("/tasks/quick", {"text": "x", "dismissed": [{}]})) == {"dismissed.0.text"}


async def test_a_viewer_is_refused_with_a_sentence(callers, world):
    viewer = await callers.of(world.viewer)
    said = problem(await viewer.post("/tasks/quick", {"text": "x +launch"}), 403)
    assert said["detail"] == "As a viewer of Launch you cannot add tasks to it."


async def test_the_signs_are_a_setting(me):
    changed = await me.patch("/users/me", {"quick_add_syntax": "todoist"})
    assert changed.json()["quick_add_syntax"] == "todoist"
    said = (await me.post("/tasks/quick", {"text": "Plan @office p2"})).json()
    assert (said["items"][0]["labels"], said["items"][0]["priority"]) == (["office"], "high")
    assert fields(await me.patch("/users/me", {"quick_add_syntax": "other"})) == {"quick_add_syntax"}
