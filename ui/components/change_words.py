"""Changes of tasks in words: "changed the priority from Low to High"."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from domain.tasks import Change, Recurrence
from domain.written_dates import short_day, short_moment
from ui.components.recurrence_words import said

FIELD_WORDS = {
    "title": "title", "description": "description", "status": "status", "priority": "priority", "due_on": "due date",
    "due_at": "due date", "start_on": "start date", "labels": "labels", "assignee_ids": "assignees", "team_id": "team",
    "parent_id": "parent", "recurrence": "repetition",
}  # fmt: skip
_WORDS = {"in_progress": "In progress", "none": "No priority"}
_VERBS = {
    "completed": "completed it", "reopened": "reopened it", "deleted": "moved it to the trash",
    "restored": "took it out of the trash",
}  # fmt: skip
_RELATIONS = {
    ("blocks", True): ("blocks", "no longer blocks"),
    ("blocks", False): ("is blocked by", "is no longer blocked by"),
    ("duplicates", True): ("duplicates", "no longer duplicates"),
    ("duplicates", False): ("is duplicated by", "is no longer duplicated by"),
}
_RELATES = ("relates to", "no longer relates to")
_LONGEST = 80


class Words:
    """Says values in words for somebody; `names` are those of people and teams, `titles` those of tasks, by id."""

    def __init__(
        self, names: Mapping[UUID, str], zone: str, locale: str, *, titles: Mapping[UUID, str] | None = None,
        here: UUID | None = None,
    ) -> None:  # fmt: skip
        self._names, self._zone, self._locale = names, zone, locale
        self._titles, self._here = titles or {}, here

    def value(self, field: str, value: Any) -> str:
        """A field's value as people say it; "nothing" when there is none."""
        if value is None or value in ([], ""):
            return {"team_id": "Personal", "assignee_ids": "nobody"}.get(field, "nothing")
        if field in ("assignee_ids", "labels"):
            return ", ".join(self._name(v) if field == "assignee_ids" else str(v) for v in value)
        sayings: dict[str, Callable[[Any], str]] = {
            "team_id": lambda v: self._name(v, "another team"), "due_on": self._moment, "due_at": self._moment,
            "parent_id": self._title, "start_on": self._moment, "status": _word, "priority": _word,
            "recurrence": _repeating,
        }  # fmt: skip
        return sayings.get(field, str)(value)

    def lines(self, change: Change) -> list[str]:
        """What somebody did, a phrase for each field."""
        if change.verb == "created":
            return ["created it"]
        fields = dict(change.fields)
        said = [_VERBS[change.verb]] if change.verb in _VERBS else self._relation(fields.get("relation"))
        for name in ("deleted_at", "status", "relation") if said else ("deleted_at", "relation"):
            fields.pop(name, None)
        if "due_on" in fields and "due_at" in fields:  # a day instead of an instant, or the other way round
            day, at = fields.pop("due_on"), fields.pop("due_at")
            fields["due_on"] = (day[0] or at[0], day[1] or at[1])
        return said + [self._line(name, before, after) for name, (before, after) in fields.items()]

    def _relation(self, changed: Any) -> list[str]:
        """What a task became to another, or is no longer, as seen from the one whose history it is."""
        if not changed:
            return []
        ended, made = changed
        one = made or ended
        is_first = str(self._here) != str(one["other_id"])
        now, no_longer = _RELATIONS.get((one["kind"], is_first), _RELATES)
        other = self._title(one["other_id" if is_first else "task_id"])
        return [f"noted that it {now if made else no_longer} {other}"]

    def _title(self, id: Any) -> str:
        title = self._titles.get(id if isinstance(id, UUID) else UUID(str(id)))
        return f"“{title}”" if title else "a task that you cannot see"

    def _line(self, field: str, before: Any, after: Any) -> str:
        word = FIELD_WORDS.get(field, field.replace("_", " "))
        if field == "description":
            return f"{'changed' if before and after else 'cleared' if before else 'wrote'} the description"
        if field in ("labels", "assignee_ids"):
            return self._members(field, before or [], after or [])
        if field == "title":
            return f"changed the title from “{_short(before)}” to “{_short(after)}”"
        return f"changed the {word} from {_short(self.value(field, before))} to {_short(self.value(field, after))}"

    def _members(self, field: str, before: list[Any], after: list[Any]) -> str:
        came, went = [v for v in after if v not in before], [v for v in before if v not in after]
        if field == "labels":
            verbs = (
                ("added the label", "removed the label") if len(came) + len(went) == 1 else ("labelled it", "took off")
            )
        else:
            verbs = ("assigned", "unassigned")
        parts = [f"{verb} {self.value(field, some)}" for verb, some in zip(verbs, (came, went), strict=True) if some]
        return " and ".join(parts) or f"reordered the {FIELD_WORDS[field]}"

    def _name(self, id: Any, unknown: str = "somebody") -> str:
        return self._names.get(id if isinstance(id, UUID) else UUID(str(id)), unknown)

    def _moment(self, value: Any) -> str:
        if isinstance(value, str):
            value = datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
        if isinstance(value, datetime):
            return short_moment(value, self._locale, self._zone)
        return short_day(value, self._locale, year=True)


def _word(value: Any) -> str:
    return _WORDS.get(str(value)) or str(value).capitalize()


def _repeating(value: Any) -> str:
    kept = value.kept() if isinstance(value, Recurrence) else value
    return said(kept["rule"], bool(kept.get("from_completion")))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def named_in(changes: list[Change]) -> tuple[set[UUID], set[UUID]]:
    """The people and the teams that these changes name."""
    people = {c.actor_id for c in changes if c.actor_id}
    teams: set[UUID] = set()
    for change in changes:
        for value in change.fields.get("assignee_ids", ()):
            people |= {UUID(str(v)) for v in value or ()}
        teams |= {UUID(str(v)) for v in change.fields.get("team_id", ()) if v}
    return people, teams


def tasks_in(changes: list[Change]) -> set[UUID]:
    """The other tasks that these changes name."""
    values = [value for change in changes for value in change.fields.get("parent_id", ()) if value]
    for change in changes:
        values += [one[end] for one in change.fields.get("relation", ()) if one for end in ("task_id", "other_id")]
    return {UUID(str(value)) for value in values}
