"""What is shown of each part of the installation."""

from domain import clock
from domain.accounts import Person
from domain.instance import Health
from ui.components.health_parts import HealthPart
from ui.components.size import size_words
from ui.components.text import counted
from ui.components.when import ago


def parts_of(found: Health, actor: Person) -> list[HealthPart]:
    """A card for each part."""
    return [
        _database(found),
        _jobs(found, actor),
        _mail(found),
        _files(found),
        _sessions(found),
        _process(found, actor),
    ]


def _database(found: Health) -> HealthPart:
    it = found.database
    said = "" if it.is_migrated else "It does not have the shape that this version expects: start Atrium anew."
    said = said or ("" if it.is_heard else "Changes are not heard of just now; open pages look by themselves.")
    facts = [("Size", size_words(it.size)), ("Answers in", f"{it.milliseconds:.0f} ms"), ("PostgreSQL", it.version),
             ("Migrated to", it.revision)]  # fmt: skip
    return HealthPart("Database", "database", it.ok, facts, said)


def _jobs(found: Health, actor: Person) -> HealthPart:
    it = found.jobs
    since = ago(it.waiting_since, clock.now(), actor.time_zone, actor.locale) if it.waiting_since else ""
    said = f"{counted(it.failed, 'job')} failed for good." if it.failed else ""
    said = said or ("" if it.ok else f"The oldest was due {since}, and nobody works on it.")
    facts = [("Waiting", f"{it.waiting:,}"), ("Running", f"{it.running:,}"), ("Planned", f"{it.planned:,}"),
             ("Failed", f"{it.failed:,}")]  # fmt: skip
    return HealthPart("Jobs", "list-checks", it.ok, facts, said, "See what failed" if it.failed else "See the jobs",
                      f"/admin/jobs{'?status=failed' if it.failed else ''}")  # fmt: skip


def _mail(found: Health) -> HealthPart:
    it = found.mail
    said = f"{counted(it.failed, 'mail')} could not be sent." if it.failed else ""
    said = said or ("" if it.has_server else "There is no mail server, so mails are kept in the outbox.")
    facts = [("Waiting", f"{it.waiting:,}"), ("Failed", f"{it.failed:,}"), ("Kept here", f"{it.held:,}")]
    return HealthPart("Mail", "mail", it.ok, facts, said, "See the outbox",
                      f"/admin/mail{'?status=failed' if it.failed else ''}")  # fmt: skip


def _files(found: Health) -> HealthPart:
    it = found.files
    said = "" if it.is_reachable else "The store cannot be reached or written to."
    said = said or ("" if it.ok else "The disk of the data folder is almost full.")
    facts = [("Kept", "in S3" if it.place == "s3" else "on disk"), ("Files", f"{it.files:,}"),
             ("Used", size_words(it.used)), ("Free on disk", size_words(it.free))]  # fmt: skip
    return HealthPart("Files", "folder", it.ok, facts, said)


def _sessions(found: Health) -> HealthPart:
    it = found.sessions
    facts = [("Accounts", f"{it.people:,}"), ("Active in 15 minutes", f"{it.seen_lately:,}"),
             ("Open in browsers", f"{it.browsers:,}"), ("Open in programs", f"{it.programs:,}"),
             ("Personal tokens", f"{it.tokens:,}")]  # fmt: skip
    return HealthPart("People", "users", True, facts, way="See the people", href="/admin/people")


def _process(found: Health, actor: Person) -> HealthPart:
    it = found.process
    said = "" if it.ok else "It stood still for so long that pages may have lost their connection."
    facts = [("Memory", size_words(it.memory)), ("Loop lag", f"{it.lag:.0f} ms"),
             ("Worst of a minute", f"{it.worst_lag:.0f} ms"),
             ("Running since", ago(it.started_at, clock.now(), actor.time_zone, actor.locale))]  # fmt: skip
    return HealthPart("Process", "cpu", it.ok, facts, said)
