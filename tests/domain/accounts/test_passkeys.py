"""Passkeys: made, named, removed; signing in with them; and what an answer has to be right about."""

from typing import Any
from uuid import uuid4

import pytest

from domain import accounts
from domain.accounts import Person
from domain.accounts.passkeys import MOST
from domain.errors import (
    Conflict,
    Invalid,
    NotFound,
    NotPermitted,
    NotRecent,
    SecondFactorRequired,
    SignedOut,
    Throttled,
)
from domain.settings import settings
from tests.domain.accounts.authenticator import PRESENT, Authenticator
from tests.domain.accounts.joining import PASSWORD, device, join
from tests.domain.accounts.proving import ORIGIN, later, mails_to, with_passkey, with_phone

pytestmark = pytest.mark.usefixtures("domain_running")


async def test_a_passkey_signs_in_alone():
    joined, key = await with_passkey()
    [known] = await accounts.passkeys_of(actor=joined.person)
    assert (known.name, known.last_used_at) == ("Laptop", None)
    asked = await accounts.ask_for_passkey()
    assert (asked["rpId"], asked["userVerification"], asked["allowCredentials"]) == ("localhost", "required", [])
    signed_in = await accounts.sign_in_with_passkey(key.prove(asked), device=device(), remember=True)
    assert signed_in.person.id == joined.person.id
    assert signed_in.session.remember
    assert await accounts.person_of_session(signed_in.secret)
    assert (await accounts.passkeys_of(actor=joined.person))[0].last_used_at
    assert "passkey-added" in await mails_to(joined.person)


async def test_it_is_both_steps_in_one():
    joined, key = await with_passkey()
    made = await accounts.begin_two_factor(actor=joined.person, under=joined.session)
    from tests.domain.accounts.proving import Phone

    await accounts.confirm_two_factor(Phone(made.secret).code(), actor=joined.person, under=joined.session)
    signed_in = await accounts.sign_in_with_passkey(key.prove(await accounts.ask_for_passkey()), device=device())
    assert signed_in.person.id == joined.person.id


async def test_it_completes_a_sign_in_as_the_second_step():
    joined, _, _ = await with_phone()
    key = Authenticator(ORIGIN)
    asked = await accounts.begin_passkey(actor=joined.person, under=joined.session)
    await accounts.add_passkey(key.make(asked), "Key", actor=joined.person, under=joined.session)
    with pytest.raises(SecondFactorRequired) as half:
        await accounts.sign_in(joined.person.email, PASSWORD, device=device())
    asked = await accounts.ask_for_passkey_of_ticket(half.value.ticket)
    assert len(asked["allowCredentials"]) == 1
    signed_in = await accounts.finish_sign_in_with_passkey(half.value.ticket, key.prove(asked), device=device())
    assert signed_in.person.id == joined.person.id
    with pytest.raises(SignedOut):
        await accounts.ask_for_passkey_of_ticket(half.value.ticket)


async def test_it_proves_once_more_that_it_is_oneself():
    joined, key = await with_passkey()
    given = {"actor": joined.person, "under": joined.session}
    with later(minutes=11):
        assert not await accounts.is_recent(joined.session)
        asked = await accounts.ask_for_own_passkey(actor=joined.person)
        await accounts.confirm_with_passkey(key.prove(asked), **given)
        assert await accounts.is_recent(joined.session)


async def test_an_answer_counts_once():
    joined, key = await with_passkey()
    answer = key.prove(await accounts.ask_for_passkey())
    await accounts.sign_in_with_passkey(answer, device=device())
    with pytest.raises(Invalid):
        await accounts.sign_in_with_passkey(answer, device=device())
    made = Authenticator(ORIGIN)
    asked = await accounts.begin_passkey(actor=joined.person, under=joined.session)
    await accounts.add_passkey(made.make(asked), "Second", actor=joined.person, under=joined.session)
    with pytest.raises(Invalid):
        await accounts.add_passkey(made.make(asked), "Third", actor=joined.person, under=joined.session)


LIES = {
    "another site's page": {"origin": "https://evil.example"},
    "another port": {"origin": "http://localhost:1"},
    "a key of another site": {"site": "evil.example"},
    "nobody was verified": {"flags": PRESENT},
    "a copy that counts less": {"count": -1},
}


def lying(key: Authenticator, lie: dict[str, Any]) -> Authenticator:
    for name, value in lie.items():
        setattr(key, name, value)
    return key


@pytest.mark.parametrize("lie", [pytest.param(lie, id=name) for name, lie in LIES.items()])
async def test_an_answer_that_lies_signs_nobody_in(lie):
    _, key = await with_passkey()
    await accounts.sign_in_with_passkey(key.prove(await accounts.ask_for_passkey()), device=device())
    answer = lying(key, lie).prove(await accounts.ask_for_passkey())
    with pytest.raises(Invalid):
        await accounts.sign_in_with_passkey(answer, device=device())


@pytest.mark.parametrize("lie", [pytest.param(lie, id=name) for name, lie in LIES.items() if "count" not in lie])
async def test_an_answer_that_lies_makes_no_passkey(lie):
    joined = await join()
    asked = await accounts.begin_passkey(actor=joined.person, under=joined.session)
    answer = lying(Authenticator(ORIGIN), lie).make(asked)
    with pytest.raises(Invalid):
        await accounts.add_passkey(answer, "Key", actor=joined.person, under=joined.session)
    assert await accounts.passkeys_of(actor=joined.person) == []


async def test_another_key_that_claims_to_be_this_one_signs_nobody_in():
    _, key = await with_passkey()
    forged = Authenticator(ORIGIN)
    forged.id, forged.count = key.id, 9
    answer = forged.prove(await accounts.ask_for_passkey())
    with pytest.raises(Invalid):
        await accounts.sign_in_with_passkey(answer, device=device())


async def test_a_key_that_nobody_has_is_answered_like_a_wrong_one():
    _, key = await with_passkey()
    key.flags = PRESENT
    said = set()
    for one in (key, Authenticator(ORIGIN)):
        answer = one.prove(await accounts.ask_for_passkey())
        with pytest.raises(Invalid) as refused:
            await accounts.sign_in_with_passkey(answer, device=device())
        said.add(str(refused.value))
    assert len(said) == 1


async def test_an_answer_to_one_question_is_none_to_another():
    joined, key = await with_passkey()
    ben, bens = await with_passkey("Ben")
    for_anybody = key.prove(await accounts.ask_for_passkey())
    with pytest.raises(Invalid):
        await accounts.confirm_with_passkey(for_anybody, actor=joined.person, under=joined.session)
    asked = await accounts.ask_for_own_passkey(actor=joined.person)
    for prover in (key, bens):
        with pytest.raises(Invalid):
            await accounts.sign_in_with_passkey(prover.prove(asked), device=device())
        asked = await accounts.ask_for_own_passkey(actor=joined.person)
    with pytest.raises(Invalid):
        await accounts.confirm_with_passkey(bens.prove(asked), actor=joined.person, under=joined.session)
    asked = await accounts.begin_passkey(actor=joined.person, under=joined.session)
    with pytest.raises(Invalid):
        await accounts.add_passkey(Authenticator(ORIGIN).make(asked), "x", actor=ben.person, under=ben.session)


async def test_a_question_is_too_old_after_five_minutes():
    _, key = await with_passkey()
    answer = key.prove(await accounts.ask_for_passkey())
    with later(minutes=6), pytest.raises(Invalid):
        await accounts.sign_in_with_passkey(answer, device=device())


@pytest.mark.parametrize("answer", ["", "{}", "[]", "null", "{" * 5000, '{"rawId": 1}', '{"rawId":"eA","response":{}}',
                                    '{"rawId":"eA","response":{"clientDataJSON":"eA"}}'])  # fmt: skip
async def test_what_is_no_answer_is_refused_in_a_sentence(answer):
    with pytest.raises(Invalid) as refused:
        await accounts.sign_in_with_passkey(answer, device=device())
    assert refused.value.errors[0].field == "credential"


async def test_who_guesses_is_slowed_down_but_not_the_person():
    _, key = await with_passkey()
    at_once = device("10.99.0.1")
    for _ in range(10):
        with pytest.raises(Invalid):
            await accounts.sign_in_with_passkey("{}", device=at_once)
    with pytest.raises(Throttled):
        await accounts.sign_in_with_passkey("{}", device=at_once)
    await accounts.sign_in_with_passkey(key.prove(await accounts.ask_for_passkey()), device=device())


async def test_several_have_names_which_can_be_changed():
    joined, first = await with_passkey()
    given = {"actor": joined.person, "under": joined.session}
    asked = await accounts.begin_passkey(**given)
    assert len(asked["excludeCredentials"]) == 1
    await accounts.add_passkey(Authenticator(ORIGIN).make(asked), "Phone", **given)
    laptop, phone = await accounts.passkeys_of(actor=joined.person)
    await accounts.rename_passkey(phone.id, " Telephone ", actor=joined.person)
    for name in ("", "x" * 121, "a\x00b"):
        with pytest.raises(Invalid):
            await accounts.rename_passkey(phone.id, name, actor=joined.person)
    assert [key.name for key in await accounts.passkeys_of(actor=joined.person)] == ["Laptop", "Telephone"]
    await accounts.remove_passkey(laptop.id, **given)
    assert [key.name for key in await accounts.passkeys_of(actor=joined.person)] == ["Telephone"]
    answer = first.prove(await accounts.ask_for_passkey())
    with pytest.raises(Invalid):
        await accounts.sign_in_with_passkey(answer, device=device())
    assert "passkey-removed" in await mails_to(joined.person)


async def test_a_passkey_is_known_once():
    joined, key = await with_passkey()
    ben = await join("Ben")
    asked = await accounts.begin_passkey(actor=ben.person, under=ben.session)
    with pytest.raises(Conflict):
        await accounts.add_passkey(key.make(asked), "Mine", actor=ben.person, under=ben.session)
    assert len(await accounts.passkeys_of(actor=joined.person)) == 1


async def test_anothers_passkey_is_neither_renamed_nor_removed():
    joined, _ = await with_passkey()
    [key], ben = await accounts.passkeys_of(actor=joined.person), await join("Ben")
    assert await accounts.passkeys_of(actor=ben.person) == []
    for which, refusal in ((key.id, NotPermitted), (uuid4(), NotFound)):
        with pytest.raises(refusal):
            await accounts.rename_passkey(which, "Mine", actor=ben.person)
        with pytest.raises(refusal):
            await accounts.remove_passkey(which, actor=ben.person, under=ben.session)
    assert [one.name for one in await accounts.passkeys_of(actor=joined.person)] == ["Laptop"]


async def test_making_and_removing_needs_a_recent_proof():
    joined, _ = await with_passkey()
    [key] = await accounts.passkeys_of(actor=joined.person)
    given = {"actor": joined.person, "under": joined.session}
    asked = await accounts.begin_passkey(**given)
    answer = Authenticator(ORIGIN).make(asked)
    with later(minutes=11):
        for attempt in (
            accounts.begin_passkey(**given), accounts.add_passkey(answer, "x", **given),
            accounts.remove_passkey(key.id, **given),
        ):  # fmt: skip
            with pytest.raises(NotRecent):
                await attempt
    assert await accounts.passkeys_of(actor=joined.person) == [key]


async def test_there_are_at_most_twenty():
    joined = await join()
    given = {"actor": joined.person, "under": joined.session}
    for number in range(MOST):
        asked = await accounts.begin_passkey(**given)
        await accounts.add_passkey(Authenticator(ORIGIN).make(asked), f"Key {number}", **given)
    with pytest.raises(Invalid):
        await accounts.begin_passkey(**given)


async def test_without_one_there_is_nothing_to_ask():
    joined = await join()
    with pytest.raises(Invalid):
        await accounts.ask_for_own_passkey(actor=joined.person)


async def test_whose_account_is_deactivated_does_not_get_in():
    admin = await join()
    form = accounts.NewColleague.of(email=f"d.{admin.person.id}@example.org", password=PASSWORD, name="Dana")
    dana: Person = await accounts.add_colleague(form, actor=admin.person)
    session, key = (await accounts.sign_in(dana.email, PASSWORD, device=device())).session, Authenticator(ORIGIN)
    asked = await accounts.begin_passkey(actor=dana, under=session)
    await accounts.add_passkey(key.make(asked), "Key", actor=dana, under=session)
    await accounts.set_status(dana.id, "deactivated", actor=admin.person)
    answer = key.prove(await accounts.ask_for_passkey())
    with pytest.raises(Invalid):
        await accounts.sign_in_with_passkey(answer, device=device())


@pytest.fixture
def reached_at(monkeypatch: pytest.MonkeyPatch):
    def at(base_url: str) -> None:
        monkeypatch.setenv("ATRIUM_BASE_URL", base_url)
        settings.cache_clear()

    yield at
    monkeypatch.undo()
    settings.cache_clear()


async def test_a_passkey_belongs_to_the_name_of_the_site(reached_at):
    reached_at("https://atrium.example.org")
    joined, key = await join(), Authenticator("https://atrium.example.org", "atrium.example.org")
    given = {"actor": joined.person, "under": joined.session}
    asked = await accounts.begin_passkey(**given)
    assert asked["rp"]["id"] == "atrium.example.org"
    await accounts.add_passkey(key.make(asked), "Key", **given)
    reached_at("http://192.0.2.7:8080")
    with pytest.raises(Conflict, match="name"):
        await accounts.ask_for_passkey()
