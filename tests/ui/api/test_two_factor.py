"""Two-step sign-in, passkeys and providers for programs."""

import json
from datetime import timedelta
from uuid import uuid4

import pyotp
import pytest
import pytest_asyncio

from domain import clock
from domain.settings import settings
from domain.transactions import read_at_front_desk
from tests.domain.accounts.authenticator import Authenticator
from tests.domain.accounts.joining import device
from tests.domain.accounts.proving import ORIGIN
from tests.ui.api.conftest import calling
from tests.ui.api.problems import fields, problem
from tests.worlds import PASSWORD


@pytest_asyncio.fixture(loop_scope="session")
async def callers(app, domain_running):
    # from an address of their own: failures are counted by address, too
    async with calling(app, device().address) as made:
        yield made


async def _turn_on(me) -> tuple[pyotp.TOTP, list[str]]:
    answer = await me.post("/auth/two-factor")
    assert answer.status_code == 201
    totp = pyotp.TOTP(answer.json()["secret"])
    answer = await me.post("/auth/two-factor/confirm", {"code": totp.at(clock.now() - timedelta(seconds=30))})
    assert answer.status_code == 200, answer.text
    return totp, answer.json()["recovery_codes"]


async def test_it_is_turned_on_used_and_turned_off(me, callers):
    totp, codes = await _turn_on(me)
    assert len(codes) == 10
    assert (await me.get("/auth/two-factor")).json()["is_on"] is True
    known = {"email": me.person.email, "password": PASSWORD}
    asked = problem(await callers.nobody().post("/auth/login", known), 401)
    assert asked["type"].endswith("/second-factor-required")
    wrong = problem(await callers.nobody().post("/auth/login", known | {"code": "000000"}), 401)
    assert wrong["type"].endswith("/signed-out")
    for code in (totp.at(clock.now()), codes[0]):
        answer = await callers.nobody().post("/auth/login", known | {"code": code})
        assert answer.status_code == 200
        assert set(answer.json()) == {"access_token", "refresh_token", "token_type", "expires_in", "user"}
    new = await me.post("/auth/two-factor/recovery-codes")
    assert new.status_code == 201
    assert (await me.get("/auth/two-factor")).json()["codes_left"] == 10
    assert (await me.delete("/auth/two-factor")).status_code == 204
    assert (await callers.nobody().post("/auth/login", known)).status_code == 200


async def test_wrong_codes_name_the_field(me):
    await me.post("/auth/two-factor")
    for code in ("000000", "", "x" * 41, 123456):
        assert fields(await me.post("/auth/two-factor/confirm", {"code": code})) == {"code"}


async def test_what_holds_secrets_is_not_kept_to_be_repeated(me):
    key = uuid4().hex
    first = await me.post("/auth/two-factor", headers={"Idempotency-Key": key})
    second = await me.post("/auth/two-factor", headers={"Idempotency-Key": key})
    assert first.json()["secret"] != second.json()["secret"]
    kept = await read_at_front_desk("select count(*) as n from authenticators where secret_sealed like %(s)s",
                                    {"s": f"%{second.json()['secret']}%"})  # fmt: skip
    assert kept[0].n == 0


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/auth/two-factor", None),
        ("POST", "/auth/two-factor/confirm", {"code": "123456"}),
        ("POST", "/auth/two-factor/recovery-codes", None),
        ("DELETE", "/auth/two-factor", None),
        ("POST", "/auth/passkeys/options", None),
        ("POST", "/auth/passkeys", {"name": "x", "credential": {}}),
        ("DELETE", "/auth/passkeys/0193a000-0000-7000-8000-000000000000", None),
        ("DELETE", "/auth/providers/connected/0193a000-0000-7000-8000-000000000000", None),
    ],
)
async def test_later_it_has_to_be_confirmed_that_it_is_oneself(me, method, path, body):
    [before] = await read_at_front_desk("select id, proven_at from sessions where person_id = %(id)s and kind = 'api'",
                                        {"id": me.person.id})  # fmt: skip
    await _long_ago(before.id)
    said = problem(await me(method, path, body), 403)
    assert said["type"].endswith("/confirmation-required")
    assert (await me.post("/auth/confirm", {"password": PASSWORD})).status_code == 204
    assert (await me(method, path, body)).status_code != 403


async def _long_ago(session_id) -> None:
    from domain.transactions import front_desk
    from persistence.queries import accounts

    async with front_desk() as transaction:
        await accounts.note_proven(transaction, session_id, clock.now() - timedelta(minutes=11))


async def test_a_wrong_password_confirms_nothing(me):
    assert fields(await me.post("/auth/confirm", {"password": "wrong password"})) == {"password"}


@pytest.mark.parametrize("body", [{}, {"password": "x", "code": "1"}, {"code": ""}, {"passwort": "x"}])
async def test_a_confirmation_is_one_proof(me, body):
    assert (await me.post("/auth/confirm", body)).status_code == 422


async def test_passkeys_are_made_named_used_and_removed(me):
    key = Authenticator(ORIGIN)
    asked = (await me.post("/auth/passkeys/options")).json()["options"]
    made = await me.post("/auth/passkeys", {"name": "Laptop", "credential": json.loads(key.make(asked))})
    assert made.status_code == 201, made.text
    path = f"/auth/passkeys/{made.json()['id']}"
    assert (await me.patch(path, {"name": "Desk"})).status_code == 204
    assert [one["name"] for one in (await me.get("/auth/passkeys")).json()["items"]] == ["Desk"]
    asked = (await me.post("/auth/confirm/options")).json()["options"]
    assert (await me.post("/auth/confirm", {"credential": json.loads(key.prove(asked))})).status_code == 204
    assert (await me.delete(path)).status_code == 204
    assert (await me.delete(path)).status_code == 404


async def test_a_passkey_that_is_none_names_the_field(me):
    for credential in ({}, {"rawId": "x"}, {"response": {"x": "y" * 30_000}}):
        answer = await me.post("/auth/passkeys", {"name": "x", "credential": credential})
        assert fields(answer) == {"credential"}


async def test_providers_are_told_to_everybody(callers, me, monkeypatch):
    for what, value in (("ISSUER", "https://id.example.org"), ("CLIENT_ID", "x"), ("CLIENT_SECRET", "hunter2")):
        monkeypatch.setenv(f"ATRIUM_OIDC_HOUSE_{what}", value)
    settings.cache_clear()
    try:
        answer = await callers.nobody().get("/auth/providers")
        assert answer.json()["items"] == [{"key": "house", "name": "House"}]
        assert "hunter2" not in answer.text
        assert (await me.get("/auth/providers/connected")).json()["items"] == []
    finally:
        monkeypatch.undo()
        settings.cache_clear()
