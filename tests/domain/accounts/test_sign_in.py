"""Proving who one is: what is let in, what is refused, and that refusals tell nothing."""

import asyncio
from datetime import timedelta

import pytest

from domain import accounts, clock
from domain.accounts import passwords
from domain.errors import SignedOut, Throttled
from tests.domain.accounts.joining import PASSWORD, device, join

pytestmark = pytest.mark.usefixtures("domain_running")


async def test_the_right_password_begins_a_session_of_its_own():
    joined = await join()
    signed_in = await accounts.sign_in(joined.person.email.upper(), PASSWORD, device=device())
    assert signed_in.person == joined.person
    assert signed_in.secret != joined.secret
    assert signed_in.session.id != joined.session.id


@pytest.fixture
def comparisons(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """Every hash that a password was compared with."""
    seen: list[str | None] = []
    compare = passwords._compare

    def counting(password: str, hashed: str | None) -> bool:
        seen.append(hashed)
        return compare(password, hashed)

    monkeypatch.setattr(passwords, "_compare", counting)
    return seen


async def test_a_wrong_password_and_an_unknown_address_answer_and_cost_the_same(comparisons):
    email = (await join()).person.email
    answers = []
    for address in (email, "nobody@example.org", "not an address", "x" * 5000, "\x00"):
        with pytest.raises(SignedOut) as refused:
            await accounts.sign_in(address, "wrong password", device=device())
        answers.append(str(refused.value))
    assert len(set(answers)) == 1
    assert len(comparisons) == 5
    assert comparisons[0] is not None


async def test_nobodys_password_lets_nobody_in():
    for password in ("nobody has this password", "", "x" * 10_000):
        with pytest.raises(SignedOut):
            await accounts.sign_in("nobody@example.org", password, device=device())


async def _fail(email: str, times: int, at: str = "") -> None:
    for _ in range(times):
        with pytest.raises(SignedOut):
            await accounts.sign_in(email, "wrong password", device=device(at))


async def test_ten_failures_slow_the_account_down_also_for_the_right_password_from_elsewhere():
    email = (await join()).person.email
    await _fail(email, 10)
    with pytest.raises(Throttled) as slowed:
        await accounts.sign_in(email, PASSWORD, device=device())
    assert 0 < slowed.value.retry_after <= 900


async def test_an_unknown_account_is_slowed_down_alike():
    await _fail("nobody-at-all@example.org", 10)
    with pytest.raises(Throttled):
        await accounts.sign_in("Nobody-At-All@example.org ", "wrong password", device=device())


async def test_ten_failures_slow_the_address_down_but_no_other():
    email = (await join()).person.email
    for n in range(10):
        await _fail(f"guess-{n}@example.org", 1, "10.77.0.1")
    with pytest.raises(Throttled):
        await accounts.sign_in(email, PASSWORD, device=device("10.77.0.1"))
    await accounts.sign_in(email, PASSWORD, device=device("10.77.0.2"))


async def test_neighbours_in_one_ipv6_network_are_one_address():
    for n in range(10):
        await _fail(f"six-{n}@example.org", 1, f"2001:db8::{n:x}")
    with pytest.raises(Throttled):
        await accounts.sign_in("six@example.org", "wrong password", device=device("2001:db8::ffff"))


async def test_a_hundred_guesses_at_once_are_not_a_hundred_free_ones(comparisons):
    email = (await join()).person.email
    tries = [accounts.sign_in(email, "wrong password", device=device()) for _ in range(40)]
    with clock.at(clock.now()):  # so that no wait ends on a busy machine
        answers = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(answer, Throttled) for answer in answers) == 30
    assert len(comparisons) == 10


async def test_the_wait_grows_but_ends():
    email = (await join()).person.email
    await _fail(email, 10)
    moment, waits = clock.now(), []
    for _ in range(12):
        with clock.at(moment), pytest.raises(Throttled) as slowed:
            await accounts.sign_in(email, "wrong password", device=device())
        waits.append(slowed.value.retry_after)
        moment += timedelta(seconds=waits[-1] + 1)
        with clock.at(moment):
            await _fail(email, 1)
    assert waits[:4] == [2, 4, 8, 16]
    assert max(waits) == 600
    with clock.at(moment + timedelta(minutes=16)):
        assert (await accounts.sign_in(email, PASSWORD, device=device())).person.email == email


async def test_a_success_lets_the_account_begin_anew():
    email, at_home = (await join()).person.email, device("10.88.0.1")
    for _ in range(3):
        await _fail(email, 9)
        await accounts.sign_in(email, PASSWORD, device=at_home)


async def test_successes_do_not_slow_an_address_down():
    email, at_home = (await join()).person.email, device("10.88.0.2")
    for _ in range(25):
        await accounts.sign_in(email, PASSWORD, device=at_home)


async def test_a_hash_of_other_days_is_renewed_on_the_next_sign_in(monkeypatch, comparisons):
    joined = await join()
    monkeypatch.setattr(passwords, "is_outdated", lambda hashed: len(comparisons) == 1)
    for _ in range(2):
        await accounts.sign_in(joined.person.email, PASSWORD, device=device())
    assert comparisons[0] != comparisons[1]
