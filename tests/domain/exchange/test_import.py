"""Files of other programs, with their mistakes; large ones in the background; all of it taken back."""

import asyncio
import json
from datetime import date

import pytest

from domain import exchange, tasks
from domain.accounts import Person
from domain.errors import Conflict, Invalid, NotFound, NotPermitted
from domain.exchange import Import, ImportForm
from domain.tasks import Task, TaskFilter

TODOIST = """TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,AUTHOR,RESPONSIBLE,DATE,DATE_LANG,TIMEZONE
section,Errands,,,,,,,,
task,Buy milk @shop,Two litres,1,1,Ada (1),,2026-12-24,en,Europe/Berlin
task,Skimmed,,4,2,Ada (1),,,,
note,They close at five.,,,,Ada (1),,,,
task,Water the plants,,3,1,Ada (1),,jeden Montag,de,Europe/Berlin
task,Odd,,4,1,Ada (1),,when pigs fly,en,
"""
TRELLO = {
    "lists": [{"id": "l1", "name": "Doing"}, {"id": "l2", "name": "Ideas"}],
    "members": [{"id": "m1", "fullName": "Nobody Here"}],
    "checklists": [{"id": "c1", "idCard": "k1", "name": "Steps", "checkItems": [
        {"name": "first", "state": "complete", "pos": 1}, {"name": "second", "state": "incomplete", "pos": 2}]}],
    "cards": [
        {"id": "k2", "name": "Old", "idList": "l2", "closed": True, "pos": 2, "labels": [{"name": "", "color": "red"}]},
        {"id": "k1", "name": "Write", "desc": "It", "idList": "l1", "pos": 1, "due": "2026-12-24T10:00:00.000Z",
         "idMembers": ["m1"], "labels": [{"name": "docs", "color": "blue"}]},
        "nonsense",
    ],
}  # fmt: skip


async def take(content: str | bytes, source: str, actor: Person, **more: object) -> Import:
    data = content.encode() if isinstance(content, str) else content
    return await exchange.start(data, ImportForm.of(source=source, **more), actor=actor)


async def of(actor: Person) -> dict[str, Task]:
    found = await tasks.tasks(TaskFilter(archived=True), actor=actor, limit=500)
    return {task.title: task for task in found.items}


async def ended(taken: Import, actor: Person, status: str = "done") -> Import:
    for _ in range(600):
        if (taken := await exchange.import_(taken.id, actor=actor)).status == status:
            return taken
        await asyncio.sleep(0.05)
    raise AssertionError(f"it is still {taken.status}")


async def test_a_project_of_todoist(ada: Person) -> None:
    taken = await take(TODOIST, "todoist", ada)
    found = await of(ada)
    milk, plants = found["Buy milk"], found["Water the plants"]
    assert (milk.priority, milk.due_on, set(milk.labels)) == ("urgent", date(2026, 12, 24), {"shop", "Errands"})
    assert found["Skimmed"].parent_id == milk.id
    assert found["Skimmed"].description == "They close at five."
    assert plants.recurrence
    assert plants.recurrence.rule == "FREQ=WEEKLY;BYDAY=MO"
    assert found["Odd"].description == "when pigs fly"  # nothing is lost
    assert [(p.line, p.field) for p in taken.problems] == [(7, "due")]


async def test_a_board_of_trello(ada: Person) -> None:
    taken = await take(json.dumps(TRELLO), "trello", ada)
    found = await of(ada)
    assert (found["Write"].status, found["Old"].status) == ("in_progress", "archived")
    assert found["Write"].description == "It\n\n**Steps**\n- [x] first\n- [ ] second"
    assert (found["Write"].labels, set(found["Old"].labels)) == (["docs"], {"red", "Ideas"})
    assert {(p.line, p.field) for p in taken.problems} == {(2, "assignees"), (3, "")}


async def test_columns_are_guessed_or_mapped(ada: Person) -> None:
    content = "Aufgabe;Fällig;Prio;Etiketten\nAnrufen;24.12.2026;hoch;a;b\n".encode("cp1252")
    seen = await exchange.preview(content, ImportForm(source="csv"), actor=ada)
    assert seen.mapping == {"Aufgabe": "title", "Fällig": "due", "Prio": "priority", "Etiketten": "labels"}
    assert (seen.samples[0].due_on, seen.samples[0].priority) == (date(2026, 12, 24), "high")
    mapped = await exchange.preview(b"x,y\nA,B\n", ImportForm(source="csv", mapping={"y": "title"}), actor=ada)
    assert [sample.title for sample in mapped.samples] == ["B"]
    assert (await of(ada)) == {}


async def test_mistakes_are_said_by_line_and_the_rest_is_taken_in(ada: Person) -> None:
    content = "title,due,status,priority,parent,key\nA,someday soon,done,huge,,1\n,2026-01-01,,,,\nB,,,,1,2\nC,,,,9,3\n"
    taken = await take(content, "csv", ada)
    assert [(p.line, p.field, p.is_left_out) for p in taken.problems] == [
        (2, "due", False), (2, "priority", False), (3, "title", True), (5, "parent", False),
    ]  # fmt: skip
    found = await of(ada)
    assert set(found) == {"A", "B", "C"}
    assert (found["A"].status, found["B"].parent_id) == ("completed", found["A"].id)


async def test_what_is_too_long_is_not_lost(ada: Person) -> None:
    await take(f"title,description\n{'long ' * 200},Rest\n", "csv", ada)
    [task] = (await of(ada)).values()
    assert (len(task.title), task.title[-1]) == (500, "…")
    assert task.description == f"{('long ' * 200).strip()}\n\nRest"


async def test_circles_of_parents_are_opened(ada: Person) -> None:
    taken = await take("key,title,parent\n1,A,2\n2,B,1\n", "csv", ada)
    assert taken.made == 2
    assert sum(task.parent_id is None for task in (await of(ada)).values()) == 1


@pytest.mark.parametrize(
    ("content", "source", "field"),
    [
        (b"", "csv", "file"),
        (b" \n\n", "csv", "file"),
        (b"title" + b",c" * 1000, "csv", "file"),
        (b"title\n" + b"," * 1000, "csv", "file"),
        (b"title," + b"x" * 1001, "csv", "file"),
        (b"title\n" + b"x" * 200_000, "csv", "file"),
        (b"TYPE,CONTENT" + b",c" * 1000, "todoist", "file"),
        (b"a,b\n1,2\n", "csv", "mapping"),
        (b"title\n", "csv", "file"),
        (b"{}", "json", "file"),
        (b"[" * 5000, "json", "file"),
        (b"{}", "trello", "file"),
        (b"not json", "trello", "file"),
        (b"a,b\n", "todoist", "file"),
        (b"\x89PNG\r\n", "todoist", "file"),
    ],
)
async def test_what_is_no_such_file_is_refused(content: bytes, source: str, field: str, ada: Person) -> None:
    with pytest.raises(Invalid) as refused:
        await exchange.start(content, ImportForm.of(source=source), actor=ada)
    assert refused.value.errors[0].field == field
    assert await exchange.imports(actor=ada) == []


async def test_numbers_without_bounds_are_read_past(ada: Person) -> None:
    await take(b"TYPE,CONTENT,INDENT\ntask,Buy milk," + b"9" * 5000, "todoist", ada)
    await take(b'{"cards": [{"name": "Write", "pos": 1' + b"0" * 400 + b"}]}", "trello", ada)
    assert set(await of(ada)) == {"Buy milk", "Write"}


async def test_a_file_is_not_taken_in_beyond_what_fits(ada: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("domain.exchange.reading.MOST_RECORDS", 2)
    await exchange.preview(b"title\nA\nB\n", ImportForm(source="csv"), actor=ada)
    with pytest.raises(Invalid, match="at most 2 fit"):
        await exchange.start(b"title\nA\nB\nC\n", ImportForm(source="csv"), actor=ada)
    monkeypatch.setattr("domain.exchange.importing.LARGEST", 5)
    with pytest.raises(Invalid, match="larger than"):
        await exchange.start(b"title\n", ImportForm(source="csv"), actor=ada)
    assert await exchange.imports(actor=ada) == []


@pytest.mark.parametrize(
    "content",
    [
        b"title" + b",x" * 1000 + b"\n",
        b"title," + b"x" * 1001 + b"\n",
        b"title\n" + b"x" * 200_000 + b"\n",
        b'title\n"never closed' + b"\nx" * 100_000,
    ],
)
async def test_a_table_without_end_is_refused(content: bytes, ada: Person) -> None:
    with pytest.raises(Invalid) as refused:
        await exchange.preview(content, ImportForm(source="csv"), actor=ada)
    assert refused.value.errors[0].field == "file"


def test_the_first_look_at_a_table_without_end_is_refused_too() -> None:
    with pytest.raises(Invalid):
        exchange.columns(b"title\n" + b"x" * 200_000)


@pytest.mark.parametrize("when", ["9999-12-31T23:59:59-14:00", "9999-12-31T23:59:59Z", "0001-01-01", "1.1.0001"])
async def test_days_out_of_all_reach_are_said_by_line(when: str, ada: Person) -> None:
    for field in ("due", "start", "created_at"):
        seen = await exchange.preview(f"title,{field}\nA,{when}\n".encode(), ImportForm(source="csv"), actor=ada)
        assert [(p.line, p.field) for p in seen.problems] == [(2, field)]
        assert seen.ready == 1


@pytest.mark.parametrize("odd", [True, 1e308, 10**400, [[]], {"a": 1}, "x"])
async def test_a_board_with_odd_values_is_taken_in_without_them(odd: object, ada: Person) -> None:
    card = {"id": "1", "name": "A", "idMembers": odd, "pos": odd, "labels": odd, "due": odd, "start": odd}
    board = {"cards": [card], "lists": odd, "members": odd, "checklists": [{"idCard": "1", "checkItems": odd}]}
    seen = await exchange.preview(json.dumps(board).encode(), ImportForm(source="trello"), actor=ada)
    assert [sample.title for sample in seen.samples] == ["A"]


async def test_an_indent_without_end_is_none(ada: Person) -> None:
    content = f"TYPE,CONTENT,INDENT\ntask,A,{'9' * 5000}\n".encode()
    seen = await exchange.preview(content, ImportForm(source="todoist"), actor=ada)
    assert [sample.title for sample in seen.samples] == ["A"]


async def test_a_large_file_goes_on_in_the_background_and_is_taken_back_at_once(ada: Person) -> None:
    rows = "".join(f"{n},Task {n},{n - 1 if n % 10 else ''}\n" for n in range(450))
    taken = await take(f"key,title,parent\n{rows}", "csv", ada)
    assert (taken.status, taken.total) == ("waiting", 450)
    done = await ended(taken, ada)
    assert (done.done, done.made) == (450, 450)
    assert await tasks.count(TaskFilter(), actor=ada) == 450
    in_order = await tasks.tasks(TaskFilter(), sort="position", limit=450, actor=ada)
    assert [task.title for task in in_order.items] == [f"Task {n}" for n in range(450)]
    deep = await tasks.tasks(TaskFilter(q="Task 239"), actor=ada)
    assert deep.items[0].parent_id is not None
    kept = deep.items[0]
    await tasks.edit(kept.id, tasks.TaskChanges(priority="high"), actor=ada)
    await exchange.take_back(taken.id, actor=ada)
    await ended(taken, ada, "taken_back")
    assert await tasks.count(TaskFilter(), actor=ada) <= 1  # what was changed since stays, unless its parent went
    with pytest.raises(Conflict):
        await exchange.take_back(taken.id, actor=ada)


async def test_a_file_that_is_being_taken_in_goes_on_no_further_when_it_is_cancelled(ada: Person) -> None:
    taken = await take("title\n" + "".join(f"Task {n}\n" for n in range(2000)), "csv", ada)
    assert taken.status == "waiting"
    stopped = await exchange.take_back(taken.id, actor=ada)
    assert (stopped.status, stopped.total) == ("taking_back", stopped.made)
    assert stopped.made < 2000
    await ended(taken, ada, "taken_back")
    assert await tasks.count(TaskFilter(), actor=ada) == 0


async def test_a_small_import_is_undone_like_any_act(ada: Person) -> None:
    taken = await take("title\nA\nB\n", "csv", ada)
    await tasks.undo(taken.id, actor=ada)
    assert await of(ada) == {}


async def test_an_import_is_its_persons_alone(ada: Person, ben: Person) -> None:
    from uuid import uuid4

    taken = await take("title\nA\n", "csv", ada)
    assert await exchange.imports(actor=ben) == []
    for act in (exchange.import_, exchange.take_back):
        with pytest.raises(NotPermitted):
            await act(taken.id, actor=ben)
        with pytest.raises(NotFound):
            await act(uuid4(), actor=ben)
