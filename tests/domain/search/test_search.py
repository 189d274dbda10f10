"""One search: what it finds, in which order, and that nobody finds what they may not see."""

from uuid import UUID

import pytest

from domain import assistant, search, tasks, teams, views
from domain.accounts import NewColleague, Person, ProfileChanges, add_colleague, edit_profile
from domain.errors import Invalid
from domain.search import Found, Kind
from domain.tasks import NewComment, NewTask, TaskChanges, comments
from domain.teams import NewTeam
from domain.views import NewView
from tests.worlds import PASSWORD, RELATIONS, World, person


async def found(text: str, *kinds: Kind, actor: Person, limit: int = 20) -> list[Found]:
    return await search.find(text, kinds or search.KINDS, limit, actor=actor)


async def titles(text: str, *kinds: Kind, actor: Person, limit: int = 20) -> list[str]:
    return [one.title for one in await found(text, *kinds, actor=actor, limit=limit)]


async def add(title: str, actor: Person, **more: object) -> UUID:
    return (await tasks.create(NewTask.of(title=title, **more), actor=actor)).id


async def test_a_task_is_found_by_the_beginnings_of_its_words_in_any_order(ada: Person) -> None:
    await add("Call the printer in Osnabrück", ada)
    for text in ("printer", "prin", "PRIN call", "osnabruck", "Osnabrück pri", "  printer  ", "printer!"):
        assert await titles(text, actor=ada) == ["Call the printer in Osnabrück"], text
    for text in ("rinter", "printer berlin", "printers", "", " ", "…", "'", "%", "_", "\\"):
        assert await titles(text, actor=ada) == [], text


async def test_words_without_accents_find_words_with_them_in_any_script(ada: Person) -> None:
    for title in ("Café résumé", "Ёлка и чай", "東京 旅行", "ﬁne Ünit", "e\u0301clair"):
        await add(title, ada)
    for text, title in (("cafe resume", "Café résumé"), ("елка", "Ёлка и чай"), ("東京", "東京 旅行"),
                        ("fine unit", "ﬁne Ünit"), ("éclair", "e\u0301clair")):  # fmt: skip
        assert await titles(text, actor=ada) == [title], text


async def test_a_task_is_found_by_its_key_the_beginning_of_it_or_its_number(world: World) -> None:
    key = world.task.key
    assert [(f.key, f.title) for f in await found(key.lower(), actor=world.viewer)] == [(key, "Ship it")]
    for _ in range(11):
        await add("More", world.owner, team_id=world.team.id)
    assert [f.key for f in await found(key, actor=world.owner)] == [
        "LAUNCH-1", *(f"LAUNCH-{n}" for n in (12, 11, 10))
    ]  # fmt: skip
    await add("12 bottles", world.owner)
    assert [f.key for f in await found("12", "task", actor=world.owner)] == ["LAUNCH-12", "T-2"]
    assert {f.key for f in await found("#1", "task", actor=world.owner)} >= {"LAUNCH-1", "T-1"}


async def test_a_key_that_a_task_had_before_it_moved_still_finds_it(world: World) -> None:
    await tasks.edit(world.task.id, TaskChanges.of(team_id=None), actor=world.owner)
    assert [f.id for f in await found("LAUNCH-1", actor=world.owner)] == [world.task.id]
    assert await found("LAUNCH-1", actor=world.member) == []


async def test_descriptions_and_comments_are_found_after_titles_with_the_text_around(ada: Person) -> None:
    said = await add("Order paper", ada)
    told = await add(
        "Plan the party",
        ada,
        description="Long before. " * 40 + "The **printer** [of ours](https://example.org/x) needs a drum.",
    )
    titled = await add("Repair the printer", ada)
    await comments.create(said, NewComment(content="Ask about the printer, too."), actor=ada)
    await comments.create(titled, NewComment(content="That printer again."), actor=ada)
    assert [f.id for f in await found("printer", actor=ada)] == [titled, told, said]
    excerpts = [f.excerpt for f in await found("print", actor=ada)]
    assert excerpts[0] == ""
    assert excerpts[1].startswith("… ")
    assert excerpts[1].endswith("The printer of ours needs a drum.")
    assert excerpts[2] == "Ask about the printer, too."


async def test_words_may_stand_partly_in_the_title_partly_in_the_description(ada: Person) -> None:
    task = await add("Party", ada, description="Cake and balloons")
    assert [f.id for f in await found("party balloons", actor=ada)] == [task]


async def test_what_is_called_so_comes_before_what_begins_so_before_what_has_the_word(ada: Person) -> None:
    for title in ("About the launch", "Launch", "Launch party"):
        await add(title, ada)
    done = await add("Launch dinner", ada)
    await tasks.complete(done, actor=ada)
    assert await titles("launch", actor=ada) == ["Launch", "Launch party", "Launch dinner", "About the launch"]


async def test_deleted_tasks_comments_and_what_was_written_over_are_not_found(ada: Person) -> None:
    gone, task = await add("Kumquat", ada), await add("Mango", ada)
    said = await comments.create(task, NewComment(content="papaya"), actor=ada)
    await tasks.delete(gone, actor=ada)
    await comments.delete(task, said.id, actor=ada)
    await tasks.edit(task, TaskChanges.of(title="Guava"), actor=ada)
    for text in ("kumquat", "papaya", "mango"):
        assert await titles(text, actor=ada) == []
    await tasks.restore(gone, actor=ada)
    assert await titles("kumquat", actor=ada) == ["Kumquat"]


async def test_teams_are_found_by_name_and_key(ada: Person) -> None:
    team = await teams.create(NewTeam(name="Field Office", key="FIELD"), actor=ada)
    for text in ("field", "FIELD", "off", "fie"):
        first = (await found(text, actor=ada))[0]
        assert (first.kind, first.id, first.key, first.address) == ("team", team.id, "FIELD", f"/teams/{team.id}")
    await teams.delete(team.id, actor=ada)
    assert await found("field", actor=ada) == []


async def test_colleagues_and_teammates_are_found_and_strangers_are_not(world: World) -> None:
    form = NewColleague(name="Zoë Quill", email=f"zq.{world.owner.id.hex}@example.org", password=PASSWORD)
    zoe = await add_colleague(form, actor=world.owner)
    for text in ("zoe", "quill z", "Zoë", f"zq.{world.owner.id.hex}@example.org"):
        assert [(f.id, f.where) for f in await found(text, "person", actor=world.owner)] == [(zoe.id, zoe.email)], text
    assert await found("example", "person", actor=world.owner) == []  # the mail server is nobody's name
    for actor in (world.member, world.stranger):
        assert await found("zoe", "person", actor=actor) == []
    seen = {one: [f.id for f in await found("viewer", "person", actor=world.person(one))] for one in RELATIONS}
    assert world.viewer.id in seen["owner"]
    assert world.viewer.id in seen["member"]
    assert world.viewer.id not in seen["stranger"]
    assert world.viewer.id not in seen["through_viewer"]
    assert world.through_viewer.id in {f.id for f in await found("through", "person", actor=world.through)}


async def test_saved_views_are_found_where_they_open(world: World) -> None:
    form = NewView(name="Urgent things", filter="priority = urgent", layout="board", team_id=world.team.id)
    view = await views.create(form, actor=world.owner)
    own = await views.create(NewView(name="Urgent of mine"), actor=world.owner)
    seen = {(f.id, f.where) for f in await found("urg", "view", actor=world.owner)}
    assert seen == {(own.id, "My views"), (view.id, "Launch")}
    shown = (await found("urgent things", "view", actor=world.viewer))[0]
    assert (shown.id, shown.address) == (view.id, views.address_of(view))
    assert await found("urgent", "view", actor=world.stranger) == []


async def test_conversations_are_found_by_title_and_what_was_said_and_only_by_whose_they_are(world: World) -> None:
    named = await assistant.create(title="Trip to Lisbon", actor=world.owner)
    talked = await assistant.create(title="Something else", actor=world.owner)
    await assistant.reply(talked.id, "what is due before the lisbon trip", actor=world.owner)
    both = await found("lisbon", "conversation", actor=world.owner)
    assert [(f.id, f.address) for f in both] == [
        (named.id, f"/chat/{named.id}"), (talked.id, f"/chat/{talked.id}")
    ]  # fmt: skip
    assert "lisbon trip" in both[1].excerpt
    assert await found("isbon", actor=world.owner) == []
    for relation in RELATIONS[1:]:
        assert await found("lisbon", actor=world.person(relation)) == []
    await assistant.delete(named.id, actor=world.owner)
    assert [f.id for f in await found("lisbon", actor=world.owner)] == [talked.id]


SEEING = {"owner": 2, "admin": 1, "member": 1, "viewer": 1, "viewing": 2, "editing": 2, "through": 2,
          "through_viewer": 2, "stranger": 0}  # fmt: skip


@pytest.mark.parametrize("relation", RELATIONS)
async def test_tasks_are_found_by_whom_they_are_seen_in_title_description_comment_and_key(
    world: World, relation: str
) -> None:
    for task in (world.task, world.personal):
        await tasks.edit(task.id, TaskChanges.of(title="Quokka", description="wombat"), actor=world.owner)
        await comments.create(task.id, NewComment(content="numbat"), actor=world.owner)
    actor = world.person(relation)
    for word in ("quokka", "wombat", "numbat", "quo", "wom", "num"):
        seen = await found(word, actor=actor)
        assert len(seen) == SEEING[relation], word
        for one in seen:
            assert (await tasks.task(one.id, actor=actor)).title == "Quokka"
    assert len(await found("LAUNCH-1", "task", actor=actor)) == (0 if relation == "stranger" else 1)


async def test_where_a_task_is_says_no_more_than_one_may_know(world: World) -> None:
    async def where(actor: Person) -> set[str]:
        return {f.where for f in await found("ship", actor=actor)} | {
            f.where for f in await found("ada", "task", actor=actor)
        }

    assert await where(world.owner) == {"Launch", "Personal"}
    assert await where(world.member) == {"Launch"}
    assert await where(world.viewing) == {"Shared with me"}


async def test_what_is_not_shared_any_more_and_what_one_left_is_not_found(world: World) -> None:
    share = next(s for s in await tasks.shares_of(world.task.id, actor=world.owner) if s.user_id == world.viewing.id)
    assert await titles("ship", actor=world.viewing) == ["Ship it"]
    await tasks.revoke_share(world.task.id, share.id, actor=world.owner)
    await teams.leave(world.team.id, actor=world.member)
    for actor in (world.viewing, world.member):
        assert await titles("ship", actor=actor) == []


async def test_comments_of_a_task_that_moved_are_found_where_it_is_now(world: World) -> None:
    await comments.create(world.task.id, NewComment(content="numbat"), actor=world.owner)
    await tasks.edit(world.task.id, TaskChanges.of(team_id=None), actor=world.owner)
    assert await titles("numbat", actor=world.owner) == ["Ship it"]
    assert await titles("numbat", actor=world.member) == []
    back = TaskChanges.of(team_id=str(world.team.id))
    await tasks.edit(world.task.id, back, actor=world.owner)
    assert await titles("numbat", actor=world.member) == ["Ship it"]


async def test_each_kind_gets_its_place_and_only_the_wanted_ones_are_told(ada: Person) -> None:
    for n in range(12):
        await add(f"Orchid {n}", ada)
        await views.create(NewView(name=f"Orchid view {n}"), actor=ada)
    await teams.create(NewTeam(name="Orchids"), actor=ada)
    everything = await found("orchid", actor=ada)
    assert [len([f for f in everything if f.kind == kind]) for kind in ("team", "view", "task")] == [1, 5, 12]
    assert everything[0].kind == "team"
    assert {f.kind for f in await found("orchid", "view", actor=ada)} == {"view"}
    assert len(await found("orchid", "view", actor=ada)) == 12
    assert len(await found("orchid", actor=ada, limit=3)) == 3


async def test_long_and_strange_texts_find_nothing_and_break_nothing(ada: Person) -> None:
    talk = await assistant.create(title="Something", actor=ada)
    await assistant.reply(talk.id, "party 🎉", actor=ada)
    assert await titles("🎂", actor=ada) == []
    assert await titles("🎉", actor=ada) == ["Something"]
    await add("x" * 500, ada, description="y" * 40_000)
    await add("𝔘𝔫𝔦 ' \" \\ & | ! : * <-> (", ada)
    assert len(await titles("x" * 100, actor=ada)) == 1
    assert len(await titles("uni", actor=ada)) == 1
    for text in ("a' | 'b", "!a & :*", "\\'", "<->", "a:*b", "🎉", "x-99999999999", "T-0", "@", "@@ben", "a" * 200):
        await titles(text, actor=ada)


@pytest.mark.parametrize(
    ("asked", "field"),
    [({"text": "a" * 201}, "text"), ({"text": "a\x00"}, "text"), ({"limit": 0}, "limit"), ({"limit": 51}, "limit"),
     ({"kinds": ["forum"]}, "kinds.0"), ({"kinds": []}, "kinds")],
)  # fmt: skip
async def test_what_cannot_be_searched_is_refused_with_a_sentence(
    ada: Person, asked: dict[str, object], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        await search.find(**{"text": "x", "actor": ada} | asked)  # type: ignore[arg-type]
    assert refused.value.errors[0].field == field


async def test_somebody_who_changes_their_name_is_found_by_the_new_one() -> None:
    eve = await person("Eve")
    await edit_profile(ProfileChanges.of(name="Yvonne"), actor=eve)
    assert await titles("yvonne", "person", actor=eve) == ["Yvonne"]


async def test_what_was_found_before_is_recalled_as_it_is_now_for_who_still_sees_it(world: World) -> None:
    view = await views.create(NewView(name="Ours", team_id=world.team.id), actor=world.owner)
    talk = await assistant.create(title="Trip", actor=world.owner)
    things: list[tuple[Kind, UUID]] = [
        ("person", world.member.id), ("task", world.task.id), ("view", view.id), ("team", world.team.id),
        ("conversation", talk.id), ("task", world.personal.id), ("task", world.owner.id),
    ]  # fmt: skip
    await tasks.edit(world.task.id, TaskChanges.of(title="Sail it"), actor=world.owner)

    async def recalled(actor: Person) -> list[str]:
        return [one.title for one in await search.recall(things, actor=actor)]

    assert await recalled(world.owner) == ["member", "Sail it", "Ours", "Launch", "Trip", "Ada’s own"]
    assert await recalled(world.viewer) == ["member", "Sail it", "Ours", "Launch"]
    assert await recalled(world.viewing) == ["Sail it", "Ada’s own"]
    assert await recalled(world.stranger) == []
    assert await search.recall([], actor=world.owner) == []
    await tasks.delete(world.task.id, actor=world.owner)
    assert "Sail it" not in await recalled(world.owner)
    with pytest.raises(Invalid):
        await search.recall(things * 8, actor=world.owner)
