"""Inviting, accepting and join links, as programs do it."""

from urllib.parse import quote
from uuid import uuid4

import pytest

from domain import audit
from tests.domain.invitations.inviting import address, colleague, device, token_for, token_in
from tests.ui.api.conftest import calling
from tests.ui.api.problems import fields, problem
from tests.worlds import PASSWORD

NEW = {"name": "Dana", "password": PASSWORD, "time_zone": "Europe/Berlin"}


@pytest.fixture
async def me(callers, ada):
    return await callers.of(ada)


async def invite(me, **more):
    """Invite somebody; the answer and the secret that was mailed."""
    form = {"email": address(), "role": "member"} | more
    answer = await me.post("/invitations/send", form)
    assert answer.status_code == 201, answer.text
    return answer.json(), await token_for(form["email"])


async def test_send_validate_accept(me, callers):
    sent, token = await invite(me, role="admin")
    assert (sent["status"], sent["role"], sent["invited_by_name"], sent["sends"]) == ("pending", "admin", "Ada", 1)
    assert token not in str(sent)
    nobody = callers.nobody()
    said = (await nobody.get(f"/invitations/validate?token={quote(token)}")).json()
    assert said == {
        "organization_name": me.person.organization_name, "invited_by_name": "Ada", "email": sent["email"],
        "role": "admin", "team_name": "", "expires_at": sent["expires_at"], "has_account": False,
    }  # fmt: skip
    answer = await nobody.post("/invitations/accept", {"token": token} | NEW)
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    came = answer.json()
    assert (came["user"]["email"], came["user"]["role"]) == (sent["email"], "admin")
    assert came["user"]["email_verified"] is True
    assert came["organization"]["id"] == str(me.person.organization_id)
    theirs = callers.nobody(came["tokens"]["access_token"])
    assert (await theirs.get("/users/me")).json()["name"] == "Dana"
    again = problem(await nobody.post("/invitations/accept", {"token": token} | NEW), 409)
    assert "used already" in again["detail"]
    problem(await nobody.get(f"/invitations/validate?token={quote(token)}"), 409)


async def test_an_existing_person_accepts_with_their_own_token(me, callers, ben):
    _, token = await invite(me, email=ben.email)
    theirs = await callers.of(ben)
    assert (await theirs.get(f"/invitations/validate?token={quote(token)}")).json()["has_account"] is True
    problem(await callers.nobody().post("/invitations/accept", {"token": token} | NEW), 409)
    problem(await callers.nobody("nonsense").post("/invitations/accept", {"token": token}), 401)
    answer = await theirs.post("/invitations/accept", {"token": token})
    assert (answer.status_code, answer.json()["tokens"]) == (200, None)
    assert answer.json()["organization"]["id"] == str(me.person.organization_id)
    assert (await theirs.get("/users/me")).json()["organization_id"] == str(me.person.organization_id)


async def test_the_wrong_person_is_refused(me, callers, ben):
    _, token = await invite(me)
    said = problem(await (await callers.of(ben)).post("/invitations/accept", {"token": token}), 403)
    assert ben.email in said["detail"]


async def test_list_statistics_send_again_and_cancel(me):
    first, old = await invite(me)
    second, _ = await invite(me)
    page = (await me.get("/invitations?limit=1")).json()
    assert ([i["id"] for i in page["items"]], page["total"]) == ([second["id"]], 2)
    rest = (await me.get(f"/invitations?limit=1&cursor={page['next_cursor']}")).json()
    assert [i["id"] for i in rest["items"]] == [first["id"]]
    again = await me.post(f"/invitations/{first['id']}/resend")
    assert (again.json()["sends"], again.json()["version"], again.headers["etag"]) == (2, 2, '"2"')
    problem(await me.get(f"/invitations/validate?token={quote(old)}"), 404)
    problem(await me.delete(f"/invitations/{second['id']}", headers={"If-Match": '"9"'}), 412)
    assert (await me.delete(f"/invitations/{second['id']}")).status_code == 204
    assert [i["id"] for i in (await me.get("/invitations?status=cancelled")).json()["items"]] == [second["id"]]
    assert (await me.get(f"/invitations/{second['id']}")).json()["status"] == "cancelled"
    problem(await me.post(f"/invitations/{second['id']}/resend"), 409)
    assert (await me.get("/invitations/stats")).json() == {
        "total": 2, "pending": 1, "accepted": 0, "expired": 0, "cancelled": 1, "acceptance_rate": 0.0,
    }  # fmt: skip


async def test_bad_input_names_its_field(me, callers, ada):
    for bad in ({"email": "nobody"}, {"role": "owner"}, {"team_role": "owner"}, {"team_id": "x"}, {"admin": True}):
        assert fields(await me.post("/invitations/send", {"email": address()} | bad)) == set(bad)
    assert fields(await me.get("/invitations?status=lost")) == {"status"}
    assert fields(await callers.nobody().get("/invitations/validate")) == {"token"}
    _, token = await invite(me)
    assert fields(await callers.nobody().post("/invitations/accept", {"token": token})) == {"name", "password"}
    short = {"token": token, "name": "Dana", "password": "short"}
    assert fields(await callers.nobody().post("/invitations/accept", short)) == {"password"}
    problem(await callers.nobody().post("/invitations/accept", {"token": "x.y"} | NEW), 404)
    problem(await me.post("/invitations/send", {"email": (await colleague(ada)).email}), 409)
    problem(await me.post("/invitations/send", {"email": address(), "team_id": str(uuid4())}), 404)


async def test_twenty_an_hour(me):
    for _ in range(20):
        await invite(me)
    answer = await me.post("/invitations/send", {"email": address()})
    problem(answer, 429)
    assert 3000 < int(answer.headers["retry-after"]) <= 3600


async def test_nobody_has_the_address_is_said_with_what_to_do(me):
    team = (await me.post("/teams", {"name": "Launch"})).json()
    email = address()
    said = problem(await me.post(f"/teams/{team['id']}/members", {"email": email}), 422)
    assert "can invite them to this team" in said["detail"]
    sent, _ = await invite(me, email=email, team_id=team["id"], team_role="viewer")
    assert (sent["team_id"], sent["team_name"], sent["team_role"]) == (team["id"], "Launch", "viewer")


async def test_join_links(me, app):
    made = await me.post("/invitations/links", {"most_uses": 1, "days": 3})
    token = token_in(made.json()["url"])
    assert (made.status_code, made.json()["uses"]) == (201, 0)
    async with calling(app, "198.51.100.9") as callers:
        nobody = callers.nobody()
        offer = await nobody.get(f"/invitations/links/validate?token={quote(token)}")
        assert offer.json()["organization_name"] == me.person.organization_name
        assert fields(await nobody.post("/invitations/links/join", {"token": token, "name": "Jo"})) == {
            "email", "password",
        }  # fmt: skip
        came = await nobody.post("/invitations/links/join", {"token": token, "email": address()} | NEW)
        assert (came.json()["user"]["role"], came.json()["user"]["email_verified"]) == ("member", False)
        problem(await nobody.post("/invitations/links/join", {"token": token, "email": address()} | NEW), 409)
    [link] = (await me.get("/invitations/links")).json()["items"]
    assert (link["uses"], "url" in link) == (1, False)
    assert (await me.delete(f"/invitations/links/{link['id']}")).status_code == 204
    assert (await me.get("/invitations/links")).json()["items"] == []
    problem(await me.delete(f"/invitations/links/{uuid4()}"), 404)
    for bad in ({"most_uses": 0}, {"days": "7"}, {"role": "admin"}):
        assert fields(await me.post("/invitations/links", bad)) == set(bad)


async def test_removing_and_bringing_back(me, callers, ada):
    mate = await colleague(ada)
    theirs = await callers.of(mate)
    problem(await me.delete(f"/users/{mate.id}", headers={"If-Match": '"99"'}), 412)
    assert (await me.delete(f"/users/{mate.id}")).status_code == 204
    problem(await theirs.get("/users/me"), 401)
    problem(await me.delete(f"/users/{mate.id}"), 404)
    [left] = (await me.get("/users/removed")).json()["items"]
    assert (left["user"]["id"], set(left)) == (str(mate.id), {"user", "removed_at", "until"})
    assert (await me.get("/users")).json()["total"] == 1
    back = await me.post(f"/users/{mate.id}/restore")
    assert (back.status_code, back.json()["name"]) == (200, "Ben")
    problem(await me.delete(f"/users/{me.person.id}"), 409)


async def test_deleting_ones_own_account(me, callers, ada):
    mate = await colleague(ada)
    theirs = await callers.of(mate)
    assert fields(await theirs.delete("/users/me", json={})) == {"password"}
    with audit.coming_from(device().address):  # guesses are counted by address
        assert fields(await theirs.delete("/users/me", json={"password": "not this one"})) == {"password"}
        assert (await theirs.delete("/users/me", json={"password": PASSWORD})).status_code == 204
    problem(await theirs.get("/users/me"), 401)
    again = await callers.of(mate)
    assert (await again.get("/users/me")).json()["deletion_due_at"]
    assert (await again.post("/users/me/keep")).json()["deletion_due_at"] is None
    with audit.coming_from(device().address):
        problem(await me.delete("/users/me", json={"password": PASSWORD}), 409)


async def test_the_language_is_part_of_the_profile(me):
    assert (await me.patch("/users/me", {"locale": "de"})).json()["locale"] == "de"
    assert fields(await me.patch("/users/me", {"locale": "tlh"})) == {"locale"}
