"""Calendars under a secret address."""

from datetime import date
from importlib import import_module

import pytest
from icalendar import Calendar

from domain import accounts, exchange, tasks
from domain.accounts import Person
from domain.errors import Conflict, Invalid, NotFound, NotPermitted
from domain.exchange import NewFeed
from domain.tasks import NewTask
from tests.worlds import World


def events(content: bytes) -> dict[str, object]:
    return {str(event["summary"]): event for event in Calendar.from_ical(content).walk("VEVENT")}


async def test_it_shows_what_is_due_with_its_times_and_repeats(ada: Person) -> None:
    rule = {"rule": "FREQ=DAILY", "from_completion": False}
    await tasks.create(NewTask.of(title="Day", due_on="2026-12-24", labels=["x"], priority="high"), actor=ada)
    await tasks.create(NewTask.of(title="Time", due_at="2026-12-24T10:00:00Z", recurrence=rule), actor=ada)
    await tasks.create(NewTask(title="Undated"), actor=ada)
    done = await tasks.create(NewTask.of(title="Done", due_on="2026-11-20"), actor=ada)
    await tasks.complete(done.id, actor=ada)
    _, secret = await exchange.create_feed(NewFeed(name="Mine"), actor=ada)
    content = await exchange.calendar(secret)
    found = events(content)
    assert set(found) == {"Day", "Time", "✓ Done"}
    assert found["Day"]["dtstart"].dt == date(2026, 12, 24)
    assert found["Time"]["dtstart"].dt.isoformat() == "2026-12-24T11:00:00+01:00"
    assert found["Time"]["rrule"].to_ical() == b"FREQ=DAILY"
    assert b"X-WR-CALNAME:Mine" in content


async def test_a_filter_decides_what_is_in_it(ada: Person) -> None:
    for title, priority in (("A", "high"), ("B", "low")):
        await tasks.create(NewTask.of(title=title, priority=priority, due_on="2026-12-24"), actor=ada)
    _, secret = await exchange.create_feed(NewFeed(filter="priority = high"), actor=ada)
    assert set(events(await exchange.calendar(secret))) == {"A"}
    with pytest.raises(Invalid):
        await exchange.create_feed(NewFeed(filter="priority >> high"), actor=ada)


async def test_it_shows_what_its_person_may_see_now(world: World) -> None:
    await tasks.edit(world.task.id, tasks.TaskChanges(due_on=date(2026, 12, 24)), actor=world.owner)
    _, secret = await exchange.create_feed(NewFeed(), actor=world.viewing)
    assert set(events(await exchange.calendar(secret))) == {"Ship it"}
    shares = await tasks.shares_of(world.task.id, actor=world.owner)
    [share] = [share for share in shares if share.user_id == world.viewing.id]
    await tasks.revoke_share(world.task.id, share.id, actor=world.owner)
    assert events(await exchange.calendar(secret)) == {}


async def test_a_deleted_address_and_a_guess_are_good_for_nothing(ada: Person, ben: Person) -> None:
    feed, secret = await exchange.create_feed(NewFeed(), actor=ada)
    with pytest.raises(NotPermitted):
        await exchange.delete_feed(feed.id, actor=ben)
    await exchange.calendar(secret)
    assert [f.last_read_at is not None for f in await exchange.feeds(actor=ada)] == [True]
    await exchange.delete_feed(feed.id, actor=ada)
    for bad in (secret, "x" * 43, str(feed.id)):
        with pytest.raises(NotFound):
            await exchange.calendar(bad)
    assert await exchange.feeds(actor=ben) == []


async def test_who_may_not_sign_in_has_no_calendar(ada: Person) -> None:
    from uuid import uuid4

    from tests.worlds import PASSWORD

    form = accounts.NewColleague(email=f"{uuid4().hex}@example.org", name="Max", password=PASSWORD)
    colleague = await accounts.add_colleague(form, actor=ada)
    _, secret = await exchange.create_feed(NewFeed(), actor=colleague)
    await accounts.set_status(colleague.id, "deactivated", actor=ada)
    with pytest.raises(NotFound):
        await exchange.calendar(secret)


async def test_there_are_only_so_many(ada: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("domain.exchange.feeds"), "_MOST_FEEDS", 1)
    await exchange.create_feed(NewFeed(), actor=ada)
    with pytest.raises(Conflict):
        await exchange.create_feed(NewFeed(), actor=ada)
    assert len(await exchange.feeds(actor=ada)) == 1
