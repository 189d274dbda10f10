"""Joining: who becomes what, what is refused, and what happens when two want the same at once."""

import asyncio

import psycopg
import pytest
from sqlalchemy.engine import make_url

from domain import accounts, audit, clock, invitations, organizations, transactions
from domain.accounts import Device, NewColleague, SignUp, standing
from domain.errors import Conflict, Invalid, Throttled
from domain.invitations import Joiner, NewJoinLink
from tests.databases import NewDatabase
from tests.domain.accounts.joining import PASSWORD, device, form, join
from tests.domain.invitations.inviting import token_in

pytestmark = pytest.mark.usefixtures("domain_running")


async def test_signing_up_makes_a_person_an_organisation_and_a_session():
    signed_in = await join("Ada", organization_name="Analytical Engines")
    assert signed_in.person.name == "Ada"
    assert signed_in.person.role == "admin"
    assert (await organizations.my_organization(actor=signed_in.person)).name == "Analytical Engines"
    assert (await organizations.my_organization(actor=signed_in.person)).member_count == 1
    found = await accounts.person_of_session(signed_in.secret)
    assert found is not None
    assert found[0] == signed_in.person


async def test_what_signing_up_answers_is_what_the_database_keeps():
    signed_in = await join("Ada")
    standing.clear()
    assert await accounts.person_of_session(signed_in.secret) == (signed_in.person, signed_in.session)


@pytest.mark.parametrize("respelt", [str.upper, str.title, lambda email: f"  {email}  "])
async def test_an_address_is_taken_in_every_spelling(respelt):
    email = (await join()).person.email
    with pytest.raises(Invalid) as refused:
        await accounts.sign_up(form(email=respelt(email)), device=device())
    assert [error.field for error in refused.value.errors] == ["email"]


async def test_of_many_who_want_one_address_at_once_one_gets_it_and_the_others_leave_nothing(shared_database_url: str):
    wanted = [form(email="race@example.org", organization_name="Race") for _ in range(8)]
    answers = await asyncio.gather(*(accounts.sign_up(f, device=device()) for f in wanted), return_exceptions=True)
    assert sum(isinstance(answer, Invalid) for answer in answers) == 7
    with _owner(shared_database_url) as owner:
        assert owner.execute("select count(*) from organizations where name = 'Race'").fetchone() == (1,)


async def test_exactly_one_of_the_first_people_administers_the_installation(new_database: NewDatabase):
    before = transactions._Open.database
    transactions.connect(new_database())
    try:
        assert await accounts.is_first_run()
        joined = await asyncio.gather(*(join(f"Person{n}") for n in range(8)))
        assert [signed_in.person.is_instance_admin for signed_in in joined].count(True) == 1
        assert not (await join("Late")).person.is_instance_admin
        assert not await accounts.is_first_run()
    finally:
        await transactions.disconnect()
        transactions._Open.database = before


@pytest.mark.parametrize(
    "password",
    [
        "password",
        "PASSWORD123",
        "iloveyou",
        "12345678",
        "aaaaaaaaaa",
        "qwertyuiop",
        "Atrium2026",
        "lovelace",
        "Lovelace-1",
    ],
)
async def test_passwords_that_others_would_guess_are_refused(password):
    with pytest.raises(Invalid) as refused:
        await accounts.sign_up(form("Ada Lovelace", password=password, email="lovelace@example.org"), device=device())
    assert refused.value.errors[0].field == "password"


@pytest.mark.parametrize("password", ["Tr0ub4dor&3", "correct horse ada", "ünïcödé pässwörd", "        x        y "])
async def test_other_passwords_are_taken_as_they_are(password):
    joined = await join("Grace Hopper", password=password)
    assert (await accounts.sign_in(joined.person.email, password, device=device())).person == joined.person


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "nobody"), ("email", "a b@example.org"), ("email", "a@localhost"),
        ("email", "x" * 250 + "@example.org"),
        ("password", "short"), ("password", "x" * 129), ("name", ""), ("name", "  "), ("name", "x" * 121),
        ("organization_name", ""), ("time_zone", "Mars/Olympus"),
    ],
)  # fmt: skip
def test_bad_input_is_refused_by_field(field, value):
    good = {"email": "a@example.org", "password": PASSWORD, "name": "Ada", "organization_name": "Harbour"}
    with pytest.raises(Invalid) as refused:
        SignUp.of(**good | {field: value})
    assert [error.field for error in refused.value.errors] == [field]


async def test_two_hundred_people_may_join_from_one_address():
    at_one_place = device("10.1.1.1")
    for _ in range(200):
        await accounts.sign_up(form(), device=at_one_place)


async def _by_browser(sign_up: SignUp, at: Device) -> None:
    await accounts.sign_up(sign_up, device=at)


async def _by_program(sign_up: SignUp, at: Device) -> None:
    await accounts.sign_up_tokens(sign_up, device=at)


async def _by_an_admin(sign_up: SignUp, at: Device) -> None:
    admin = (await accounts.sign_up(form(), device=device())).person
    with audit.coming_from(at.address):
        await accounts.add_colleague(
            NewColleague(**sign_up.model_dump(include={"email", "name", "password"})), actor=admin
        )


async def _by_a_link(sign_up: SignUp, at: Device) -> None:
    admin = (await accounts.sign_up(form(), device=device())).person
    _, url = await invitations.make_link(NewJoinLink(), actor=admin)
    joiner = Joiner(**sign_up.model_dump(include={"email", "name", "password"}))
    await invitations.join_as_new(token_in(url), joiner, device=at)


@pytest.mark.parametrize("made", [_by_browser, _by_program, _by_an_admin, _by_a_link])
async def test_who_asks_for_many_addresses_that_are_taken_waits_whatever_is_tried_next(made):
    taken, at_one_place = form(), device()
    await accounts.sign_up(taken, device=device())
    with clock.at(clock.now()):
        for _ in range(20):
            with pytest.raises((Invalid, Conflict), match="already"):
                await made(taken, at_one_place)
        for tried in (taken, form()):
            with pytest.raises(Throttled):
                await made(tried, at_one_place)
        await made(form(), device())


def _owner(url: str) -> psycopg.Connection:
    return psycopg.connect(make_url(url).set(drivername="postgresql").render_as_string(hide_password=False))
