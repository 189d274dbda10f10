"""Everybody with an account in the installation."""

from uuid import UUID

from domain.accounts import Person
from domain.accounts.directory import ROLES, STATUSES
from domain.accounts.inputs import like
from domain.errors import Invalid, NotFound
from domain.instance.account import Account, account_of
from domain.paging import Page, id_in
from domain.running import check
from domain.transactions import read, read_all
from persistence.queries import instance


async def people(
    *, actor: Person, q: str = "", role: str | None = None, status: str | None = None, runs: bool | None = None,
    organization_id: UUID | None = None, limit: int = 50, cursor: str | None = None,
) -> Page[Account]:  # fmt: skip
    """The people of all organisations by name (instance admins); `q` is searched in names and addresses.

    `runs`: only those who run the installation, or only the others. Raises Invalid for words that are none of ours.
    """
    await check(actor)
    for value, known, field in ((role, ROLES, "role"), (status, STATUSES, "status")):
        if value is not None and value not in known:
            raise Invalid(f"{field.capitalize()} must be one of {', '.join(known)}.", field=field)
    asked = {"organization_id": organization_id, "role": role, "status": status, "runs": runs, "like": like(q)}
    part = asked | {"after": id_in(cursor), "limit": limit + 1}
    rows, counted = await read_all(actor, [(instance.PEOPLE_PAGE, part), (instance.PEOPLE_COUNT, asked)])
    following = rows[limit - 1].id.hex if len(rows) > limit else None
    return Page([account_of(row) for row in rows[:limit]], following, counted[0].total)


async def person(person_id: UUID, *, actor: Person) -> Account:
    """Anybody's account (instance admins)."""
    await check(actor, "person", person_id)
    rows = await read(actor, instance.PERSON, {"id": person_id})
    if not rows:
        raise NotFound("There is no such person (any more).")
    return account_of(rows[0])
