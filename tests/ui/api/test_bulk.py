"""Many tasks over REST."""

from uuid import uuid4

from tests.ui.api.conftest import Callers
from tests.worlds import person


async def test_many_are_changed_shown_beforehand_and_taken_back(callers: Callers) -> None:
    ada = await callers.of(await person("Ada"))
    ids = [(await ada.post("/tasks", {"title": f"No {n}"})).json()["id"] for n in range(2)]
    body = {"ids": [*ids, str(uuid4())], "changes": {"status": "completed", "add_labels": ["done"]}}
    told = (await ada.post("/tasks/bulk", body | {"dry_run": True})).json()
    assert ([r["outcome"] for r in told["results"]], told["undo_token"]) == (["changed", "changed", "refused"], None)
    assert (await ada.get(f"/tasks/{ids[0]}")).json()["status"] == "pending"
    done = await ada.post("/tasks/bulk", body, headers={"Idempotency-Key": "many"})
    assert [r["task"]["labels"] for r in done.json()["results"][:2]] == [["done"], ["done"]]
    assert "no such task" in done.json()["results"][2]["detail"]
    again = await ada.post("/tasks/bulk", body, headers={"Idempotency-Key": "many"})
    assert (again.json(), again.headers["Idempotency-Replayed"]) == (done.json(), "true")
    undone = await ada.post("/undo", {"token": done.json()["undo_token"]})
    assert [task["status"] for task in undone.json()["items"]] == ["pending", "pending"]


async def test_bad_input_names_the_field(callers: Callers) -> None:
    ada = await callers.of(await person("Ada"))
    for body, field in (
        ({"ids": [], "changes": {"status": "completed"}}, "ids"),
        ({"ids": [str(uuid4())], "changes": {}}, "changes"),
        ({"ids": [str(uuid4())], "changes": {"title": "x"}}, "changes.title"),
        ({"ids": [str(uuid4())], "changes": {"priority": "huge"}}, "changes.priority"),
        ({"ids": ["x"], "changes": {"priority": "low"}}, "ids.0"),
    ):
        answer = await ada.post("/tasks/bulk", body)
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field)


async def test_several_are_moved_in_one_act(callers: Callers) -> None:
    ada = await callers.of(await person("Ada"))
    ids = [(await ada.post("/tasks", {"title": f"No {n}"})).json()["id"] for n in range(2)]
    moves = [{"task_id": one, "group": "status", "out_of": "pending", "into": "in_progress"} for one in ids]
    done = (await ada.post("/tasks/move", {"moves": moves})).json()
    assert [r["task"]["status"] for r in done["results"]] == ["in_progress"] * 2
    undone = await ada.post("/undo", {"token": done["undo_token"]})
    assert [task["status"] for task in undone.json()["items"]] == ["pending", "pending"]
    refused = await ada.post("/tasks/move", {"moves": [moves[0] | {"into": "nowhere"}]})
    assert (refused.json()["results"][0]["outcome"], refused.json()["undo_token"]) == ("refused", None)
