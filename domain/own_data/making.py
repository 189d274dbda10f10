"""Putting an export together, beside the requests; and forgetting it when its time is over."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from domain import audit, files, jobs, mail
from domain.accounts import Person, person_acting
from domain.clock import now
from domain.errors import NotPermitted, SignedOut
from domain.files import File
from domain.jobs import GiveUp
from domain.mail import Address
from domain.own_data.contents import write_everything
from domain.own_data.export import export_of
from domain.settings import settings
from domain.transactions import front_desk, signal, transaction
from persistence.queries import own_data as queries
from persistence.session import Session

_KEPT = timedelta(days=3)
_MOST = 50_000_000_000  # bytes of one export


def tell(session: Session, person_id: UUID) -> None:
    """Let the person's open pages look again."""
    signal(session, "export.changed", kind="export", object_id=person_id, audience=[person_id])


@jobs.job(name="own_data.make", retries=3)
async def make(export_id: str, person_id: str) -> None:
    """Write everything into a zip and keep it. Done once, however often it is begun."""
    wanted = UUID(export_id)
    try:
        actor = await person_acting(UUID(person_id))
    except SignedOut as error:
        raise GiveUp(error.message) from error
    async with transaction(actor) as session:
        known = await queries.newest(session, actor.id)
        if known is None or known.id != wanted or export_of(known).is_ready:
            return
    try:
        await _note(wanted, actor, status="making", progress=0)
        await _make(wanted, actor)
    except Exception:
        await _note(wanted, actor, status="failed")
        raise


async def _make(wanted: UUID, actor: Person) -> None:
    async def note(percent: int) -> None:
        await _note(wanted, actor, progress=percent)

    async with files.arriving(limit=_MOST) as arrived:
        await write_everything(arrived, actor=actor, note=note)
        day = now().date().isoformat()
        name = f"atrium-{day}.zip"
        await files.keep(
            arrived, name, purpose="export", subject_id=actor.id, actor=actor, within=_finish(wanted, actor)
        )


def _finish(wanted: UUID, actor: Person) -> Callable[[Session, File], Awaitable[None]]:
    async def finish(session: Session, file: File) -> None:
        until = now() + _KEPT
        await files.remove(session, await queries.files_of_others(session, actor.id, wanted))
        await queries.note(session, wanted, status="ready", progress=100, file_id=file.id, ready_at=now(),
                           expires_at=until)  # fmt: skip
        audit.write(session, "data.export_made", actor_id=actor.id, object_kind="person", object_id=actor.id)
        data = {"name": actor.name, "expires_at": until.isoformat(),
                "link": f"{settings().base_url}/settings?part=data"}  # fmt: skip
        await mail.send_later(session, to=Address(actor.name, actor.email), template="export-ready", data=data,
                              locale=actor.locale, time_zone=actor.time_zone)  # fmt: skip
        tell(session, actor.id)

    return finish


async def _note(wanted: UUID, actor: Person, **values: Any) -> None:
    async with transaction(actor) as session:
        await queries.note(session, wanted, **values)
        tell(session, actor.id)


@jobs.periodic(name="own_data.tidy", cron="17 * * * *")
async def tidy() -> None:
    """Once an hour: delete exports whose time is over."""
    async with front_desk() as session:
        for export in await queries.expired(session, now()):
            await files.remove(session, [export.file_id] if export.file_id else [])
            await queries.forget(session, export.id)


async def _own(_: Session, file: File, actor: Any) -> None:
    if file.subject_id != actor.id:
        raise NotPermitted("This export is not yours.")


async def _for_oneself(_: Session, subject_id: UUID | None, actor: Any) -> None:
    if subject_id != actor.id:
        raise NotPermitted("An export is made of one’s own data only.")


files.declare("export", see=_own, add=_for_oneself, remove=_own, counts=False)
