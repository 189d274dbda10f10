"""Saved views: filters with names, one's own or a team's."""

from domain.views.address import KEPT, address_of, group_of, query_of
from domain.views.lifecycle import create, delete, edit, favourite, restore, unfavourite
from domain.views.ordering import stand_after
from domain.views.permissions import can_delete, can_edit
from domain.views.reading import view, view_of, views_of
from domain.views.view import Favourite, Layout, NewView, SavedView, ViewChanges

__all__ = [
    "KEPT",
    "Favourite",
    "Layout",
    "NewView",
    "SavedView",
    "ViewChanges",
    "address_of",
    "can_delete",
    "can_edit",
    "create",
    "delete",
    "edit",
    "favourite",
    "group_of",
    "query_of",
    "restore",
    "stand_after",
    "unfavourite",
    "view",
    "view_of",
    "views_of",
]
