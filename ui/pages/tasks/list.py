"""The page of tasks: as a list, a board, a table or a calendar."""

from nicegui import ui

from ui import auth, errors, frame
from ui.components.filter_bar import FilterBar
from ui.components.task_view import TaskView
from ui.pages.tasks import address
from ui.pages.tasks.acting import Acting
from ui.pages.tasks.browsing import Browsing
from ui.pages.tasks.heading import Heading
from ui.pages.tasks.many import ActingOnMany
from ui.pages.tasks.panel import Panel
from ui.pages.tasks.saved import SavedViews
from ui.pages.tasks.view import View


async def page() -> None:
    """The tasks that the URL asks for, laid out as it says; `?task=` opens one from the side."""
    actor, query = await auth.actor(), address.query()
    with frame.page("Tasks", wide=True):
        heading = Heading(View.of(query))
        frame.retitle(heading.title)
        bar = FilterBar(view=heading.view.layout, path="/tasks", query=query, me=str(actor.id))
        rows = TaskView(zone=actor.time_zone, me=str(actor.id), week_start=actor.week_start)
        saved = SavedViews(bar, heading)
        browsing = Browsing(bar, rows, Panel(zone=actor.time_zone), heading)
        Acting(rows, browsing)
        ActingOnMany(rows, browsing)
    await ui.context.client.connected()
    if rows.is_deleted:
        return
    await browsing.read()
    async with errors.shown():
        await browsing.offer(people=False)
        await saved.offer()


async def board() -> None:
    """Where the board was before it became one of four layouts."""
    query = address.query()
    ui.navigate.to("/tasks?layout=board" + (f"&{query}" if query else ""))
