"""The pages of tasks, simulated: what they send to browsers, and what becomes of what browsers ask."""

import asyncio
from base64 import b64decode
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from nicegui.testing import User

from domain import tasks
from domain.accounts import Person
from domain.errors import NotFound, NotPermitted
from domain.tasks import NewTask, Task, TaskChanges, TaskFilter
from tests.ui.pages.conftest import Open
from tests.worlds import World
from ui.components.asking import Asking
from ui.components.filter_bar import FilterBar
from ui.components.task_panel import TaskPanel
from ui.components.task_view import TaskView
from ui.components.trash_list import TrashList

RAISED = "changed the priority from No priority to High"


class Browser:
    """One simulated page: its person's intents, and what its components were told."""

    def __init__(self, user: User, told: list[tuple[Asking, str, tuple[Any, ...]]]) -> None:
        self.user, self._told, self._number = user, told, 0

    def find(self, kind: type[Asking]) -> Asking:
        [found] = self.user.find(kind).elements
        return found

    def heard(self, kind: type[Asking], method: str) -> list[Any]:
        """The first argument of each call of a method of the component's browser half."""
        mine = self.user.find(kind).elements
        return [args[0] if args else None for element, name, args in self._told if name == method and element in mine]

    async def until(self, holds: Callable[[], Any]) -> Any:
        async with asyncio.timeout(15):
            while not (found := holds()):
                await asyncio.sleep(0.02)
        return found

    async def ask(self, kind: type[Asking], intent: str, **asked: Any) -> dict[str, Any]:
        """Ask as the browser half does; what is answered."""
        self._number += 1
        number = self._number
        self.user.find(kind).trigger(intent, {"n": number, **asked})

        def answer() -> Any:
            return next((args for _, name, args in self._told if name == "answer" and args[0] == number), None)

        said: dict[str, Any] = (await self.until(answer))[1]
        return said

    async def shown(self, kind: type[Asking] = TaskView) -> dict[str, Any]:
        """What the component was shown at first, or last."""
        await self.until(lambda: self.heard(kind, "show"))
        last: dict[str, Any] = self.heard(kind, "show")[-1]
        return last

    def history(self) -> list[Any]:
        """The histories that the panel was told."""
        return [args[1]["changes"] for _, name, args in self._told if name == "about" and "changes" in args[1]]

    async def titles(self, kind: type[Asking] = TaskView) -> list[str]:
        return [row["title"] for row in (await self.shown(kind))["rows"]]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Asking, str, tuple[Any, ...]]]:
    """What components were told, in order, by all pages of the test."""
    found: list[tuple[Asking, str, tuple[Any, ...]]] = []
    monkeypatch.setattr(Asking, "run_method", lambda self, name, *args, **_: found.append((self, name, args)))
    return found


Told = list[tuple[Asking, str, tuple[Any, ...]]]


@pytest.fixture
def browse(open_page: Open, told: Told) -> Callable[..., Any]:
    async def browsing(path: str, person: Person) -> Browser:
        told_before = len(told)
        user = await open_page(path, person)
        del told[:told_before]
        return Browser(user, told)

    return browsing


Browse = Callable[..., Any]


async def test_a_list_holds_what_its_person_may_see_and_nothing_else(world: World, browse: Browse) -> None:
    ada = await browse("/tasks", world.owner)
    assert sorted(await ada.titles()) == ["Ada’s own", "Ship it"]
    cleo = await browse("/tasks", world.stranger)
    assert await cleo.titles() == ["Cleo’s own"]


async def test_rows_hold_no_more_than_rows_show(world: World, browse: Browse) -> None:
    await tasks.edit(world.task.id, TaskChanges(description="secret plan"), actor=world.owner)
    page = await browse("/tasks", world.owner)
    shown = await page.shown()
    assert "secret plan" not in str(shown)
    assert "@example.org" not in str(shown)
    assert next(row for row in shown["rows"] if row["title"] == "Ship it")["described"]


async def test_adding_answers_with_the_task_or_with_a_sentence(world: World, browse: Browse) -> None:
    page = await browse("/tasks?label=print&priority=high", world.owner)
    await page.shown()
    said = await page.ask(TaskView, "add", text="  Call the printer #office !low ")
    task = await tasks.task(UUID(said["ids"][0]), actor=world.owner)
    assert (task.title, task.labels, task.priority) == ("Call the printer", ["print", "office"], "low")
    for text, sentence in {"": "must not be empty", "x" * 501: "at most 500", "a\x00b": "cannot be stored"}.items():
        said = await page.ask(TaskView, "add", text=text)
        assert sentence in said["error"]
    assert "must be text" in (await page.ask(TaskView, "add", text=7))["error"]


def renamed(title: str) -> dict[str, Any]:
    return {"fields": {"title": title}, "was": {"title": "Ship it"}}


async def test_ticking_renaming_deleting(world: World, browse: Browse) -> None:
    page = await browse("/tasks", world.owner)
    await page.shown()
    task_id = str(world.task.id)
    assert await page.ask(TaskView, "tick", id=task_id, done=True) == {}
    assert (await tasks.task(world.task.id, actor=world.owner)).is_completed
    assert await page.ask(TaskView, "tick", id=task_id, done=False) == {}
    assert await page.ask(TaskView, "change", id=task_id, **renamed("Ship all of it")) == {}
    said = await page.ask(TaskView, "change", id=task_id, **renamed("Ship none of it"))
    assert "meanwhile" in said["error"]
    assert (await tasks.task(world.task.id, actor=world.owner)).title == "Ship all of it"
    assert await page.ask(TaskView, "remove", id=task_id) == {}
    with pytest.raises(NotFound):
        await tasks.task(world.task.id, actor=world.owner)


@pytest.mark.parametrize("relation", ["viewer", "viewing", "through_viewer"])
async def test_a_viewer_changes_nothing_by_whatever_intent(world: World, browse: Browse, relation: str) -> None:
    page = await browse(f"/tasks?task={world.task.id}", world.person(relation))
    await page.shown()
    task_id = str(world.task.id)
    for kind, intent, asked in (
        (TaskView, "tick", {"done": True}),
        (TaskView, "change", renamed("Mine")),
        (TaskView, "move", {"group": "status", "out_of": "pending", "into": "completed"}),
        (TaskView, "remove", {}),
        (TaskPanel, "save", {"fields": {"title": "Mine"}, "version": 1}),
        (TaskPanel, "share", {"email": world.stranger.email, "permission": "edit"}),
        (TaskPanel, "tick", {"done": True}),
        (TaskPanel, "remove", {}),
    ):
        assert "error" in await page.ask(kind, intent, id=task_id, **asked), intent
    assert replace(await tasks.task(world.task.id, actor=world.owner), change_id=world.task.change_id) == world.task


async def test_a_stranger_gets_nothing_by_id(world: World, browse: Browse) -> None:
    page = await browse("/tasks", world.stranger)
    await page.shown()
    for kind, intent in ((TaskView, "tick"), (TaskPanel, "open"), (TaskPanel, "choose"), (TaskPanel, "take_back")):
        said = await page.ask(kind, intent, id=str(world.task.id), change_id=str(world.task.change_id), done=True)
        assert "error" in said
        assert "Ship it" not in str(said)


@pytest.mark.parametrize(
    "nonsense", [{}, {"id": 7}, {"id": "x" * 5000}, {"id": None, "fields": [1]}, {"id": {"a": "b"}}]
)
async def test_nonsense_is_answered(world: World, browse: Browse, nonsense: dict[str, Any]) -> None:
    page = await browse("/tasks", world.owner)
    await page.shown()
    for intent in (
        "open",
        "save",
        "tick",
        "remove",
        "restore",
        "choose",
        "share",
        "change_share",
        "revoke",
        "take_back",
    ):
        assert "error" in await page.ask(TaskPanel, intent, **nonsense), intent


async def test_what_others_do_arrives_as_a_difference(world: World, browse: Browse) -> None:
    page = await browse("/tasks", world.member)
    await page.shown()
    await tasks.edit(world.task.id, TaskChanges(title="Ship it today"), actor=world.owner)
    patch = await page.until(lambda: [p for p in page.heard(TaskView, "patch") if p["rows"]])
    assert [row["title"] for row in patch[-1]["rows"]] == ["Ship it today"]
    await tasks.delete(world.task.id, actor=world.owner)
    gone = await page.until(lambda: [p for p in page.heard(TaskView, "patch") if p["total"] == 0])
    assert (gone[-1]["rows"], gone[-1]["gone"]) == ([], [str(world.task.id)])


async def test_other_filters_show_other_tasks(world: World, browse: Browse) -> None:
    page = await browse("/tasks?team=personal", world.owner)
    assert await page.titles() == ["Ada’s own"]
    await page.ask(FilterBar, "change", query="q=ship")
    assert await page.titles() == ["Ship it"]
    assert (await page.shown())["filtered"]
    await page.ask(FilterBar, "change", query=f"label={'x' * 60}")
    assert "at most 50" in page.heard(TaskView, "fail")[-1]


async def test_of_a_long_list_the_order_comes_at_once_and_rows_when_they_are_asked_for(
    world: World, browse: Browse
) -> None:
    for number in range(70):
        await tasks.create(NewTask(title=f"Task {number}"), actor=world.stranger)
    page = await browse("/tasks?sort=position", world.stranger)
    shown = await page.shown()
    ids = ordered(shown["cuts"]["none"])
    assert (len(ids), len(shown["rows"]), shown["total"]) == (71, 60, 71)
    said = await page.ask(TaskView, "rows", ids=[*ids[60:], str(world.task.id)])
    assert [row["title"] for row in sorted(said["rows"], key=lambda row: row["created_at"])] == [
        f"Task {number}" for number in range(59, 70)
    ]
    assert said["gone"] == [str(world.task.id)]  # hidden: it is as if there was none
    assert await page.ask(TaskView, "rows", ids="nonsense") == {"rows": [], "gone": [], "spare": []}


def ordered(cut: list[Any]) -> list[str]:
    """The ids that are put at the beginning of an order."""
    put = b64decode(cut[2])
    return [str(UUID(bytes=put[at : at + 16])) for at in range(0, len(put), 16)]


async def opened(page: Browser, task: Task) -> dict[str, Any]:
    said = await page.ask(TaskPanel, "open", id=str(task.id))
    told: dict[str, Any] = said["task"]
    return told


async def test_different_fields_merge_and_the_same_field_is_shown_twice(world: World, browse: Browse) -> None:
    page = await browse("/tasks", world.member)
    seen = await opened(page, world.task)
    await tasks.edit(world.task.id, TaskChanges(priority="high"), actor=world.owner)
    said = await page.ask(TaskPanel, "save", id=seen["id"], fields={"title": "Mine"}, version=seen["version"])
    assert (said["task"]["title"], said["task"]["priority"]) == ("Mine", "high")
    seen = said["task"]
    await tasks.edit(world.task.id, TaskChanges(title="Ada’s"), actor=world.owner)
    said = await page.ask(TaskPanel, "save", id=seen["id"], fields={"title": "Again mine"}, version=seen["version"])
    assert (said["conflict"]["theirs"], said["who"]) == ("Ada’s", world.owner.name)
    said = await page.ask(
        TaskPanel, "save", id=seen["id"], fields={"title": "Again mine"}, version=said["task"]["version"]
    )
    assert said["task"]["title"] == "Again mine"


async def test_both_versions_of_a_picked_field_are_said_in_words(world: World, browse: Browse) -> None:
    page = await browse("/tasks", world.member)
    seen = await opened(page, world.task)
    await tasks.edit(world.task.id, TaskChanges(priority="urgent"), actor=world.owner)
    said = await page.ask(TaskPanel, "save", id=seen["id"], fields={"priority": "low"}, version=seen["version"])
    assert (said["conflict"]["words"], said["conflict"]["mine_words"]) == ("Urgent", "Low")


async def test_a_due_time_is_meant_in_the_persons_zone(world: World, browse: Browse) -> None:
    page = await browse("/tasks", world.owner)
    seen = await opened(page, world.task)
    due = {"on": "2026-07-01", "time": "09:30"}
    said = await page.ask(TaskPanel, "save", id=seen["id"], fields={"due": due}, version=seen["version"])
    assert said["task"]["due_at"] == "2026-07-01T07:30:00+00:00"  # Berlin
    due = {"on": "2026-07-02", "time": ""}
    said = await page.ask(TaskPanel, "save", id=seen["id"], fields={"due": due}, version=said["task"]["version"])
    assert (said["task"]["due_on"], said["task"]["due_at"]) == ("2026-07-02", None)
    for due in ({"on": "soon", "time": "x"}, {"on": "0001-01-01", "time": "00:00"}, {"on": "2026-02-30", "time": ""}):
        said = await page.ask(TaskPanel, "save", id=seen["id"], fields={"due": due}, version=said.get("version", 1))
        assert "error" in said


async def test_the_panel_follows_what_others_do(world: World, browse: Browse) -> None:
    page = await browse("/tasks", world.editing)
    await opened(page, world.personal)
    await tasks.edit(world.personal.id, TaskChanges(title="Changed"), actor=world.owner)
    await page.until(lambda: [told for told in page.heard(TaskPanel, "changed") if told["title"] == "Changed"])
    shares = await tasks.shares_of(world.personal.id, actor=world.owner)
    mine = next(share for share in shares if share.user_id == world.editing.id)
    await tasks.revoke_share(world.personal.id, mine.id, actor=world.owner)
    await page.until(lambda: page.heard(TaskPanel, "vanished") == [str(world.personal.id)])
    with pytest.raises(NotPermitted):
        await tasks.task(world.personal.id, actor=world.editing)


async def test_history_is_told_and_taken_back(world: World, browse: Browse) -> None:
    page = await browse("/tasks", world.owner)
    await tasks.edit(world.task.id, TaskChanges(priority="high"), actor=world.owner)
    await opened(page, world.task)
    changes = (await page.until(page.history))[-1]
    assert [change["lines"] for change in changes] == [[RAISED], ["created it"]]
    said = await page.ask(TaskPanel, "take_back", change_id=changes[0]["id"])
    assert said["task"]["priority"] == "none"


async def test_sharing_from_the_panel(world: World, browse: Browse) -> None:
    page = await browse("/tasks", world.owner)
    task_id = (await opened(page, world.personal))["id"]
    said = await page.ask(TaskPanel, "share", id=task_id, email=world.stranger.email, permission="view")
    share = next(share for share in said["shares"] if share["user_id"] == str(world.stranger.id))
    assert (await tasks.task(world.personal.id, actor=world.stranger)).permission == "view"
    said = await page.ask(TaskPanel, "change_share", id=task_id, share_id=share["id"], permission="edit")
    assert (await tasks.task(world.personal.id, actor=world.stranger)).permission == "edit"
    assert "error" in await page.ask(TaskPanel, "change_share", id=task_id, share_id=share["id"], permission="own")
    said = await page.ask(TaskPanel, "revoke", id=task_id, share_id=share["id"])
    assert all(other["id"] != share["id"] for other in said["shares"])
    assert "Nobody here" in (await page.ask(TaskPanel, "share", id=task_id, email="nobody@example.org"))["error"]
    assert "e-mail address" in (await page.ask(TaskPanel, "share", id=task_id, email="nobody"))["error"]


async def test_descriptions_are_rendered_safely(world: World, browse: Browse) -> None:
    page = await browse("/tasks", world.owner)
    await opened(page, world.task)
    said = await page.ask(TaskPanel, "preview", text="**bold** <script>alert(1)</script>")
    assert said["html"] == "<p><strong>bold</strong> &lt;script&gt;alert(1)&lt;/script&gt;</p>\n"


async def test_cards_move_between_columns_and_neighbours(world: World, browse: Browse) -> None:
    ids = [str((await tasks.create(NewTask(title=name), actor=world.stranger)).id) for name in "ABC"]
    page = await browse("/tasks?layout=board", world.stranger)
    shown = await page.shown()
    assert (shown["keys"], [key for key, _ in shown["titles"]]) == (
        ["pending"],
        ["pending", "in_progress", "completed"],
    )
    place = {"group": "status", "out_of": "pending", "into": "pending", "after_id": ids[0], "before_id": ids[1]}
    assert await page.ask(TaskView, "move", id=ids[2], **place) == {}
    found = await tasks.tasks(TaskFilter(), sort="position", actor=world.stranger)
    assert [task.title for task in found.items] == ["Cleo’s own", "A", "C", "B"]
    assert await page.ask(TaskView, "move", id=ids[0], group="status", out_of="pending", into="in_progress") == {}
    assert ordered(page.heard(TaskView, "patch")[-1]["cuts"]["in_progress"]) == [ids[0]]
    before = len(page.heard(TaskView, "patch"))
    assert "error" in await page.ask(TaskView, "move", id=ids[0], group="status", out_of="x", into="nonsense")
    corrected = [row for patch in page.heard(TaskView, "patch")[before:] for row in patch["rows"]]
    assert [(row["id"], row["status"]) for row in corrected] == [(ids[0], "in_progress")]
    said = await page.ask(TaskView, "add", text="New", into="completed")
    assert (await tasks.task(UUID(said["ids"][0]), actor=world.stranger)).is_completed


async def test_every_field_of_a_row_is_changed_where_it_stands(world: World, browse: Browse) -> None:
    page = await browse("/tasks", world.owner)
    await page.shown()
    for fields, was in (
        ({"priority": "high"}, {"priority": "none"}),
        ({"labels": ["print"]}, {"labels": []}),
        ({"assignee_ids": [str(world.member.id)]}, {"assignee_ids": []}),
        ({"due": {"on": "2026-07-01", "time": "09:30"}}, {"due_on": None, "due_at": None}),
    ):
        assert await page.ask(TaskView, "change", id=str(world.task.id), fields=fields, was=was) == {}, fields
    task = await tasks.task(world.task.id, actor=world.owner)
    assert (task.priority, task.labels, task.assignee_ids) == ("high", ["print"], [world.member.id])
    assert task.due_at == datetime(2026, 7, 1, 7, 30, tzinfo=UTC)  # Berlin
    for fields, was in (
        ({"priority": "low"}, {"priority": "none"}),
        ({"due": {"on": None}}, {"due_on": None, "due_at": None}),
    ):
        said = await page.ask(TaskView, "change", id=str(world.task.id), fields=fields, was=was)
        assert "meanwhile" in said["error"]
    assert (
        "cannot be changed here"
        in (await page.ask(TaskView, "change", id=str(world.task.id), fields={"position": 7}, was={}))["error"]
    )


async def test_what_a_field_could_be_is_told_to_those_who_see_the_task(world: World, browse: Browse) -> None:
    page = await browse("/tasks", world.owner)
    said = await page.ask(TaskView, "choose", id=str(world.task.id))
    assert [str(world.member.id), world.member.name] in said["people"]
    assert "error" in await (await browse("/tasks", world.stranger)).ask(TaskView, "choose", id=str(world.task.id))


async def test_the_trash_says_who_and_gives_back(world: World, browse: Browse) -> None:
    await tasks.delete(world.task.id, actor=world.member)
    page = await browse("/trash", world.owner)
    [row] = (await page.shown(TrashList))["rows"]
    assert (row["title"], row["who"], row["can_restore"]) == ("Ship it", world.member.name, True)
    await page.ask(TrashList, "restore", id=row["id"])
    assert (await page.shown(TrashList))["rows"] == []
    assert (await tasks.task(world.task.id, actor=world.owner)).title == "Ship it"
