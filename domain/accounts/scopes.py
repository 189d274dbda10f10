"""What a personal token may be used for: a pair of scopes, to read and to change, for each feature."""

from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field

Feature = Literal[
    "accounts",
    "organizations",
    "teams",
    "tasks",
    "files",
    "notifications",
    "assistant",
    "dashboard",
    "search",
    "administration",
]
FEATURES: tuple[Feature, ...] = get_args(Feature)
SCOPES = tuple(f"{feature}:{right}" for feature in FEATURES for right in ("read", "write"))


def _known(scopes: list[str]) -> list[str]:
    unknown = sorted(set(scopes) - set(SCOPES))
    if unknown:
        raise ValueError(f"must be some of {', '.join(SCOPES)}; {', '.join(unknown)[:100]} is not")
    return sorted(set(scopes), key=SCOPES.index)


Scopes = Annotated[
    list[Annotated[str, Field(strict=True, max_length=50)]], Field(min_length=1, max_length=40), AfterValidator(_known)
]
