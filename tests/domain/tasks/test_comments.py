"""Talking about a task: said, said differently, taken back; who is named; who may."""

from base64 import urlsafe_b64encode
from collections.abc import Awaitable, Callable

import pytest

from domain import tasks, teams
from domain.accounts import Person
from domain.errors import Invalid, NotFound, NotPermitted, Outdated
from domain.tasks import Comment, CommentChanges, Named, NewComment, NewTask, Task, comments, watching
from domain.tasks.mentions import distinct_name, mentioned_in
from persistence.ids import new_id
from tests.worlds import RELATIONS, World
from tests.worlds import person as somebody


async def say(task: Task, actor: Person, text: str = "Shall we?") -> Comment:
    return await comments.create(task.id, NewComment.of(content=text), actor=actor)


async def test_a_comment_is_read_by_all_who_see_the_task_in_order(world: World) -> None:
    first = await say(world.task, world.owner, "First **things** first")
    await say(world.task, world.editing, "Second")
    page = await comments.comments_of(world.task.id, actor=world.viewer)
    assert [c.content for c in page.items] == ["First **things** first", "Second"]
    assert page.items[0] == first
    assert page.items[1].author_name == "editing"


async def test_comments_come_in_pages_from_either_end(world: World) -> None:
    for number in range(5):
        await say(world.task, world.owner, str(number))
    for newest_first, expected in ((False, "01234"), (True, "43210")):
        read, cursor = "", None
        while True:
            page = await comments.comments_of(world.task.id, actor=world.owner, newest_first=newest_first, limit=2,
                                              cursor=cursor)  # fmt: skip
            read, cursor = read + "".join(c.content for c in page.items), page.next_cursor
            assert page.total == 5
            if cursor is None:
                break
        assert read == expected
    without_zone = urlsafe_b64encode(f"2026-02-17T09:00:00 {world.task.id}".encode()).decode()
    for cursor in ("nonsense", without_zone):
        with pytest.raises(Invalid):
            await comments.comments_of(world.task.id, actor=world.owner, cursor=cursor)


async def test_an_edit_keeps_what_was_said_before(world: World) -> None:
    said = await say(world.task, world.owner, "One")
    for text in ("Two", "Two", "Three"):
        said = await comments.edit(world.task.id, said.id, CommentChanges(content=text), actor=world.owner)
    assert (said.content, said.version, said.edited_at is not None) == ("Three", 3, True)
    former = await comments.former_texts(world.task.id, said.id, actor=world.viewer)
    assert [f.content for f in former] == ["Two", "One"]


async def test_an_edit_of_another_version_is_refused(world: World) -> None:
    said = await say(world.task, world.owner)
    await comments.edit(world.task.id, said.id, CommentChanges(content="New"), actor=world.owner)
    with pytest.raises(Outdated):
        await comments.edit(world.task.id, said.id, CommentChanges(content="Newer"), actor=world.owner, version=1)
    with pytest.raises(Outdated):
        await comments.delete(world.task.id, said.id, actor=world.owner, version=1)


async def test_a_deleted_comment_leaves_its_place_and_can_be_brought_back(world: World) -> None:
    said = await say(world.task, world.member, "Oops")
    await comments.delete(world.task.id, said.id, actor=world.member)
    assert (await comments.comments_of(world.task.id, actor=world.owner)).items == []
    place = (await comments.comments_of(world.task.id, actor=world.owner, deleted=True)).items[0]
    assert (place.content, place.author_id, place.deleted_at is not None) == ("", world.member.id, True)
    with pytest.raises(NotFound):
        await comments.comment(world.task.id, said.id, actor=world.owner)
    with pytest.raises(NotPermitted):
        await comments.restore(world.task.id, said.id, actor=world.owner)
    assert (await comments.restore(world.task.id, said.id, actor=world.member)).content == "Oops"


async def test_a_comment_is_found_under_its_own_task_only(world: World) -> None:
    said = await say(world.task, world.owner)
    for act in (comments.comment, comments.delete, comments.restore, comments.former_texts):
        with pytest.raises(NotFound):
            await act(world.personal.id, said.id, actor=world.owner)
    assert (await comments.comment(world.task.id, said.id, actor=world.owner)).content == said.content


async def test_only_who_may_still_delete_a_comment_brings_it_back(world: World) -> None:
    said = await say(world.task, world.owner, "Not for everybody")
    await comments.delete(world.task.id, said.id, actor=world.admin)
    await teams.change_role(world.team.id, world.admin.id, "member", actor=world.owner)
    with pytest.raises(NotPermitted):
        await comments.restore(world.task.id, said.id, actor=world.admin)


async def test_reactions_are_toggled_and_counted_once_each(world: World) -> None:
    said = await say(world.task, world.owner)
    for actor in (world.member, world.member, world.editing):
        said = await comments.react(world.task.id, said.id, "heart", actor=actor)
    assert [(r.reaction, [name for _, name in r.people]) for r in said.reactions] == [("heart", ["member", "editing"])]
    said = await comments.unreact(world.task.id, said.id, "heart", actor=world.member)
    assert [len(r.people) for r in said.reactions] == [1]


@pytest.mark.parametrize("text", ["", "   ", "x" * 10_001, "bad \x00 sign"])
async def test_bad_words_are_refused_by_name(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        NewComment.of(content=text)
    assert [e.field for e in refused.value.errors] == ["content"]


async def test_who_is_named_is_looked_for_among_those_who_see_the_task(world: World) -> None:
    said = await say(world.task, world.owner, "@member and @Stranger, and @viewing: look")
    assert {name for _, name in said.mentioned} == {"member", "viewing"}


ANN, BEN, BO = (Named(new_id(), *n) for n in (("Ann Lee", "ann"), ("Ben Babbage", "ben.b"), ("Ben Ode", "benode")))
PEOPLE = [ANN, BEN, BO]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@ann please", [ANN]),
        ("ask @ANN, @ben.b!", [ANN, BEN]),
        ("@Ben Babbage knows", [BEN]),
        ("@Ben knows", [BEN, BO]),
        ("(@benode)", [BO]),
        ("me@ann.org and x@ann", []),
        ("@annabel", []),
        ("`@ann` and\n```\n@ann\n```", []),
        ("@ann @ann", [ANN]),
        ("@ben.bo", []),
    ],
)
def test_mentions_are_the_longest_names_outside_of_code(text: str, expected: list[Named]) -> None:
    assert mentioned_in(text, PEOPLE) == [who.id for who in expected]


def test_the_completion_offers_a_name_that_only_one_bears() -> None:
    assert [distinct_name(who, PEOPLE) for who in PEOPLE] == ["Ann", "ben.b", "benode"]


Act = Callable[[Task, Comment, Person], Awaitable[object]]


async def read_it(task: Task, said: Comment, actor: Person) -> object:
    return await comments.comment(task.id, said.id, actor=actor)


async def follow(task: Task, _: Comment, actor: Person) -> object:
    return await watching.watch(task.id, actor=actor)


async def answer(task: Task, _: Comment, actor: Person) -> object:
    return await say(task, actor)


async def react(task: Task, said: Comment, actor: Person) -> object:
    return await comments.react(task.id, said.id, "eyes", actor=actor)


async def change_own(task: Task, _: Comment, actor: Person) -> object:
    own = await say(task, actor)
    await comments.edit(task.id, own.id, CommentChanges(content="Better"), actor=actor)
    return await comments.delete(task.id, own.id, actor=actor)


async def change_others(task: Task, said: Comment, actor: Person) -> object:
    return await comments.edit(task.id, said.id, CommentChanges(content="Not theirs"), actor=actor)


async def delete_others(task: Task, said: Comment, actor: Person) -> object:
    return await comments.delete(task.id, said.id, actor=actor)


READING, SAYING = (read_it, follow), (answer, react, change_own)
ALLOWED: dict[str, tuple[Act, ...]] = {
    "owner": (*READING, *SAYING, delete_others),
    "admin": (*READING, *SAYING, delete_others),
    "member": (*READING, *SAYING),
    "viewer": READING,
    "viewing": READING,
    "editing": (*READING, *SAYING),
    "through": (*READING, *SAYING),
    "through_viewer": READING,
    "stranger": (),
}


@pytest.mark.parametrize("relation", RELATIONS)
async def test_each_relation_may_say_what_the_table_says(world: World, relation: str) -> None:
    task = await tasks.create(NewTask(title="Talk", team_id=world.team.id), actor=world.owner)
    for person, level in ((world.viewing, "view"), (world.editing, "edit")):
        await tasks.share(task.id, tasks.NewShare(user_id=person.id, permission=level), actor=world.owner)
    await tasks.share(task.id, tasks.NewShare(team_id=world.other_team.id, permission="edit"), actor=world.owner)
    extra = await somebody("Extra")
    await tasks.share(task.id, tasks.NewShare(user_id=extra.id, permission="edit"), actor=world.owner)
    said, actor = await say(task, extra), world.person(relation)
    for act in (*READING, *SAYING, change_others, delete_others):
        if act in ALLOWED[relation]:
            await act(task, said, actor)
        else:
            with pytest.raises(NotPermitted):
                await act(task, said, actor)


async def test_a_comment_is_found_only_at_its_own_task(world: World) -> None:
    said = await say(world.task, world.owner)
    with pytest.raises(NotFound):
        await comments.comment(world.personal.id, said.id, actor=world.owner)
    with pytest.raises(NotFound):
        await comments.comment(world.task.id, new_id(), actor=world.owner)


async def test_who_has_to_do_with_a_task_follows_it_and_can_choose_not_to(world: World) -> None:
    await say(world.task, world.editing, "@viewing and @stranger")
    await watching.watch(world.task.id, actor=world.through)
    found = {w.name: w.reason for w in await watching.watchers_of(world.task.id, actor=world.viewer)}
    assert found == {"owner": "created", "editing": "commented", "viewing": "mentioned", "through": "chosen"}
    await watching.unwatch(world.task.id, actor=world.editing)
    await watching.unwatch(world.task.id, actor=world.through)
    found = {w.name: w.reason for w in await watching.watchers_of(world.task.id, actor=world.viewer)}
    assert found == {"owner": "created", "viewing": "mentioned"}


async def test_who_loses_sight_of_a_task_follows_it_no_more(world: World) -> None:
    from domain import teams

    await watching.watch(world.task.id, actor=world.member)
    await teams.remove_member(world.team.id, world.member.id, actor=world.owner)
    assert world.member.id not in {w.user_id for w in await watching.watchers_of(world.task.id, actor=world.owner)}
    with pytest.raises(NotPermitted):
        await comments.comments_of(world.task.id, actor=world.member)
