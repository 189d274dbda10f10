"""Proving an address and choosing a new password, by links in mails."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from domain import accounts, clock, jobs, mail
from domain.accounts import Device, Person
from domain.clock import now
from domain.errors import Invalid, SignedOut, Throttled
from domain.settings import settings
from domain.transactions import read_at_front_desk
from tests.worlds import PASSWORD, person

DEVICE = Device("127.0.0.1", "test")
NEW = "another long sentence"
Ask = Callable[[str], Awaitable[None]]


async def _mails(email: str, template: str) -> list[Any]:
    query = "select id, data from mails where to_email = %(email)s and template = %(template)s order by created_at"
    return await read_at_front_desk(query, {"email": email, "template": template})


async def _links(email: str, template: str, how_many: int) -> list[str]:
    for _ in range(300):
        found = await _mails(email, template)
        if len(found) >= how_many:
            return [row.data["link"] for row in found]
        await asyncio.sleep(0.02)
    raise AssertionError("no mail came within six seconds")


def _token(link: str) -> str:
    found = re.search(r"\?token=([\w-]+)$", link)
    assert found
    return found[1]


async def _reset_token(somebody: Person) -> str:
    already = len(await _mails(somebody.email, "password-reset"))
    await accounts.ask_password_reset(somebody.email)
    return _token((await _links(somebody.email, "password-reset", already + 1))[-1])


async def _signs_in(somebody: Person, password: str) -> bool:
    try:
        await accounts.sign_in(somebody.email, password, device=DEVICE)
    except SignedOut:
        return False
    return True


async def test_who_signs_up_proves_the_address_once(ada: Person) -> None:
    [link] = await _links(ada.email, "verify-email", 1)
    assert link.startswith(f"{settings().base_url}/verify-email?token=")
    assert not ada.email_verified
    await accounts.verify_email(_token(link))
    signed_in = await accounts.sign_in(ada.email, PASSWORD, device=DEVICE)
    assert signed_in.person.email_verified
    with pytest.raises(Invalid):
        await accounts.verify_email(_token(link))


async def test_a_new_link_takes_the_place_of_the_one_before(ada: Person) -> None:
    await accounts.ask_verification(ada.email.upper())
    first, second = await _links(ada.email, "verify-email", 2)
    with pytest.raises(Invalid):
        await accounts.verify_email(_token(first))
    await accounts.verify_email(_token(second))


async def test_who_is_proven_gets_no_further_link(ada: Person) -> None:
    [link] = await _links(ada.email, "verify-email", 1)
    await accounts.verify_email(_token(link))
    await accounts.ask_verification(ada.email)
    await _all_jobs_done()
    assert len(await _mails(ada.email, "verify-email")) == 1


async def _all_jobs_done() -> None:
    query = """select count(*) as open from procrastinate.procrastinate_jobs
      where task_name like 'accounts.%%' and status in ('todo', 'doing')"""
    for _ in range(300):
        if (await read_at_front_desk(query))[0].open == 0:
            return
        await asyncio.sleep(0.02)
    raise AssertionError("the queue was not emptied within six seconds")


@pytest.mark.parametrize("life", [timedelta(hours=1), timedelta(days=2)])
async def test_links_grow_old(ada: Person, life: timedelta) -> None:
    use: Ask
    if life < timedelta(days=1):
        token, use = await _reset_token(ada), lambda token: accounts.reset_password(token, NEW)
    else:
        token, use = _token((await _links(ada.email, "verify-email", 1))[0]), accounts.verify_email
    with clock.at(now() + life + timedelta(seconds=1)), pytest.raises(Invalid):
        await use(token)
    with clock.at(now() + life - timedelta(minutes=1)):
        await use(token)


async def test_a_reset_replaces_the_password_and_ends_every_session(ada: Person) -> None:
    browser = await accounts.sign_in(ada.email, PASSWORD, device=DEVICE)
    program = await accounts.issue_tokens(ada.email, PASSWORD, device=DEVICE)
    token = await _reset_token(ada)
    assert await accounts.person_of_session(browser.secret)
    await accounts.reset_password(token, NEW)
    assert await accounts.person_of_session(browser.secret) is None
    with pytest.raises(SignedOut):
        await accounts.refresh(program.refresh_token, device=DEVICE)
    with pytest.raises(SignedOut):
        await accounts.person_of_access_token(program.access_token)
    assert await _signs_in(ada, NEW)
    assert not await _signs_in(ada, PASSWORD)
    assert len(await _mails(ada.email, "password-changed")) == 1


async def test_a_reset_works_once_also_at_the_same_time(ada: Person) -> None:
    token = await _reset_token(ada)
    tries = await asyncio.gather(
        *(accounts.reset_password(token, f"{NEW} {n}") for n in range(4)), return_exceptions=True
    )
    assert sorted(type(t).__name__ for t in tries) == ["Invalid", "Invalid", "Invalid", "NoneType"]
    with pytest.raises(Invalid):
        await accounts.reset_password(token, NEW)


async def test_a_bad_password_uses_no_link_up(ada: Person) -> None:
    token = await _reset_token(ada)
    for bad in ("short", "password", "x" * 129, "Ada" * 4):
        with pytest.raises(Invalid) as refused:
            await accounts.reset_password(token, bad)
        assert refused.value.errors[0].field == "password"
    await accounts.reset_password(token, NEW)


async def test_a_link_is_good_for_its_own_purpose_and_person_only(ada: Person) -> None:
    [link] = await _links(ada.email, "verify-email", 1)
    with pytest.raises(Invalid):
        await accounts.reset_password(_token(link), NEW)
    with pytest.raises(Invalid):
        await accounts.verify_email(await _reset_token(ada))
    for made_up in ("", "x", "x" * 43):
        with pytest.raises(Invalid):
            await accounts.reset_password(made_up, NEW)


async def test_a_deactivated_person_cannot_come_back_by_a_reset(ada: Person) -> None:
    dana = await accounts.add_colleague(
        accounts.NewColleague(email=f"{uuid4().hex}@example.org", password=PASSWORD, name="Dana"), actor=ada
    )
    token = await _reset_token(dana)
    await accounts.set_status(dana.id, "deactivated", actor=ada)
    with pytest.raises(Invalid):
        await accounts.reset_password(token, NEW)
    await accounts.ask_password_reset(dana.email)
    await _all_jobs_done()
    assert len(await _mails(dana.email, "password-reset")) == 1


@pytest.mark.parametrize("ask", [accounts.ask_password_reset, accounts.ask_verification])
async def test_known_and_unknown_addresses_are_answered_alike_and_three_times_an_hour(ask: Ask) -> None:
    eve, nobody = await person("Eve"), f"{uuid4().hex}@example.org"
    for email in (eve.email, nobody):
        for _ in range(3):
            await ask(email)
        with pytest.raises(Throttled) as refused:
            await ask(f" {email.upper()}")
        assert 3500 < refused.value.retry_after <= 3600
        with clock.at(now() + timedelta(minutes=61)):
            await ask(email)
    await _all_jobs_done()
    assert await read_at_front_desk("select id from mails where to_email = %(email)s", {"email": nobody}) == []


async def test_a_link_is_not_kept_where_it_could_be_read(ada: Person) -> None:
    token = await _reset_token(ada)
    rows = await read_at_front_desk("select args::text as args from procrastinate.procrastinate_jobs")
    assert not any(token in row.args for row in rows)
    stored = await read_at_front_desk("select token_hash from email_tokens where person_id = %(id)s", {"id": ada.id})
    assert all(token.encode() != bytes(row.token_hash) for row in stored)
    admin = replace(ada, is_instance_admin=True)
    assert all(token not in str(e) for e in (await jobs.jobs_of_instance(actor=admin, limit=100)).items)
    assert all(token not in str(m) for m in (await mail.mails_of_instance(actor=admin, limit=100)).items)
