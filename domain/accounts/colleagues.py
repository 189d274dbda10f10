"""Letting colleagues in: accounts that an admin makes for people of the same organisation."""

from domain import audit
from domain.accounts import passwords, sessions, taken
from domain.accounts.directory import can_administer
from domain.accounts.inputs import NewColleague
from domain.accounts.people import Person
from domain.clock import now
from domain.errors import Invalid, NotPermitted
from domain.transactions import read, signal
from persistence.ids import new_id
from persistence.models import PersonRow
from persistence.queries import accounts


async def add_colleague(form: NewColleague, *, actor: Person) -> Person:
    """Make an account in the actor's organisation (admins), with a first password to hand over.

    Raises Invalid when the address is taken or the password is one that others would guess,
    and Throttled after many that are taken.
    """
    if not can_administer(actor):
        await audit.record(
            "access.refused", actor_id=actor.id, object_kind="organization", object_id=actor.organization_id
        )
        raise NotPermitted("Only admins of the organisation may do this.")
    passwords.check_strength(form.password, form.email, form.name, actor.organization_name)
    hashed, moment = await passwords.hash_of(form.password), now()
    row = PersonRow(id=new_id(), organization_id=actor.organization_id, email=form.email, name=form.name,
                    time_zone=form.time_zone, locale=actor.locale, created_at=moment, updated_at=moment)  # fmt: skip
    async with taken.making(audit.caller().address) as session:
        if not await accounts.add_person(session, None, row, hashed):
            raise Invalid("This e-mail address already has an account.", field="email")
        audit.write(session, "person.added", actor_id=actor.id, object_kind="person", object_id=row.id)
        signal(session, "person.joined", kind="person", object_id=row.id, audience=[actor.id])
    return sessions.person_of((await read(actor, accounts.PERSON, {"id": row.id}))[0])
