"""Accounts of providers, connected with somebody who is signed in; the last way in stays."""

import json
from uuid import uuid4

import pytest

from domain import accounts
from domain.accounts import Person
from domain.clock import now
from domain.errors import Conflict, Invalid, NotFound, NotPermitted, NotRecent, SignedOut
from tests.domain.accounts.authenticator import Authenticator
from tests.domain.accounts.joining import device, join
from tests.domain.accounts.proving import ORIGIN, later, mails_to
from tests.domain.accounts.travelling import address, connected

pytestmark = pytest.mark.usefixtures("domain_running", "trusted")


async def test_an_account_is_connected_under_any_address_and_disconnected_again(traveller):
    joined = await join()
    returned = await connected(traveller, joined, address("elsewhere"), sub="connected-here")
    assert (returned.purpose, returned.signed_in) == ("connect", None)
    [identity] = await accounts.identities_of(actor=joined.person)
    traveller.secret = None
    assert (await traveller.sign_in(address(), sub="connected-here")).person.id == joined.person.id
    await accounts.disconnect(identity.id, actor=joined.person, under=joined.session)
    assert await accounts.identities_of(actor=joined.person) == []
    assert "account-disconnected" in await mails_to(joined.person)


async def test_an_account_is_connected_only_if_the_provider_vouches_for_its_address(traveller):
    joined = await join()
    with pytest.raises(Invalid):
        await connected(traveller, joined, verified="no")
    assert await accounts.identities_of(actor=joined.person) == []


async def test_an_account_signs_in_one_person(traveller):
    ada, ben = await join(), await join("Ben")
    await connected(traveller, ada, sub="only-ada")
    await connected(traveller, ada, sub="only-ada")
    with pytest.raises(Conflict):
        await connected(traveller, ben, sub="only-ada")
    assert await accounts.identities_of(actor=ben.person) == []


async def test_connecting_is_bound_to_the_session_that_began_it(traveller):
    ada, eve = await join(), await join("Eve")
    way = await accounts.send_to_connect("one", under=eve.session)
    for secret in (ada.secret, None):
        brought = await traveller.answer(way, eve.person.email)
        traveller.secret = secret
        with pytest.raises(Invalid):
            await traveller.back(brought)
    assert await accounts.identities_of(actor=ada.person) == []


async def test_connecting_and_disconnecting_need_a_recent_proof(traveller):
    joined = await join()
    await connected(traveller, joined)
    [identity] = await accounts.identities_of(actor=joined.person)
    with later(minutes=11):
        with pytest.raises(NotRecent):
            await accounts.send_to_connect("one", under=joined.session)
        with pytest.raises(NotRecent):
            await accounts.disconnect(identity.id, actor=joined.person, under=joined.session)


async def test_anothers_account_is_not_disconnected(traveller):
    ada, ben = await join(), await join("Ben")
    await connected(traveller, ada)
    [identity] = await accounts.identities_of(actor=ada.person)
    for which, refusal in ((identity.id, NotPermitted), (uuid4(), NotFound)):
        with pytest.raises(refusal):
            await accounts.disconnect(which, actor=ben.person, under=ben.session)


async def test_the_last_way_in_stays(traveller):
    signed_in = await traveller.sign_in(address())
    person: Person = signed_in.person
    [identity] = await accounts.identities_of(actor=person)
    with pytest.raises(Conflict, match="only way in"):
        await accounts.disconnect(identity.id, actor=person, under=signed_in.session)
    assert len(await accounts.identities_of(actor=person)) == 1
    await accounts.set_password("another-quiet-lantern", actor=person, under=signed_in.session)
    await accounts.disconnect(identity.id, actor=person, under=signed_in.session)
    assert (await accounts.sign_in(person.email, "another-quiet-lantern", device=device())).person.id == person.id


async def test_a_passkey_that_is_the_last_way_in_stays(traveller):
    signed_in = await traveller.sign_in(address())
    person, under = signed_in.person, signed_in.session
    asked = await accounts.begin_passkey(actor=person, under=under)
    await accounts.add_passkey(Authenticator(ORIGIN).make(asked), "Laptop", actor=person, under=under)
    [identity] = await accounts.identities_of(actor=person)
    await accounts.disconnect(identity.id, actor=person, under=under)
    [passkey] = await accounts.passkeys_of(actor=person)
    with pytest.raises(Conflict, match="only way in"):
        await accounts.remove_passkey(passkey.id, actor=person, under=under)
    assert await accounts.passkeys_of(actor=person) == [passkey]


async def test_the_provider_proves_once_more_that_it_is_oneself_when_it_asks_anew(traveller):
    signed_in = await traveller.sign_in(address(), sub="asked-anew")
    traveller.secret = signed_in.secret
    with later(minutes=11):
        way = await accounts.send_to_confirm("one", under=signed_in.session)
        assert "prompt=login" in way
        moment = int(now().timestamp())
        fresh = {"auth_time": moment, "iat": moment, "exp": moment + 60}
        for sub, claims, said in (
            ("somebody else", fresh, "not connected with yours"),
            ("asked-anew", fresh | {"auth_time": moment - 601}, "did not ask who you are"),
            ("asked-anew", fresh | {"auth_time": None}, "did not ask who you are"),
        ):
            brought = await traveller.answer(way, address(), sub=sub, claims=json.dumps(claims))
            with pytest.raises((Conflict, Invalid), match=said):
                await traveller.back(brought)
            way = await accounts.send_to_confirm("one", under=signed_in.session)
        assert not await accounts.is_recent(signed_in.session)
        brought = await traveller.answer(way, address(), sub="asked-anew", claims=json.dumps(fresh))
        returned = await traveller.back(brought)
        assert returned.purpose == "confirm"
        assert await accounts.is_recent(signed_in.session)


async def test_nobodys_password_signs_in_who_has_none(traveller):
    person = (await traveller.sign_in(address())).person
    for password in ("", "nobody has this password", "None"):
        with pytest.raises(SignedOut):
            await accounts.sign_in(person.email, password, device=device())
