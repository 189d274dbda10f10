"""The dashboard: how much there is, how it goes, what happened. It changes by itself."""

from collections.abc import Sequence

from nicegui import context, ui

from domain import dashboard
from domain.accounts import Person
from domain.bus import Event
from domain.dashboard import Activity, Statistics, TrendPoint
from domain.errors import AtriumError, SignedOut, Unavailable
from ui import auth, errors, frame, live
from ui.components.activity_feed import ActivityFeed
from ui.components.charts import Charts
from ui.components.empty import empty
from ui.components.icon import icon_name
from ui.components.stat_cards import StatCards
from ui.components.text import text
from ui.pages.dashboard import words

_FIRST, _STEP, _MOST = 12, 20, 200  # activities


async def page() -> None:
    """Skeletons at once, numbers a moment later, and from then on what others do as it happens."""
    actor = await auth.actor()
    with frame.page("Dashboard"):
        opened = Dashboard(actor)
        live.watch_statistics(opened.show_statistics)
        live.watch_news(opened.add_news)
        kinds = ("task", "team", "comment", "attachment")
        live.watch(opened.refresh_feed, kinds=kinds, every=0.3, needs=opened.misses_any_of)
        live.watch(opened.refresh_charts, kinds=("task", "team"), every=1.0)
        live.watch(opened.refresh_views, kinds=("task", "team", "view"), every=1.0)
    await context.client.connected()
    await opened.load()


class Dashboard:
    """The page as one person has it open."""

    def __init__(self, actor: Person) -> None:
        self._me, self._days, self._shown = actor.id, 30, _FIRST
        self._statistics: Statistics | None = None
        self._month: list[TrendPoint] = []
        self._activities: list[Activity] = []  # those shown, and one more if there is one
        with ui.element("div").classes("head"):
            with ui.element("div").classes("head-t"):
                text("h1", words.greeting(actor))
                self._sentence = text("p", " ").classes("sub")
            with ui.element("div").classes("head-a"):
                self._button = ui.button("Refresh", color=None, icon=icon_name("refresh-cw"), on_click=self._refresh)
                self._button.classes("btn-o refresh").props("aria-label=Refresh")
        self._problem = ui.element("div").classes("tl").props("role=alert")
        self._problem.set_visibility(False)
        with ui.element("div").classes("dash") as self._content:
            self._cards = StatCards()
            with ui.element("div").classes("dash-body"):
                self._charts = Charts(days=self._days, on_days=self._choose_days)
                self._feed = ActivityFeed(zone=actor.time_zone, on_more=self._more)

    async def load(self) -> None:
        """Read everything; what cannot be read is said, with a way to try again."""
        self._button.props(add="loading")
        try:
            actor = await auth.actor()
            await self.refresh_views([])
            self.show_statistics(await dashboard.statistics(actor=actor))
            await self.refresh_feed([])
            await self.refresh_charts([])
        except SignedOut:
            context.client.open("/sign-in")
        except AtriumError as error:
            if isinstance(error, Unavailable):
                live.database_is_away()
            self._fail(error.message)
        finally:
            if not self._button.is_deleted:
                self._button.props(remove="loading")

    def show_statistics(self, statistics: Statistics) -> None:
        """Show these numbers."""
        self._statistics = statistics
        self._cards.show(statistics)
        self._say()

    def add_news(self, news: Sequence[Activity]) -> None:
        """Show what just happened above the rest."""
        known = {activity.id for activity in self._activities}
        fresh = [activity for activity in news if activity.id not in known]
        self._show_feed([*fresh, *self._activities])

    def misses_any_of(self, events: list[Event]) -> bool:
        """Whether any of this was neither pushed nor is none of the feed's."""
        known = {activity.id for activity in self._activities}
        return not all(event.id in known or event.detail == "position" for event in events)

    async def refresh_feed(self, _: list[Event]) -> None:
        """Read again what happened."""
        actor = await auth.actor()
        found = await dashboard.latest(actor=actor, limit=self._shown + 1)
        self._show_feed(found)

    async def refresh_charts(self, events: list[Event]) -> None:
        """Read again how it goes."""
        actor = await auth.actor()
        breakdown = await dashboard.breakdown(actor=actor)
        self._month = await dashboard.trends(30, actor=actor)
        trend = self._month if self._days == 30 else await dashboard.trends(self._days, actor=actor)
        self._charts.show(trend, breakdown)
        self._cards.explain(words.notes(self._month), words.lines(self._month))
        self._say()
        self._problem.set_visibility(False)
        self._content.set_visibility(True)

    async def refresh_views(self, _: list[Event]) -> None:
        """Count the favourite views again."""
        self._cards.show_views(await dashboard.tiles(actor=await auth.actor()))

    def _show_feed(self, found: Sequence[Activity]) -> None:
        self._activities = list(found[: self._shown + 1])
        more = len(found) > self._shown and self._shown < _MOST
        self._feed.show(found[: self._shown], more=more, me=self._me)

    def _say(self) -> None:
        if self._statistics is None:
            return
        said = words.summary(self._statistics, self._month)
        if said != self._sentence.text:
            self._sentence.set_text(said)

    def _fail(self, sentence: str) -> None:
        if self._problem.is_deleted:
            return
        if self._month:  # what was read before stays, and is read again when it can be
            frame.toast(sentence, wrong=True)
            return
        self._content.set_visibility(False)
        self._problem.clear()
        with self._problem, empty("circle-alert", "The dashboard could not be loaded", sentence):
            ui.button("Try again", color=None, on_click=self.load).classes("btn-o")
        self._problem.set_visibility(True)

    async def _refresh(self) -> None:
        dashboard.forget()
        await self.load()

    async def _choose_days(self, days: int) -> None:
        async with errors.shown():
            trend = await dashboard.trends(days, actor=await auth.actor())
            self._days = days
            self._charts.show_trend(trend)

    async def _more(self) -> None:
        async with errors.shown():
            self._shown = min(self._shown + _STEP, _MOST)
            await self.refresh_feed([])
