"""Who may do what to a saved view.

| | its owner | team: viewer | team: member | team: creator, if no viewer | team: owner, admin |
| --- | --- | --- | --- | --- | --- |
| see it, make it a favourite | yes | yes | yes | yes | yes |
| change what it shows, rename, reorder | yes | | yes | yes | yes |
| delete it, take it out of the team | yes | | | yes | yes |
"""

from domain.views.view import SavedView


def can_edit(view: SavedView) -> bool:
    """Whether the reader may change what the view shows, its name and its place."""
    return view.permission != "view"


def can_delete(view: SavedView) -> bool:
    """Whether the reader may delete the view, or take it out of its team."""
    return view.permission == "owner"
