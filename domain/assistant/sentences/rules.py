"""What can be done to tasks that exist, sentence by sentence. The first rule that fits decides."""

import re
from collections.abc import Callable
from typing import Any

from domain.assistant.sentences.adding import due_arguments
from domain.assistant.sentences.context import Call, Context, Option, Say, Understood
from domain.assistant.sentences.filters import read_filter
from domain.assistant.sentences.patterns import matched, pattern
from domain.assistant.sentences.words import (
    bare_reference,
    is_pronoun,
    known_people,
    name_pattern,
    numbered,
    priority_of,
    quoted,
    several_numbered,
)
from domain.tasks.dates import find_when, read_when

Match = re.Match[str]
_Reader = Callable[[Match, Context], Understood | None]

_THEM = (
    "([all of] (them|these|those|both) [all]|all [of them|of these|of those]|both of them"
    "|[all] [of] (these|those) {noun})"
)
_MANY = r"((all|every|everything|each|any)\b.*|.*\b(tasks|to-?dos|items|ones)\b.*)"
_EDITING = re.compile(r"\b(?:edit(?:or|ing)?|write|change|modify|full)\b", re.IGNORECASE)
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}
_STATES: dict[str, tuple[str, dict[str, str]]] = {
    "done": ("complete_task", {}), "completed": ("complete_task", {}), "finished": ("complete_task", {}),
    "in progress": ("set_status", {"status": "in_progress"}), "doing": ("set_status", {"status": "in_progress"}),
    "pending": ("reopen_task", {}), "to do": ("reopen_task", {}), "todo": ("reopen_task", {}),
    "archive": ("set_status", {"status": "archived"}), "the archive": ("set_status", {"status": "archived"}),
    "trash": ("delete_task", {}), "the trash": ("delete_task", {}), "the bin": ("delete_task", {}),
}  # fmt: skip


def _subject(said: str, context: Context) -> Option | str | None:
    """The task that is meant: one that was shown, or words to look for."""
    if is_pronoun(said):
        return context.mentioned
    bare = bare_reference(said)
    return numbered(said, context.listed) or numbered(bare, context.listed) or bare or None


def _is_many(said: str, context: Context) -> bool:
    """ "all …", "… tasks", and what names nothing but a state: "completed", "overdue in Launch"."""
    if quoted(said) or is_pronoun(said):
        return False
    found = read_filter(said, context)
    return bool(pattern(_MANY).fullmatch(said)) or bool("words" not in found and found.keys() - {"open"})


def _act(tool: str, said: str, context: Context, **arguments: Any) -> Understood:
    """One task, or many of them when the words say so."""
    said = said.strip(" .!?,")
    if pattern(_THEM).fullmatch(said):
        ids = [option.id for option in context.listed]
        return Call("change_tasks", {"action": tool, "tasks": ids, **arguments}) if ids else Say("no_subject")
    if several := several_numbered(said, context.listed):
        return Call("change_tasks", {"action": tool, "tasks": [option.id for option in several], **arguments})
    subject = _subject(said, context)
    if not isinstance(subject, Option) and _is_many(said, context):
        return Call("change_tasks", {"action": tool, "which": read_filter(said, context), **arguments})
    if subject is None:
        return Say("no_subject")
    return Call(tool, {"task": subject.id if isinstance(subject, Option) else subject, **arguments})


def _to(tool: str, **arguments: Any) -> _Reader:
    return lambda match, context: _act(tool, match["task"], context, **arguments)


def _priority(match: Match, context: Context) -> Understood:
    return _act("set_priority", match["task"], context, priority=priority_of(match["p"]))


def _reschedule(match: Match, context: Context) -> Understood | None:
    when = read_when(match["when"], now=context.now, zone=context.zone)
    return _act("reschedule_task", match["task"], context, **due_arguments(when)) if when else None


def _reschedule_at_end(match: Match, context: Context) -> Understood | None:
    found = find_when(match["rest"], now=context.now, zone=context.zone)
    if not found or match["rest"][found.end :].strip(" .!?"):
        return None
    before = match["rest"][: found.start].strip()
    subject = re.sub(r"\s+(?:to|until|till|for|by|on|at)$", "", before, flags=re.IGNORECASE)
    return _act("reschedule_task", subject, context, **due_arguments(found.when)) if subject else None


def _later(match: Match, context: Context) -> Understood | None:
    """ "Postpone it by two days": counted from when it was due, which only the tool knows."""
    said = match["n"].lower()
    days = (_NUMBERS.get(said) or int(said)) * (7 if match["unit"].lower().startswith("week") else 1)
    return _act("reschedule_task", match["task"], context, later_by_days=days) if 0 < days <= 366 else None


def _move(match: Match, context: Context) -> Understood | None:
    """To a day, a status, or another team."""
    target = match["to"].strip(" .!?")
    if when := read_when(target, now=context.now, zone=context.zone):
        return _act("reschedule_task", match["task"], context, **due_arguments(when))
    if state := _STATES.get(target.lower()):
        return _act(state[0], match["task"], context, **state[1])
    if match["verb"].lower() not in {"move", "put", "bring"}:
        return None
    team = re.sub(r"^(?:the\s+)?(?:team\s+)?|\s+(?:team|project)$", "", target, flags=re.IGNORECASE)
    is_own = pattern("([my] (personal|own) [tasks|list]|me)").fullmatch(team)
    return _act("move_task", match["task"], context, team="" if is_own else team)


def _assign(match: Match, context: Context) -> Understood:
    return _act("assign_task", match["task"], context, person=match["who"].strip(" .!?").removeprefix("@"))


def _assign_known(match: Match, context: Context) -> Understood | None:
    names = name_pattern([*known_people(context), "me"])
    is_known = re.fullmatch(names, match["who"].strip(" .!?@"), re.IGNORECASE)
    return _assign(match, context) if is_known else None


def _unassign(match: Match, context: Context) -> Understood:
    who = match.groupdict().get("who")
    return _act("unassign_task", match["task"], context, **({"person": who} if who else {}))


def _share(match: Match, context: Context) -> Understood:
    receiver, rights = match["who"].strip(" .!?,"), match.groupdict().get("rights") or ""
    team = re.fullmatch(r"(?:the\s+)?(?:team\s+(?P<a>.+)|(?P<b>.+?)\s+team)", receiver, re.IGNORECASE)
    names = {name.lower(): name for name in context.teams}
    given = {"permission": "edit" if _EDITING.search(rights) else "view"}
    if team or receiver.lower() in names:
        name = (team["a"] or team["b"]) if team else receiver
        given["team"] = names.get(name.lower(), name)
    else:
        given["person"] = receiver.removeprefix("@")
    return _act("share_task", match["task"], context, **given)


def _share_known(match: Match, context: Context) -> Understood | None:
    names = name_pattern([*known_people(context), *context.teams])
    is_known = "@" in match["who"] or re.fullmatch(names, match["who"].strip(), re.IGNORECASE)
    return _share(match, context) if is_known else None


def _rename(match: Match, context: Context) -> Understood:
    title = match["title"].strip()
    marked = quoted(title)
    return _act("rename_task", match["task"], context, title=marked[0] if marked else title.rstrip("."))


def _labels(tool: str) -> _Reader:
    def read(match: Match, context: Context) -> Understood:
        labels = [part.strip(" #.\"'“”") for part in re.split(r",|\band\b", match["labels"])]
        return _act(tool, match["task"], context, labels=[label for label in labels if label])

    return read


def _describe(match: Match, context: Context) -> Understood:
    return _act("describe_task", match["task"], context, description=match["text"].strip(' "“”'))


def _comment(match: Match, context: Context) -> Understood:
    return _act("comment_task", match["task"], context, content=match["text"].strip(' "“”'))


_DONE = "(done|completed?|finished)"
_SET = "(set|change|raise|lower|bump|put|adjust)"
_SOON = r"(?P<verb>move|put(?! off)|bring|push|postpone|reschedule|shift|delay|defer|change|set|schedule|snooze)"
_STARTED = _to("set_status", status="in_progress")

RULES: tuple[tuple[str, _Reader], ...] = (
    # reopening stands before completing: "mark it as not done"
    ("(re-?open|un-?complete|un-?tick|un-?check|resume) {task}", _to("reopen_task")),
    (
        f"(mark|set) {{task}} [as|to] (not [yet] {_DONE}|undone|open|incomplete|unfinished|pending|to-?do|not started)"
        " [again]",
        _to("reopen_task"),
    ),
    (f"{{stated}} (is|was|are)(n't| not) [yet] {_DONE} [yet|after all]", _to("reopen_task")),
    ("(mark|set|change|move) {task} (as|to|is|to be) (in(-| )progress|started|doing|under way)", _STARTED),
    ("(start|begin) (work on|working on|to work on|with|doing) {task}", _STARTED),
    ("i('m| am|'ve| have) ([now] working on|started [with|on]) {task}", _STARTED),
    (
        "(mark|set|check|tick|flag) {task} [as|to|is] (done|completed?|finished|off|closed|ticked)",
        _to("complete_task"),
    ),
    (
        "(complete|finish|close|resolve|tick off|wrap up) {task} (and|with|including) [all] (its|the|their)"
        " [open] sub-?tasks",
        _to("complete_task", with_subtasks=True),
    ),
    (
        "(complete|finish|close|resolve|tick off|check off|tick|done with|cross off|wrap up) {task} [off]",
        _to("complete_task"),
    ),
    (
        "i(| have|'ve| am|'m) [just] [already] (finished|completed|done [with]|did|closed) [with] {task}",
        _to("complete_task"),
    ),
    (f"{{stated}} (is|are|was|has been) [now|already] {_DONE} [now]", _to("complete_task")),
    ("(done|finished|completed){colon}{task}", _to("complete_task")),
    # priority
    (f"{_SET} [the] prio(rity)? (of|for|on) {{task}} (to|as|at|up to|down to) [be] {{p}}", _priority),
    (f"{_SET} {{task}}('s)? prio(rity)? (to|as|at) {{p}}", _priority),
    (
        "(set|make|mark|bump|raise|lower|put|change|flag|re-?prioriti[sz]e|prioriti[sz]e) {task}"
        " [to|as|at|with|is|down to|up to] [a|an] {p}((-| )prio(rity)?)? [task]",
        _priority,
    ),
    ("give {task} [a|an] {p}(-| )prio(rity)?", _priority),
    (
        "{stated} (is|are|has|should be|should have) [now] [really] [a|an]"
        r" (?P<p>urgent|critical|important|(top|high|medium|low|normal)(?= prio))((-| )prio(rity)?)?",
        _priority,
    ),
    ("(remove|clear|drop) [the] prio(rity)? (of|from|on) {task}", _to("set_priority", priority="none")),
    ("de-?prioriti[sz]e {task}", _to("set_priority", priority="low")),
    ("prioriti[sz]e {task}", _to("set_priority", priority="high")),
    # date
    (
        "(remove|clear|delete|drop|unset) [the] (due date|due|date|deadline) (of|from|for|on) {task}",
        _to("reschedule_task"),
    ),
    ("(remove|clear|delete|drop|unset) {task}'s (due date|deadline|date)", _to("reschedule_task")),
    ("unschedule {task}", _to("reschedule_task")),
    (
        "(postpone|push|delay|defer|move|shift|put off|snooze|reschedule) {task} [back|out|forward|off] [by|for]"
        " {n} {unit} [later]",
        _later,
    ),
    (
        "(set|change|move|put|push) [the] (due date|due|deadline|date) (of|for|on) {task}"
        " (to|on|at|for|back to) {when}",
        _reschedule,
    ),
    ("(set|change|move) {task}('s)? (due date|deadline|due) (to|on|at|for) {when}", _reschedule),
    ("(make|set) {task} [be] (due|for) {when}", _reschedule),
    ("{stated} (is|are|should be) [now] due [on|by|at] {when}", _reschedule),
    (f"{_SOON} {{task}} [back|out|forward|over] (to|into|until|till|for|on|onto) [the] {{to}}", _move),
    (
        "(reschedule|postpone|push back|push|delay|defer|move|shift|snooze|put off|due|schedule) {rest}",
        _reschedule_at_end,
    ),
    # people
    ("give {who} (?P<rights>((read|view|edit|write|full)(-| )?((only )|(-only ))?)?access) to {task}", _share),
    ("un-?assign {who} from {task}", _unassign),
    ("un-?assign {task}", _unassign),
    ("(remove|take) {who} off [of] {task}", _unassign),
    ("assign {who} (to|on) {task}", _assign_known),
    ("(assign|delegate|re-?assign|give|hand|pass) {task} [over] to {who}", _assign),
    ("assign (?P<who>me|myself) {task}", _assign),
    ("(i'll|i will|let me) (take|do) [over] {task}", lambda m, c: _act("assign_task", m["task"], c, person="me")),
    ("{somebody} (should|will|must|can) (do|take|handle) {task}", _assign_known),
    ("(share|send) {task} (with|to) {who}{rights}", _share),
    (r"show (?!me\b)(?!.*\b(assigned|shared|given)\s+to\b){task} to {who}{rights}", _share_known),
    ("(let|allow) {who} [to] (?P<rights>see|view|read|edit|change|modify) {task}", _share),
    # words
    ("(rename|retitle|call) {task} (to|as|into) {title}", _rename),
    ("(change|set|edit|update) [the] (title|name) of {task} to {title}", _rename),
    ("(label|tag) {task} (as|with) {labels}", _labels("label_task")),
    ("(label|tag) {task} {tags}", _labels("label_task")),
    ("(add|put|attach) [the] (labels?|tags?) {labels} (to|on) {task}", _labels("label_task")),
    ("(remove|drop) [the] (labels?|tags?) {labels} (from|off|of) {task}", _labels("unlabel_task")),
    ("(set|change|update) [the] description of {task} to {text}", _describe),
    ("(add|write|leave|post) [a] comment (to|for|on) {task}{colon}{text}", _comment),
    ("(comment|reply) (on|to) {task}{colon}{text}", _comment),
    ("(add|write) [a] (note|description) (to|for|on) {task}{colon}{text}", _describe),
    # gone, and back
    ("archive {task}", _to("set_status", status="archived")),
    ("(restore|undelete|recover|bring back) {task} [from the trash|from the bin]", _to("restore_task")),
    (
        "(delete|remove|trash|bin|erase|discard|get rid of|throw away|throw out|clear out|clear|scrap) {task}"
        " [from my list|from the list|away]",
        _to("delete_task"),
    ),
    ("(start|begin) (?!(over|again)$){task}", _STARTED),
)


def read_act(text: str, context: Context) -> Understood | None:
    """The sentence as something done to one or several tasks, when it is that."""
    for template, read in RULES:
        if match := matched(template, text):
            found = read(match, context)
            if found is not None:
                return found
    return None
