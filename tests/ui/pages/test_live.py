"""Waking pages: together, in time, and never a page that is not concerned."""

import asyncio
from collections.abc import Callable

import psycopg
from nicegui import ui
from nicegui.testing import User
from sqlalchemy.engine import make_url

from domain import tasks
from domain.accounts import Person
from domain.bus import Event
from domain.tasks import NewTask, quick_add
from domain.tasks.quick_add import QuickText
from tests.ui.pages.conftest import Open, until
from tests.ui.pages.test_dashboard import props_of
from tests.worlds import World
from ui import live
from ui.components.stat_cards import StatCards
from ui.live import waking


class Watching:
    """A part of somebody's page that notes how it is woken."""

    def __init__(self, user: User, *kinds: str, needs: Callable[[list[Event]], bool] | None = None) -> None:
        self.calls: list[list[Event]] = []
        assert user.client
        with user.client:
            live.watch(self.refresh, kinds=kinds, needs=needs)

    async def refresh(self, events: list[Event]) -> None:
        self.calls.append(events)

    @property
    def names(self) -> list[str]:
        return [event.name for events in self.calls for event in events]


def come_back(user: User) -> None:
    """What NiceGUI does when a browser connects again."""
    assert user.client
    user.client.tab_id = "again"
    for handler in user.client.connect_handlers:
        user.client.safe_invoke(handler)


async def test_many_changes_wake_a_page_few_times_and_none_is_lost(ada: Person, open_page: Open) -> None:
    watching = Watching(await open_page("/settings", ada), "task")
    await quick_add.add(QuickText(text="\n".join(f"Number {n}" for n in range(12))), actor=ada)
    await until(lambda: len(watching.names) == 12)
    assert len(watching.calls) < 8


async def test_a_part_that_does_not_need_what_happened_is_left_in_peace(ada: Person, open_page: Open) -> None:
    page = await open_page("/settings", ada)
    picky = Watching(page, "task", needs=lambda events: any(event.name == "task.completed" for event in events))
    everything = Watching(page, "task")
    task = await tasks.create(NewTask(title="One"), actor=ada)
    await until(lambda: everything.names == ["task.created"])
    assert picky.calls == []
    await tasks.complete(task.id, actor=ada)
    await until(lambda: picky.names == ["task.completed"])


async def test_a_part_reads_all_again_when_anything_may_have_changed_whatever_else_it_heard(
    ada: Person, open_page: Open
) -> None:
    watching = Watching(await open_page("/settings", ada), "task")
    await tasks.create(NewTask(title="One"), actor=ada)
    await until(lambda: watching.names == ["task.created"])
    waking.hear(watching.calls[0][0])
    await waking.wake_all()
    await until(lambda: len(watching.calls) == 2)
    assert watching.calls[1] == []


async def test_only_pages_of_those_concerned_and_only_for_their_kinds(world: World, open_page: Open) -> None:
    member = await open_page("/settings", world.member)
    theirs, others = Watching(member, "task"), Watching(member, "conversation", "session")
    strangers = Watching(await open_page("/settings", world.stranger), "task")
    await tasks.complete(world.task.id, actor=world.owner)
    await until(lambda: theirs.names == ["task.completed"])
    await tasks.create(NewTask(title="A sign that all was heard"), actor=world.stranger)
    await until(lambda: strangers.names == ["task.created"])
    assert others.calls == []


async def test_a_page_whose_browser_is_away_catches_up_when_it_is_back(ada: Person, open_page: Open) -> None:
    user = await open_page("/settings", ada)
    watching = Watching(user, "task")
    assert user.client
    user.client.tab_id = None
    await tasks.create(NewTask(title="Unheard"), actor=ada)
    await asyncio.sleep(0.3)
    assert watching.calls == []
    come_back(user)
    await until(lambda: watching.calls == [[]])


async def test_a_part_that_is_gone_is_not_woken(ada: Person, open_page: Open) -> None:
    user = await open_page("/settings", ada)
    assert user.client
    calls: list[list[Event]] = []

    async def refresh(events: list[Event]) -> None:
        calls.append(events)

    with user.client, ui.element() as part:
        live.watch(refresh, kinds=("task",))
    part.delete()
    stays = Watching(user, "task")
    await tasks.create(NewTask(title="Heard by one"), actor=ada)
    await until(lambda: stays.names == ["task.created"])
    assert calls == []


async def test_a_failing_part_keeps_the_page_and_the_others(ada: Person, open_page: Open) -> None:
    user = await open_page("/settings", ada)
    assert user.client

    async def fail(events: list[Event]) -> None:
        raise ValueError("oops")

    with user.client:
        live.watch(fail, kinds=("task",))
    watching = Watching(user, "task")
    for number in range(2):
        await tasks.create(NewTask(title="Something"), actor=ada)
        await until(lambda: len(watching.names) == number + 1)  # noqa: B023


async def test_what_was_done_by_hand_shows_within_five_seconds(
    ada: Person, open_page: Open, shared_database_url: str
) -> None:
    task = await tasks.create(NewTask(title="Done by hand"), actor=ada)
    user = await open_page("/", ada)
    await until(lambda: (props_of(user, StatCards)["numbers"] or {}).get("pending") == 1)
    url = make_url(shared_database_url).set(drivername="postgresql").render_as_string(hide_password=False)
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        await connection.execute(
            "update tasks set status = 'completed', completed_at = now() where id = %s", (task.id,)
        )
    for _ in range(3):
        if props_of(user, StatCards)["numbers"]["completed"]:
            break
        await asyncio.sleep(2)
    assert (props_of(user, StatCards)["numbers"]["pending"], props_of(user, StatCards)["numbers"]["completed"]) == (
        0,
        1,
    )
