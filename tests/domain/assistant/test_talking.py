"""Whole conversations with the built-in model: sentences in, tasks changed, answers and cards out."""

from datetime import date, timedelta

from domain import assistant, tasks
from domain.accounts import Person
from domain.assistant import Proposal
from domain.clock import today
from domain.tasks import NewTask, TaskChanges, TaskFilter
from tests.domain.assistant.talking import talk
from tests.worlds import World


async def test_a_task_is_added_completed_and_taken_back(ada: Person) -> None:
    me = await talk(ada)
    card = await me.card("remind me to call the printer tomorrow high priority")
    (task,) = (await tasks.tasks(actor=ada)).items
    assert (task.title, task.priority, task.due_on) == (
        "Call the printer",
        "high",
        today(ada.time_zone) + timedelta(days=1),
    )
    assert (card.status, card.can_undo, card.task_ids) == ("executed", True, [task.id])
    await me.say("complete the printer task")
    assert (await tasks.task(task.id, actor=ada)).status == "completed"
    assert (await me.say("undo")).proposals[0].status == "undone"
    assert (await tasks.task(task.id, actor=ada)).status == "pending"


async def test_every_kind_of_change_reaches_the_task(world: World) -> None:
    me = await talk(world.owner)
    for sentence in (
        "make ship it urgent", "move ship it to 2027-02-17", "label ship it with office", "assign ship it to me",
        "start working on ship it", "rename ship it to Ship it now", "set the description of ship it now to Carefully",
    ):  # fmt: skip
        assert (await me.card(sentence)).status == "executed", sentence
    task = await tasks.task(world.task.id, actor=world.owner)
    assert (task.title, task.priority, task.due_on, task.labels) == (
        "Ship it now",
        "urgent",
        date(2027, 2, 17),
        ["office"],
    )
    assert (task.status, task.assignee_ids, task.description) == ("in_progress", [world.owner.id], "Carefully")
    await me.say("postpone ship it now by a week")
    assert (await tasks.task(task.id, actor=world.owner)).due_on == date(2027, 2, 24)
    await me.say("move ship it now to my own tasks")
    assert (await tasks.task(task.id, actor=world.owner)).team_id is None


async def test_a_task_is_completed_with_its_subtasks_and_called_by_its_key(ada: Person) -> None:
    trip = await tasks.create(NewTask(title="T minus one"), actor=ada)
    pack = await tasks.create(NewTask(title="Pack two bags", parent_id=trip.id), actor=ada)
    me = await talk(ada)
    card = await me.card(f"complete {trip.key} with its subtasks")
    assert (card.status, (await tasks.task(pack.id, actor=ada)).status) == ("executed", "completed")
    await me.say("undo")
    assert [(await tasks.task(one.id, actor=ada)).status for one in (trip, pack)] == ["pending", "pending"]
    assert (await me.card(f"remind me of {trip.key} tomorrow at 9")).task_ids == [trip.id]


async def test_comments_and_reminders_are_made_and_taken_back(world: World) -> None:
    me, task = await talk(world.owner), world.task
    card = await me.card("comment on ship it: Looks good, @member")
    (said,) = (await tasks.comments.comments_of(task.id, actor=world.owner)).items
    assert (said.content, [name for _, name in said.mentioned]) == ("Looks good, @member", ["member"])
    assert (card.status, card.can_undo) == ("executed", True)
    assert "Looks good" in await me.answer("tell me about ship it")
    await me.say("undo")
    assert (await tasks.comments.comments_of(task.id, actor=world.owner)).total == 0
    assert (await me.card("remind me 30 minutes before ship it")).status == "executed"
    (reminder,) = await tasks.reminders.reminders_of(task.id, actor=world.owner)
    assert reminder.minutes_before == 30
    looking = await talk(world.viewer)
    assert "not comment" in await looking.answer("comment on ship it: May I?")
    assert (await looking.card("remind me an hour before ship it")).status == "executed"


async def test_what_is_around_a_task_is_made_and_taken_back(world: World) -> None:
    me, task, owner = await talk(world.owner), world.task, world.owner
    other = await tasks.create(NewTask(title="Pay the invoice", team_id=world.team.id), actor=owner)
    await me.card("add a subtask 'Buy ink' to ship it")
    assert [below.title for below in await tasks.subtasks(task.id, actor=owner)] == ["Buy ink"]
    assert (await me.card("ship it is blocked by invoice")).status == "executed"
    (relation,) = await tasks.relations(task.id, actor=owner)
    assert (relation.kind, relation.task_id) == ("blocked_by", other.id)
    await me.say("undo")
    assert not await tasks.relations(task.id, actor=owner)
    await me.card("repeat ship it every monday")
    assert (recurrence := (await tasks.task(task.id, actor=owner)).recurrence)
    assert recurrence.rule == "FREQ=WEEKLY;BYDAY=MO"
    before = (await tasks.task(task.id, actor=owner)).due_on
    await me.card("skip ship it this time")
    assert before != (await tasks.task(task.id, actor=owner)).due_on
    await me.card("stop repeating ship it")
    assert (await tasks.task(task.id, actor=owner)).recurrence is None
    await me.card("duplicate invoice")
    assert (await tasks.tasks(TaskFilter(q="invoice"), actor=owner)).total == 2
    assert "does not say when" in await me.answer("repeat ship it every blue moon")


async def test_relations_are_ended_and_boxes_ticked_and_both_taken_back(world: World) -> None:
    me, task, owner = await talk(world.owner), world.task, world.owner
    await tasks.create(NewTask(title="Pay the invoice", team_id=world.team.id), actor=owner)
    await tasks.edit(task.id, TaskChanges(description="- [ ] Buy ink\n- [ ] Buy paper"), actor=owner)
    await me.card("ship it is blocked by invoice")
    assert (await me.card("unlink ship it from invoice")).status == "executed"
    assert not await tasks.relations(task.id, actor=owner)
    await me.say("undo")
    assert [one.kind for one in await tasks.relations(task.id, actor=owner)] == ["blocked_by"]
    card = await me.card("tick the item ink of ship it")
    assert card.summary == f"Ticked “Buy ink” in “{task.title}”"
    assert (await tasks.task(task.id, actor=owner)).description == "- [x] Buy ink\n- [ ] Buy paper"
    await me.say("undo")
    assert (await tasks.task(task.id, actor=owner)).description == "- [ ] Buy ink\n- [ ] Buy paper"
    assert "Several boxes fit" in await me.answer("tick the item Buy of ship it")
    looking = await talk(world.viewing)
    for sentence in ("tick the item ink of ship it", "unlink ship it from invoice"):
        await looking.say(sentence)
    assert (await tasks.task(task.id, actor=owner)).description == "- [ ] Buy ink\n- [ ] Buy paper"
    assert await tasks.relations(task.id, actor=owner)


async def test_what_is_around_a_task_needs_its_rights(world: World) -> None:
    looking = await talk(world.viewing)
    for sentence in ("add a subtask 'Ink' to ship it", "repeat ship it daily", "ship it blocks ship it"):
        reply = await looking.say(sentence)
        assert not reply.proposals, sentence
    assert not await tasks.subtasks(world.task.id, actor=world.owner)


async def test_views_are_saved_shown_and_taken_back(world: World) -> None:
    me = await talk(world.owner)
    card = await me.card("save tasks where priority >= high as Hot things")
    assert (card.status, card.can_undo) == ("executed", True)
    assert "Hot things" in await me.answer("show my views")
    await tasks.edit(world.task.id, tasks.TaskChanges(priority="urgent"), actor=world.owner)
    assert world.task.title in await me.answer("show the view hot things")
    assert "Did you mean priority?" in await me.answer("save tasks where prioritty = high as Wrong")
    await me.say("undo")
    assert "no saved views" in await me.answer("show my views")


async def test_names_of_teams_and_people_are_known(world: World) -> None:
    me = await talk(world.owner)
    await me.say("create 'Print posters' in Launch for friday, assign to member")
    (task,) = (await tasks.tasks(TaskFilter(q="posters"), actor=world.member)).items
    assert (task.team_id, task.assignee_ids) == (world.team.id, [world.member.id])
    assert "no team called “Nowhere”" in await me.answer("create 'Print posters' in Nowhere")
    assert "nobody called “Zoe”" in await me.answer("assign posters to Zoe")


async def test_lists_and_searches_show_links_and_change_nothing(ada: Person) -> None:
    me = await talk(ada)
    task = await tasks.create(NewTask(title="Buy *milk* [now](x)", due_on=today(ada.time_zone)), actor=ada)
    await tasks.create(NewTask(title="Something else"), actor=ada)
    for sentence in ("what's due today?", "find milk", "show my tasks", "tell me about milk", "summarise my week"):
        reply = await me.say(sentence)
        assert f"[Buy \\*milk\\* \\[now\\]\\(x\\)](/tasks?task={task.id})" in reply.assistant_message.content, sentence
        assert not reply.proposals
    assert "Something else" not in await me.answer("what's due today?")
    assert "**2 open tasks**" in await me.answer("how many tasks do I have?")


async def test_several_matches_are_asked_about_and_answered_by_number_or_title(ada: Person) -> None:
    me = await talk(ada)
    first = await tasks.create(NewTask(title="Call the printer"), actor=ada)
    second = await tasks.create(NewTask(title="Pay the printer"), actor=ada)
    asked = await me.answer("complete printer")
    assert "Which one" in asked
    assert f"/tasks?task={first.id}" in asked
    assert f"/tasks?task={second.id}" in asked
    shown = [asked.index(str(first.id)), asked.index(str(second.id))]
    card = await me.card("the second one")
    assert card.task_ids == [first.id if shown[0] > shown[1] else second.id]
    await me.say("make printer urgent")
    assert (await me.card("Call the printer")).task_ids == [first.id]


async def test_an_unknown_title_is_said_with_the_nearest_ones(ada: Person) -> None:
    me = await talk(ada)
    task = await tasks.create(NewTask(title="Call the printer"), actor=ada)
    said = await me.say("complete the prnter task")
    assert "no task called “prnter”" in said.assistant_message.content
    assert str(task.id) in said.assistant_message.content
    assert not said.proposals
    assert (await me.card("yes")).task_ids == [task.id]
    assert "no task called “xyzzy”" in await me.answer("complete xyzzy")


async def test_an_unknown_sentence_is_answered_honestly(ada: Person) -> None:
    reply = await (await talk(ada)).say("What is the weather like in Paris?")
    assert "did not understand" in reply.assistant_message.content
    assert not reply.proposals


async def test_deleting_sharing_and_many_ask_first(world: World) -> None:
    me = await talk(world.owner)
    await tasks.create(NewTask(title="Another", team_id=world.team.id), actor=world.owner)
    asked = [
        await me.card("delete ship it"),
        await me.card(f"share ship it with {world.stranger.email} to edit"),
        await me.card("complete all tasks in Launch"),
        await me.card("add tasks: one, two, three"),
    ]
    assert [card.status for card in asked] == ["proposed"] * 4
    assert len(asked[2].targets) == 2
    assert (await tasks.task(world.task.id, actor=world.owner)).status == "pending"
    assert "use the buttons" in await me.answer("yes")
    assert await _statuses(me.id, world.owner) == ["proposed"] * 4


async def _statuses(conversation_id: object, actor: Person) -> list[str]:
    cards: list[Proposal] = await assistant.proposals_of(conversation_id, actor=actor)  # type: ignore[arg-type]
    return [card.status for card in cards]


async def test_what_may_only_be_seen_cannot_be_changed(world: World) -> None:
    me = await talk(world.viewing)
    for sentence in ("complete ship it", "make ship it urgent"):
        reply = await me.say(sentence)
        assert "not change it" in reply.assistant_message.content
        assert not reply.proposals
    assert not (await me.say("delete ship it")).proposals
    assert "no task called" in await (await talk(world.stranger)).answer("complete ship it")


async def test_the_restored_task_is_the_one_from_the_trash(ada: Person) -> None:
    me = await talk(ada)
    task = await tasks.create(NewTask(title="Old poem"), actor=ada)
    await tasks.delete(task.id, actor=ada)
    assert "no task called" in await me.answer("complete old poem")
    assert (await me.card("restore old poem")).status == "executed"
    assert (await tasks.task(task.id, actor=ada)).deleted_at is None


async def test_the_filter_language_is_understood_and_its_mistakes_are_said(ada: Person) -> None:
    for title, priority in (("Call the printer", "high"), ("Water the plants", "none")):
        await tasks.create(NewTask(title=title, priority=priority), actor=ada)
    chat = await talk(ada)
    answer = await chat.answer("list tasks where priority >= high and not blocked")
    assert "Call the printer" in answer
    assert "Water the plants" not in answer
    assert "Did you mean priority?" in await chat.answer("list tasks where prioritty = high")
