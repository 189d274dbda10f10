"""Saving, changing and deleting views."""

from uuid import UUID

from domain import teams
from domain.accounts.people import Person
from domain.clock import now
from domain.errors import Conflict, NotPermitted, Outdated
from domain.transactions import publish, signal, transaction
from domain.views.permissions import can_delete, can_edit
from domain.views.reading import access_view
from domain.views.view import Favourite, NewView, SavedView, ViewChanges
from persistence.models import SavedViewRow
from persistence.queries import views as queries
from persistence.session import Session

MOST = 200  # views of one person or one team
_COLUMNS = {"group": "grouping"}


async def create(form: NewView, *, actor: Person) -> SavedView:
    """Save a view as one's own, or as a team's that one may add to. Raises Conflict when there are too many."""
    async with transaction(actor) as session:
        if form.team_id:
            await _check_team(form.team_id, actor=actor)
        owner_id = None if form.team_id else actor.id
        row = SavedViewRow(
            owner_id=owner_id, team_id=form.team_id, creator_id=actor.id, name=form.name, filter=form.filter,
            sort=form.sort, grouping=form.group, layout=form.layout, options=form.options, created_at=now(),
            updated_at=now(), position=await _last_position(session, owner_id, form.team_id),
        )  # fmt: skip
        session.add(row)
        await session.flush()
        if form.favourite:
            await queries.set_favourite(session, row.id, actor.id, None)
        _tell(session, "view.created", row)
        return await access_view(session, row.id, actor=actor)


async def edit(view_id: UUID, changes: ViewChanges, *, actor: Person, version: int | None = None) -> SavedView:
    """Change a view; giving `team_id` shares it with that team, or takes it back as one's own.

    Raises NotPermitted for those who may only see it, Outdated when `version` is not current.
    """
    async with transaction(actor) as session:
        view = await access_view(session, view_id, actor=actor)
        if not can_edit(view):
            raise NotPermitted("You can see this view but not change it.")
        row = await _row(session, view_id, version)
        given = {_COLUMNS.get(name, name): value for name, value in changes.given().items()}
        if "team_id" in given and given["team_id"] != row.team_id:
            await _move(session, row, view, given["team_id"], actor=actor)
        given.pop("team_id", None)
        if not row.same(**given):
            for name, value in given.items():
                setattr(row, name, value)
            row.version, row.updated_at = row.version + 1, now()
            _tell(session, "view.updated", row)
        await session.flush()
        return await access_view(session, view_id, actor=actor)


async def delete(view_id: UUID, *, actor: Person, version: int | None = None) -> None:
    """Delete a view for everybody who sees it; the tasks stay. For thirty days it can be restored.

    Raises NotPermitted, Outdated.
    """
    async with transaction(actor) as session:
        _require_delete(await access_view(session, view_id, actor=actor))
        row = await _row(session, view_id, version)
        row.deleted_at, row.version = now(), row.version + 1
        _tell(session, "view.deleted", row)


async def restore(view_id: UUID, *, actor: Person) -> SavedView:
    """Bring a deleted view back where it was, among the favourites of those who had it there. Again changes nothing.

    Raises NotPermitted for those who may not delete it, NotFound, and Conflict when there are too many meanwhile.
    """
    async with transaction(actor) as session:
        _require_delete(await access_view(session, view_id, actor=actor, trashed=True))
        row = await _row(session, view_id, None)
        if row.deleted_at is not None:
            await _last_position(session, row.owner_id, row.team_id)
            row.deleted_at, row.version = None, row.version + 1
            _tell(session, "view.restored", row)
            await session.flush()
        return await access_view(session, view_id, actor=actor)


async def favourite(view_id: UUID, form: Favourite = Favourite(), *, actor: Person) -> SavedView:
    """Put a view among one's favourites, at the end or at a position. Others do not notice."""
    async with transaction(actor) as session:
        await access_view(session, view_id, actor=actor)
        await queries.set_favourite(session, view_id, actor.id, form.position)
        _tell_oneself(session, view_id, actor)
        return await access_view(session, view_id, actor=actor)


async def unfavourite(view_id: UUID, *, actor: Person) -> SavedView:
    """Take a view off one's favourites; twice changes nothing."""
    async with transaction(actor) as session:
        await access_view(session, view_id, actor=actor)
        await queries.drop_favourite(session, view_id, actor.id)
        _tell_oneself(session, view_id, actor)
        return await access_view(session, view_id, actor=actor)


async def _move(session: Session, row: SavedViewRow, view: SavedView, team_id: UUID | None, *, actor: Person) -> None:
    if view.team_id and not can_delete(view):
        raise NotPermitted("Only who made this view and the team’s owner and admins may take it out of the team.")
    if team_id:
        await _check_team(team_id, actor=actor)
    _tell(session, "view.deleted", row)  # for those who saw it until now
    owner_id = None if team_id else actor.id
    row.position = await _last_position(session, owner_id, team_id)
    row.owner_id, row.team_id = owner_id, team_id
    row.version, row.updated_at = row.version + 1, now()
    await session.flush()
    _tell(session, "view.updated", row)


def _require_delete(view: SavedView) -> None:
    if not can_delete(view):
        raise NotPermitted("Only who made this view and the team’s owner and admins may delete it.")


async def _check_team(team_id: UUID, *, actor: Person) -> None:
    team = await teams.team(team_id, actor=actor)
    if not teams.can_add_tasks(team):
        raise NotPermitted(f"Viewers of {team.name} cannot add views to it.")


async def _last_position(session: Session, owner_id: UUID | None, team_id: UUID | None) -> float:
    number, last = await queries.extent(session, owner_id, team_id)
    if number >= MOST:
        raise Conflict(f"There are {MOST} saved views already: delete some first.")
    return last + 1


async def _row(session: Session, view_id: UUID, version: int | None) -> SavedViewRow:
    row = await session.get(SavedViewRow, view_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise Conflict("The view was deleted meanwhile.")
    if version is not None and row.version != version:
        raise Outdated("The view was changed meanwhile.", fields={"version": row.version})
    return row


def _tell(session: Session, event: str, row: SavedViewRow) -> None:
    publish(session, event, kind="view", object_id=row.id, version=row.version, team_id=row.team_id,
            owner_id=row.owner_id)  # fmt: skip


def _tell_oneself(session: Session, view_id: UUID, actor: Person) -> None:
    signal(session, "view.favourite", kind="view", object_id=view_id, audience=[actor.id])
