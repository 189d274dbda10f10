"""Which scope of a personal token opens which address: that of the feature under whose tag it stands."""

from fastapi.routing import APIRoute

from domain.accounts import FEATURES, Feature

_BELONGS_TO: dict[str, Feature] = {"users": "accounts", "invitations": "organizations", "views": "tasks",
    "comments": "tasks", "attachments": "tasks", "reminders": "tasks"}  # fmt: skip


def feature_of(route: APIRoute) -> Feature:
    """The feature of an address, by its first tag. Raises LookupError for one that stands under none."""
    tag = str(next(iter(route.tags), ""))
    found = _BELONGS_TO.get(tag) or next((feature for feature in FEATURES if feature == tag), None)
    if found is None:
        raise LookupError(f"{route.path}: {tag or 'no tag'} belongs to no scope of personal tokens")
    return found
