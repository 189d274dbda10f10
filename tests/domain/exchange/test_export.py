"""Tasks as files: what goes out comes in again the same, and spreadsheets calculate nothing."""

import csv
import io
import json
import zipfile

import pytest

from domain import exchange, tasks, teams
from domain.accounts import Person
from domain.errors import Invalid, NotPermitted
from domain.exchange import ImportForm
from domain.tasks import NewTask, Task, TaskFilter
from domain.teams import NewMember, NewTeam
from tests.worlds import World, person

FIELDS = ("title", "description", "status", "priority", "due_on", "due_at", "start_on", "labels", "completed_at")


async def some(actor: Person, **team: object) -> None:
    rule = {"rule": "FREQ=WEEKLY;BYDAY=MO", "from_completion": True}
    above = {"title": "=1+1, “quoted”\tand; so on", "description": 'a\nb,"c"', "priority": "high",
             "due_on": "2026-12-24", "labels": ["a, b", "ä;"]}  # fmt: skip
    parent = await tasks.create(NewTask.of(**above, **team), actor=actor)
    below = {"title": "Below", "parent_id": parent.id, "status": "in_progress", "recurrence": rule,
             "due_at": "2026-12-28T09:30:00+01:00", "assignee_ids": [actor.id]}  # fmt: skip
    await tasks.create(NewTask.of(**below), actor=actor)
    done = await tasks.create(NewTask.of(title="'-done", start_on="2026-01-02", **team), actor=actor)
    await tasks.complete(done.id, actor=actor)


async def everything(actor: Person) -> list[Task]:
    return (await tasks.tasks(TaskFilter(archived=True), actor=actor, limit=500)).items


def shape(found: list[Task]) -> list[object]:
    titles = {task.id: task.title for task in found}
    return sorted(
        [tuple(getattr(t, f) if f != "labels" else tuple(t.labels) for f in FIELDS), titles.get(t.parent_id),
         t.recurrence and (t.recurrence.rule, t.recurrence.from_completion)]
        for t in found
    )  # fmt: skip


@pytest.mark.parametrize("format", ["csv", "json"])
async def test_an_export_taken_in_again_gives_the_same_tasks(format: str, ada: Person, ben: Person) -> None:
    await some(ada)
    made = await exchange.export(TaskFilter(archived=True), format, actor=ada)
    taken = await exchange.start(made.content, ImportForm.of(source=format), actor=ben)
    assert (taken.status, taken.made) == ("done", 3)
    assert [p.field for p in taken.problems] == ["assignees"]  # Ada sees nothing of Ben's
    assert shape(await everything(ben)) == shape(await everything(ada))


async def test_teams_and_people_are_found_again_by_their_names(world: World) -> None:
    made = await exchange.export(TaskFilter(team_id=world.team.id), "csv", actor=world.owner)
    ids = [world.member.id]
    await tasks.edit(world.task.id, tasks.TaskChanges(assignee_ids=ids), actor=world.owner)
    made = await exchange.export(TaskFilter(team_id=world.team.id), "csv", actor=world.owner)
    await exchange.start(made.content, ImportForm(source="csv"), actor=world.member)
    found = await tasks.tasks(TaskFilter(team_id=world.team.id), actor=world.owner)
    assert [(t.title, t.assignee_ids) for t in found.items] == [("Ship it", ids)] * 2


async def test_no_cell_is_a_formula(ada: Person) -> None:
    await some(ada)
    made = await exchange.export(TaskFilter(), "csv", actor=ada)
    cells = [cell for row in csv.reader(io.StringIO(made.content.decode("utf-8-sig"))) for cell in row]
    assert "'=1+1, “quoted” and; so on" in cells
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


async def test_excel_has_typed_columns_and_no_formulas(ada: Person) -> None:
    await some(ada)
    made = await exchange.export(TaskFilter(), "xlsx", actor=ada)
    with zipfile.ZipFile(io.BytesIO(made.content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert sheet.count("<row") == 4


async def test_a_pdf_is_made_of_any_text(ada: Person) -> None:
    await tasks.create(NewTask(title='#emph[x] $y$ \\ "z" مرحبا'), actor=ada)
    done = await tasks.create(NewTask(title="Done", status="completed", priority="urgent"), actor=ada)
    await tasks.create(NewTask(title="Part", parent_id=done.id, description="# *Note*", labels=["$x"]), actor=ada)
    made = await exchange.export(TaskFilter(where='text !~ "#[nothing]"'), "pdf", title="#Plan_A", actor=ada)
    assert (made.content[:5], made.media_type, made.name[-4:]) == (b"%PDF-", "application/pdf", ".pdf")


async def test_only_what_one_may_see_goes_out(world: World) -> None:
    titles = {}
    for name in ("owner", "viewer", "viewing", "stranger"):
        made = await exchange.export(TaskFilter(), "json", actor=world.person(name))
        titles[name] = {task["title"] for task in json.loads(made.content)["tasks"]}
    assert titles == {
        "owner": {"Ship it", "Ada’s own"}, "viewer": {"Ship it"}, "viewing": {"Ship it", "Ada’s own"},
        "stranger": {"Cleo’s own"},
    }  # fmt: skip


async def test_a_team_that_one_may_not_add_to_is_said_and_the_task_kept(world: World) -> None:
    content = f"title,team\nA,{world.team.key}\nB,Nowhere\n".encode()
    for actor in (world.viewer, world.stranger):
        taken = await exchange.start(content, ImportForm(source="csv"), actor=actor)
        assert [(p.line, p.field) for p in taken.problems] == [(2, "team"), (3, "team")]
        own = await tasks.tasks(TaskFilter(personal=True), actor=actor)
        assert {"A", "B"} <= {task.title for task in own.items}


async def test_too_many_for_one_file_is_said(ada: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    from domain.exchange import exporting

    await some(ada)
    monkeypatch.setitem(exporting.MOST, "pdf", 2)
    with pytest.raises(Invalid, match="At most 2 tasks"):
        await exchange.export(TaskFilter(), "pdf", actor=ada)


async def test_a_viewer_takes_nothing_into_a_team(world: World) -> None:
    form = ImportForm(source="csv", team_id=world.team.id)
    for actor in (world.viewer, world.stranger, await person("Eve")):
        with pytest.raises(NotPermitted, match=r"may not (add tasks to|see) this team"):
            await exchange.start(b"title\nA\n", form, actor=actor)
    team = await teams.create(NewTeam(name="Own"), actor=world.stranger)
    await teams.add_member(team.id, NewMember(user_id=world.viewer.id, role="member"), actor=world.stranger)
    taken = await exchange.start(b"title\nA\n", ImportForm(source="csv", team_id=team.id), actor=world.viewer)
    assert taken.made == 1
