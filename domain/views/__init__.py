"""Saved views: filters with names, one's own or a team's."""

from domain.views.lifecycle import create, delete, edit, favourite, unfavourite
from domain.views.ordering import stand_after
from domain.views.permissions import can_delete, can_edit
from domain.views.reading import view, views_of
from domain.views.view import Favourite, Layout, NewView, SavedView, ViewChanges

__all__ = [
    "Favourite",
    "Layout",
    "NewView",
    "SavedView",
    "ViewChanges",
    "can_delete",
    "can_edit",
    "create",
    "delete",
    "edit",
    "favourite",
    "stand_after",
    "unfavourite",
    "view",
    "views_of",
]
