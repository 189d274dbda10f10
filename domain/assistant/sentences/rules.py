"""What can be done to tasks that exist, sentence by sentence. The first rule that fits decides."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from domain.assistant.sentences.adding import due_arguments
from domain.assistant.sentences.context import Call, Context, Option, Say, Understood
from domain.assistant.sentences.filters import read_filter
from domain.assistant.sentences.words import (
    NOUN,
    PRIORITY,
    bare_reference,
    is_pronoun,
    known_people,
    name_pattern,
    numbered,
    priority_of,
    quoted,
)
from domain.tasks.dates import find_when, read_when

Rule = tuple[str, Callable[[re.Match[str], Context], Understood | None]]

_THEM = re.compile(
    r"(?:all\s+of\s+)?(?:them|these|those|both)(?:\s+all)?|all(?:\s+of\s+(?:them|these|those))?|both\s+of\s+them"
    rf"|(?:all\s+)?(?:of\s+)?(?:these|those)\s+{NOUN}",
    re.IGNORECASE,
)
_MANY = re.compile(r"(?:all|every|everything|each|any)\b.*|.*\b(?:tasks|to-?dos|items|ones)\b.*", re.IGNORECASE)


def _subject(said: str, context: Context) -> Option | str | None:
    said = said.strip(" .!?,")
    if is_pronoun(said):
        return context.mentioned
    if option := numbered(said, context.listed):
        return option
    bare = bare_reference(said)
    return numbered(bare, context.listed) or bare or None


def _is_many(said: str, context: Context) -> bool:
    """"all …", "… tasks", and what names nothing but a state: "completed", "overdue in Launch"."""
    if quoted(said) or is_pronoun(said):
        return False
    found = read_filter(said, context)
    return bool(_MANY.fullmatch(said)) or bool("words" not in found and found.keys() - {"open"})


def _act(tool: str, said: str, context: Context, **arguments: Any) -> Understood:
    """One task, or many of them when the words say so."""
    said = said.strip(" .!?,")
    if _THEM.fullmatch(said):
        ids = [option.id for option in context.listed]
        return Call("change_tasks", {"action": tool, "tasks": ids, **arguments}) if ids else Say("no_subject")
    subject = _subject(said, context)
    if not isinstance(subject, Option) and _is_many(said, context):
        return Call("change_tasks", {"action": tool, "which": read_filter(said, context), **arguments})
    if subject is None:
        return Say("no_subject")
    return Call(tool, {"task": subject.id if isinstance(subject, Option) else subject, **arguments})


def _to(tool: str, **arguments: Any) -> Callable[[re.Match[str], Context], Understood | None]:
    return lambda match, context: _act(tool, match["task"], context, **arguments)


def _priority(match: re.Match[str], context: Context) -> Understood:
    return _act("set_priority", match["task"], context, priority=priority_of(match["p"]))


def _reschedule(match: re.Match[str], context: Context) -> Understood | None:
    when = read_when(match["when"], now=context.now, zone=context.zone)
    return _act("reschedule_task", match["task"], context, **due_arguments(when)) if when else None


def _reschedule_at_end(match: re.Match[str], context: Context) -> Understood | None:
    found = find_when(match["rest"], now=context.now, zone=context.zone)
    if not found or match["rest"][found.end :].strip(" .!?"):
        return None
    subject = re.sub(r"\s+(?:to|until|till|for|by|on|at)$", "", match["rest"][: found.start].strip(), flags=re.IGNORECASE)
    return _act("reschedule_task", subject, context, **due_arguments(found.when)) if subject else None


def _by_some_time(match: re.Match[str], context: Context) -> Understood | None:
    """"Postpone it by two days": counted from where it was due, which only the tool knows."""
    words = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}
    count = words.get(match["n"].lower()) or int(match["n"]) if match["n"].lower() in words or match["n"].isdigit() else 0
    days = count * (7 if match["unit"].lower().startswith("week") else 1)
    return _act("reschedule_task", match["task"], context, later_by_days=days) if 0 < days <= 366 else None


_STATES: dict[str, tuple[str, dict[str, str]]] = {
    "done": ("complete_task", {}), "completed": ("complete_task", {}), "finished": ("complete_task", {}),
    "in progress": ("set_status", {"status": "in_progress"}), "doing": ("set_status", {"status": "in_progress"}),
    "pending": ("reopen_task", {}), "to do": ("reopen_task", {}), "todo": ("reopen_task", {}),
    "archive": ("set_status", {"status": "archived"}), "the archive": ("set_status", {"status": "archived"}),
}  # fmt: skip


def _move(match: re.Match[str], context: Context) -> Understood | None:
    target = match["to"].strip(" .!?")
    if when := read_when(target, now=context.now, zone=context.zone):
        return _act("reschedule_task", match["task"], context, **due_arguments(when))
    if state := _STATES.get(target.lower()):
        tool, arguments = state
        return _act(tool, match["task"], context, **arguments)
    if match["verb"].lower() in {"move", "put", "bring", "add"}:
        team = re.sub(r"^(?:the\s+)?(?:team\s+)?|\s+(?:team|project)$", "", target, flags=re.IGNORECASE)
        if re.fullmatch(r"(?:my\s+)?(?:personal(?:\s+tasks)?|own\s+tasks)|me", team, re.IGNORECASE):
            team = ""
        elif re.match(r"(?:trash|bin)$", team, re.IGNORECASE):
            return _act("delete_task", match["task"], context)
        return _act("move_task", match["task"], context, team=team)
    return None


def _assign(match: re.Match[str], context: Context) -> Understood:
    return _act("assign_task", match["task"], context, person=match["who"].strip(" .!?").removeprefix("@"))


def _assign_known(match: re.Match[str], context: Context) -> Understood | None:
    is_known = re.fullmatch(name_pattern([*known_people(context), "me"]), match["who"].strip(" .!?@"), re.IGNORECASE)
    return _assign(match, context) if is_known else None


def _unassign(match: re.Match[str], context: Context) -> Understood:
    who = match.groupdict().get("who")
    return _act("unassign_task", match["task"], context, **({"person": who} if who else {}))


_EDIT = re.compile(r"\b(?:edit(?:or|ing)?|write|change|modify|full)\b", re.IGNORECASE)


def _share(match: re.Match[str], context: Context) -> Understood:
    rights = match.groupdict().get("rights") or ""
    receiver = match["who"].strip(" .!?,")
    team = re.fullmatch(r"(?:the\s+)?(?:team\s+(?P<a>.+)|(?P<b>.+?)\s+team)", receiver, re.IGNORECASE)
    names = {name.lower(): name for name in context.teams}
    arguments: dict[str, Any] = {"permission": "edit" if _EDIT.search(rights) else "view"}
    if team or receiver.lower() in names:
        name = (team["a"] or team["b"]) if team else receiver
        arguments["team"] = names.get(name.lower(), name)
    else:
        arguments["person"] = receiver.removeprefix("@")
    return _act("share_task", match["task"], context, **arguments)


def _share_known(match: re.Match[str], context: Context) -> Understood | None:
    is_known = re.fullmatch(name_pattern([*known_people(context), *context.teams]), match["who"].strip(), re.IGNORECASE)
    return _share(match, context) if is_known or "@" in match["who"] else None


def _rename(match: re.Match[str], context: Context) -> Understood:
    title = match["title"].strip()
    marked = quoted(title)
    return _act("rename_task", match["task"], context, title=marked[0] if marked else title.rstrip("."))


def _label(match: re.Match[str], context: Context) -> Understood:
    labels = [part.strip(" #.\"'“”") for part in re.split(r",|\band\b", match["labels"])]
    tool = "unlabel_task" if match.groupdict().get("off") else "label_task"
    return _act(tool, match["task"], context, labels=[label for label in labels if label])


def _describe(match: re.Match[str], context: Context) -> Understood:
    return _act("describe_task", match["task"], context, description=match["text"].strip(" \"“”"))


_T = r"(?P<task>.+?)"
_STATED = r"(?!(?:what|which|who|when|where|how|show|list|is|are|if|find|everything\s+that|all\s+that|tell)\b)(?P<task>.+?)"
_P = rf"(?P<p>{PRIORITY})"
_PERSON = r"(?P<who>@?[\w.+’'-]+@[\w.-]+\w|[@\w][\w’'. -]*?)"
_NUM = r"(?P<n>\d{1,3}|an?|one|two|three|four|five|six|seven|ten)"
_RIGHTS = (
    r"(?P<rights>(?:,?\s*(?:\(|with|as|to|so\s+(?:that\s+)?(?:he|she|they)\s+can|and\s+let\s+(?:him|her|them)|for|can|"
    r"in|read)\b.*)|\s*\(.+\))?"
)

RULES: tuple[Rule, ...] = (
    # reopen before complete: "mark X as not done"
    (rf"(?:re-?open|un-?complete|un-?tick|un-?check|resume)\s+{_T}", _to("reopen_task")),
    (rf"(?:mark|set)\s+{_T}\s+(?:as\s+|to\s+)?(?:not\s+(?:yet\s+)?(?:done|complete[d]?|finished)|undone|open|incomplete|unfinished"
     r"|pending|to-?do|not\s+started)(?:\s+again)?", _to("reopen_task")),
    (rf"{_STATED}\s+(?:is|was|are)\s*(?:n['’]t|not)\s+(?:yet\s+)?(?:done|complete[d]?|finished)(?:\s+(?:yet|after\s+all))?",
     _to("reopen_task")),
    (rf"(?:mark|set|change|move)\s+{_T}\s+(?:as|to|is|to\s+be)\s+(?:in[\s-]+progress|started|doing|under\s+way)", _to("set_status", status="in_progress")),
    (rf"(?:start|begin)\s+(?:(?:to\s+)?work(?:ing)?\s+on|with|doing)\s+{_T}", _to("set_status", status="in_progress")),
    (rf"i(?:['’]m|\s+am|['’]ve|\s+have)\s+(?:(?:now\s+)?working\s+on|started(?:\s+(?:with|on))?)\s+{_T}", _to("set_status", status="in_progress")),
    (r"start\s+(?P<task>(?:the\s+|my\s+|task\s+|['\"“#]|\d).*)", _to("set_status", status="in_progress")),
    (rf"(?:mark|set|check|tick|flag)\s+{_T}\s+(?:(?:as|to|is)\s+)?(?:done|completed?|finished|off|closed|ticked)", _to("complete_task")),
    (rf"(?:complete|finish|close|resolve|tick\s+off|check\s+off|tick|done\s+with|cross\s+off|wrap\s+up)\s+{_T}(?:\s+off)?", _to("complete_task")),
    (rf"i(?:\s+have|['’]ve|\s+am|['’]m)?\s+(?:just\s+)?(?:already\s+)?(?:finished|completed|done(?:\s+with)?|did|closed)\s+(?:with\s+)?{_T}",
     _to("complete_task")),
    (rf"{_STATED}\s+(?:is|are|was|has\s+been)\s+(?:now\s+|already\s+)?(?:done|completed?|finished)(?:\s+now)?", _to("complete_task")),
    (rf"(?:done|finished|completed)\s*[:–—-]?\s+{_T}", _to("complete_task")),
    # priorities
    (rf"(?:set|change|raise|lower|bump|put|adjust)\s+(?:the\s+)?prio(?:rity)?\s+(?:of|for|on)\s+{_T}\s+(?:to|as|at|up\s+to|down\s+to)\s+(?:be\s+)?{_P}", _priority),
    (rf"(?:set|change|raise|lower|bump|put|adjust)\s+{_T}(?:['’]s)?\s+prio(?:rity)?\s+(?:to|as|at)\s+{_P}", _priority),
    (rf"(?:set|make|mark|bump|raise|lower|put|change|flag|re-?prioriti[sz]e|prioriti[sz]e)\s+{_T}\s+(?:(?:to|as|at|with|is|down\s+to|up\s+to)\s+)?(?:an?\s+)?{_P}(?:[\s-]+prio(?:rity)?)?(?:\s+task)?", _priority),
    (rf"give\s+{_T}\s+(?:an?\s+)?{_P}[\s-]+prio(?:rity)?", _priority),
    (rf"{_STATED}\s+(?:is|are|has|should\s+(?:be|have))\s+(?:now\s+|really\s+|an?\s+)*(?P<p>urgent|critical|important|(?:top|high|medium|low|normal)(?=\s+prio))(?:[\s-]+prio(?:rity)?)?", _priority),
    (rf"(?:remove|clear|drop)\s+(?:the\s+)?prio(?:rity)?\s+(?:of|from|on)\s+{_T}", _to("set_priority", priority="none")),
    (rf"de-?prioriti[sz]e\s+{_T}", _to("set_priority", priority="low")),
    (rf"prioriti[sz]e\s+{_T}", _to("set_priority", priority="high")),
    # dates
    (rf"(?:remove|clear|delete|drop|unset)\s+(?:the\s+)?(?:due\s+)?(?:date|deadline|due\s+date)\s+(?:of|from|for|on)\s+{_T}", _to("reschedule_task")),
    (rf"(?:remove|clear|delete|drop|unset)\s+{_T}['’]s\s+(?:due\s+date|deadline|date)", _to("reschedule_task")),
    (rf"unschedule\s+{_T}", _to("reschedule_task")),
    (rf"(?:postpone|push|delay|defer|move|shift|put\s+off|snooze|reschedule)\s+{_T}(?:\s+(?:back|out|forward|off))?\s+(?:by\s+|for\s+)?{_NUM}\s+(?P<unit>days?|weeks?)(?:\s+later)?", _by_some_time),
    (rf"(?:set|change|move|put|push)\s+(?:the\s+)?(?:due\s+date|due|deadline|date)\s+(?:of|for|on)\s+{_T}\s+(?:to|on|at|for|back\s+to)\s+(?P<when>.+)", _reschedule),
    (rf"(?:set|change|move)\s+{_T}(?:['’]s)?\s+(?:due\s+date|deadline|due)\s+(?:to|on|at|for)\s+(?P<when>.+)", _reschedule),
    (rf"(?:make|set)\s+{_T}\s+(?:be\s+)?(?:due|for)\s+(?P<when>.+)", _reschedule),
    (rf"{_STATED}\s+(?:is|are|should\s+be)\s+(?:now\s+)?due\s+(?:on\s+|by\s+|at\s+)?(?P<when>.+)", _reschedule),
    (rf"(?P<verb>move|put(?!\s+off)|bring|push|postpone|reschedule|shift|delay|defer|change|set|schedule|snooze)\s+{_T}\s+(?:back\s+|out\s+|forward\s+|over\s+)?(?:to|into|until|till|for|on|onto)\s+(?:the\s+)?(?P<to>.+)", _move),
    (r"(?:reschedule|postpone|push(?:\s+back)?|delay|defer|move|shift|snooze|put\s+off|due|schedule)\s+(?P<rest>.+)", _reschedule_at_end),
    # people
    (rf"give\s+{_PERSON}\s+(?P<rights>(?:(?:read|view|edit|write|full)[\s-]*(?:only\s+)?)?access)\s+to\s+{_T}", _share),
    (rf"(?:un-?assign)\s+{_PERSON}\s+(?:from)\s+{_T}", _unassign),
    (rf"(?:un-?assign)\s+{_T}", _unassign),
    (rf"(?:remove|take)\s+{_PERSON}\s+off\s+(?:of\s+)?{_T}", _unassign),
    (rf"assign\s+{_PERSON}\s+(?:to|on)\s+{_T}", _assign_known),
    (rf"(?:assign|delegate|re-?assign|give|hand|pass)\s+{_T}\s+(?:over\s+)?to\s+{_PERSON}", _assign),
    (rf"assign\s+(?P<who>me|myself)\s+{_T}", _assign),
    (rf"(?:i['’]ll|i\s+will|let\s+me)\s+(?:take|do)\s+(?:over\s+)?{_T}", lambda m, c: _act("assign_task", m["task"], c, person="me")),
    (rf"(?P<who>[\w’'. -]+?)\s+(?:should|will|must|can)\s+(?:do|take|handle)\s+{_T}", _assign_known),
    (rf"(?:share|send)\s+{_T}\s+(?:with|to)\s+{_PERSON}{_RIGHTS}", _share),
    (rf"show\s+(?!me\b){_T}\s+to\s+{_PERSON}{_RIGHTS}", _share_known),
    (rf"(?:let|allow)\s+{_PERSON}\s+(?:to\s+)?(?P<rights>see|view|read|edit|change|modify)\s+{_T}", _share),
    # words
    (rf"(?:rename|retitle|call)\s+{_T}\s+(?:to|as|into)\s+(?P<title>.+)", _rename),
    (rf"(?:change|set|edit|update)\s+(?:the\s+)?(?:title|name)\s+of\s+{_T}\s+to\s+(?P<title>.+)", _rename),
    (rf"(?:label|tag)\s+{_T}\s+(?:as|with)\s+(?P<labels>[#\w][\w#, -]*)", _label),
    (rf"(?:label|tag)\s+{_T}\s+(?P<labels>#\w[\w#, -]*)", _label),
    (rf"(?:add|put|attach)\s+(?:the\s+)?(?:labels?|tags?)\s+(?P<labels>[#\w“\"'][\w#, \"'”-]*?)\s+(?:to|on)\s+{_T}", _label),
    (rf"(?P<off>remove|drop)\s+(?:the\s+)?(?:labels?|tags?)\s+(?P<labels>[#\w][\w#, -]*?)\s+(?:from|off|of)\s+{_T}", _label),
    (rf"(?:set|change|update)\s+(?:the\s+)?description\s+of\s+{_T}\s+to\s*:?\s+(?P<text>.+)", _describe),
    (rf"(?:add|write)\s+(?:a\s+)?(?:note|description|comment)\s+(?:to|for|on)\s+{_T}\s*[:–—]\s*(?P<text>.+)", _describe),
    # gone, and back
    (rf"archive\s+{_T}", _to("set_status", status="archived")),
    (rf"(?:restore|undelete|recover|bring\s+back)\s+{_T}(?:\s+from\s+the\s+(?:trash|bin))?", _to("restore_task")),
    (rf"(?:delete|remove|trash|bin|erase|discard|get\s+rid\s+of|throw\s+(?:away|out)|clear(?:\s+out)?|scrap)\s+{_T}(?:\s+(?:from\s+(?:my|the)\s+list|away))?", _to("delete_task")),
)  # fmt: skip


def read_act(text: str, context: Context) -> Understood | None:
    """The sentence as something done to one or several tasks, when it is that."""
    for pattern, understand in RULES:
        if match := re.fullmatch(rf"(?:{pattern})[\s.!]*", text, re.IGNORECASE | re.DOTALL):
            found = understand(match, replace(context))
            if found is not None:
                return found
    return None
