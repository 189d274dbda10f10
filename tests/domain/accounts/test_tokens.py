"""Tokens for programs: what a token must say, and what becomes of a refresh token that is used twice."""

import asyncio
import base64
import json
from datetime import timedelta

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey

from domain import accounts, clock
from domain.accounts import access_tokens, standing
from domain.errors import SignedOut
from tests.domain.accounts.joining import PASSWORD, device, form, join

pytestmark = pytest.mark.usefixtures("domain_running")


async def _tokens() -> accounts.Tokens:
    return await accounts.issue_tokens((await join()).person.email, PASSWORD, device=device())


async def test_an_access_token_says_who_acts_under_which_session():
    issued = await accounts.sign_up_tokens(form("Ada"), device=device())
    person, session = await accounts.person_of_access_token(issued.access_token)
    assert person == issued.person
    assert session.kind == "api"
    assert [mine.id for mine in await accounts.sessions_of(actor=person)] == [session.id]
    assert issued.expires_in == 900


async def test_a_token_carries_identity_and_nothing_else():
    issued = await _tokens()
    claims = json.loads(base64.urlsafe_b64decode(issued.access_token.split(".")[1] + "=="))
    assert set(claims) == {"iss", "aud", "sub", "sid", "iat", "exp"}


def _claims(issued: accounts.Tokens) -> dict:
    return jwt.decode(issued.access_token, access_tokens.key(), algorithms=["HS256"]).claims


def _signed(claims: dict, key: OctKey | None = None, **header: str) -> str:
    return jwt.encode(
        {"alg": "HS256", "typ": "at+jwt"} | header, claims, key or access_tokens.key(), ["HS256", "HS512"]
    )


@pytest.mark.parametrize("missing", ["iss", "aud", "sub", "sid", "iat", "exp"])
async def test_every_claim_is_required(missing):
    claims = _claims(await _tokens())
    await accounts.person_of_access_token(_signed(claims))
    del claims[missing]
    with pytest.raises(SignedOut):
        await accounts.person_of_access_token(_signed(claims))


@pytest.mark.parametrize(
    "forged",
    [{"iss": "https://elsewhere.example"}, {"aud": "other"}, {"sub": "x"}, {"sid": 5}, {"exp": "soon"}, {"sub": None}],
)
async def test_no_claim_may_say_something_else(forged):
    claims = _claims(await _tokens())
    with pytest.raises(SignedOut):
        await accounts.person_of_access_token(_signed(claims | forged))


async def test_a_token_of_one_session_does_not_speak_for_another_person():
    ada, ben = await _tokens(), await _tokens()
    with pytest.raises(SignedOut):
        await accounts.person_of_access_token(_signed(_claims(ada) | {"sub": _claims(ben)["sub"]}))


async def test_other_keys_kinds_and_algorithms_are_refused():
    claims = _claims(await _tokens())
    unsigned = ".".join(
        base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()
        for part in ({"alg": "none", "typ": "at+jwt"}, claims)
    )
    forged = [
        _signed(claims, OctKey.import_key(b"x" * 32)), _signed(claims, typ="JWT"), _signed(claims, alg="HS512"),
        f"{unsigned}.", "", "a.b.c", "x" * 9000, "é",
    ]  # fmt: skip
    for token in forged:
        with pytest.raises(SignedOut):
            await accounts.person_of_access_token(token)


async def test_an_access_token_lasts_fifteen_minutes_and_no_longer_than_its_session():
    issued = await _tokens()
    with clock.at(clock.now() + timedelta(minutes=14)):
        person, session = await accounts.person_of_access_token(issued.access_token)
    with clock.at(clock.now() + timedelta(minutes=16)), pytest.raises(SignedOut):
        await accounts.person_of_access_token(issued.access_token)
    await accounts.end_session(session.id, actor=person)
    with pytest.raises(SignedOut):
        await accounts.person_of_access_token(issued.access_token)


async def test_a_wrong_password_gets_no_tokens():
    with pytest.raises(SignedOut):
        await accounts.issue_tokens((await join()).person.email, "wrong password", device=device())


async def test_a_refresh_token_is_renewed_with_each_use():
    first = await _tokens()
    second = await accounts.refresh(first.refresh_token, device=device())
    third = await accounts.refresh(second.refresh_token, device=device())
    assert len({first.refresh_token, second.refresh_token, third.refresh_token}) == 3
    for issued in (first, second, third):
        await accounts.person_of_access_token(issued.access_token)


async def test_a_program_that_lost_the_answer_may_ask_again_for_ten_seconds():
    first = await _tokens()
    await accounts.refresh(first.refresh_token, device=device())
    again = await accounts.refresh(first.refresh_token, device=device())
    await accounts.refresh(again.refresh_token, device=device())


async def test_a_second_use_later_ends_the_whole_family():
    first = await _tokens()
    second = await accounts.refresh(first.refresh_token, device=device())
    with clock.at(clock.now() + timedelta(seconds=11)):
        with pytest.raises(SignedOut):
            await accounts.refresh(first.refresh_token, device=device())
        with pytest.raises(SignedOut):
            await accounts.refresh(second.refresh_token, device=device())
    standing.clear()
    with pytest.raises(SignedOut):
        await accounts.person_of_access_token(second.access_token)


async def test_many_uses_at_once_all_get_tokens_of_the_same_session():
    first = await _tokens()
    answers = await asyncio.gather(*(accounts.refresh(first.refresh_token, device=device()) for _ in range(5)))
    assert len({_claims(answer)["sid"] for answer in answers}) == 1


async def test_a_refresh_token_rests_two_weeks():
    first = await _tokens()
    with clock.at(clock.now() + timedelta(days=13)):
        second = await accounts.refresh(first.refresh_token, device=device())
    standing.clear()
    with clock.at(clock.now() + timedelta(days=28)), pytest.raises(SignedOut):
        await accounts.refresh(second.refresh_token, device=device())


async def test_a_refresh_token_that_nobody_used_grows_old_also_while_its_session_goes_on():
    first = await _tokens()
    spare, used = [await accounts.refresh(first.refresh_token, device=device()) for _ in range(2)]
    with clock.at(clock.now() + timedelta(days=13)):
        used = await accounts.refresh(used.refresh_token, device=device())
    standing.clear()
    with clock.at(clock.now() + timedelta(days=15)):
        with pytest.raises(SignedOut):
            await accounts.refresh(spare.refresh_token, device=device())
        await accounts.refresh(used.refresh_token, device=device())


async def test_revoking_ends_the_session_and_nonsense_is_no_error():
    first = await _tokens()
    await accounts.revoke("nonsense")
    for _ in range(2):
        await accounts.revoke(first.refresh_token)
    for use in (
        accounts.person_of_access_token(first.access_token),
        accounts.refresh(first.refresh_token, device=device()),
    ):
        with pytest.raises(SignedOut):
            await use
