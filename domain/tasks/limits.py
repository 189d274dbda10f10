"""How many cards a column of a board should hold at most. Going over it is shown, never refused."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from domain import teams
from domain.accounts.people import Person
from domain.clock import now
from domain.errors import NotPermitted
from domain.inputs import Id, Input, Storable
from domain.transactions import read, signal, transaction
from persistence.ids import new_id
from persistence.queries import limits as queries


class ColumnLimit(Input):
    """A column of the actor's own boards, or of a team's, and its limit; 0 takes it off."""

    team_id: Id | None = None
    group: Literal["status", "priority", "team", "label", "assignee"]
    key: Annotated[str, StringConstraints(strict=True, max_length=50), Storable]
    most: Annotated[int, Field(strict=True, ge=0, le=999)]


async def column_limits(group: str, *, team_id: UUID | None = None, actor: Person) -> dict[str, int]:
    """The limits by column, of a team's boards or of the actor's own; none for a team that is not theirs."""
    rows = await read(actor, queries.LIMITS, {"grouping": group, "team_id": team_id})
    return {row.column_key: row.most for row in rows}


async def limit_column(form: ColumnLimit, *, actor: Person) -> None:
    """Set or take off a limit. Everybody who sees a team's board sees its limits; who may add tasks to it sets them."""
    if form.team_id:
        team = await teams.team(form.team_id, actor=actor)
        if not teams.can_add_tasks(team):
            raise NotPermitted(f"As a viewer of {team.name} you cannot set limits on its board.")
    home: dict[str, UUID | None] = {"owner_id": None if form.team_id else actor.id, "team_id": form.team_id}
    async with transaction(actor) as session:
        if form.most:
            await queries.set_limit(session, {**home, "id": new_id(), "grouping": form.group, "column_key": form.key,
                                              "most": form.most, "set_by_id": actor.id, "set_at": now()})  # fmt: skip
        else:
            await queries.drop_limit(session, home, form.group, form.key)
        about = form.team_id or actor.id
        signal(session, "board.limited", kind="team", object_id=about, audience=[about])
