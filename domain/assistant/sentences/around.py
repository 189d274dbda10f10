"""What is around a task ("add a subtask … to …", "printer is blocked by invoice", "repeat it every monday"); views."""

import re

from domain.assistant.sentences.adding import read_new_task
from domain.assistant.sentences.context import Call, Context, Option, Say, Understood
from domain.assistant.sentences.patterns import matched
from domain.assistant.sentences.words import bare_reference, is_pronoun, numbered, quoted

_BELOW = (
    "(add|create|make) [a|another] [new] (subtask|sub-task) (to|for|under|below|of) {task}{colon}{title}",
    "(add|create|make) [a|another] [new] (subtask|sub-task)( called| named|:|) {title} (to|for|under|below) {task}",
    "(add|put) {title} as [a] (subtask|sub-task) (of|to|under|below) {task}",
)
_REPEATS = (
    "(repeat|let) {task} {repeats}",
    "(make|set) {task} [to] (repeat|recur) {repeats}",
    "{stated} (repeats|recurs|should repeat|should recur) {repeats}",
)
_REPEATS_NO_MORE = (
    "(stop|end) repeating {task}",
    "(make|let) {task} (not|no longer) (repeat|recur) [any more|anymore]",
    "{stated} (should not|shouldn't|should no longer) (repeat|recur) [any more|anymore]",
)
_SKIPS = (
    "skip [the] (next|this|present|current) (occurrence|one|time|round) of {task}",
    "skip {task} [this time|once|this week|for now|today]",
)
_COPIES = ("(duplicate|clone) {task}", "make [me] a (copy|duplicate) of {task}")
_RELATIONS = (
    ("{stated} (blocks|is blocking|is in the way of) {other}", "blocks"),
    ("{stated} (is blocked by|depends on) {other}", "blocked_by"),
    ("(mark|set) {task} as blocked by {other}", "blocked_by"),
    ("{stated} (relates to|is related to|belongs together with) {other}", "relates_to"),
    ("(link|relate) {task} (to|with) {other}", "relates_to"),
    ("{stated} (is [a] duplicate of|duplicates) {other}", "duplicates"),
    ("mark {task} as [a] duplicate of {other}", "duplicates"),
)
_RELATED_NO_MORE = (
    "(unlink|unrelate) {task} (from|and) {other}",
    "{stated} (no longer blocks|no longer depends on|no longer relates to) {other}",
    "{stated} is (no longer|not) (blocked by|related to|a duplicate of) {other} [any more|anymore]",
)
_TICKS = "(?P<mark>tick|check|untick|uncheck) [off] [the] (box|item) {title} (of|in|on) {other}"
_SAVES = (
    r"save (?:the )?(?:tasks where|filter|view of)\s+(?P<filter>.+)\s+as\s+(?:a |the )?(?:view\s+)?"
    r"(?:called |named )?(?P<name>.+)"
)
_VIEWS = r"(?:(?:show|list|what are|which are)(?: me)? )?(?:all )?(?:my|our|the)(?: saved)? views"
_VIEW = r"(?:show|open|list)(?: me)? (?:the )?view (?P<a>.+)|(?:show|open|list)(?: me)? the (?P<b>.+) view"


def read_around(said: str, context: Context) -> Understood | None:
    """The sentence as an act around a task, or on saved views, when it is one."""
    found = _read_view(said) or _read_subtask(said, context)
    if found is not None or read_new_task(said, context) is not None:
        return found  # whatever the title of a new task says, it is a title
    return _read_tick(said, context) or _read_repeat(said, context) or _read_relation(said, context)


def _read_tick(said: str, context: Context) -> Understood | None:
    match = matched(_TICKS, said)
    if match is None:
        return None
    done = not match["mark"].lower().startswith("un")
    return _on("tick_item", match["other"], context, item=_name(match["title"]), done=done)


def _read_view(said: str) -> Call | None:
    if match := re.fullmatch(_SAVES, said, re.IGNORECASE):
        return Call("save_view", {"filter": match["filter"], "name": _name(match["name"])})
    if re.fullmatch(_VIEWS, said.rstrip(" ?.!"), re.IGNORECASE):
        return Call("list_views")
    match = re.fullmatch(_VIEW, said.rstrip(" ?.!"), re.IGNORECASE)
    return Call("show_view", {"name": _name(match["a"] or match["b"])}) if match else None


def _name(said: str) -> str:
    marked = quoted(said)
    return marked[0] if marked else said.strip(" .!?")


def _read_subtask(said: str, context: Context) -> Understood | None:
    match = _first(_BELOW, said)
    return _on("add_subtask", match["task"], context, title=_name(match["title"])) if match else None


def _read_repeat(said: str, context: Context) -> Understood | None:
    if match := _first(_REPEATS, said):
        return _on("repeat_task", match["task"], context, repeats=match["repeats"].strip(" .!"))
    if match := _first(_REPEATS_NO_MORE, said):
        return _on("repeat_task", match["task"], context)
    if match := _first(_SKIPS, said):
        return _on("skip_task", match["task"], context)
    match = _first(_COPIES, said)
    return _on("duplicate_task", match["task"], context) if match else None


def _read_relation(said: str, context: Context) -> Understood | None:
    if match := _first(_RELATED_NO_MORE, said):
        other = _meant(match["other"], context)
        return _on("unrelate_task", match["task"], context, other=other) if other else Say("no_subject")
    for template, kind in _RELATIONS:
        if match := matched(template, said):
            other = _meant(match["other"], context)
            return _on("relate_task", match["task"], context, kind=kind, other=other) if other else Say("no_subject")
    return None


def _first(templates: tuple[str, ...], said: str) -> re.Match[str] | None:
    return next((match for template in templates if (match := matched(template, said))), None)


def _on(tool: str, said: str, context: Context, **arguments: str | bool) -> Understood:
    task = _meant(said, context)
    return Call(tool, {"task": task, **arguments}) if task else Say("no_subject")


def _meant(said: str, context: Context) -> str | None:
    found: Option | str | None = context.mentioned if is_pronoun(said) else None
    if not is_pronoun(said):
        bare = bare_reference(said)
        found = numbered(said, context.listed) or numbered(bare, context.listed) or bare
    return found.id if isinstance(found, Option) else found or None
