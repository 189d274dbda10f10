"""What is wrong with an input is said in words for people, and names the field."""

from typing import Annotated, Any

import pytest
from pydantic import Field

from domain.accounts import NewColleague, ProfileChanges
from domain.errors import Invalid
from domain.inputs import Day, Flag, Input, Instant, Name
from domain.notifications.notification import Clock
from domain.teams import NewTeam
from domain.views import NewView


class _Form(Input):
    name: Name = "a"
    on: Day | None = None
    at: Instant | None = None
    clock: Clock = "08:30"
    is_open: Flag = False
    share: float = 0.0
    options: dict[str, int] = Field(default={})
    entries: Annotated[list[int], Field(min_length=1)] = Field(default=[1])


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", " ", "Name must not be empty."),
        ("name", "\u200b", "Name must not be empty."),
        ("name", "\u202e \u0301", "Name must not be empty."),
        ("on", [[]], "On must be a day, like 2026-02-17."),
        ("at", {}, "At must be an instant, like 2026-02-17T09:00:00Z."),
        ("clock", "25:00", "Clock must be a time of day, like 08:30."),
        ("is_open", "maybe", "Is open must be true or false."),
        ("share", {}, "Share must be a number."),
        ("share", "much", "Share must be a number."),
        ("options", "none", "Options must be an object."),
        ("entries", [], "Entries must have at least 1 entry."),
    ],
)
def test_what_is_wrong_is_said_in_plain_words(field: str, value: Any, said: str) -> None:
    with pytest.raises(Invalid) as refusal:
        _Form.of(**{field: value})
    assert [(error.field, error.message) for error in refusal.value.errors] == [(field, said)]


@pytest.mark.parametrize("name", ["é", "👩‍👩‍👧", "مرحبا", "\U0001fae9"])
def test_a_name_may_be_written_in_any_script(name: str) -> None:
    assert _Form.of(name=name).name == name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Eve\r\nBcc: ben@example.org", "Eve Bcc: ben@example.org"),
        ("Eve\n\nYour account is locked", "Eve Your account is locked"),
        ("\x1b[31mEve\x07", "[31mEve"),
        ("Eve\u2028Ben", "Eve Ben"),
        ("gnp.\u202efdp", "gnp.fdp"),
        ("\u2066Eve\u2069", "Eve"),
        ("👩\u200d💻 עדה", "👩\u200d💻 עדה"),
    ],
)
def test_a_name_is_one_line_that_looks_like_what_it_is(typed: str, kept: str) -> None:
    assert _Form.of(name=typed).name == kept


def test_a_name_of_nothing_to_be_seen_is_refused() -> None:
    with pytest.raises(Invalid, match=r"Name must not be empty\."):
        _Form.of(name="\u202e\n")


@pytest.mark.parametrize(
    "email", ["a\u200bda@example.org", "ada\x07@example.org", "a\u202eda@example.org", "\u212aim@example.org"]
)
def test_an_address_has_no_signs_that_nobody_sees(email: str) -> None:
    with pytest.raises(Invalid, match="must be an e-mail address"):
        NewColleague.of(email=email, name="Ada", password="quiet-harbour-lantern")


def test_the_key_of_a_team_says_how_it_is_written() -> None:
    with pytest.raises(Invalid) as refusal:
        NewTeam.of(name="Launch", key="1!")
    assert refusal.value.message == "Key must be 2 to 8 letters and digits and begin with a letter."


def test_a_value_that_may_be_of_several_kinds_is_refused_once() -> None:
    with pytest.raises(Invalid) as refusal:
        NewView.of(name="Mine", options={"columns": {"a": 1}})
    [error] = refusal.value.errors
    assert (error.field, error.message) == ("options.columns", "Columns is of a kind that cannot stand here.")


@pytest.mark.parametrize("zone", ["localtime", "Factory", "Mars/Base", "../../etc/passwd", ""])
def test_a_zone_that_the_database_does_not_know_is_refused(zone: str) -> None:
    with pytest.raises(Invalid) as refusal:
        ProfileChanges.of(time_zone=zone)
    assert refusal.value.errors[0].field == "time_zone"
