"""The bell, the inbox and what one is told of, simulated."""

from nicegui import ui

from domain import notifications
from domain.tasks import NewComment, comments
from tests.ui.pages.conftest import Open, until
from tests.worlds import World
from ui.components.inbox import Inbox
from ui.components.top_bar import TopBar


async def test_the_bell_counts_what_is_told_while_the_page_is_open(world: World, open_page: Open) -> None:
    await notifications.deliver()
    await notifications.mark(notifications.Marking(), actor=world.viewing)
    user = await open_page("/notifications", world.viewing)
    await user.should_see(Inbox)
    [bar] = user.find(TopBar).elements
    await until(lambda: bar._props.get("unread") == 0)
    await comments.create(world.task.id, NewComment(content="@viewing look"), actor=world.owner)
    await until(lambda: bar._props.get("unread") == 1)
    await notifications.mark(notifications.Marking(), actor=world.viewing)
    await until(lambda: bar._props.get("unread") == 0)


async def test_wishes_are_saved_as_they_are_chosen(world: World, open_page: Open) -> None:
    user = await open_page("/settings?part=notifications", world.viewing)
    await user.should_see("Quiet hours and digest")
    mail = next(box for box in user.find(ui.select).elements if "Comments" in str(box._props.get("aria-label")))
    mail.value = "never"

    async def is_saved() -> bool:
        return (await notifications.preferences(actor=world.viewing)).kinds["commented"].mail == "never"

    await until(is_saved)
    begin = next(box for box in user.find(ui.input).elements if box._props.get("label") == "Quiet from")
    begin.value = "22:00"
    end = next(box for box in user.find(ui.input).elements if box._props.get("label") == "Quiet until")
    user.find("Save").click()
    await until(lambda: end.error == "Quiet to needs the other end too: give both, or neither.")
