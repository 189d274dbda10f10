"""A session goes on under another id after what changes how one signs in, or what one may do."""

import asyncio
from datetime import timedelta

import pytest

from domain import accounts, clock
from domain.accounts import Person, SignedIn, renewal, standing
from domain.transactions import front_desk
from tests.domain.accounts.joining import PASSWORD, device, join
from tests.domain.accounts.proving import later, with_phone

pytestmark = pytest.mark.usefixtures("domain_running")


async def _renewed(secret: str) -> SignedIn:
    found = await accounts.renew(secret)
    assert found
    return found


async def _is_signed_in(secret: str) -> bool:
    await accounts.look_again([secret])
    return await accounts.person_of_session(secret) is not None


async def _colleague(admin: Person, role: str) -> SignedIn:
    email = f"dana.{admin.id}@example.org"
    form = accounts.NewColleague.of(email=email, password=PASSWORD, name="Dana")
    added = await accounts.add_colleague(form, actor=admin)
    if role == "admin":
        await accounts.set_role(added.id, "admin", actor=admin)
    return await accounts.sign_in(email, PASSWORD, device=device())


async def test_a_session_goes_on_as_it_is_without_a_reason():
    assert await accounts.renew((await join()).secret) is None
    assert await accounts.renew("made up") is None


async def test_turning_two_step_sign_in_on_or_off_renews_every_browser_session_once():
    joined, _, _ = await with_phone()
    one = await _renewed(joined.secret)
    assert (one.secret != joined.secret, one.session.id != joined.session.id) == (True, True)
    assert await accounts.renew(one.secret) is None
    assert await accounts.renew(joined.secret) is None
    await accounts.turn_off_two_factor(actor=one.person, under=one.session)
    assert (await _renewed(one.secret)).person.id == joined.person.id


async def test_another_role_renews_and_the_same_person_goes_on():
    admin = (await join()).person
    dana = await _colleague(admin, "member")
    await accounts.set_role(dana.person.id, "admin", actor=admin)
    renewed = await _renewed(dana.secret)
    assert (renewed.person.id, renewed.person.role) == (dana.person.id, "admin")
    await accounts.set_role(dana.person.id, "member", actor=admin)
    assert (await _renewed(renewed.secret)).person.role == "member"


async def test_the_old_secret_is_good_for_half_a_minute_for_pages_on_their_way():
    joined, _, _ = await with_phone()
    renewed = await _renewed(joined.secret)
    assert await _is_signed_in(joined.secret)
    with later(seconds=31):
        assert not await _is_signed_in(joined.secret)
        assert accounts.is_renewed(joined.secret)
        assert await _is_signed_in(renewed.secret)
    assert not accounts.is_renewed(renewed.secret)


async def test_of_several_pages_at_once_one_renews():
    joined, _, _ = await with_phone()
    answers = await asyncio.gather(*(accounts.renew(joined.secret) for _ in range(5)))
    assert sum(answer is not None for answer in answers) == 1
    assert len(await accounts.sessions_of(actor=joined.person)) == 1


async def test_signing_out_ends_the_old_secret_with_the_new_one():
    joined, _, _ = await with_phone()
    await accounts.sign_out((await _renewed(joined.secret)).secret)
    assert not await _is_signed_in(joined.secret)


async def test_what_was_proven_and_when_it_ends_stay():
    joined = await join()
    kept = await accounts.sign_in(joined.person.email, PASSWORD, device=device(), remember=True)
    with clock.at(clock.now() + timedelta(minutes=9)):
        await accounts.begin_two_factor(actor=joined.person, under=kept.session)
    await _mark(joined.person)
    with later(minutes=9):
        renewed = await _renewed(kept.secret)
        assert await accounts.is_recent(renewed.session)
        assert (renewed.session.remember, renewed.session.created_at) == (True, kept.session.created_at)
    with later(minutes=11):
        assert not await accounts.is_recent(renewed.session)
    with later(days=61):
        assert not await _is_signed_in(renewed.secret)


async def _mark(person: Person) -> None:
    async with front_desk() as transaction:
        await renewal.renew_all(transaction, person.id)
    standing.outdated(person.id)
