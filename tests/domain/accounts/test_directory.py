"""Names, profiles, and the administration of an organisation's people."""

import asyncio
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy.engine import make_url

from domain import accounts
from domain.accounts import Person, ProfileChanges, SignedIn, standing
from domain.errors import Conflict, Invalid, NotFound, NotPermitted
from tests.domain.accounts.joining import PASSWORD, device, join

pytestmark = pytest.mark.usefixtures("domain_running")


class Organisation:
    """Ada administers it; others join without an invitation, which is for a later day."""

    def __init__(self, url: str, ada: SignedIn) -> None:
        self._url, self.ada = url, ada.person

    async def with_another(self, name: str, role: str = "member") -> SignedIn:
        joined = await join(name)
        with psycopg.connect(self._url) as owner:
            owner.execute(
                "update people set organization_id = %s, role = %s where id = %s",
                (self.ada.organization_id, role, joined.person.id),
            )
        standing.clear()
        found = await accounts.person_of_session(joined.secret)
        assert found
        return SignedIn(*found, joined.secret)

    def audit_of(self, person: Person) -> list[str]:
        with psycopg.connect(self._url) as owner:
            query = "select action from audit_log where object_id = %s or actor_id = %s order by id"
            return [row[0] for row in owner.execute(query, (person.id, person.id)).fetchall()]


@pytest.fixture
async def organisation(shared_database_url: str) -> Organisation:
    url = make_url(shared_database_url).set(drivername="postgresql").render_as_string(hide_password=False)
    return Organisation(url, await join("Ada"))


async def test_cards_name_anybody_and_leave_out_nobody(organisation):
    stranger = (await join("Cleo")).person
    found = await accounts.cards([stranger.id, uuid4()], actor=organisation.ada)
    assert {card.name for card in found.values()} == {"Cleo"}


async def test_a_profile_changes_by_its_own_person():
    ada = await join()
    changed = await accounts.edit_profile(
        ProfileChanges(name="Ada L.", time_zone="Europe/London", theme="dark"), actor=ada.person
    )
    assert (changed.name, changed.time_zone, changed.theme, changed.week_start) == (
        "Ada L.",
        "Europe/London",
        "dark",
        0,
    )
    assert changed.version == ada.person.version + 1
    found = await accounts.person_of_session(ada.secret)
    assert found is not None
    assert found[0] == changed
    assert await accounts.edit_profile(ProfileChanges(), actor=changed) == changed


async def test_admins_list_their_people_by_page_and_by_search(organisation):
    for name in ("Ben", "dora", "Cleo", "Eve_1"):
        await organisation.with_another(name)
    await join("Stranger")
    names, cursor = [], None
    while True:
        page = await accounts.people_of_organization(actor=organisation.ada, limit=2, cursor=cursor)
        names += [person.name for person in page.items]
        assert page.total == 5
        cursor = page.next_cursor
        if not cursor:
            break
    assert names == ["Ada", "Ben", "Cleo", "dora", "Eve_1"]

    async def found(**asked) -> list[str]:
        return [p.name for p in (await accounts.people_of_organization(actor=organisation.ada, **asked)).items]

    assert await found(q="CLE") == ["Cleo"]
    assert await found(q="_1") == ["Eve_1"]
    assert await found(q="%") == []
    assert await found(role="admin") == ["Ada"]
    assert await found(status="deactivated") == []


async def test_members_may_not_list_people_and_bad_questions_are_refused(organisation):
    ben = await organisation.with_another("Ben")
    with pytest.raises(NotPermitted):
        await accounts.people_of_organization(actor=ben.person)
    for asked in ({"role": "king"}, {"status": "asleep"}, {"cursor": "nonsense"}):
        with pytest.raises(Invalid):
            await accounts.people_of_organization(actor=organisation.ada, **asked)


async def test_deactivation_ends_sessions_and_keeps_the_person_out_until_reactivated(organisation):
    ben = await organisation.with_another("Ben")
    gone = await accounts.set_status(ben.person.id, "deactivated", actor=organisation.ada)
    assert gone.status == "deactivated"
    assert accounts.is_standing(ben.secret) is False
    standing.clear()
    assert await accounts.person_of_session(ben.secret) is None
    with pytest.raises(Exception, match="E-mail address or password is wrong"):
        await accounts.sign_in(ben.person.email, PASSWORD, device=device())
    await accounts.set_status(ben.person.id, "active", actor=organisation.ada)
    await accounts.sign_in(ben.person.email, PASSWORD, device=device())
    assert await accounts.person_of_session(ben.secret) is None
    assert organisation.audit_of(ben.person).count("person.administered") == 2


async def test_only_admins_of_the_same_organisation_administer(organisation):
    ben, cleo = await organisation.with_another("Ben"), (await join("Cleo")).person
    for actor, of_whom in ((ben.person, organisation.ada), (cleo, ben.person), (organisation.ada, cleo)):
        with pytest.raises(NotPermitted):
            await accounts.set_status(of_whom.id, "deactivated", actor=actor)
        with pytest.raises(NotPermitted):
            await accounts.set_role(of_whom.id, "member", actor=actor)
    with pytest.raises(NotFound):
        await accounts.set_status(uuid4(), "deactivated", actor=organisation.ada)
    assert organisation.audit_of(cleo).count("access.refused") == 4


async def test_the_last_admin_can_neither_be_deactivated_nor_demoted(organisation):
    await organisation.with_another("Ben")
    with pytest.raises(Conflict):
        await accounts.set_status(organisation.ada.id, "deactivated", actor=organisation.ada)
    with pytest.raises(Conflict):
        await accounts.set_role(organisation.ada.id, "member", actor=organisation.ada)


@pytest.mark.parametrize("verb", [lambda p, **k: accounts.set_role(p, "member", **k),
                                  lambda p, **k: accounts.set_status(p, "deactivated", **k)])  # fmt: skip
async def test_of_two_admins_who_remove_each_other_at_once_one_stays(organisation, verb):
    ben = (await organisation.with_another("Ben", "admin")).person
    for _ in range(5):
        answers = await asyncio.gather(
            verb(ben.id, actor=organisation.ada), verb(organisation.ada.id, actor=ben), return_exceptions=True
        )
        assert sum(isinstance(answer, NotPermitted | Conflict) for answer in answers) == 1
        with psycopg.connect(organisation._url) as owner:
            query = "update people set role = 'admin', status = 'active' where id = any(%s)"
            owner.execute(query, ([ben.id, organisation.ada.id],))


async def test_sign_ins_and_failures_are_in_the_audit_log(organisation):
    ada = organisation.ada
    with pytest.raises(Exception, match="wrong"):
        await accounts.sign_in(ada.email, "wrong password", device=device())
    signed_in = await accounts.sign_in(ada.email, PASSWORD, device=device())
    await accounts.sign_out(signed_in.secret)
    assert organisation.audit_of(ada) == ["person.signed_up", "sign_in.failed", "sign_in.succeeded", "session.ended"]
