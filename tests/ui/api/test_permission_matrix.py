"""docs/permissions.md over REST: the organisation's table is tried here, the others must say what their tests try."""

from typing import Any

import pytest
import pytest_asyncio

from domain import accounts, audit
from tests.domain.invitations.inviting import address, colleague, device
from tests.domain.test_permission_matrix import house
from tests.permissions import Rule, rules
from tests.ui.api.conftest import calling
from tests.ui.api.test_permissions import COLUMNS, PERSONAL, TASK, TEAM, TRASHED, TRASHED_TEAM
from tests.worlds import PASSWORD

BODIES: dict[str, Any] = {
    "Change its details": {"city": "Oslo"},
    "Change somebody's role": {"role": "admin"},
    "Deactivate somebody, or let them in again": {"status": "deactivated"},
    "Add somebody with a first password": lambda: {"email": address(), "name": "New", "password": PASSWORD},
    "Invite somebody": lambda: {"email": address()},
    "Make a join link": {},
    "Change the own profile": {"theme": "dark"},
    "Have the own account deleted": {"password": PASSWORD},
}


@pytest_asyncio.fixture(loop_scope="session")
async def home(app, domain_running):
    """A house, and a caller for each column."""
    made = await house()
    async with calling(app, "198.51.100.44") as callers:
        known = {name: await callers.of(getattr(made, name)) for name in ("admin", "member", "leaving", "elsewhere")}
        gone = await colleague(made.admin, "Dea")
        known |= {"deactivated": await callers.of(gone), "nobody": callers.nobody()}
        await accounts.set_status(gone.id, "deactivated", actor=made.admin)
        yield made, known


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.what) for rule in rules("The organisation")])
async def test_the_organisation(rule: Rule, home) -> None:
    made, callers = home
    ids = {
        "organization": made.admin.organization_id, "colleague": made.colleague.id, "removed": made.removed.id,
        "invitation": made.invitation.id, "link": made.link.id,
    }  # fmt: skip
    for column in list(rule.cells)[::-1]:  # the admin last: only they change something
        body = BODIES.get(rule.what)
        with audit.coming_from(device().address):  # guesses, also those of other tests, are counted by address
            answer = await callers[column](rule.method, rule.path.format(**ids), body() if callable(body) else body)
        assert (answer.status_code < 400) == (rule.cells[column] != "no"), f"{column}: {answer.text}"
        if rule.cells[column] == "own":
            assert str(made.admin.organization_id) not in answer.text, column
            assert not any(str(ids[name]) in answer.text for name in ids), column
        if column in ("deactivated", "nobody"):
            assert answer.status_code == 401


TABLES = {
    "A task of a team": TASK,
    "A personal task": PERSONAL,
    "A task of a team in the trash": TRASHED,
    "A team": TEAM + TRASHED_TEAM,
}


@pytest.mark.parametrize("title", TABLES)
def test_what_is_written_is_what_is_tried(title: str) -> None:
    tried = {(method, path): statuses.split() for method, path, _, statuses in TABLES[title]}
    for rule in rules(title):
        found = dict(zip(COLUMNS, tried[rule.method, rule.path], strict=True))
        said = {column: "yes" if found[column] < "400" else "no" for column in rule.cells}
        assert said == rule.cells, rule.what
