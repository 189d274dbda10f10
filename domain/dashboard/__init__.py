"""Dashboards: numbers, what happened, how it goes.

Verbs: statistics, breakdown, trends, activity, shared, health. `filter_of(card)` is the list that a card counts.
`filter_on(day, what)` the one behind a point of the trends.
For live pages, which show numbers to many at once: statistics_of, open_tasks_of. For domain.handlers: hear, forget.
"""

from domain.dashboard.activity import Activity, activity
from domain.dashboard.breakdown import Breakdown, TeamCount, breakdown
from domain.dashboard.kept import forget, hear
from domain.dashboard.sharing import health, shared
from domain.dashboard.statistics import CARDS, Card, Statistics, filter_of, open_tasks_of, statistics, statistics_of
from domain.dashboard.trends import TrendPoint, filter_on, trends

__all__ = [
    "CARDS",
    "Activity",
    "Breakdown",
    "Card",
    "Statistics",
    "TeamCount",
    "TrendPoint",
    "activity",
    "breakdown",
    "filter_of",
    "filter_on",
    "forget",
    "health",
    "hear",
    "open_tasks_of",
    "shared",
    "statistics",
    "statistics_of",
    "trends",
]
