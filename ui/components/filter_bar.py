"""Search, filters, sorting. Its state is the URL's query."""

from pathlib import Path
from typing import Any

from ui.components.asking import Asking

_PARTS: list[str | Path] = [
    "task_words.js", "task_address.js", "view_order.js", "popover.js", "pick_list.js", "filter_text.js",
    "filter_builder.js", "saved_views.js", "task_export.js",
]  # fmt: skip


class FilterBar(Asking, component="filter_bar.js", dependencies=_PARTS):
    """Asks `change` with the query when the person wants to see other tasks, `offer` for what there is to choose.

    It stands before what it filters.
    """

    def __init__(self, *, view: str, path: str, query: str, me: str) -> None:
        super().__init__()
        self._props.update(
            view=view,
            path=path,
            query=query,
            me=me,
            total=0,
            ready=False,
            labels=[],
            people=[],
            teams=[],
            views=[],
            vocabulary=[],
        )

    def offer(self, **options: list[Any]) -> None:
        """What there is to choose from: `labels`, `people`, `teams`, `views`."""
        if any(self._props[name] != values for name, values in options.items()):
            self._props.update(options)
            self.update()

    def count(self, total: int) -> None:
        """Say how many tasks there are."""
        if self._props["total"] != total or not self._props["ready"]:
            self._props.update({"total": total, "ready": True})
            self.update()

    def arrive(self, query: str) -> None:
        """Show the filters of this query, and open its task: the person has gone there."""
        self.run_method("arrive", query)
