"""Verification and reset over REST."""

import asyncio
import re

from domain.transactions import read_at_front_desk
from tests.ui.api.conftest import Callers
from tests.worlds import PASSWORD, person

NEW = "another long sentence"


async def _token(email: str, template: str) -> str:
    query = """select data ->> 'link' as link from mails where to_email = %(email)s and template = %(template)s
      order by created_at desc"""
    for _ in range(300):
        if rows := await read_at_front_desk(query, {"email": email, "template": template}):
            found = re.search(r"\?token=([\w-]+)$", rows[0].link)
            assert found
            return found[1]
        await asyncio.sleep(0.02)
    raise AssertionError("no mail came within six seconds")


async def test_an_address_is_verified_once(callers: Callers) -> None:
    ada, programs = await person("Ada"), callers.nobody()
    token = await _token(ada.email, "verify-email")
    assert (await programs.post("/auth/verify-email", {"token": token})).status_code == 204
    again = await programs.post("/auth/verify-email", {"token": token})
    assert (again.status_code, again.json()["errors"][0]["field"]) == (422, "token")
    assert (await (await callers.of(ada)).get("/users/me")).json()["email_verified"] is True


async def test_a_reset_is_answered_alike_and_ends_the_tokens(callers: Callers) -> None:
    ada, programs = await person("Ada"), callers.nobody()
    before = await callers.of(ada)
    for path in ("/auth/password-reset", "/auth/verify-email/resend"):
        known = await programs.post(path, {"email": ada.email})
        unknown = await programs.post(path, {"email": f"nobody.{ada.email}"})
        assert (known.status_code, known.content) == (unknown.status_code, unknown.content) == (202, b"")
    token = await _token(ada.email, "password-reset")
    weak = await programs.post("/auth/password-reset/confirm", {"token": token, "password": "password"})
    assert (weak.status_code, weak.json()["errors"][0]["field"]) == (422, "password")
    assert (await before.get("/users/me")).status_code == 200
    assert (await programs.post("/auth/password-reset/confirm", {"token": token, "password": NEW})).status_code == 204
    assert (await before.get("/users/me")).status_code == 401
    for password, status in ((PASSWORD, 401), (NEW, 200)):
        answer = await programs.post("/auth/login", {"email": ada.email, "password": password})
        assert answer.status_code == status


async def test_more_than_three_in_an_hour_have_to_wait(callers: Callers) -> None:
    programs, nobody = callers.nobody(), {"email": "nobody.at.all@example.org"}
    for _ in range(3):
        assert (await programs.post("/auth/password-reset", nobody)).status_code == 202
    answer = await programs.post("/auth/password-reset", nobody)
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 3000
