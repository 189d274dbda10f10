"""`/mails`: the outbox, for those who run the installation."""

from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import Field

from domain import mail
from domain.inputs import Id
from domain.mail import Mail
from domain.paging import Page
from ui.api.auth import Actor
from ui.api.outside import Count, Moment, Out
from ui.api.pagination import PageOut, Slice
from ui.api.routing import Route

router = APIRouter(prefix="/mails", tags=["administration"], route_class=Route)

Status = Literal["waiting", "sending", "sent", "failed", "held"]


class MailOut(Out):
    """One mail of the outbox."""

    id: UUID
    to_name: Annotated[str, Field(max_length=120)]
    to_email: Annotated[str, Field(max_length=254)]
    template: Annotated[str, Field(max_length=100)]
    subject: Annotated[str, Field(max_length=200)]
    status: Annotated[Status, Field(description="`held`: kept here, because there was no mail server.")]
    attempts: Count
    error: Annotated[str, Field(max_length=500, description="Why it did not go out the last time.")]
    created_at: Moment
    sent_at: Moment | None


class LetterOut(MailOut):
    """A mail with what it says."""

    text: Annotated[str, Field(max_length=1_000_000)]
    html: Annotated[str, Field(max_length=1_000_000)]


class MailQuery(Slice):
    """Which mails."""

    status: Status | None = None


@router.get("", response_model=PageOut[MailOut])
async def list_mails(asked: Annotated[MailQuery, Query()], actor: Actor) -> Page[Mail]:
    """The mails of the installation, the newest first."""
    return await mail.mails_of_instance(actor=actor, status=asked.status, limit=asked.limit, cursor=asked.cursor)


@router.get("/{mail_id}", response_model=LetterOut)
async def read_mail(mail_id: Id, actor: Actor) -> dict[str, Any]:
    """What a mail says that is not out yet; who reads it is written down. 409 when it was sent."""
    letter = await mail.read_mail(mail_id, actor=actor)
    return MailOut.model_validate(letter.mail).model_dump() | {"text": letter.text, "html": letter.html}


@router.post("/{mail_id}/send", response_model=MailOut)
async def send_mail(mail_id: Id, actor: Actor) -> Mail:
    """Send a mail that was kept here, or that failed. 409 for others, and without a mail server."""
    return await mail.send_now(mail_id, actor=actor)
