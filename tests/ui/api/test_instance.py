"""The installation over REST: for those who run it alone."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio
from fastapi import FastAPI

from domain import accounts
from domain.accounts import NewPersonalToken
from tests.domain.instance.running import Installation, signed_in
from tests.domain.instance.test_permission_matrix import a_place
from tests.domain.invitations.inviting import colleague
from tests.permissions import Rule, rules
from tests.ui.api.conftest import Caller, Callers, calling
from tests.worlds import PASSWORD, person


@pytest.fixture
def installation(shared_database_url: str, domain_running: None) -> Installation:
    return Installation(shared_database_url)


async def _root(callers: Callers, installation: Installation) -> Caller:
    return await callers.of((await installation.runner()).person)


async def test_organisations_and_people_are_listed_found_and_paged(
    callers: Callers, installation: Installation
) -> None:
    root, word = await _root(callers, installation), uuid4().hex[:8]
    ada = await person(f"Ada-{word}")
    await person(f"Ben-{word}")
    answer = await root.get(f"/admin/organizations?q=ada-{word}")
    [one] = answer.json()["items"]
    assert (one["id"], one["people"], one["storage_used"]) == (str(ada.organization_id), 1, 0)
    assert (await root.get(f"/admin/organizations/{ada.organization_id}")).json() == one
    first = (await root.get(f"/admin/people?q={word}&limit=1")).json()
    rest = (await root.get(f"/admin/people?q={word}&limit=1&cursor={first['next_cursor']}")).json()
    assert [p["name"] for p in (*first["items"], *rest["items"])] == [f"Ada-{word}", f"Ben-{word}"]
    assert (first["total"], rest["next_cursor"]) == (2, None)
    found = await root.get(f"/admin/people?organization_id={ada.organization_id}&role=admin&status=active"
                           "&is_instance_admin=false")  # fmt: skip
    assert [p["email"] for p in found.json()["items"]] == [ada.email]
    for wrong in ("role=king", "status=x", "is_instance_admin=maybe", "limit=0", "cursor=x", "who=me"):
        assert (await root.get(f"/admin/people?{wrong}")).status_code == 422, wrong
    for missing in ("organizations", "people"):
        assert (await root.get(f"/admin/{missing}/{uuid4()}")).status_code == 404


async def test_storage_is_given_by_version_and_taken_back_by_null(callers: Callers, installation: Installation) -> None:
    root, ada = await _root(callers, installation), await person("Ada")
    path = f"/admin/organizations/{ada.organization_id}"
    before = await root.get(path)
    given = await root.patch(path, {"storage_quota": 7_000_000}, headers={"If-Match": before.headers["etag"]})
    assert (given.status_code, given.json()["storage_quota"], given.json()["has_own_quota"]) == (200, 7_000_000, True)
    outdated = await root.patch(path, {"storage_quota": 1}, headers={"If-Match": before.headers["etag"]})
    assert outdated.status_code == 412
    assert (await (await callers.of(ada)).get("/organizations/stats")).json()["storage_quota"] == 7_000_000
    for wrong in (-1, "1", 1.5, 10**15, True):
        answer = await root.patch(path, {"storage_quota": wrong})
        assert [e["field"] for e in answer.json()["errors"]] == ["storage_quota"], wrong
    assert (await root.patch(path, {})).json()["storage_quota"] == 7_000_000
    back = await root.patch(path, {"storage_quota": None})
    assert (back.json()["storage_quota"], back.json()["has_own_quota"]) == (before.json()["storage_quota"], False)
    assert (await root.patch(f"/admin/organizations/{uuid4()}", {"storage_quota": 1})).status_code == 404


async def test_a_person_is_changed_by_version_and_what_is_unknown_is_refused(
    callers: Callers, installation: Installation
) -> None:
    root, ada = await _root(callers, installation), await person("Ada")
    path = f"/admin/people/{ada.id}"
    shown = await root.get(path)
    assert shown.headers["etag"] == f'"{ada.version}"'
    for body in ({"status": "asleep"}, {"is_instance_admin": "yes"}, {"role": "admin"}, {"name": "x"}):
        assert (await root.patch(path, body)).status_code == 422, body
    outdated = await root.patch(path, {"status": "deactivated"}, headers={"If-Match": '"99"'})
    assert outdated.status_code == 412
    theirs = await callers.of(ada)
    gone = await root.patch(path, {"status": "deactivated"}, headers={"If-Match": shown.headers["etag"]})
    assert (gone.status_code, gone.json()["status"], gone.headers["etag"]) == (
        200,
        "deactivated",
        f'"{ada.version + 1}"',
    )
    assert (await theirs.get("/users/me")).status_code == 401
    back = await root.patch(path, {"status": "active", "is_instance_admin": True})
    assert (back.json()["status"], back.json()["is_instance_admin"]) == ("active", True)
    assert (await root.patch(f"/admin/people/{uuid4()}", {"status": "active"})).status_code == 404


async def test_the_last_who_runs_it_stays(callers: Callers, installation: Installation) -> None:
    root = await _root(callers, installation)
    assert root.person
    installation.alone(root.person)
    answer = await root.patch(f"/admin/people/{root.person.id}", {"is_instance_admin": False})
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/conflict")


async def test_a_proof_is_wanted_that_is_not_old_and_no_personal_token_gives_one(
    callers: Callers, installation: Installation
) -> None:
    root, ada = await installation.runner(), await person("Ada")
    form = NewPersonalToken(name="x", scopes=["administration:read", "administration:write"])
    secret = (await accounts.create_token(form, actor=root.person, under=root.session)).secret
    by_token = callers.nobody(secret)
    assert (await by_token.get("/admin/people")).status_code == 200
    refused = await by_token.patch(f"/admin/people/{ada.id}", {"status": "deactivated"})
    assert (refused.status_code, refused.json()["type"]) == (403, "/problems/confirmation-required")
    caller = await callers.of(root.person)
    old = "update sessions set proven_at = now() - interval '11 minutes' where person_id = %s"
    installation.sql(old, root.person.id)
    assert (await caller.patch(f"/admin/people/{ada.id}", {"status": "deactivated"})).status_code == 403
    assert (await caller.post("/auth/confirm", {"password": PASSWORD})).status_code == 204
    assert (await caller.patch(f"/admin/people/{ada.id}", {"status": "deactivated"})).status_code == 200


async def test_its_health_names_every_part(callers: Callers, installation: Installation) -> None:
    answer = await (await _root(callers, installation)).get("/admin/health")
    assert answer.status_code == 200
    found = answer.json()
    assert {"database", "jobs", "mail", "files", "sessions", "process"} < set(found)
    assert found["database"]["is_migrated"]
    assert found["sessions"]["people"] > 0


async def test_others_and_nobody_are_refused(callers: Callers, installation: Installation) -> None:
    ada = (await signed_in(await person("Ada"))).person
    caller = await callers.of(ada)
    for path in ("/organizations", f"/organizations/{ada.organization_id}", "/people", f"/people/{ada.id}", "/health"):
        assert (await caller.get(f"/admin{path}")).status_code == 403, path
        assert (await callers.nobody().get(f"/admin{path}")).status_code == 401, path
    assert (await caller.patch(f"/admin/people/{ada.id}", {"is_instance_admin": True})).status_code == 403


BODIES = {
    "Give an organisation storage of its own": {"storage_quota": 5_000_000},
    "Deactivate somebody anywhere, or let them in again": {"status": "deactivated"},
    "Let somebody run it, or no longer": {"status": "active", "is_instance_admin": True},
    "Change the role of somebody in another organisation": {"role": "member"},
}


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def columns(app: FastAPI, shared_database_url: str, domain_running: None) -> AsyncIterator[Any]:
    """A caller for each column of the table, and whom it is about."""
    installation = Installation(shared_database_url)
    place = await a_place(installation)
    gone = await colleague(place.admin.person, "Dea")
    async with calling(app, "198.51.100.45") as callers:
        known = {name: await callers.of(getattr(place, name).person) for name in ("running", "admin", "member")}
        known |= {"deactivated": await callers.of(gone), "nobody": callers.nobody()}
        await accounts.set_status(gone.id, "deactivated", actor=place.admin.person)
        yield place, known


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.what) for rule in rules("The installation")])
async def test_what_is_written_about_the_installation_holds(rule: Rule, columns: Any) -> None:
    place, known = columns
    somebody = place.somebody
    ids = {"somebody": somebody.id, "organization": somebody.organization_id, "task": place.task.id,
           "team": place.team.id}  # fmt: skip
    for column in list(rule.cells)[::-1]:  # who runs it last: only they change something
        answer = await known[column](rule.method, rule.path.format(**ids), BODIES.get(rule.what))
        assert (answer.status_code < 400) == (rule.cells[column] != "no"), f"{column}: {answer.text}"
        if rule.cells[column] == "own":
            assert str(somebody.id) not in [entry["actor_id"] for entry in answer.json()["items"]], column
        if column in ("deactivated", "nobody"):
            assert answer.status_code == 401
