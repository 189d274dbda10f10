"""Sessions: how long they last, who sees and ends them, and how fast an end is known."""

import time
from datetime import timedelta
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy.engine import make_url

from domain import accounts, audit, bus, clock
from domain.accounts import standing
from domain.audit import EntryFilter
from domain.errors import Invalid, NotFound, NotPermitted
from tests.domain.accounts.joining import PASSWORD, device, join

pytestmark = pytest.mark.usefixtures("domain_running")


async def _is_signed_in(secret: str, after: timedelta = timedelta(0)) -> bool:
    standing.clear()
    with clock.at(clock.now() + after):
        return await accounts.person_of_session(secret) is not None


async def test_only_a_hash_of_the_secret_is_stored(shared_database_url: str):
    secret = (await join()).secret
    url = make_url(shared_database_url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url) as owner:
        stored = owner.execute("select string_agg(s::text, '') from sessions s").fetchone()
    assert secret not in stored[0]
    assert secret.encode().hex() not in stored[0]


async def test_a_session_rests_half_a_day_or_two_weeks_when_kept():
    email = (await join()).person.email
    passing = await accounts.sign_in(email, PASSWORD, device=device())
    kept = await accounts.sign_in(email, PASSWORD, device=device(), remember=True)
    assert await _is_signed_in(passing.secret, timedelta(hours=11, minutes=59))
    assert not await _is_signed_in(passing.secret, timedelta(hours=12, minutes=1))
    assert await _is_signed_in(kept.secret, timedelta(days=13, hours=23))
    assert not await _is_signed_in(kept.secret, timedelta(days=14, minutes=1))


async def test_a_session_in_use_lasts_sixty_days_and_no_longer():
    email = (await join()).person.email
    kept = await accounts.sign_in(email, PASSWORD, device=device(), remember=True)
    for day in range(0, 60, 10):
        with clock.at(clock.now() + timedelta(days=day)):
            await accounts.look_again([kept.secret])
            accounts.touch(kept.secret)
            await accounts.look_again([kept.secret])
    assert await _is_signed_in(kept.secret, timedelta(days=59, hours=23))
    assert not await _is_signed_in(kept.secret, timedelta(days=60, minutes=1))


async def test_when_it_was_last_used_is_written_down_at_most_once_a_minute():
    joined = await join()
    for after in (30, 90, 100, 140):
        with clock.at(joined.session.created_at + timedelta(seconds=after)):
            accounts.touch(joined.secret)
            await accounts.look_again([joined.secret])
            (mine,) = await accounts.sessions_of(actor=joined.person)
        seen = (mine.last_seen_at - joined.session.created_at).total_seconds()
        assert seen == {30: 0, 90: 90, 100: 90, 140: 90}[after]


async def test_looking_at_open_pages_is_no_use_of_a_session():
    joined = await join()
    with clock.at(joined.session.created_at + timedelta(minutes=5)):
        await accounts.look_again([joined.secret])
        await accounts.person_of_session(joined.secret)
        (mine,) = await accounts.sessions_of(actor=joined.person)
    assert mine.last_seen_at == joined.session.created_at


async def test_a_person_sees_their_own_sessions_and_ends_one():
    ada, ben = await join("Ada"), await join("Ben")
    phone = await accounts.sign_in(ada.person.email, PASSWORD, device=accounts.Device("10.5.5.5", "Phone"))
    shown = await accounts.sessions_of(actor=ada.person)
    assert {session.id for session in shown} == {ada.session.id, phone.session.id}
    assert {session.agent for session in shown} == {"Firefox on a test", "Phone"}
    await accounts.end_session(phone.session.id, actor=ada.person)
    assert accounts.is_standing(phone.secret) is False
    assert await accounts.person_of_session(phone.secret) is None
    assert await accounts.person_of_session(ada.secret)
    assert await accounts.person_of_session(ben.secret)


async def test_nobody_ends_the_session_of_another():
    ada, ben = await join("Ada"), await join("Ben")
    for session_id, refusal in ((ada.session.id, NotPermitted), (uuid4(), NotFound)):
        with pytest.raises(refusal):
            await accounts.end_session(session_id, actor=ben.person)
    assert await _is_signed_in(ada.secret)
    refused = await audit.entries(EntryFilter(action="access.refused"), actor=ben.person)
    assert [entry.object_id for entry in refused.items] == [ada.session.id]


async def test_ending_all_others_keeps_the_present_one():
    ada = await join()
    others = [await accounts.sign_in(ada.person.email, PASSWORD, device=device()) for _ in range(3)]
    await accounts.end_other_sessions(ada.session.id, actor=ada.person)
    assert await _is_signed_in(ada.secret)
    assert not any([await _is_signed_in(other.secret) for other in others])


async def test_signing_out_ends_the_session_and_twice_is_no_error():
    ada = await join()
    for _ in range(2):
        await accounts.sign_out(ada.secret)
    await accounts.sign_out("never existed")
    assert not await _is_signed_in(ada.secret)


async def test_an_end_elsewhere_is_heard_at_once():
    ada = await join()
    heard: list[bus.Event] = []
    stop = bus.subscribe(heard.append)
    sessions = accounts.sessions_of(actor=ada.person)
    assert len(await sessions) == 1
    standing_before = accounts.is_standing(ada.secret)
    await accounts.end_other_sessions(None, actor=ada.person)
    await _until(lambda: any(e.name == "session.ended" and e.object_id == ada.session.id for e in heard))
    stop()
    assert standing_before is True


async def test_an_end_that_was_not_told_is_known_within_five_seconds(shared_database_url: str, monkeypatch):
    ada = await join()
    url = make_url(shared_database_url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url) as owner:
        owner.execute("update sessions set ended_at = now() where id = %s", (ada.session.id,))
    assert await accounts.person_of_session(ada.secret)  # still believed
    later = time.monotonic() + 5.1
    monkeypatch.setattr(standing.time, "monotonic", lambda: later)
    assert await accounts.person_of_session(ada.secret) is None


async def test_changing_the_password_needs_the_present_one_and_ends_the_other_sessions():
    ada = await join()
    other = await accounts.sign_in(ada.person.email, PASSWORD, device=device())
    with pytest.raises(Invalid) as wrong:
        await accounts.change_password("not mine", "another-good-one", actor=ada.person, keep=ada.session.id)
    assert wrong.value.errors[0].field == "current"
    for bad in ("short", "password", "x" * 129):
        with pytest.raises(Invalid) as refused:
            await accounts.change_password(PASSWORD, bad, actor=ada.person, keep=ada.session.id)
        assert refused.value.errors[0].field == "password"
    assert await _is_signed_in(other.secret)
    await accounts.change_password(PASSWORD, "another-good-one", actor=ada.person, keep=ada.session.id)
    assert await _is_signed_in(ada.secret)
    assert not await _is_signed_in(other.secret)
    await accounts.sign_in(ada.person.email, "another-good-one", device=device())


async def _until(condition, seconds: float = 2.0) -> None:
    import asyncio

    ends_at = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < ends_at, "it did not happen"
        await asyncio.sleep(0.01)
