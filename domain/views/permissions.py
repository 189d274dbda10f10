"""Who may do what to a saved view.

| | its owner | team: viewer | team: member | team: creator, if no viewer | team: owner, admin |
| --- | --- | --- | --- | --- | --- |
| see it, make it a favourite | yes | yes | yes | yes | yes |
| change what it shows, rename, reorder | yes | | yes | yes | yes |
| delete it, take it out of the team | yes | | | yes | yes |
"""

from domain.views.view import SavedView


def can_edit(view: SavedView) -> bool:
    return view.permission != "view"


def can_delete(view: SavedView) -> bool:
    return view.permission == "owner"
