"""Who may do what over REST: every address of tasks, shares and teams, asked by a person of every relation."""

import re
from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest
import pytest_asyncio

from domain import accounts, tasks, teams
from domain.accounts import NewColleague
from domain.tasks import NewRelation, NewShare, NewTask
from domain.teams import NewMember
from tests.ui.api.conftest import calling
from tests.worlds import PASSWORD, RELATIONS, World, build

COLUMNS = (*RELATIONS, "deactivated", "nobody")

# owner admin member viewer | viewing editing through through_viewer | stranger deactivated nobody
TASK = [
    ("GET", "/tasks/{task}", None, "200 200 200 200 200 200 200 200 403 401 401"),
    ("PATCH", "/tasks/{task}", {"title": "New"}, "200 200 200 403 403 200 200 403 403 401 401"),
    ("PUT", "/tasks/{task}", {"title": "New"}, "200 200 200 403 403 200 200 403 403 401 401"),
    ("DELETE", "/tasks/{task}", None, "204 204 204 403 403 403 403 403 403 401 401"),
    ("POST", "/tasks/{task}/complete", None, "200 200 200 403 403 200 200 403 403 401 401"),
    ("POST", "/tasks/{task}/reopen", None, "200 200 200 403 403 200 200 403 403 401 401"),
    ("POST", "/tasks/{task}/skip", None, "409 409 409 403 403 409 409 403 403 401 401"),
    ("POST", "/tasks/{task}/move", {"status": "in_progress"}, "200 200 200 403 403 200 200 403 403 401 401"),
    ("GET", "/tasks/{task}/subtasks", None, "200 200 200 200 200 200 200 200 403 401 401"),
    ("POST", "/tasks", {"title": "Under", "parent_id": "{task}"}, "201 201 201 403 403 403 403 403 403 401 401"),
    ("POST", "/tasks/{child}/indent", None, "200 200 200 403 403 403 403 403 403 401 401"),
    ("POST", "/tasks/{child}/outdent", None, "200 200 200 403 403 403 403 403 403 401 401"),
    ("POST", "/tasks/{task}/duplicate", {}, "201 201 201 201 201 201 201 201 403 401 401"),
    ("POST", "/tasks/{task}/checklist", {"item": 0}, "200 200 200 403 403 200 200 403 403 401 401"),
    ("GET", "/tasks/{task}/relations", None, "200 200 200 200 200 200 200 200 403 401 401"),
    (
        "POST",
        "/tasks/{task}/relations",
        {"kind": "blocks", "task_id": "{child}"},
        "201 201 201 403 403 403 403 403 403 401 401",
    ),
    ("DELETE", "/tasks/{task}/relations/{relation}", None, "204 204 204 403 403 204 204 403 403 401 401"),
    (
        "DELETE",
        "/tasks/{task}/relations?kind=blocked_by&task_id={related}",
        None,
        "204 204 204 403 404 404 404 404 403 401 401",
    ),
    (
        "POST",
        "/tasks/{task}/history/{change}/restore",
        {"field": "priority"},
        "200 200 200 403 403 200 200 403 403 401 401",
    ),
    ("GET", "/tasks/{task}/history", None, "200 200 200 200 200 200 200 200 403 401 401"),
    ("GET", "/tasks/{task}/access", None, "200 200 200 200 200 200 200 200 403 401 401"),
    ("GET", "/tasks/{task}/shares", None, "200 200 200 200 200 200 200 200 403 401 401"),
    ("POST", "/tasks/{task}/shares", {"user_id": "{stranger}"}, "201 201 201 403 403 403 403 403 403 401 401"),
    ("PATCH", "/tasks/{task}/shares/{share}", {"permission": "edit"}, "200 200 200 403 403 403 403 403 403 401 401"),
    # who was shown a task may give that up
    ("DELETE", "/tasks/{task}/shares/{share}", None, "204 204 204 403 204 403 403 403 403 401 401"),
    ("GET", "/tasks/{task}/comments", None, "200 200 200 200 200 200 200 200 403 401 401"),
    ("POST", "/tasks/{task}/comments", {"content": "Hm"}, "201 201 201 403 403 201 201 403 403 401 401"),
    ("GET", "/tasks/{task}/comments/{comment}", None, "200 200 200 200 200 200 200 200 403 401 401"),
    # only who wrote it changes it, here the owner; who decides about the task may delete it
    ("PATCH", "/tasks/{task}/comments/{comment}", {"content": "No"}, "200 403 403 403 403 403 403 403 403 401 401"),
    ("DELETE", "/tasks/{task}/comments/{comment}", None, "204 204 403 403 403 403 403 403 403 401 401"),
    ("GET", "/tasks/{task}/comments/{comment}/history", None, "200 200 200 200 200 200 200 200 403 401 401"),
    ("PUT", "/tasks/{task}/comments/{comment}/reactions/heart", None, "200 200 200 403 403 200 200 403 403 401 401"),
    ("DELETE", "/tasks/{task}/comments/{comment}/reactions/eyes", None, "204 204 204 403 403 204 204 403 403 401 401"),
    ("GET", "/tasks/{task}/attachments", None, "200 200 200 200 200 200 200 200 403 401 401"),
    ("GET", "/tasks/{task}/watchers", None, "200 200 200 200 200 200 200 200 403 401 401"),
    ("PUT", "/tasks/{task}/watchers/me", None, "204 204 204 204 204 204 204 204 403 401 401"),
    ("DELETE", "/tasks/{task}/watchers/me", None, "204 204 204 204 204 204 204 204 403 401 401"),
    ("GET", "/tasks/{task}/reminders", None, "200 200 200 200 200 200 200 200 403 401 401"),
    ("POST", "/tasks/{task}/reminders", {"minutes_before": 5}, "201 201 201 201 201 201 201 201 403 401 401"),
    # reminders are one's own, here the owner's
    ("GET", "/tasks/{task}/reminders/{reminder}", None, "200 403 403 403 403 403 403 403 403 401 401"),
    ("DELETE", "/tasks/{task}/reminders/{reminder}", None, "204 403 403 403 403 403 403 403 403 401 401"),
    ("POST", "/undo", {"token": "{change}"}, "200 200 200 403 403 200 200 403 404 401 401"),
]
PERSONAL = [
    ("GET", "/tasks/{task}", None, "200 403 403 403 200 200 200 200 403 401 401"),
    ("PATCH", "/tasks/{task}", {"title": "New"}, "200 403 403 403 403 200 200 403 403 401 401"),
    ("DELETE", "/tasks/{task}", None, "204 403 403 403 403 403 403 403 403 401 401"),
    ("POST", "/tasks/{task}/complete", None, "200 403 403 403 403 200 200 403 403 401 401"),
    ("POST", "/tasks/{task}/shares", {"user_id": "{stranger}"}, "201 403 403 403 403 403 403 403 403 401 401"),
    ("GET", "/tasks/{task}/access", None, "200 403 403 403 200 200 200 200 403 401 401"),
]
TRASHED = [
    ("GET", "/tasks/{task}", None, "404 404 404 404 403 403 403 403 403 401 401"),
    ("POST", "/tasks/{task}/restore", None, "200 200 200 403 403 403 403 403 403 401 401"),
]
TEAM = [
    ("GET", "/teams/{team}", None, "200 200 200 200 403 403 403 403 403 401 401"),
    ("PATCH", "/teams/{team}", {"name": "Launch"}, "200 200 403 403 403 403 403 403 403 401 401"),
    ("GET", "/teams/{team}/members", None, "200 200 200 200 403 403 403 403 403 401 401"),
    ("POST", "/teams/{team}/members", {"user_id": "{newcomer}"}, "201 201 403 403 403 403 403 403 403 401 401"),
    ("PATCH", "/teams/{team}/members/{other}", {"role": "viewer"}, "200 200 403 403 403 403 403 403 403 401 401"),
    ("DELETE", "/teams/{team}/members/{other}", None, "204 204 403 403 403 403 403 403 403 401 401"),
    ("POST", "/teams/{team}/transfer", {"user_id": "{admin}"}, "200 403 403 403 403 403 403 403 403 401 401"),
    ("POST", "/tasks", {"title": "New", "team_id": "{team}"}, "201 201 201 403 403 403 403 403 403 401 401"),
    ("DELETE", "/teams/{team}", None, "204 403 403 403 403 403 403 403 403 401 401"),
    ("POST", "/teams/{team}/leave", None, "409 204 204 204 403 403 403 403 403 401 401"),
]
TRASHED_TEAM = [
    ("POST", "/teams/{trashed_team}/restore", None, "200 404 404 404 404 404 404 404 404 401 401"),
]
ANYBODY = [
    ("GET", "/tasks", None, "200 200 200 200 200 200 200 200 200 401 401"),
    ("GET", "/tasks/trash", None, "200 200 200 200 200 200 200 200 200 401 401"),
    ("GET", "/tasks/status/pending", None, "200 200 200 200 200 200 200 200 200 401 401"),
    ("POST", "/tasks/quick", {"text": "Own"}, "201 201 201 201 201 201 201 201 201 401 401"),
    ("POST", "/tasks/quick/preview", {"text": "Own"}, "200 200 200 200 200 200 200 200 200 401 401"),
    ("POST", "/tasks", {"title": "Own"}, "201 201 201 201 201 201 201 201 201 401 401"),
    ("GET", "/teams", None, "200 200 200 200 200 200 200 200 200 401 401"),
    ("GET", "/teams/trash", None, "200 200 200 200 200 200 200 200 200 401 401"),
    ("POST", "/teams", {"name": "Own"}, "201 201 201 201 201 201 201 201 201 401 401"),
    ("GET", "/users/me", None, "200 200 200 200 200 200 200 200 200 401 401"),
    ("PATCH", "/users/me", {"theme": "dark"}, "200 200 200 200 200 200 200 200 200 401 401"),
    ("GET", "/organizations/me", None, "200 200 200 200 200 200 200 200 200 401 401"),
    ("GET", "/organizations/{organization}", None, "200 200 200 200 200 200 200 200 200 401 401"),
    ("PATCH", "/organizations/me", {"city": "Oslo"}, "200 200 200 200 200 200 200 200 200 401 401"),
    ("GET", "/organizations/stats", None, "200 200 200 200 200 200 200 200 200 401 401"),
    ("DELETE", "/organizations/me/logo", None, "204 204 204 204 204 204 204 204 204 401 401"),
    ("DELETE", "/users/me/picture", None, "204 204 204 204 204 204 204 204 204 401 401"),
    ("PATCH", "/users/{colleague}", {"role": "member"}, "200 403 403 403 403 403 403 403 403 401 401"),
    ("GET", "/users", None, "200 200 200 200 200 200 200 200 200 401 401"),
    ("GET", "/auth/sessions", None, "200 200 200 200 200 200 200 200 200 401 401"),
    ("GET", "/notifications", None, "200 200 200 200 200 200 200 200 200 401 401"),
    ("POST", "/notifications/read", {}, "200 200 200 200 200 200 200 200 200 401 401"),
    ("GET", "/notifications/preferences", None, "200 200 200 200 200 200 200 200 200 401 401"),
    ("PATCH", "/notifications/preferences", {}, "200 200 200 200 200 200 200 200 200 401 401"),
    ("GET", "/dashboard/statistics", None, "200 200 200 200 200 200 200 200 200 401 401"),
    ("GET", "/dashboard/activity", None, "200 200 200 200 200 200 200 200 200 401 401"),
    ("GET", "/dashboard/breakdown", None, "200 200 200 200 200 200 200 200 200 401 401"),
    ("GET", "/dashboard/trends", None, "200 200 200 200 200 200 200 200 200 401 401"),
    ("GET", "/dashboard/shared", None, "200 200 200 200 200 200 200 200 200 401 401"),
    ("GET", "/dashboard/health", None, "200 200 200 200 200 200 200 200 200 401 401"),
    ("GET", "/conversations", None, "200 200 200 200 200 200 200 200 200 401 401"),
    ("POST", "/conversations", {}, "201 201 201 201 201 201 201 201 201 401 401"),
]
NOBODYS = "0193a000-0000-7000-8000-000000000000"  # written out: every process that runs tests names them alike
MISSING = [
    (method, path.replace("{task}", NOBODYS).replace("{team}", NOBODYS), body)
    for method, path, body, _ in TASK + TEAM
    if "{task}" in path or "{team}" in path
]


@dataclass
class Scene:
    """One world and a caller for each column."""

    world: World
    callers: dict

    def ids(self, **more):
        known = {relation: getattr(self.world, relation).id for relation in RELATIONS}
        return known | {"team": self.world.team.id, "organization": self.world.owner.organization_id} | more


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def scene(domain_running, app):
    world = await build()
    async with calling(app) as callers:
        known = {relation: await callers.of(getattr(world, relation)) for relation in RELATIONS}
        gone = await _colleague(world)
        await teams.add_member(world.team.id, NewMember(user_id=gone.id, role="admin"), actor=world.owner)
        known["deactivated"] = await callers.of(gone)
        await accounts.set_status(gone.id, "deactivated", actor=world.owner)
        known["nobody"] = callers.nobody()
        yield Scene(world, known)


async def _colleague(world):
    form = NewColleague(email=f"{uuid4().hex}@example.org", name="Dora", password=PASSWORD)
    return await accounts.add_colleague(form, actor=world.owner)


async def _task(world, *, team_id, names=()):
    """A task that is shared with everybody, and those of the things about it that are named."""
    made = await tasks.create(NewTask(title="Ship it", team_id=team_id, description="- [ ] item"), actor=world.owner)
    shown = await tasks.share(made.id, NewShare(user_id=world.viewing.id), actor=world.owner)
    await tasks.share(made.id, NewShare(user_id=world.editing.id, permission="edit"), actor=world.owner)
    await tasks.share(made.id, NewShare(team_id=world.other_team.id, permission="edit"), actor=world.owner)
    about = {name: await _ABOUT[name](made, world.owner) for name in names if name in _ABOUT}
    ids = {"task": made.id, "share": shown.id} | about
    if {"relation", "related"} & {*names}:
        ids |= await _blocking(made, world.owner)
    return ids


async def _change(task, owner):
    return (await tasks.edit(task.id, tasks.TaskChanges(priority="high"), actor=owner)).change_id


async def _child(task, owner):
    """The second of two subtasks: there is one that it may go under."""
    return [(await tasks.create(NewTask(title=t, parent_id=task.id), actor=owner)).id for t in ("First", "Second")][1]


async def _comment(task, owner):
    return (await tasks.comments.create(task.id, tasks.NewComment(content="Hello"), actor=owner)).id


async def _reminder(task, owner):
    return (await tasks.reminders.create(task.id, tasks.NewReminder(minutes_before=30), actor=owner)).id


_ABOUT = {"change": _change, "child": _child, "comment": _comment, "reminder": _reminder}


async def _blocking(task, owner):
    related = await tasks.create(NewTask(title="Before it", team_id=task.team_id), actor=owner)
    relation = await tasks.relate(related.id, NewRelation(kind="blocks", task_id=task.id), actor=owner)
    return {"related": related.id, "relation": relation.id}


def _filled(template, ids):
    if isinstance(template, str):
        return template.format(**ids)
    return {k: _filled(v, ids) if isinstance(v, str) else v for k, v in template.items()} if template else template


def _rows(table):
    return [pytest.param(row, id=f"{row[0]} {row[1]}") for row in table]


async def _check(scene, row, make):
    """Everybody asks, each for something that nobody changed before."""
    method, path, body, expected = row
    names = re.findall(r"{(\w+)}", f"{path} {body}")
    ids = None
    for relation, status in zip(COLUMNS, map(int, expected.split()), strict=True):
        ids = ids or scene.ids(**await make(scene.world, names))
        answer = await scene.callers[relation](method, _filled(path, ids), _filled(body, ids))
        assert answer.status_code == status, f"{relation}: {answer.text}"
        if status >= 400:
            assert answer.headers["content-type"] == "application/problem+json"
            assert answer.json()["status"] == status
            assert answer.json()["detail"].endswith(".")
        elif method != "GET":
            ids = None


async def _team_task(world, names):
    return await _task(world, team_id=world.team.id, names=names)


async def _personal_task(world, names):
    return await _task(world, team_id=None, names=names)


async def _trashed_task(world, names):
    made = await _team_task(world, names)
    await tasks.delete(made["task"], actor=world.owner)
    return made


async def _team(world, _):
    owner = world.owner
    team = await teams.create(teams.NewTeam(name="Launch"), actor=owner)
    for role in ("admin", "member", "viewer"):
        await teams.add_member(team.id, NewMember(user_id=getattr(world, role).id, role=role), actor=owner)
    other, newcomer = await _colleague(world), await _colleague(world)
    await teams.add_member(team.id, NewMember(user_id=other.id), actor=owner)
    return {"team": team.id, "other": other.id, "newcomer": newcomer.id}


async def _trashed_team(world, names):
    made = await _team(world, names)
    await teams.delete(made["team"], actor=world.owner)
    return {"trashed_team": made["team"]}


async def _somebody(world, names):
    return {"colleague": (await _colleague(world)).id} if "colleague" in names else {}


@pytest.mark.parametrize("row", _rows(TASK))
async def test_a_task_of_a_team(scene, row):
    await _check(scene, row, _team_task)


@pytest.mark.parametrize("row", _rows(PERSONAL))
async def test_a_personal_task(scene, row):
    await _check(scene, row, _personal_task)


@pytest.mark.parametrize("row", _rows(TRASHED))
async def test_a_task_in_the_trash(scene, row):
    await _check(scene, row, _trashed_task)


@pytest.mark.parametrize("row", _rows(TEAM))
async def test_a_team(scene, row):
    await _check(scene, row, _team)


@pytest.mark.parametrize("row", _rows(TRASHED_TEAM))
async def test_a_team_in_the_trash(scene, row):
    await _check(scene, row, _trashed_team)


@pytest.mark.parametrize("row", _rows(ANYBODY))
async def test_what_everybody_may_ask(scene, row):
    await _check(scene, row, _somebody)


@pytest.mark.parametrize(("method", "path", "body"), MISSING)
async def test_what_does_not_exist_is_not_found(scene, method, path, body):
    names = ("share", "other", "newcomer", "change", "child", "relation", "related", "comment", "reminder")
    ids = scene.ids(**{name: uuid4() for name in names})
    answer = await scene.callers["owner"](method, _filled(path, ids), _filled(body, ids))
    assert answer.status_code == 404, answer.text


async def test_lists_show_no_foreign_task(world, callers):
    """There is data that could leak: the others see in each list what the stranger must not."""
    await tasks.delete((await _task(world, team_id=world.team.id))["task"], actor=world.owner)
    stranger, owner = await callers.of(world.stranger), await callers.of(world.owner)
    for path in ("/tasks?limit=100", "/tasks/trash", "/tasks/status/pending", "/tasks?q=Ship", "/teams"):
        theirs = {thing["id"] for thing in (await owner.get(path)).json()["items"]}
        found = {thing["id"] for thing in (await stranger.get(path)).json()["items"]}
        assert theirs
        assert not theirs & found


async def test_a_refusal_is_in_the_audit_log(scene, shared_database_url):
    ids = await _task(scene.world, team_id=scene.world.team.id)
    assert (await scene.callers["stranger"].get(f"/tasks/{ids['task']}")).status_code == 403
    assert ("access.refused", scene.world.stranger.id) in _audited(shared_database_url, ids["task"])


def _audited(url, object_id: UUID):
    import psycopg
    from sqlalchemy.engine import make_url

    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain) as connection:
        query = "select action, actor_id from audit_log where object_id = %s"
        return connection.execute(query, (object_id,)).fetchall()
