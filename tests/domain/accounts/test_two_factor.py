"""Two-step sign-in: an authenticator app, recovery codes, and what neither lets through."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest

from domain import accounts, clock
from domain.accounts import Person
from domain.accounts.sealing import seal, unseal
from domain.errors import Conflict, Invalid, NotRecent, SecondFactorRequired, SignedOut, Throttled
from domain.transactions import read_at_front_desk
from tests.domain.accounts.joining import PASSWORD, device, join
from tests.domain.accounts.proving import Phone, later, mails_to, with_phone

pytestmark = pytest.mark.usefixtures("domain_running")


async def ticket_of(person: Person, *, remember: bool = False) -> str:
    with pytest.raises(SecondFactorRequired) as half:
        await accounts.sign_in(person.email, PASSWORD, device=device(), remember=remember)
    return half.value.ticket


async def test_it_is_off_until_a_code_of_the_app_was_seen():
    joined = await join()
    person, session = joined.person, joined.session
    made = await accounts.begin_two_factor(actor=person, under=session)
    assert made.uri.startswith("otpauth://totp/Atrium:")
    assert not (await accounts.two_factor_of(actor=person)).is_on
    await accounts.sign_in(person.email, PASSWORD, device=device())
    with pytest.raises(Invalid):
        await accounts.confirm_two_factor("000000", actor=person, under=session)
    codes = await accounts.confirm_two_factor(Phone(made.secret).code(), actor=person, under=session)
    found = await accounts.two_factor_of(actor=person)
    assert (found.is_on, found.codes_left) == (True, 10)
    assert len(set(codes)) == 10
    await ticket_of(person)
    assert (await mails_to(person))[-1] == "two-factor-on"


async def test_a_secret_begun_anew_takes_the_place_of_the_one_before():
    joined = await join()
    first = await accounts.begin_two_factor(actor=joined.person, under=joined.session)
    await accounts.begin_two_factor(actor=joined.person, under=joined.session)
    with pytest.raises(Invalid):
        await accounts.confirm_two_factor(Phone(first.secret).code(), actor=joined.person, under=joined.session)


async def test_it_is_turned_on_once():
    joined, _, _ = await with_phone()
    with pytest.raises(Conflict):
        await accounts.begin_two_factor(actor=joined.person, under=joined.session)
    with pytest.raises(Conflict):
        await accounts.confirm_two_factor("000000", actor=joined.person, under=joined.session)


async def test_the_secret_and_the_codes_cannot_be_read_in_the_database():
    joined, phone, codes = await with_phone()
    query = "select * from authenticators where person_id = %(id)s"
    [row] = await read_at_front_desk(query, {"id": joined.person.id})
    assert phone.totp.secret not in str(row)
    rows = await read_at_front_desk("select * from recovery_codes where person_id = %(id)s", {"id": joined.person.id})
    assert not any(code in str(row) or code.replace("-", "") in str(row) for code in codes for row in rows)


def test_one_persons_sealed_secret_is_of_no_use_to_another():
    ada, ben = uuid4(), uuid4()
    sealed = seal("JBSWY3DPEHPK3PXP", purpose="authenticator", owner_id=ada)
    assert unseal(sealed, purpose="authenticator", owner_id=ada) == "JBSWY3DPEHPK3PXP"
    for purpose, owner_id, told in (
        ("authenticator", ben, sealed),
        ("other", ada, sealed),
        ("authenticator", ada, "x"),
    ):
        with pytest.raises(Conflict):
            unseal(told, purpose=purpose, owner_id=owner_id)


async def test_a_code_completes_the_sign_in_and_only_then_is_there_a_session():
    joined, phone, _ = await with_phone()
    before = len(await accounts.sessions_of(actor=joined.person))
    ticket = await ticket_of(joined.person, remember=True)
    assert await accounts.person_of_session(ticket) is None
    assert len(await accounts.sessions_of(actor=joined.person)) == before
    signed_in = await accounts.finish_sign_in(ticket, phone.code(), device=device())
    assert (signed_in.person.id, signed_in.session.remember) == (joined.person.id, True)
    assert signed_in.secret not in (ticket, joined.secret)
    assert await accounts.person_of_session(signed_in.secret)


async def test_a_first_step_is_good_for_one_sign_in():
    joined, phone, codes = await with_phone()
    ticket = await ticket_of(joined.person)
    await accounts.finish_sign_in(ticket, phone.code(), device=device())
    with pytest.raises(SignedOut):
        await accounts.finish_sign_in(ticket, codes[0], device=device())


async def test_a_first_step_is_too_old_after_ten_minutes():
    joined, _, codes = await with_phone()
    ticket = await ticket_of(joined.person)
    with later(minutes=11), pytest.raises(SignedOut):
        await accounts.finish_sign_in(ticket, codes[0], device=device())


@pytest.mark.parametrize("ticket", ["", "x" * 43, "x" * 5000])
async def test_a_made_up_first_step_is_none(ticket):
    with pytest.raises(SignedOut):
        await accounts.finish_sign_in(ticket, "123456", device=device())


async def test_who_was_deactivated_meanwhile_does_not_get_in():
    admin = await join()
    form = accounts.NewColleague.of(email=f"dana.{admin.person.id}@example.org", password=PASSWORD, name="Dana")
    dana = await accounts.add_colleague(form, actor=admin.person)
    session = (await accounts.sign_in(dana.email, PASSWORD, device=device())).session
    with clock.at(clock.now() - timedelta(minutes=5)):
        made = await accounts.begin_two_factor(actor=dana, under=session)
        await accounts.confirm_two_factor(Phone(made.secret).code(), actor=dana, under=session)
    ticket = await ticket_of(dana)
    await accounts.set_status(dana.id, "deactivated", actor=admin.person)
    with pytest.raises(SignedOut):
        await accounts.finish_sign_in(ticket, Phone(made.secret).code(), device=device())


async def test_a_code_is_good_for_one_use_also_when_used_twice_at_once():
    joined, phone, _ = await with_phone()
    tickets = [await ticket_of(joined.person) for _ in range(4)]
    code = phone.code()
    tries = [accounts.finish_sign_in(ticket, code, device=device()) for ticket in tickets]
    answers = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(answer, Invalid) for answer in answers) == 3
    with pytest.raises(Invalid):
        await accounts.finish_sign_in(await ticket_of(joined.person), code, device=device())


async def test_a_code_older_than_one_that_was_used_is_refused():
    joined, phone, _ = await with_phone()
    earlier = phone.code(clock.now() - timedelta(seconds=30))
    await accounts.finish_sign_in(await ticket_of(joined.person), phone.code(), device=device())
    with pytest.raises(Invalid):
        await accounts.finish_sign_in(await ticket_of(joined.person), earlier, device=device())


async def test_a_code_of_another_time_is_refused_and_a_little_early_or_late_is_not():
    joined, phone, _ = await with_phone()
    for seconds in (-90, 90):
        code = phone.code(clock.now() + timedelta(seconds=seconds))
        with pytest.raises(Invalid):
            await accounts.finish_sign_in(await ticket_of(joined.person), code, device=device())
    for seconds in (-30, 30):
        code = phone.code(clock.now() + timedelta(seconds=seconds))
        await accounts.finish_sign_in(await ticket_of(joined.person), f" {code[:3]} {code[3:]} ", device=device())


async def test_a_recovery_code_completes_the_sign_in_once_and_its_person_is_told():
    joined, _, codes = await with_phone()
    typed = codes[3].upper().replace("-", " ")
    await accounts.finish_sign_in(await ticket_of(joined.person), typed, device=device())
    with pytest.raises(Invalid):
        await accounts.finish_sign_in(await ticket_of(joined.person), codes[3], device=device())
    assert (await accounts.two_factor_of(actor=joined.person)).codes_left == 9
    assert "recovery-code-used" in await mails_to(joined.person)


async def test_new_recovery_codes_make_the_old_ones_void():
    joined, _, old = await with_phone()
    new = await accounts.new_recovery_codes(actor=joined.person, under=joined.session)
    assert len(set(old + new)) == 20
    with pytest.raises(Invalid):
        await accounts.finish_sign_in(await ticket_of(joined.person), old[0], device=device())
    await accounts.finish_sign_in(await ticket_of(joined.person), new[0], device=device())
    assert "recovery-codes-renewed" in await mails_to(joined.person)


async def test_anothers_recovery_code_opens_nothing():
    (ada, _, _), (_, _, bens) = await with_phone("Ada"), await with_phone("Ben")
    with pytest.raises(Invalid):
        await accounts.finish_sign_in(await ticket_of(ada.person), bens[0], device=device())


@pytest.mark.parametrize("kind", ["code of the app", "recovery code"])
async def test_who_guesses_is_slowed_down_also_for_the_right_one_from_elsewhere(kind):
    joined, phone, codes = await with_phone()
    wrong, right = ("000000", phone.code()) if kind == "code of the app" else ("abcd-abcd-abcd-abcd", codes[0])
    for _ in range(10):
        with pytest.raises(Invalid):
            await accounts.finish_sign_in(await ticket_of(joined.person), wrong, device=device())
    with pytest.raises(Throttled):
        await accounts.finish_sign_in(await ticket_of(joined.person), right, device=device())


async def test_a_hundred_guesses_at_once_are_ten():
    joined, _, _ = await with_phone()
    ticket = await ticket_of(joined.person)
    tries = [accounts.finish_sign_in(ticket, "000000", device=device()) for _ in range(30)]
    with clock.at(clock.now()):  # so that no wait ends on a busy machine
        answers = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(answer, Throttled) for answer in answers) == 20


async def test_programs_send_the_code_along():
    joined, phone, codes = await with_phone()
    email = joined.person.email
    with pytest.raises(SecondFactorRequired):
        await accounts.issue_tokens(email, PASSWORD, device=device())
    with pytest.raises(SignedOut) as refused:
        await accounts.issue_tokens(email, PASSWORD, device=device(), code="000000")
    assert not isinstance(refused.value, SecondFactorRequired)
    for code in (phone.code(), codes[0]):
        tokens = await accounts.issue_tokens(email, PASSWORD, device=device(), code=code)
        assert (await accounts.person_of_access_token(tokens.access_token))[0].id == joined.person.id


async def test_a_code_does_not_make_up_for_a_wrong_password():
    joined, phone, _ = await with_phone()
    with pytest.raises(SignedOut) as refused:
        await accounts.issue_tokens(joined.person.email, "wrong password", device=device(), code=phone.code())
    assert not isinstance(refused.value, SecondFactorRequired)


async def test_turned_off_one_step_is_enough_and_the_codes_are_void():
    joined, _, _ = await with_phone()
    ticket = await ticket_of(joined.person)
    await accounts.turn_off_two_factor(actor=joined.person, under=joined.session)
    assert not (await accounts.two_factor_of(actor=joined.person)).is_on
    assert (await accounts.sign_in(joined.person.email, PASSWORD, device=device())).person.id == joined.person.id
    with pytest.raises(SignedOut):
        await accounts.finish_sign_in(ticket, "123456", device=device())
    with pytest.raises(Conflict):
        await accounts.turn_off_two_factor(actor=joined.person, under=joined.session)
    with pytest.raises(Conflict):
        await accounts.new_recovery_codes(actor=joined.person, under=joined.session)
    assert (await mails_to(joined.person))[-1] == "two-factor-off"


async def test_each_change_needs_a_recent_proof():
    joined, _, _ = await with_phone()
    given = {"actor": joined.person, "under": joined.session}
    with later(minutes=11):
        for verb in (accounts.turn_off_two_factor, accounts.new_recovery_codes, accounts.begin_two_factor):
            with pytest.raises(NotRecent):
                await verb(**given)
        with pytest.raises(NotRecent):
            await accounts.confirm_two_factor("123456", **given)
    assert (await accounts.two_factor_of(actor=joined.person)).is_on


async def test_the_proof_is_given_again_with_the_password_or_a_code():
    joined, phone, codes = await with_phone()
    given = {"actor": joined.person, "under": joined.session}
    with later(minutes=11):
        with pytest.raises(Invalid):
            await accounts.confirm_with_password("wrong password", **given)
        with pytest.raises(Invalid):
            await accounts.confirm_with_code("000000", **given)
        assert not await accounts.is_recent(joined.session)
        await accounts.confirm_with_password(PASSWORD, **given)
        await accounts.require_recent(joined.session)
    with later(minutes=30):
        assert not await accounts.is_recent(joined.session)
        await accounts.confirm_with_code(phone.code(), **given)
        assert await accounts.is_recent(joined.session)
    assert codes


async def test_the_proof_of_one_session_is_none_for_another():
    joined = await join()
    with later(minutes=11):
        elsewhere = await accounts.sign_in(joined.person.email, PASSWORD, device=device())
        assert await accounts.is_recent(elsewhere.session)
        with pytest.raises(NotRecent):
            await accounts.require_recent(joined.session)


async def test_who_guesses_the_password_at_the_proof_is_slowed_down():
    joined = await join()
    for _ in range(10):
        with pytest.raises(Invalid):
            await accounts.confirm_with_password("wrong password", actor=joined.person, under=joined.session)
    with pytest.raises(Throttled):
        await accounts.confirm_with_password(PASSWORD, actor=joined.person, under=joined.session)


async def test_a_session_that_ended_proves_nothing():
    joined = await join()
    await accounts.sign_out(joined.secret)
    with pytest.raises(NotRecent):
        await accounts.require_recent(joined.session)
