"""Who lives in the sample world: Ada leads, Ben is in, Cleo is not."""

import unicodedata
from dataclasses import dataclass
from typing import Literal

NORTHWIND, HARBOUR = "Northwind Studio", "Harbour Labs"


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person to be; the first of an organisation founds it."""

    name: str
    organization: str
    time_zone: str
    since: int = 60  # days ago

    @property
    def first_name(self) -> str:
        return self.name.split()[0]

    @property
    def email(self) -> str:
        plain = unicodedata.normalize("NFKD", self.first_name).encode("ascii", "ignore").decode()
        return f"{plain.lower()}@atrium.example"


@dataclass(frozen=True, slots=True)
class SampleTeam:
    """A team to be: who owns it, and who is in it as what."""

    name: str
    key: str
    description: str
    owner: str
    admins: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    viewers: tuple[str, ...] = ()

    @property
    def writers(self) -> tuple[str, ...]:
        return (self.owner, *self.admins, *self.members)


PEOPLE = (
    Somebody("Ada Lindqvist", NORTHWIND, "Europe/Berlin"),
    Somebody("Ben Okafor", NORTHWIND, "Europe/London"),
    Somebody("Cleo Marchetti", HARBOUR, "Europe/Rome"),
    Somebody("Dana Whitfield", NORTHWIND, "Europe/Berlin"),
    Somebody("Emil Sørensen", NORTHWIND, "Europe/Copenhagen"),
    Somebody("Farah Haddad", NORTHWIND, "Europe/Berlin"),
    Somebody("Goran Petrović", NORTHWIND, "Europe/Belgrade"),
    Somebody("Hana Sato", NORTHWIND, "Asia/Tokyo", since=41),
    Somebody("Inês Duarte", HARBOUR, "Europe/Lisbon"),
    Somebody("Jonas Weber", HARBOUR, "Europe/Berlin"),
    Somebody("Kavya Raman", HARBOUR, "Asia/Kolkata"),
)

TEAMS = (
    SampleTeam(
        "Product", "PROD", "What we build next, and what is broken. Plans on Mondays, demo every second Friday.",
        "Ada", admins=("Ben",), members=("Emil", "Hana"), viewers=("Dana",),
    ),
    SampleTeam(
        "Marketing", "MKT", "The autumn campaign, the website and everything we say in public.",
        "Dana", admins=("Ada",), members=("Farah", "Ben"),
    ),
    SampleTeam(
        "Office & Finance", "OPS", "Invoices, contracts, the office, and people who start or leave.",
        "Goran", members=("Ada", "Farah"), viewers=("Ben",),
    ),
    SampleTeam(
        "Field trials", "FIELD", "Sensors in the harbour: sites, hardware, data, permits.",
        "Cleo", admins=("Inês",), members=("Jonas", "Kavya"),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SampleTalk:
    """What somebody said to the assistant one day; it answers and acts as it does for everybody."""

    by: str
    days_ago: float
    said: tuple[str, ...]


TALKS = (
    SampleTalk("Ada", 12.2, ("Summarise Product", "What is overdue?")),
    SampleTalk("Dana", 6.4, ("What is due this week?", "Add call the florist tomorrow")),
    SampleTalk("Ben", 3.1, ("What is overdue?", "Add book a room for the retrospective on Friday, high priority")),
    SampleTalk(
        "Ada", 1.3, ("What is due today?", "Add write to the accountant tomorrow at 10:00", "Summarise my tasks")
    ),
    SampleTalk("Cleo", 0.9, ("What is due this week?", "Find permit")),
)


@dataclass(frozen=True, slots=True)
class SampleShare:
    """A task shown to one person or to another team, by somebody at home with it."""

    title: str
    by: str
    to: str  # a first name, or a team's key
    permission: Literal["view", "edit"]


SHARES = (
    SampleShare("Write the release notes for 2.5", "Ada", "MKT", "edit"),
    SampleShare("Tag and ship 2.5", "Ada", "MKT", "view"),
    SampleShare("Plan the hackathon day", "Ada", "OPS", "view"),
    SampleShare("Book the room for the winter party", "Ada", "PROD", "view"),
    SampleShare("Customer story: Brightwater", "Ada", "PROD", "edit"),
    SampleShare("Prepare Hana’s first week", "Goran", "Emil", "edit"),
    SampleShare("Interview five customers about sharing", "Ben", "Jonas", "view"),
    SampleShare("Review the translation with Farah", "Dana", "Emil", "view"),
    SampleShare("Dashboard for the harbour master", "Cleo", "Emil", "edit"),
    SampleShare("Send the interim report to the ministry", "Cleo", "Goran", "view"),
)
