"""The page that takes in files, simulated."""

from uuid import UUID

import pytest
from nicegui import ui
from nicegui.testing import User
from nicegui.testing.user_interaction import UserInteraction

from domain import exchange, files, tasks
from domain.accounts import Person
from domain.errors import NotFound, NotPermitted
from domain.tasks import TaskFilter
from tests.domain.files.sending import send
from tests.ui.pages.conftest import Open, until
from tests.worlds import World, person
from ui.components.upload import Upload
from ui.pages.tasks.import_file import Chosen

TABLE = b"Name,When,Prio\nCall,2026-12-24,high\n,2026-12-24,\nWrite,someday soon,low\n"


async def choose(user: User, actor: Person, content: bytes, name: str = "tasks.csv") -> UUID:
    async with files.arriving() as arrived:
        await arrived.write(content)
        await arrived.end()
        kept = await files.keep(arrived, name, purpose="file", subject_id=None, actor=actor)
    user.find(Upload).trigger("uploaded", {"id": str(kept.id), "name": name})
    return kept.id


def texts(user: User) -> str:
    return "\n".join(str(getattr(element, "text", "")) for element in user.client.elements.values())


def field_of(user: User, label: str) -> ui.select:
    return next(e for e in user.client.elements.values() if isinstance(e, ui.select) and label in str(e.props))


async def test_a_table_is_mapped_seen_taken_in_and_taken_back(open_page: Open) -> None:
    ada = await person("Ada")
    user = await open_page("/tasks/import", ada)
    await user.should_see("Nothing imported yet")
    file_id = await choose(user, ada, TABLE)
    await until(lambda: "2 of 3 rows become tasks." in texts(user))
    assert "Line 3: " in texts(user)
    assert "The row is left out." in texts(user)
    assert await tasks.count(TaskFilter(), actor=ada) == 0
    field_of(user, "What When becomes").value = "due"
    await until(lambda: "2026-12-24" in texts(user) and "Line 4: " in texts(user))
    user.find(kind=ui.button, content="Import 2 tasks").click()
    await until(lambda: "2 tasks made, 1 row left out" in texts(user))
    assert await tasks.count(TaskFilter(), actor=ada) == 2
    with pytest.raises(NotFound):
        await files.file(file_id, actor=ada)  # its bytes are not needed any more
    user.find(kind=ui.button, content="Take back").click()
    await until(lambda: "Take back 2 tasks from “tasks.csv”?" in texts(user))
    asking = max(user.find(kind=ui.button, content="Take back").elements, key=lambda button: button.id)
    UserInteraction(user, {asking}, None).click()
    await until(lambda: "Taken back" in texts(user))
    assert await tasks.count(TaskFilter(), actor=ada) == 0


async def test_a_table_without_a_title_says_so_and_can_be_mapped(open_page: Open) -> None:
    ada = await person("Ada")
    user = await open_page("/tasks/import", ada)
    await user.should_see("Nothing imported yet")
    await choose(user, ada, b"x,y\nA,B\n")
    await until(lambda: "No column is the title." in texts(user))
    field_of(user, "What y becomes").value = "title"
    await until(lambda: "1 of 1 row becomes a task." in texts(user))
    field_of(user, "What x becomes").value = "title"
    await until(lambda: "Two columns are the title. Choose one." in texts(user))


async def test_tasks_go_to_a_team_that_one_may_add_to(world: World, open_page: Open) -> None:
    user = await open_page("/tasks/import", world.viewer)
    await user.should_see("Nothing imported yet")
    await choose(user, world.viewer, b"title\nA\n")
    await until(lambda: "Import 1 task" in texts(user))
    where = next(
        e for e in user.client.elements.values() if isinstance(e, ui.select) and e.props.get("label") == "Tasks go to"
    )
    assert list(where.options) == [""]


async def test_another_persons_file_cannot_be_looked_at(open_page: Open) -> None:
    ada, cleo = await person("Ada"), await person("Cleo")
    user = await open_page("/tasks/import", cleo)
    await user.should_see("Nothing imported yet")
    await choose(user, ada, b"title\nSecret plan\n")
    await until(lambda: "You may not" in texts(user) or "access" in texts(user) or "not yours" in texts(user))
    assert "Secret plan" not in texts(user)


async def test_what_a_file_is_is_guessed() -> None:
    assert exchange.guess("a.csv", b"title\nA\n") == "csv"
    assert exchange.guess("a.csv", b"TYPE,CONTENT,PRIORITY\n") == "todoist"
    assert exchange.guess("a.json", b'{"cards": [{"idList": "1"}]}') == "trello"
    assert exchange.guess("a.txt", b'{"atrium": 1, "tasks": []}') == "json"


async def test_a_file_that_hangs_on_a_task_is_not_taken_in_and_so_not_deleted(world: World) -> None:
    attached = await send(TABLE, "tasks.csv", actor=world.owner, purpose="task", subject_id=world.task.id)
    with pytest.raises(NotPermitted):
        await Chosen.of(attached.id, "tasks.csv", actor=world.owner)
