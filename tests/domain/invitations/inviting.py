"""People who invite and are invited, and the links that reach them."""

from itertools import count
from typing import Any
from urllib.parse import parse_qs, urlsplit

from domain import accounts, audit, invitations
from domain.accounts import Device, NewColleague, Person
from domain.invitations import Newcomer, NewInvitation
from domain.transactions import read_at_front_desk
from tests.worlds import PASSWORD

NEWCOMER = Newcomer(name="Dana", password=PASSWORD, time_zone="Europe/Berlin")
_numbers = count(1)


def address(name: str = "dana") -> str:
    return f"{name}.{next(_numbers)}@invited.example.org"


def device() -> Device:
    number = next(_numbers)  # no address comes again: guesses are counted by it
    return Device(f"10.11.{number // 250}.{number % 250}", "test")


def token_in(link: str) -> str:
    return parse_qs(urlsplit(link).query)["token"][0]


async def mails_to(email: str, template: str) -> list[Any]:
    query = "select data from mails where to_email = %(email)s and template = %(template)s order by created_at, id"
    return [row.data for row in await read_at_front_desk(query, {"email": email, "template": template})]


async def token_for(email: str) -> str:
    """The secret of the newest invitation that was mailed there."""
    return token_in((await mails_to(email, "invitation"))[-1]["link"])


async def invited(email: str, *, by: Person, **more: Any) -> str:
    """Invite somebody; the secret that reached them."""
    await invitations.invite(NewInvitation(email=email, **more), actor=by)
    return await token_for(email)


async def leave(somebody: Person, password: str = PASSWORD) -> Person:
    """Ask for the account to be deleted, from an address of one's own: guesses are counted by address."""
    here = device()
    under = (await accounts.sign_in(somebody.email, PASSWORD, device=here)).session
    with audit.coming_from(here.address):
        return await accounts.delete_account(password, actor=somebody, under=under)


async def colleague(of: Person, name: str = "Ben", role: str = "member") -> Person:
    form = NewColleague(email=address(name.lower()), name=name, password=PASSWORD)
    made = await accounts.add_colleague(form, actor=of)
    return await accounts.set_role(made.id, role, actor=of) if role != "member" else made


async def audited(object_id: Any, shared_database_url: str) -> list[str]:
    """The actions that the audit log tells of this object."""
    import psycopg
    from sqlalchemy.engine import make_url

    plain = make_url(shared_database_url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain) as owner:
        rows = owner.execute("select action from audit_log where object_id = %s order by id", (object_id,)).fetchall()
    return [row[0] for row in rows]
