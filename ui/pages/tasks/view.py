"""Which tasks a page shows, as its URL says it: `?status=pending&label=print&sort=title`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, get_args
from urllib.parse import parse_qs
from uuid import UUID
from zoneinfo import ZoneInfo

from domain.accounts import Person
from domain.clock import today
from domain.tasks import PRIORITIES, STATUSES, Group, Sort, TaskFilter
from domain.tasks.filtering import implied, names_archived, parse
from ui.pages.tasks.lists import LISTS, SmartList

LAYOUTS = ("list", "board", "table", "calendar")
GROUPS = ("due", "day", "status", "priority", "team", "label", "assignee", "off")
COLUMNED = ("status", "priority", "team", "label", "assignee")  # by what a board has columns
_LISTS: dict[str, Callable[[str], bool]] = {"status": STATUSES.__contains__, "priority": PRIORITIES.__contains__}
_FLAGS = ("shared", "overdue", "due_today", "open", "unassigned", "archived")
_INSTANTS = ("completed_after", "completed_before", "created_after", "created_before")


@dataclass(frozen=True, slots=True)
class View:
    """What the query asks for; what is not understood in it is left out of account."""

    given: dict[str, list[str]]

    @classmethod
    def of(cls, query: str) -> "View":
        """Read a query, with or without its question mark."""
        try:
            given = parse_qs(query[:16_000].removeprefix("?"), max_num_fields=100)
        except ValueError:
            return cls({})
        given.pop("task", None)
        return cls(given)

    @property
    def layout(self) -> str:
        """As what the tasks are shown."""
        return self.one("layout") if self.one("layout") in LAYOUTS else "list"

    @property
    def list(self) -> SmartList | None:
        """The smart list whose tasks these are, if any."""
        return LISTS.get(self.one("list"))

    @property
    def sort(self) -> Sort:
        """The order asked for; else that of the smart list, a board's by hand, all others by due date. Urgent first."""
        asked = self.one("sort")
        if asked == "priority":
            return "-priority"
        if asked in get_args(Sort):
            return asked  # type: ignore[return-value]
        if self.list:
            return self.list.sort
        return "position" if self.layout == "board" else "due_at"

    @property
    def group(self) -> Group:
        """Under which headings, or in which columns, the tasks stand."""
        asked = self.one("group")
        if self.layout == "calendar":
            return "calendar"
        if self.layout == "board":
            return asked if asked in COLUMNED else "status"  # type: ignore[return-value]
        if asked in GROUPS:
            return "none" if asked == "off" else asked  # type: ignore[return-value]
        if self.layout == "table":
            return "none"
        return self.list.group if self.list else "due"

    @property
    def open_first(self) -> bool:
        """Whether what is done stands below what is to do: under headings that say nothing of it, and in an order that
        nobody chose."""
        return self.group in ("priority", "team", "label", "assignee") or (
            self.group == "none" and not self.one("sort")
        )

    @property
    def is_week(self) -> bool:
        """Whether a calendar shows a week instead of a month."""
        return self.one("span") == "week"

    def day(self, actor: Person) -> date:
        """The day around which a calendar is."""
        try:
            asked = date.fromisoformat(self.one("on"))
        except ValueError:
            return today(actor.time_zone)
        return asked if 1971 <= asked.year <= 8999 else today(actor.time_zone)

    def filter(self, actor: Person) -> TaskFilter:
        """The conditions, for this person in their time zone. Raises Invalid: too long, or a filter not understood."""
        wanted: dict[str, Any] = {name: True for name in _FLAGS if self.one(name)}
        for name, known in _LISTS.items():
            wanted[name] = [v for part in self.given.get(name, []) for v in part.split(",") if known(v)]
        wanted["label"] = self.given.get("label", [])[:20]
        wanted["q"] = self.one("q")
        wanted["where"] = self.one("filter")
        if (node := parse(wanted["where"])) and names_archived(node):
            wanted["archived"] = True
        wanted |= self._people(actor) | self._teams()
        wanted |= {n: day for n in ("due_after", "due_before") if (day := _moment(self.one(n), None))}
        wanted |= {n: at for n in _INSTANTS if (at := _moment(self.one(n), actor.time_zone))}
        return TaskFilter.of(**self._of_list(actor, wanted))

    def _of_list(self, actor: Person, wanted: dict[str, Any]) -> dict[str, Any]:
        """The conditions of the smart list, where the person does not ask for something else."""
        if self.list is None:
            return wanted
        given = {name for name, value in wanted.items() if value not in ([], "", False)}
        instead = {"open"} if given & {"status", "completed_after", "completed_before"} else set()
        return wanted | {n: v for n, v in self.list.conditions(actor).items() if n not in given | instead}

    def is_filtered(self, actor: Person) -> bool:
        """Whether anything is left out."""
        plain = View({"list": self.given["list"]}).filter(actor) if self.list else TaskFilter()
        return self.filter(actor) != plain

    def for_new(self, actor: Person) -> dict[str, Any]:
        """What a task needs to be in this view."""
        asked = self.filter(actor)
        fields: dict[str, Any] = self.list.for_new(actor) if self.list else {}
        fields |= implied(parse(asked.where), today(actor.time_zone), actor.id)
        if len(asked.status) == 1 and asked.status[0] != "archived":
            fields["status"] = asked.status[0]
        if len(asked.priority) == 1:
            fields["priority"] = asked.priority[0]
        if asked.label:
            fields["labels"] = asked.label[:1]
        if asked.team_id:
            fields["team_id"] = asked.team_id
        if asked.assignee_id:
            fields["assignee_ids"] = [asked.assignee_id]
        if asked.due_today:
            fields["due_on"] = today(actor.time_zone)
        return fields

    def one(self, name: str) -> str:
        """The first value of a parameter, or nothing."""
        return (self.given.get(name) or [""])[0]

    def _people(self, actor: Person) -> dict[str, Any]:
        who = self.one("assignee")
        if who == "none":
            return {"unassigned": True}
        person_id = actor.id if who == "me" else _id(who)
        return {"assignee_id": person_id} if person_id else {}

    def _teams(self) -> dict[str, Any]:
        if self.one("team") == "personal":
            return {"personal": True}
        return {"team_id": team_id} if (team_id := _id(self.one("team"))) else {}


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _moment(text: str, zone: str | None) -> date | datetime | None:
    """A day stays a day, unless instants are wanted: then it is its beginning in the zone."""
    try:
        if len(text) == 10:
            day = date.fromisoformat(text)
            return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC) if zone else day
        at = datetime.fromisoformat(text.replace(" ", "+"))
        return at if at.tzinfo else at.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
