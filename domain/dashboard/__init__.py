"""Dashboards: numbers, what happened, how it goes.

Verbs: statistics, tiles, breakdown, trends, trending, activity, latest, shared, health.
`filter_of(card)`: what it counts.
For live pages, which show to many at once: statistics_of, open_tasks_of, list_counts_of, news_of.
For domain.handlers: hear, forget.
"""

from domain.dashboard.activity import Activity, activity, latest, news_of
from domain.dashboard.breakdown import Breakdown, TeamCount, breakdown
from domain.dashboard.kept import forget, hear
from domain.dashboard.lists import ListCounts, list_counts_of
from domain.dashboard.sharing import health, shared
from domain.dashboard.statistics import CARDS, Card, Statistics, filter_of, open_tasks_of, statistics, statistics_of
from domain.dashboard.tiles import Tile, tiles
from domain.dashboard.trending import Trending, Window, trending
from domain.dashboard.trends import TrendPoint, trends

__all__ = [
    "CARDS",
    "Activity",
    "Breakdown",
    "Card",
    "ListCounts",
    "Statistics",
    "TeamCount",
    "Tile",
    "TrendPoint",
    "Trending",
    "Window",
    "activity",
    "breakdown",
    "filter_of",
    "forget",
    "health",
    "hear",
    "latest",
    "list_counts_of",
    "news_of",
    "open_tasks_of",
    "shared",
    "statistics",
    "statistics_of",
    "tiles",
    "trending",
    "trends",
]
