"""Quick add on pages, simulated: the setting of its signs, and the page about it."""

from nicegui import ui

from domain import accounts
from domain.tasks import quick_add
from domain.tasks.quick_add import QuickText
from tests.ui.pages.conftest import Open, until
from tests.worlds import person
from ui.components.quick_add import QuickAddBox, told_of


async def test_the_signs_are_chosen_in_the_profile(open_page: Open) -> None:
    ada = await person("Ada")
    user = await open_page("/settings", ada)
    await user.should_see("Quick add")
    [syntax] = [box for box in user.find(ui.select).elements if box.value == "atrium"]
    syntax.value = "todoist"
    user.find("Save").click()

    async def is_saved() -> bool:
        found = await accounts.people_of_organization(actor=ada)
        return [somebody.quick_add_syntax for somebody in found.items] == ["todoist"]

    await until(is_saved)


async def test_the_page_about_it_is_the_documented_grammar(open_page: Open) -> None:
    user = await open_page("/help/quick-add", await person("Ada"))
    await until(lambda: any("every! 3 days" in page.content for page in user.find(ui.html).elements))
    await user.should_see(QuickAddBox)


async def test_places_are_told_as_browsers_count_them(domain_running: None) -> None:
    text = "🎂 Party\n  🎈 Cake !high"
    lines = await quick_add.understand(QuickText(text=text), actor=await person("Ada"))
    told = told_of(lines, text)
    assert [line["depth"] for line in told] == [0, 1]
    [span] = told[1]["spans"]
    units = text.encode("utf-16-le")
    assert units[2 * span["start"] : 2 * span["end"]].decode("utf-16-le") == "!high"
