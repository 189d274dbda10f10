"""Elements whose browser half asks: what was asked first is also done first, where it changes something."""

import asyncio

from domain.accounts import Person
from tests.ui.pages.conftest import Open, until
from ui.components.asking import Answer, Asking


async def asked_twice(open_page: Open, person: Person, *, in_turn: bool) -> list[str]:
    """What an element did that was asked for something slow and then for something quick, in the order it ended."""
    user, done = await open_page("/settings", person), list[str]()

    async def act(asked: Answer) -> None:
        await asyncio.sleep(asked["takes"])
        done.append(asked["name"])

    assert user.client
    with user.client:
        element = Asking("div")
        element.on_ask("act", act, in_turn=in_turn)
    for name, takes in (("slow", 0.2), ("quick", 0)):
        user.find(Asking).trigger("act", {"n": 1, "name": name, "takes": takes})
    await until(lambda: len(done) == 2)
    return done


async def test_changes_are_made_in_the_order_in_which_they_were_asked_for(ada: Person, open_page: Open) -> None:
    assert await asked_twice(open_page, ada, in_turn=True) == ["slow", "quick"]


async def test_looking_something_up_waits_for_nobody(ada: Person, open_page: Open) -> None:
    assert await asked_twice(open_page, ada, in_turn=False) == ["quick", "slow"]
