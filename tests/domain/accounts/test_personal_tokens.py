"""Personal tokens: shown once, good for what they are for, until they end."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from domain import accounts, audit, clock
from domain.accounts import FEATURES, NewPersonalToken, Session, SignedIn, standing
from domain.audit import EntryFilter
from domain.errors import Conflict, Invalid, NotFound, NotPermitted, NotRecent, SignedOut
from domain.transactions import front_desk
from persistence.queries import accounts as queries
from tests.domain.accounts.joining import PASSWORD, join

_EXPIRE = sa.text("update sessions set expires_at = now() - interval '1 second' where id = :id")
pytestmark = pytest.mark.usefixtures("domain_running")


async def _token(ada: SignedIn, *scopes: str, **more: object) -> accounts.NewlyMade:
    form = NewPersonalToken.of(name="Backup", scopes=list(scopes) or ["tasks:read"], **more)
    return await accounts.create_token(form, actor=ada.person, under=ada.session)


async def test_who_has_the_token_acts_as_its_owner() -> None:
    ada = await join()
    made = await _token(ada)
    person, session = await accounts.person_of_access_token(made.secret)
    assert (person.id, session.id, session.kind) == (ada.person.id, made.token.id, "token")
    assert made.secret.startswith(f"atr_{made.token.id.hex}_")


async def test_it_is_among_the_tokens_and_not_among_the_sessions() -> None:
    ada = await join()
    made = await _token(ada)
    assert [(t.id, t.name, t.scopes) for t in await accounts.tokens_of(actor=ada.person)] == [
        (made.token.id, "Backup", ("tasks:read",))
    ]
    assert made.token.id not in {s.id for s in await accounts.sessions_of(actor=ada.person)}
    assert await accounts.tokens_of(actor=(await join()).person) == []


async def test_there_are_only_so_many_and_a_deleted_one_makes_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("domain.accounts.personal_tokens._MOST", 2)
    ada = await join()
    first, _ = [await _token(ada) for _ in range(2)]
    with pytest.raises(Conflict, match="You have 2 tokens"):
        await _token(ada)
    await accounts.delete_token(first.token.id, actor=ada.person)
    await _token(ada)


async def test_it_is_no_cookie() -> None:
    made = await _token(await join())
    assert await accounts.person_of_session(made.secret) is None


@pytest.mark.parametrize("feature", FEATURES)
@pytest.mark.parametrize("writing", [False, True])
async def test_a_scope_opens_one_feature_for_one_right(feature: str, writing: bool) -> None:
    ada = await join()
    scope = f"{feature}:{'write' if writing else 'read'}"
    found = await accounts.person_of_access_token((await _token(ada, scope)).secret)
    for other in FEATURES:
        for right in (False, True):
            if (other, right) == (feature, writing):
                await accounts.check_scope(found, other, writing=right)
            else:
                with pytest.raises(NotPermitted, match=f"lacks the scope {other}:"):
                    await accounts.check_scope(found, other, writing=right)
    refused = await audit.entries(EntryFilter(action="access.refused", object_id=found[1].id), actor=ada.person)
    assert refused.total == 2 * len(FEATURES) - 1


async def test_who_signed_in_may_do_everything() -> None:
    ada = await join()
    await accounts.check_scope((ada.person, ada.session), "administration", writing=True)


async def test_a_deleted_token_is_good_for_nothing_at_once() -> None:
    ada = await join()
    made = await _token(ada)
    await accounts.person_of_access_token(made.secret)
    await accounts.delete_token(made.token.id, actor=ada.person)
    with pytest.raises(SignedOut):
        await accounts.person_of_access_token(made.secret)
    with pytest.raises(NotFound):
        await accounts.delete_token(made.token.id, actor=ada.person)


async def test_nobody_deletes_anothers_token_and_no_session_as_one() -> None:
    ada, ben = await join(), await join()
    made = await _token(ada)
    with pytest.raises(NotPermitted):
        await accounts.delete_token(made.token.id, actor=ben.person)
    with pytest.raises(NotFound):
        await accounts.delete_token(ada.session.id, actor=ada.person)
    await accounts.person_of_access_token(made.secret)


async def test_an_expired_one_is_refused() -> None:
    ada = await join()
    made = await _token(ada, expires_at=clock.now() + timedelta(hours=1))
    async with front_desk() as session:
        await session.execute(_EXPIRE, {"id": made.token.id})
    standing.clear()
    with pytest.raises(SignedOut):
        await accounts.person_of_access_token(made.secret)


async def test_a_new_password_leaves_it_and_a_reset_or_deactivation_ends_it() -> None:
    ada = await join()
    made = await _token(ada)
    await accounts.change_password(PASSWORD, "another quiet harbour", actor=ada.person, keep=ada.session.id)
    await accounts.end_other_sessions(ada.session.id, actor=ada.person)
    await accounts.person_of_access_token(made.secret)
    async with front_desk() as session:
        ended = await queries.end_sessions(session, ada.person.id, clock.now())  # as both do
    assert made.token.id in ended


async def test_a_token_makes_no_tokens() -> None:
    ada = await join()
    found = await accounts.person_of_access_token((await _token(ada, "accounts:write")).secret)
    form = NewPersonalToken(name="More", scopes=["tasks:write"])
    with pytest.raises(NotPermitted, match="cannot make further tokens"):
        await accounts.create_token(form, actor=found[0], under=found[1])
    with pytest.raises(NotRecent):
        await accounts.require_recent(found[1])


async def test_it_takes_a_fresh_proof_to_make_one() -> None:
    ada = await join()
    async with front_desk() as session:
        await queries.note_proven(session, ada.session.id, clock.now() - timedelta(minutes=11))
    with pytest.raises(NotRecent):
        await _token(ada)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": ""}, "name"),
        ({"scopes": []}, "scopes"),
        ({"scopes": ["tasks:all"]}, "scopes"),
        ({"scopes": ["everything"]}, "scopes"),
        ({"expires_at": clock.now() - timedelta(minutes=1)}, "expires_at"),
        ({"expires_at": clock.now() + timedelta(days=400)}, "expires_at"),
    ],
)
def test_bad_input_names_the_field(given: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        NewPersonalToken.of(**({"name": "Backup", "scopes": ["tasks:read"]} | given))
    assert [error.field for error in refused.value.errors] == [field]


async def test_secrets_are_neither_in_the_database_nor_in_the_log() -> None:
    ada = await join()
    made = await _token(ada)
    assert isinstance(made.token, Session)
    entries = await audit.entries(EntryFilter(action="token.created"), actor=ada.person)
    assert [entry.details["name"] for entry in entries.items] == ["Backup"]
    assert made.secret.rpartition("_")[2] not in str(entries.items)


async def test_there_are_only_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    ada = await join()
    monkeypatch.setattr("domain.accounts.personal_tokens._MOST", 1)
    await _token(ada)
    with pytest.raises(Conflict):
        await _token(ada)
    assert len(await accounts.tokens_of(actor=ada.person)) == 1
