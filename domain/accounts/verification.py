"""Proving that an address is one's own."""

from uuid import uuid4

from domain import audit, jobs
from domain.accounts import links, sessions, standing
from domain.accounts.quota import spend_mail
from domain.clock import now
from domain.transactions import front_desk, read_at_front_desk, signal
from persistence.queries import accounts, email_tokens


async def verify_email(token: str) -> None:
    """Use up a link: the address it was sent to is proven. Raises Invalid when it is not good (any more)."""
    async with front_desk() as session:
        person_id = await links.spend(session, token, "verify")
        await email_tokens.note_proven(session, person_id, now())
        signal(session, "person.updated", kind="person", object_id=person_id, audience=[person_id])
        audit.write(session, "email.verified", actor_id=person_id, object_kind="person", object_id=person_id)
    standing.outdated(person_id)


async def ask_verification(email: str) -> None:
    """Have the link mailed again. It is answered the same, and as quickly, whether anybody has this address.

    Raises Throttled after three in an hour.
    """
    await spend_mail("verify", email, audit.caller().address)
    async with front_desk() as session:
        await jobs.later(session, mail_verification, email=email, asked=str(uuid4()))


@jobs.job(name="accounts.mail_verification", queue="mail")
async def mail_verification(email: str, asked: str) -> None:
    """Mail the link to whom the address belongs, if to anybody who did not prove it yet."""
    rows = await read_at_front_desk(accounts.PERSON_TO_SIGN_IN, {"email": email})
    if not rows or rows[0].email_verified:
        return
    async with front_desk() as session:
        if await jobs.once(session, f"asked:{asked}"):
            await links.send(session, sessions.person_of(rows[0]), "verify")
