"""Admins let colleagues in: into their own organisation, as members, with a password to hand over."""

import pytest

from domain import accounts
from domain.accounts import Device, NewColleague, Person
from domain.errors import Invalid, NotPermitted, SignedOut
from tests.worlds import PASSWORD

HERE = Device("127.0.0.1", "test")


def form(ada: Person, **other: str) -> NewColleague:
    typed = {"email": ada.email.replace("ada", "dana"), "name": "Dana", "password": PASSWORD}
    return NewColleague.of(**(typed | other))


async def test_a_colleague_signs_in_as_a_member_of_the_same_organisation(ada: Person) -> None:
    dana = await accounts.add_colleague(form(ada), actor=ada)
    assert (dana.organization_id, dana.organization_name) == (ada.organization_id, ada.organization_name)
    assert (dana.role, dana.is_instance_admin, dana.email_verified) == ("member", False, False)
    assert (await accounts.sign_in(dana.email, PASSWORD, device=HERE)).person.id == dana.id
    listed = await accounts.people_of_organization(actor=ada)
    assert {person.id for person in listed.items} == {ada.id, dana.id}


async def test_only_admins_let_colleagues_in(ada: Person) -> None:
    dana = await accounts.add_colleague(form(ada), actor=ada)
    with pytest.raises(NotPermitted):
        await accounts.add_colleague(form(ada, email="x." + dana.email), actor=dana)
    with pytest.raises(SignedOut):
        await accounts.sign_in("x." + dana.email, PASSWORD, device=HERE)


async def test_an_address_has_one_account_wherever_it_is(ada: Person, ben: Person) -> None:
    with pytest.raises(Invalid) as refused:
        await accounts.add_colleague(form(ada, email=ben.email.upper()), actor=ada)
    assert [error.field for error in refused.value.errors] == ["email"]


@pytest.mark.parametrize("password", ["short", "password1", "dana.dana"])
async def test_a_bad_password_is_refused(ada: Person, password: str) -> None:
    with pytest.raises(Invalid) as refused:
        await accounts.add_colleague(form(ada, password=password), actor=ada)
    assert [error.field for error in refused.value.errors] == ["password"]
