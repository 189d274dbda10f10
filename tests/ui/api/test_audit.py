"""The audit log over REST: for admins, and nothing of other organisations."""

from uuid import uuid4

from domain import accounts
from domain.accounts import NewColleague
from tests.ui.api.conftest import Callers
from tests.worlds import PASSWORD, person


async def test_an_admin_reads_and_exports_the_log_of_their_organisation(callers: Callers) -> None:
    ada = await person("Ada")
    caller = await callers.of(ada)
    assert (await caller.get(f"/tasks/{uuid4()}")).status_code == 404
    answer = await caller.get("/audit?action=person.signed_up")
    [entry] = answer.json()["items"]
    assert (entry["actor_id"], entry["object_kind"], len(entry["hash"])) == (str(ada.id), "person", 64)
    exported = await caller.get("/audit/export?format=jsonl")
    assert exported.headers["content-disposition"] == 'attachment; filename="audit.jsonl"'
    assert str(ada.id) in exported.text
    assert (await caller.get("/audit/export?format=xml")).status_code == 422
    assert (await caller.get("/audit?cursor=x")).json()["errors"][0]["field"] == "cursor"


async def test_others_organisations_are_not_in_it(callers: Callers) -> None:
    ada, ben = await person("Ada"), await person("Ben")
    answer = await (await callers.of(ada)).get(f"/audit?actor_id={ben.id}")
    assert (answer.status_code, answer.json()["items"]) == (200, [])


async def test_members_and_nobody_are_refused(callers: Callers) -> None:
    ada = await person("Ada")
    form = NewColleague(email=f"{uuid4().hex}@example.org", name="Max", password=PASSWORD)
    member = await callers.of(await accounts.add_colleague(form, actor=ada))
    for path in ("/audit", "/audit/export"):
        assert (await member.get(path)).status_code == 403
        assert (await callers.nobody().get(path)).status_code == 401
