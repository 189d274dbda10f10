"""Signing up and in, tokens and sessions, oneself and one's people, over REST."""

import asyncio
from uuid import uuid4

import pytest

from domain import accounts
from domain.accounts import NewColleague
from tests.domain.files.sending import picture
from tests.domain.invitations.inviting import colleague
from tests.ui.api.conftest import calling
from tests.ui.api.problems import fields, problem
from tests.worlds import PASSWORD


def form(**more):
    known = {"email": f"{uuid4().hex}@Example.org", "password": PASSWORD, "name": "Ada", "organization_name": "Engines"}
    return known | more


async def signed_up(callers, **more):
    answer = await callers.nobody().post("/auth/signup", form(**more))
    assert answer.status_code == 201, answer.text
    return answer.json()


async def test_signing_up_gives_tokens_a_person_and_an_organisation(callers):
    given = form()
    answer = await callers.nobody().post("/auth/signup", given)
    said = answer.json()
    assert answer.headers["cache-control"] == "no-store"
    assert set(said) == {"access_token", "refresh_token", "token_type", "expires_in", "user", "organization"}
    assert (said["token_type"], said["expires_in"]) == ("Bearer", 900)
    assert (said["user"]["name"], said["user"]["role"], said["user"]["status"]) == ("Ada", "admin", "active")
    assert said["user"]["organization_id"] == said["organization"]["id"]
    me = callers.nobody(said["access_token"])
    assert (await me.get("/users/me")).json()["email"].lower() == given["email"].lower()
    assert (await me.get("/organizations/me")).json()["name"] == "Engines"


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"email": "nobody"}, {"email"}),
        ({"email": "a@b@c.org "}, {"email"}),
        ({"email": "x\x00@example.org"}, {"email"}),
        ({"password": "short"}, {"password"}),
        ({"password": "x" * 129}, {"password"}),
        ({"password": "password123"}, {"password"}),
        ({"password": 12345678}, {"password"}),
        ({"name": ""}, {"name"}),
        ({"name": "x" * 121}, {"name"}),
        ({"organization_name": None}, {"organization_name"}),
        ({"time_zone": "Mars/Olympus"}, {"time_zone"}),
        ({"is_instance_admin": True}, {"is_instance_admin"}),
        ({"role": "admin"}, {"role"}),
    ],
)
async def test_a_bad_sign_up_names_the_field(callers, changed, named):
    assert fields(await callers.nobody().post("/auth/signup", form(**changed))) == named


async def test_an_address_that_is_taken_is_refused_in_any_case(callers):
    said = await signed_up(callers)
    again = form(email=said["user"]["email"].upper())
    assert fields(await callers.nobody().post("/auth/signup", again)) == {"email"}


async def test_login_answers_tokens_and_wrong_is_401_without_telling_what(callers):
    email = (await signed_up(callers))["user"]["email"]
    said = (await callers.nobody().post("/auth/login", {"email": email, "password": PASSWORD})).json()
    assert set(said) == {"access_token", "refresh_token", "token_type", "expires_in", "user"}
    wrong = await callers.nobody().post("/auth/login", {"email": email, "password": "not this one"})
    unknown = await callers.nobody().post("/auth/login", {"email": "no@example.org", "password": "not this one"})
    assert problem(wrong, 401) == problem(unknown, 401)


async def test_guessing_is_slowed_down_with_429(callers, app):
    email = (await signed_up(callers))["user"]["email"]
    guess = {"email": email, "password": "not this one"}
    async with calling(app, "203.0.113.9") as guessers:
        answers = [await guessers.nobody().post("/auth/login", guess) for _ in range(14)]
    problem(answers[-1], 429)
    assert int(answers[-1].headers["retry-after"]) > 0


async def test_a_refresh_token_works_once_and_renews(callers):
    said = await signed_up(callers)
    renewed = (await callers.nobody().post("/auth/refresh", {"refresh_token": said["refresh_token"]})).json()
    assert renewed["refresh_token"] != said["refresh_token"]
    assert (await callers.nobody(renewed["access_token"]).get("/users/me")).status_code == 200
    problem(await callers.nobody().post("/auth/refresh", {"refresh_token": "nonsense"}), 401)
    assert fields(await callers.nobody().post("/auth/refresh", {})) == {"refresh_token"}


async def test_after_logging_out_no_token_works(callers):
    said = await signed_up(callers)
    for _ in range(2):
        answer = await callers.nobody().post("/auth/logout", {"refresh_token": said["refresh_token"]})
        assert (answer.status_code, answer.content) == (204, b"")
    problem(await callers.nobody(said["access_token"]).get("/users/me"), 401)
    problem(await callers.nobody().post("/auth/refresh", {"refresh_token": said["refresh_token"]}), 401)


async def test_sessions_are_listed_and_ended(callers):
    said = await signed_up(callers)
    login = {"email": said["user"]["email"], "password": PASSWORD}
    second, third = [(await callers.nobody().post("/auth/login", login)).json()["access_token"] for _ in range(2)]
    me, other, last = (callers.nobody(token) for token in (said["access_token"], second, third))
    found = (await me.get("/auth/sessions")).json()["items"]
    assert len(found) == 3
    assert [s["current"] for s in found].count(True) == 1
    theirs = next(s for s in (await other.get("/auth/sessions")).json()["items"] if s["current"])
    assert (await me.delete(f"/auth/sessions/{theirs['id']}")).status_code == 204
    problem(await other.get("/users/me"), 401)
    problem(await me.delete(f"/auth/sessions/{theirs['id']}"), 404)
    assert (await me.delete("/auth/sessions")).status_code == 204
    problem(await last.get("/users/me"), 401)
    assert len((await me.get("/auth/sessions")).json()["items"]) == 1


async def test_the_session_of_somebody_else_cannot_be_ended(me, callers, ben):
    other = await callers.of(ben)
    theirs = (await other.get("/auth/sessions")).json()["items"][0]["id"]
    assert (await me.delete(f"/auth/sessions/{theirs}")).status_code in (403, 404)
    assert (await other.get("/users/me")).status_code == 200


async def test_one_changes_ones_own_profile(me):
    changes = {"name": "Ada King", "time_zone": "America/New_York", "week_start": 6, "theme": "dark"}
    answer = await me.patch("/users/me", changes, headers={"Content-Type": "application/merge-patch+json"})
    assert answer.status_code == 200
    assert answer.json() | changes == answer.json()
    assert (await me.get("/users/me")).json() == answer.json()
    for bad in (
        {"name": None},
        {"name": ""},
        {"time_zone": "x"},
        {"week_start": "6"},
        {"week_start": 7},
        {"theme": "pink"},
    ):
        assert fields(await me.patch("/users/me", bad)) == set(bad)
    for fixed in ({"email": "x@example.org"}, {"role": "member"}, {"status": "deactivated"}, {"id": str(uuid4())}):
        assert fields(await me.patch("/users/me", fixed)) == set(fixed)


async def test_admins_list_and_administer_their_people(me):
    mate = await accounts.add_colleague(
        NewColleague(email=f"{uuid4().hex}@example.org", name="Zed", password=PASSWORD), actor=me.person
    )
    page = (await me.get("/users")).json()
    assert [u["name"] for u in page["items"]] == ["Ada", "Zed"]
    for query, names in (("role=admin", ["Ada"]), ("q=zed", ["Zed"]), ("status=deactivated", []), ("q=%25", [])):
        assert [u["name"] for u in (await me.get(f"/users?{query}")).json()["items"]] == names
    assert fields(await me.get("/users?role=boss")) == {"role"}
    changed = await me.patch(f"/users/{mate.id}", {"role": "admin", "status": "deactivated"})
    assert (changed.json()["role"], changed.json()["status"]) == ("admin", "deactivated")
    problem(await me.patch(f"/users/{mate.id}", {"role": "member"}, headers={"If-Match": '"1"'}), 412)
    problem(await me.patch(f"/users/{me.person.id}", {"role": "member"}), 409)
    assert fields(await me.patch(f"/users/{mate.id}", {"role": None, "name": "x"})) == {"role", "name"}


async def test_an_admin_sees_one_of_their_people_and_nobody_else_does(me, callers, ben):
    mate = await accounts.add_colleague(
        NewColleague(email=f"{uuid4().hex}@example.org", name="Zed", password=PASSWORD), actor=me.person
    )
    shown = await me.get(f"/users/{mate.id}")
    assert (shown.json()["email"], shown.headers["etag"]) == (mate.email, f'"{mate.version}"')
    theirs = await callers.of(mate)
    assert (await theirs.get(f"/users/{mate.id}")).status_code == 200
    problem(await theirs.get(f"/users/{me.person.id}"), 403)
    problem(await me.get(f"/users/{ben.id}"), 403)
    problem(await me.get(f"/users/{uuid4()}"), 404)
    assert fields(await me.get("/users/x")) == {"user_id"}


async def test_of_many_who_change_one_version_of_themselves_one_comes_through(me):
    tag = {"If-Match": (await me.get("/users/me")).headers["etag"]}
    answers = await asyncio.gather(*(me.patch("/users/me", {"week_start": n}, headers=tag) for n in range(6)))
    assert sorted(a.status_code for a in answers) == [200, 412, 412, 412, 412, 412]


@pytest.mark.parametrize("path", ["/users/me/picture", "/organizations/me/logo"])
async def test_pictures_are_changed_by_the_version_that_was_seen(me, path):
    owner = "/users/me" if "users" in path else "/organizations/me"
    sent, old = {"file": ("a.png", picture())}, {"If-Match": '"77"'}
    problem(await me("PUT", path, files=sent, headers=old), 412)
    assert (await me.get(owner)).json()["picture_url" if "users" in path else "logo_url"] is None
    tag = {"If-Match": (await me.get(owner)).headers["etag"]}
    set_ = await me("PUT", path, files=sent, headers=tag)
    assert set_.status_code == 200
    problem(await me.delete(path, headers=tag), 412)
    assert (await me.delete(path, headers={"If-Match": set_.headers["etag"]})).status_code == 204


async def test_an_account_is_deleted_by_the_version_that_was_seen(me, callers):
    mate = await callers.of(await colleague(me.person))
    tag = {"If-Match": (await mate.get("/users/me")).headers["etag"]}
    await mate.patch("/users/me", {"name": "Another"})
    problem(await mate("DELETE", "/users/me", {"password": PASSWORD}, headers=tag), 412)
    assert (await mate.get("/users/me")).json()["deletion_due_at"] is None


async def test_admins_let_colleagues_in(me, callers):
    new = {"email": f"{uuid4().hex}@example.org", "name": "Zed", "password": "a-first-one-to-hand-over"}
    added = await me.post("/users", new)
    assert (added.status_code, added.json()["organization_id"]) == (201, str(me.person.organization_id))
    assert fields(await me.post("/users", new)) == {"email"}
    assert fields(await me.post("/users", new | {"password": "short", "role": "admin"})) == {"password", "role"}
    login = {"email": new["email"], "password": new["password"]}
    token = (await callers.nobody().post("/auth/login", login)).json()["access_token"]
    problem(await callers.nobody(token).post("/users", new), 403)


async def test_changing_the_password_ends_the_other_sessions(callers):
    said = await signed_up(callers)
    login = {"email": said["user"]["email"], "password": PASSWORD}
    me = callers.nobody(said["access_token"])
    other = callers.nobody((await callers.nobody().post("/auth/login", login)).json()["access_token"])
    change = {"current": PASSWORD, "password": "another-long-sentence"}
    assert fields(await me.put("/users/me/password", change | {"current": "wrong"})) == {"current"}
    assert fields(await me.put("/users/me/password", change | {"password": "short"})) == {"password"}
    assert (await me.put("/users/me/password", change)).status_code == 204
    problem(await other.get("/users/me"), 401)
    assert (await me.get("/users/me")).status_code == 200
    problem(await callers.nobody().post("/auth/login", login), 401)


async def test_a_member_does_not_see_the_list_of_people(me, callers):
    mate = await accounts.add_colleague(
        NewColleague(email=f"{uuid4().hex}@example.org", name="Zed", password=PASSWORD), actor=me.person
    )
    other = await callers.of(mate)
    problem(await other.get("/users"), 403)
    problem(await other.patch(f"/users/{me.person.id}", {"role": "member"}), 403)


async def test_people_of_other_organisations_are_hidden_not_missing(me, ben):
    problem(await me.patch(f"/users/{ben.id}", {"role": "member"}), 403)
    problem(await me.patch(f"/users/{uuid4()}", {"role": "member"}), 404)
    card = (await me.get(f"/organizations/{ben.organization_id}")).json()
    assert set(card) == {"id", "name", "description", "industry", "website", "city", "logo_url"}
    problem(await me.get(f"/organizations/{uuid4()}"), 404)
