"""Where a saved view is: its state in the address of the page of tasks."""

from urllib.parse import urlencode

from domain.views.view import SavedView

KEPT = ("list", "span", "columns", "archived")  # what of the address is kept among a view's options


def query_of(view: SavedView) -> str:
    """The state as a query, without the view's id."""
    given = {name: str(view.options[name]) for name in KEPT if view.options.get(name)}
    given |= {"filter": view.filter, "group": view.group, "sort": view.sort}
    if view.layout != "list":
        given["layout"] = view.layout
    return urlencode({name: value for name, value in given.items() if value})


def address_of(view: SavedView) -> str:
    """Where the view opens."""
    return f"/tasks?view={view.id}&{query_of(view)}"


def group_of(view: SavedView) -> str:
    """With which others it stands in an order: the favourites, one's own, or those of a team."""
    return "favourite" if view.is_favourite else str(view.team_id or "own")
