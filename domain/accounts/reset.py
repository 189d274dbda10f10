"""Choosing another password without the present one: by a link to the address."""

from uuid import uuid4

from domain import audit, jobs, mail
from domain.accounts import links, passwords, sessions, standing
from domain.accounts.inputs import PasswordChange
from domain.accounts.quota import spend_mail
from domain.accounts.throttle import Gate
from domain.clock import now
from domain.mail import Address
from domain.settings import settings
from domain.transactions import front_desk, read_at_front_desk, signal
from persistence.queries import accounts, email_tokens, throttles


async def ask_password_reset(email: str) -> None:
    """Have a link mailed. It is answered the same, and as quickly, whether anybody has this address.

    Raises Throttled after three in an hour.
    """
    await spend_mail("reset", email, audit.caller().address)
    async with front_desk() as session:
        await jobs.later(session, mail_reset, email=email, asked=str(uuid4()))


@jobs.job(name="accounts.mail_reset", queue="mail")
async def mail_reset(email: str, asked: str) -> None:
    """Mail the link to whom the address belongs, if to anybody."""
    rows = await read_at_front_desk(accounts.PERSON_TO_SIGN_IN, {"email": email})
    if not rows:
        return
    async with front_desk() as session:
        if await jobs.once(session, f"asked:{asked}"):
            await links.send(session, sessions.person_of(rows[0]), "reset")
            audit.write(session, "password.reset_asked", actor_id=None, object_kind="person", object_id=rows[0].id)


async def reset_password(token: str, password: str) -> None:
    """Use up a link: the password is replaced and all sessions of the person end.

    Raises Invalid, and uses nothing up, when the password is not good enough; and when the link is not (any more).
    """
    PasswordChange.of(password=password)
    person = await links.owner(token, "reset")
    passwords.check_strength(password, person.email, person.name, person.organization_name)
    hashed = await passwords.hash_of(password)
    async with front_desk() as session:
        await links.spend(session, token, "reset")  # again, under its lock: of two at once one comes through
        await accounts.set_password(session, person.id, hashed, now())
        await email_tokens.note_proven(session, person.id, now())
        await throttles.forget(session, Gate.for_sign_in(person.email, "").account or "")
        ended = await accounts.end_sessions(session, person.id, now())
        sessions.tell_ended(session, ended, person.id, actor_id=person.id)
        signal(session, "person.updated", kind="person", object_id=person.id, audience=[person.id])
        audit.write(session, "password.reset", actor_id=person.id, object_kind="person", object_id=person.id)
        data = {"name": person.name, "at": now().isoformat(), "link": f"{settings().base_url}/forgot-password"}
        await mail.send_later(session, to=Address(person.name, person.email), template="password-changed", data=data,
                              locale=person.locale, time_zone=person.time_zone)  # fmt: skip
    standing.ended(ended)
    standing.outdated(person.id)
