"""Organisations: what admins change, what everybody sees, what only admins count."""

from uuid import uuid4

import pytest

from domain import accounts, files, organizations
from domain.accounts import Device, NewColleague
from domain.errors import Invalid, NotFound, NotPermitted, Outdated
from domain.organizations import OrganizationChanges
from tests.domain.files.sending import picture, send
from tests.worlds import PASSWORD


async def colleague(admin, **changed):
    form = NewColleague(email=f"{uuid4().hex}@example.org", name="Dora", password=PASSWORD)
    made = await accounts.add_colleague(form, actor=admin)
    return (await accounts.sign_in(made.email, PASSWORD, device=Device("10.9.0.1", "test"))).person


async def logo(actor, content):
    async with files.arriving() as arrived:
        await arrived.write(content)
        return await organizations.set_logo(arrived, "logo.png", actor=actor)


async def test_an_admin_says_what_the_organisation_is_and_everybody_may_read_it(ada, ben):
    changes = OrganizationChanges(
        description="We **compute**.", industry="Engines", website="example.org", city="London"
    )
    mine = await organizations.edit(changes, actor=ada)
    assert (mine.industry, mine.website, mine.city) == ("Engines", "https://example.org", "London")
    card = await organizations.card(ada.organization_id, actor=ben)
    assert (card.name, card.description, card.website) == (mine.name, "We **compute**.", "https://example.org")
    with pytest.raises(NotFound):
        await organizations.card(uuid4(), actor=ben)


async def test_only_admins_change_it_and_see_its_numbers(ada):
    dora = await colleague(ada)
    for refused in (
        organizations.edit(OrganizationChanges(name="Mine"), actor=dora),
        logo(dora, picture()),
        organizations.remove_logo(actor=dora),
        organizations.statistics(actor=dora),
        send(picture(), purpose="logo", subject_id=ada.organization_id, actor=dora),
    ):
        with pytest.raises(NotPermitted):
            await refused
    assert (await organizations.my_organization(actor=dora)).member_count == 2


async def test_nobody_gives_a_foreign_organisation_a_logo(ada, ben):
    with pytest.raises(NotPermitted):
        await send(picture(), purpose="logo", subject_id=ada.organization_id, actor=ben)


@pytest.mark.parametrize(
    "wrong", ["javascript:alert(1)", "https://", "nowhere", "http://a@b.org", "ftp://example.org", "https://a b.org"]
)
def test_a_website_is_an_address_on_the_web(wrong):
    with pytest.raises(Invalid, match="address on the web"):
        OrganizationChanges.of(website=wrong)
    assert OrganizationChanges.of(website=" ").website == ""


async def test_a_version_that_is_not_the_present_one_changes_nothing(ada):
    first = await organizations.my_organization(actor=ada)
    await organizations.edit(OrganizationChanges(city="London"), actor=ada, version=first.version)
    with pytest.raises(Outdated):
        await organizations.edit(OrganizationChanges(city="Paris"), actor=ada, version=first.version)
    assert (await organizations.my_organization(actor=ada)).city == "London"


async def test_a_logo_keeps_its_shape_and_is_seen_by_everybody(ada, ben):
    found = await logo(ada, picture("PNG", (1200, 300)))
    file = await files.file(found.logo_id, actor=ben)
    assert (file.width, file.height) == (512, 128)
    assert (await organizations.card(ada.organization_id, actor=ben)).logo_id == file.id
    with pytest.raises(Invalid, match="not a picture"):
        await logo(ada, b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert (await organizations.remove_logo(actor=ada)).logo_id is None
    with pytest.raises(NotFound):
        await files.file(file.id, actor=ben)


async def test_the_statistics_count_people_work_and_storage(ada, ben):
    dora = await colleague(ada)
    await accounts.set_status(dora.id, "deactivated", actor=ada)
    await send(b"x" * 5000, actor=ada)
    await send(b"x" * 9000, actor=ben)
    found = await organizations.statistics(actor=ada)
    assert (found.people, found.admins, found.deactivated) == (1, 1, 1)
    assert (found.files, found.storage_used) == (1, 5000)
    assert found.storage_quota > found.storage_used


async def test_a_logo_is_not_deleted_as_a_file(ada):
    shown = await logo(ada, picture())
    with pytest.raises(NotPermitted, match="DELETE /organizations/me/logo"):
        await files.delete(shown.logo_id, actor=ada)
    assert (await organizations.my_organization(actor=ada)).logo_id == shown.logo_id
