"""`GET /search`: what it answers, and to whom."""

import pytest

from domain.tasks import NewComment, comments
from tests.ui.api.conftest import Caller, Callers
from tests.worlds import RELATIONS, World


async def test_it_tells_kind_title_where_and_address_the_best_first(callers: Callers, world: World) -> None:
    await comments.create(world.personal.id, NewComment(content="After the launch party"), actor=world.owner)
    ada = await callers.of(world.owner)
    answer = await ada.get("/search?q=launch")
    assert answer.status_code == 200
    found = answer.json()
    assert (found["next_cursor"], found["total"]) == (None, len(found["items"]))
    team, said = found["items"][0], found["items"][-1]
    assert team == {"kind": "team", "id": str(world.team.id), "title": "Launch", "where": "Teams", "status": None,
                    "address": f"/teams/{world.team.id}", "key": "LAUNCH", "excerpt": ""}  # fmt: skip
    assert said == {"kind": "task", "id": str(world.personal.id), "title": "Ada’s own", "where": "Personal",
                    "status": "pending", "address": f"/tasks?task={world.personal.id}", "key": "T-1",
                    "excerpt": "After the launch party"}  # fmt: skip


async def test_kinds_and_how_many_can_be_chosen(callers: Callers, world: World) -> None:
    ada = await callers.of(world.owner)
    for kinds in ("kind=team", "kind=team,view", "kind=team&kind=view"):
        found = (await ada.get(f"/search?q=la&{kinds}")).json()["items"]
        assert [one["title"] for one in found] == ["Launch"], kinds
    assert (await ada.get("/search?q=s&limit=1&kind=task")).json()["total"] <= 1
    assert (await ada.get("/search?q=")).json()["items"] == []


@pytest.mark.parametrize(
    ("query", "field"),
    [("", "q"), ("?q=x&kind=forum", "kind"), ("?q=x&limit=0", "limit"), ("?q=x&limit=51", "limit"),
     ("?q=x&limit=many", "limit"), (f"?q={'a' * 201}", "text"), ("?q=%00", "q"), ("?q=x&cursor=y", "cursor")],
)  # fmt: skip
async def test_what_cannot_be_asked_is_refused_by_name(me: Caller, query: str, field: str) -> None:
    answer = await me.get(f"/search{query}")
    assert (answer.status_code, answer.json()["errors"][0]["field"].split(".")[0]) == (422, field)


async def test_everybody_finds_only_what_they_see(callers: Callers, world: World) -> None:
    for relation in RELATIONS:
        caller = await callers.of(world.person(relation))
        found = {one["id"] for one in (await caller.get("/search?q=ship")).json()["items"]}
        assert found == (set() if relation == "stranger" else {str(world.task.id)}), relation
    assert (await callers.nobody().get("/search?q=ship")).status_code == 401


async def test_a_personal_token_needs_the_scope_of_searching(callers: Callers, world: World) -> None:
    ada = await callers.of(world.owner)
    codes = {}
    for scope in ("search:read", "tasks:read"):
        made = await ada.post("/tokens", {"name": "Script", "scopes": [scope]})
        codes[scope] = (await callers.nobody(made.json()["token"]).get("/search?q=ship")).status_code
    assert codes == {"search:read": 200, "tasks:read": 403}
