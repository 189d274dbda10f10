"""Notifications by mail: at once or once a day, not in quiet hours, once, and no more when one does not want them."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest

from domain import clock, notifications, tasks
from domain.accounts import Person
from domain.errors import Invalid, NotFound, Outdated
from domain.mail import letters as written
from domain.notifications import Marking, PreferenceChanges, letters, what_would_stop
from domain.tasks import NewComment, comments
from persistence.database import connection_string
from tests.worlds import World

NOON = datetime(2031, 3, 5, 12, tzinfo=UTC)


@pytest.fixture(name="mails")
def _mails(shared_database_url: str) -> Any:
    def found(person: Person) -> Sequence[Any]:
        with psycopg.connect(connection_string(shared_database_url)) as connection:
            query = """select template, subject, thread, unsubscribe_url, data, locale from mails
              where to_email = %s and template like 'notification%%' order by created_at, id"""
            return connection.execute(query, (person.email,)).fetchall()

    return found


async def wish(person: Person, **changes: Any) -> None:
    await notifications.change_preferences(PreferenceChanges.of(**changes), actor=person)


async def mention(world: World, at: datetime, text: str = "@viewing look") -> None:
    with clock.at(at):
        await notifications.deliver()
        await comments.create(world.task.id, NewComment(content=text), actor=world.owner)
        await notifications.deliver()
        await letters.post()


async def post(at: datetime) -> None:
    with clock.at(at):
        await letters.post()


async def seen_all(world: World) -> None:
    """What the making of the world told is read, so that no mail tells of it."""
    await notifications.deliver()
    await notifications.settle()
    await notifications.mark(Marking(), actor=world.viewing)


async def test_at_once_in_a_thread_with_a_way_out(world: World, mails: Any) -> None:
    await seen_all(world)
    before = len(mails(world.viewing))
    await mention(world, NOON)
    template, subject, thread, link, data, _ = mails(world.viewing)[before:][0]
    assert (template, thread) == ("notification", f"task:{world.task.id}")
    assert subject == f"[{world.task.key}] owner mentioned you in “Ship it”"
    letter = written.written(template, data, locale="en", time_zone="Europe/Berlin")
    assert "@viewing look" in letter.text
    assert "you are mentioned" in letter.text
    assert link in letter.text
    await post(NOON + timedelta(hours=1))
    assert len(mails(world.viewing)) == before + 1


async def test_not_in_quiet_hours_but_after_them(world: World, mails: Any) -> None:
    await seen_all(world)
    await wish(world.viewing, quiet_from="12:30", quiet_to="15:00")  # in Berlin it is one o’clock
    before = len(mails(world.viewing))
    await mention(world, NOON)
    await post(NOON + timedelta(minutes=119))
    assert len(mails(world.viewing)) == before
    await post(NOON + timedelta(hours=2))
    assert len(mails(world.viewing)) == before + 1


async def test_what_was_read_or_lost_from_sight_meanwhile_is_not_mailed(world: World, mails: Any) -> None:
    await seen_all(world)
    await wish(world.viewing, quiet_from="12:30", quiet_to="15:00")
    before = len(mails(world.viewing))
    await mention(world, NOON)
    await notifications.mark(Marking(), actor=world.viewing)
    await mention(world, NOON + timedelta(minutes=1))
    share = next(s for s in await tasks.shares_of(world.task.id, actor=world.owner) if s.user_id == world.viewing.id)
    await tasks.revoke_share(world.task.id, share.id, actor=world.owner)
    await post(NOON + timedelta(hours=3))
    assert len(mails(world.viewing)) == before


async def test_once_a_day_all_together(world: World, mails: Any) -> None:
    await seen_all(world)
    await wish(world.viewing, kinds={"mentioned": {"mail": "daily"}}, digest_at="18:00")
    before = len(mails(world.viewing))
    for minute in range(3):
        await mention(world, NOON + timedelta(minutes=minute))
    await post(NOON + timedelta(hours=4.9))
    assert len(mails(world.viewing)) == before
    await post(NOON + timedelta(hours=5))
    new = mails(world.viewing)[before:]
    assert [(template, len(data["items"])) for template, _, _, _, data, _ in new] == [("notification-digest", 3)]


async def test_never_and_nothing(world: World, mails: Any) -> None:
    await seen_all(world)
    await wish(world.viewing, kinds={"mentioned": {"mail": "never"}})
    before = len(mails(world.viewing))
    await mention(world, NOON)
    assert await notifications.unread(actor=world.viewing) == 1
    await wish(world.viewing, kinds={"mentioned": {"in_app": False}})
    await mention(world, NOON + timedelta(minutes=1))
    assert await notifications.unread(actor=world.viewing) == 1
    assert len(mails(world.viewing)) == before


async def test_one_click_ends_mails_of_the_kind_and_nothing_else(world: World, mails: Any) -> None:
    await seen_all(world)
    await mention(world, NOON)
    token = mails(world.viewing)[-1][3].partition("token=")[2]
    assert what_would_stop(token) == "mentioned"
    assert await notifications.unsubscribe(token) == "mentioned"
    chosen = (await notifications.preferences(actor=world.viewing)).kinds
    assert (chosen["mentioned"].mail, chosen["mentioned"].in_app, chosen["assigned"].mail) == ("never", True, "at_once")
    for forged in ("", "nonsense", token[:-2], "A" + token[1:]):
        with pytest.raises(NotFound):
            await notifications.unsubscribe(forged)


async def test_wishes_are_kept_one_by_one(ada: Person) -> None:
    await wish(ada, kinds={"commented": {"mail": "at_once"}})
    await wish(ada, kinds={"commented": {"in_app": False}, "shared": {"mail": "never"}}, quiet_from="22:00",
               quiet_to="07:00")  # fmt: skip
    found = await notifications.preferences(actor=ada)
    assert (found.kinds["commented"].in_app, found.kinds["commented"].mail) == (False, "at_once")
    assert (found.kinds["shared"].in_app, found.kinds["shared"].mail) == (True, "never")
    with pytest.raises(Outdated):
        await notifications.change_preferences(PreferenceChanges(digest_at="07:30"), actor=ada, version=1)


@pytest.mark.parametrize(
    "changes", [{"quiet_from": "22:00"}, {"quiet_from": "22:00", "quiet_to": None}, {"digest_at": "24:00"},
                {"kinds": {"gossip": {"mail": "never"}}}, {"kinds": {"shared": {"mail": "hourly"}}}])  # fmt: skip
def test_wishes_that_make_no_sense_are_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        PreferenceChanges.of(**changes)


def test_in_german_where_the_reader_reads_german() -> None:
    data = {
        "kind": "completed",
        "why": "chosen",
        "actor": "Ben",
        "title": "Drucker",
        "key": "L-1",
        "team": "",
        "content": "",
        "due": "",
        "link": "https://x/",
        "unsubscribe_link": "https://y/",
        "settings_link": "https://z/",
    }
    letter = written.written("notification", data, locale="de", time_zone="UTC")
    assert letter.subject == "[L-1] Ben hat „Drucker“ erledigt"
    assert "Du bekommst das, weil du die Aufgabe beobachtest." in letter.text
    digest = {"items": [data], "link": "https://x/", "unsubscribe_link": "https://y/", "settings_link": "https://z/"}
    assert (
        written.written("notification-digest", digest, locale="de", time_zone="UTC").subject == "1 Neuigkeit in Atrium"
    )
