"""Signing in with OpenID Connect, against a real provider on loopback; and what it does not get away with."""

import asyncio
import json
import time

import pytest

from domain import accounts
from domain.accounts import discovery
from domain.clock import now
from domain.errors import Conflict, Invalid, NotFound, SecondFactorRequired, SignedOut
from domain.settings import settings
from domain.transactions import front_desk
from persistence.queries import email_tokens
from tests.domain.accounts.joining import PASSWORD, device, join
from tests.domain.accounts.proving import later, mails_to, with_phone
from tests.domain.accounts.travelling import Traveller, address, connected, proven

pytestmark = pytest.mark.usefixtures("domain_running", "trusted")


async def test_the_providers_are_offered_by_name():
    assert [(p.key, p.name) for p in accounts.providers()] == [("one", "First House"), ("two", "Two")]


async def test_somebody_new_gets_an_account_and_an_organisation_of_their_own(traveller):
    email = address()
    returned = await traveller.back(await traveller.answer(await traveller.go("/teams"), email, name="Ada Lovelace"))
    assert returned.onward == "/teams"
    person = returned.signed_in.person
    assert (person.name, person.email, person.role, person.email_verified) == ("Ada Lovelace", email, "admin", True)
    assert person.organization_name == "Ada Lovelace’s organisation"
    assert (await accounts.person_of_session(returned.signed_in.secret))[0].id == person.id
    assert "verify-email" not in await mails_to(person)


async def test_somebody_new_reads_the_language_that_the_provider_names(traveller):
    for told, locale in (("de-CH", "de"), ("fr", "en"), (7, "en")):
        found = await traveller.sign_in(address(), claims=json.dumps({"locale": told, "zoneinfo": "Europe/Zurich"}))
        assert (found.person.locale, found.person.time_zone) == (locale, "Europe/Zurich")


async def test_the_same_account_signs_the_same_person_in_also_after_its_address_changed(traveller):
    first = await traveller.sign_in(address(), sub="42-of-this-test")
    again = await traveller.sign_in(address("married"), sub="42-of-this-test", verified="no")
    assert again.person.id == first.person.id
    assert again.session.id != first.session.id


async def test_one_subject_at_two_issuers_is_two_people(traveller, provider):
    one = await traveller.sign_in(address(), sub="the same subject")
    two = await Traveller(provider, "two").sign_in(address(), sub="the same subject")
    assert one.person.id != two.person.id


async def test_an_address_that_both_sides_confirmed_is_linked_and_its_owner_is_told(traveller):
    joined = await proven()
    signed_in = await traveller.sign_in(joined.person.email.upper())
    assert signed_in.person.id == joined.person.id
    [identity] = await accounts.identities_of(actor=joined.person)
    assert identity.provider == "First House"
    assert "account-connected" in await mails_to(joined.person)


async def test_what_the_provider_does_not_vouch_for_links_to_nobody_and_makes_nobody(traveller):
    joined = await proven("Kim")
    said = set()
    as_kelvin = joined.person.email.replace("k", "\N{KELVIN SIGN}", 1)  # in lower case it is the same address
    with pytest.raises(Invalid) as refused:
        await traveller.sign_in(as_kelvin)
    said.add(str(refused.value))
    for email in (joined.person.email, address()):
        for more in ({"verified": "no"}, {"claims": json.dumps({"email_verified": 1})}):
            with pytest.raises(Invalid) as refused:
                await traveller.sign_in(email, **more)
            said.add(str(refused.value))
    assert len(said) == 1
    assert await accounts.identities_of(actor=joined.person) == []


async def test_an_account_whose_address_nobody_confirmed_is_not_linked(traveller):
    squatter = await join("Eve")  # with the address of somebody else
    with pytest.raises(Conflict):
        await traveller.sign_in(squatter.person.email)
    assert await accounts.identities_of(actor=squatter.person) == []


async def test_two_step_sign_in_holds_for_providers_too(traveller):
    joined, phone, _ = await with_phone()
    async with front_desk() as transaction:
        await email_tokens.note_proven(transaction, joined.person.id, now())
    with pytest.raises(Conflict):
        await traveller.sign_in(joined.person.email)
    await connected(traveller, joined)
    traveller.secret = None
    with pytest.raises(SecondFactorRequired) as half:
        await traveller.sign_in(joined.person.email)
    signed_in = await accounts.finish_sign_in(half.value.ticket, phone.code(), device=device())
    assert signed_in.person.id == joined.person.id


async def test_who_is_deactivated_does_not_get_in(traveller):
    admin = await join()
    form = accounts.NewColleague.of(email=address("dana"), password=PASSWORD, name="Dana")
    dana = await accounts.add_colleague(form, actor=admin.person)
    async with front_desk() as transaction:
        await email_tokens.note_proven(transaction, dana.id, now())
    await traveller.sign_in(dana.email)
    await accounts.set_status(dana.id, "deactivated", actor=admin.person)
    with pytest.raises(SignedOut):
        await traveller.sign_in(dana.email)


LIES: dict[str, dict[str, str]] = {
    "unsigned": {"lie": "unsigned"},
    "signed with our own secret": {"lie": "our own secret"},
    "signed with another key": {"lie": "another key"},
    "cut off": {"lie": "cut off"},
    "for another visit": {"claims": '{"nonce": "of another visit"}'},
    "for no visit": {"claims": '{"nonce": null}'},
    "for another client": {"claims": '{"aud": "somebody else"}'},
    "for several, us among them, by another": {"claims": '{"aud": ["atrium", "other"], "azp": "other"}'},
    "for several without saying by whom": {"claims": '{"aud": ["atrium", "other"]}'},
    "of another issuer": {"claims": '{"iss": "https://accounts.example.org"}'},
    "expired": {"claims": json.dumps({"exp": int(time.time()) - 3600})},
    "from the future": {"claims": json.dumps({"iat": int(time.time()) + 3600})},
    "without a subject": {"claims": '{"sub": null}'},
    "with an empty subject": {"claims": '{"sub": ""}'},
    "with a subject that is no text": {"claims": '{"sub": ["a"]}'},
    "with an endless subject": {"claims": json.dumps({"sub": "x" * 300})},
    "with the user info of somebody else": {"only_userinfo": "yes", "userinfo_sub": "somebody else"},
}


@pytest.mark.parametrize("key", ["one", "two"])
@pytest.mark.parametrize("lie", [pytest.param(lie, id=name) for name, lie in LIES.items()])
async def test_a_token_that_is_not_right_signs_nobody_in(provider, key, lie):
    joined, traveller = await proven(), Traveller(provider, key)
    with pytest.raises(Invalid):
        await traveller.sign_in(joined.person.email, **lie)
    assert await accounts.identities_of(actor=joined.person) == []


async def test_what_is_only_in_the_user_info_is_asked_for_there(traveller):
    email = address()
    assert (await traveller.sign_in(email, only_userinfo="yes")).person.email == email


async def test_a_new_key_of_the_provider_is_learnt(traveller, provider, monkeypatch):
    await traveller.sign_in(address())
    await asyncio.to_thread(provider.renew_keys)
    monkeypatch.setattr(discovery, "_SOONEST", 0.0)
    await traveller.sign_in(address())


async def test_a_visit_is_good_for_one_return(traveller):
    brought = await traveller.answer(await traveller.go(), address())
    await traveller.back(brought)
    with pytest.raises(Invalid):
        await traveller.back(brought)


async def test_a_code_that_was_used_is_refused_by_the_provider(traveller):
    email = address()
    brought = await traveller.answer(await traveller.go(), email)
    await traveller.back(brought)
    another = await traveller.answer(await traveller.go(), email)
    with pytest.raises(Invalid):
        await traveller.back(another, code=brought["code"])


async def test_another_code_slipped_into_this_visit_is_refused(traveller, provider):
    # the attacker's own code, to sign the victim in as the attacker: PKCE and nonce bind codes to visits
    eves = Traveller(provider)
    stolen = await eves.answer(await eves.go(), address("eve"))
    brought = await traveller.answer(await traveller.go(), address())
    with pytest.raises(Invalid):
        await traveller.back(brought, code=stolen["code"])


@pytest.mark.parametrize(
    "changed", [{"state": ""}, {"state": "x" * 43}, {"browser": "another browser"}, {"browser": ""}]
)
async def test_who_was_not_sent_there_does_not_come_back(traveller, changed):
    brought = await traveller.answer(await traveller.go(), address())
    with pytest.raises(Invalid):
        await traveller.back(brought, **changed)


async def test_the_answer_of_one_provider_is_none_of_another(traveller, provider):
    brought = await traveller.answer(await traveller.go(), address())
    with pytest.raises(Invalid):
        await traveller.back(brought, key="two")
    brought = await traveller.answer(await traveller.go(), address())
    with pytest.raises(Invalid):
        await traveller.back(brought, issuer=f"{provider.url}/two")


async def test_a_visit_is_too_old_after_ten_minutes(traveller):
    brought = await traveller.answer(await traveller.go(), address())
    with later(minutes=11), pytest.raises(Invalid):
        await traveller.back(brought)


async def test_who_declines_there_is_told_so_here(traveller):
    brought = await traveller.answer(await traveller.go(), address(), answer="no")
    with pytest.raises(Invalid, match="not allowed"):
        await traveller.back(brought)


async def test_an_unknown_provider_is_not_found(traveller):
    with pytest.raises(NotFound):
        await accounts.send_to_provider("three", browser="x")


async def test_a_provider_that_is_away_or_another_is_said_in_a_sentence(monkeypatch):
    monkeypatch.setenv("ATRIUM_OIDC_ONE_ISSUER", "http://127.0.0.1:9")
    monkeypatch.setenv("ATRIUM_OIDC_TWO_ISSUER", settings().oidc[0].issuer + "/")  # not what it calls itself
    settings.cache_clear()
    for key in ("one", "two"):
        with pytest.raises(Invalid, match="does not answer"):
            await accounts.send_to_provider(key, browser="x")
