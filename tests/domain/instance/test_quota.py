"""Storage of an organisation's own: who gives it, that it holds, and who is told."""

import os
from uuid import uuid4

import psycopg
import pytest

from domain import audit, files, instance, organizations
from domain.accounts import Person
from domain.audit import EntryFilter
from domain.errors import Conflict, NotFound, NotPermitted, Outdated
from domain.instance import StorageQuota
from tests.domain.files.sending import send
from tests.domain.instance.running import Installation
from tests.domain.invitations.inviting import colleague
from tests.worlds import person

MEGABYTE = StorageQuota(storage_quota=1_000_000)


async def root_of(installation: Installation) -> Person:
    return (await installation.runner()).person


async def test_it_holds_for_that_organisation_alone(installation: Installation) -> None:
    root, ada, ben = await root_of(installation), await person("Ada"), await person("Ben")
    given = await instance.set_quota(ada.organization_id, MEGABYTE, actor=root)
    assert (given.storage_quota, given.has_own_quota) == (1_000_000, True)
    await send(os.urandom(900_000), "a.bin", actor=await colleague(ada))
    with pytest.raises(Conflict, match=r"full \(1 MB\)"):
        await send(os.urandom(200_000), "b.bin", actor=ada)
    await send(os.urandom(1_100_000), "c.bin", actor=ben)
    assert await files.storage(actor=ada) == (900_000, 1_000_000)
    assert (await organizations.statistics(actor=ada)).storage_quota == 1_000_000
    assert (await organizations.statistics(actor=ben)).storage_quota == files.quota()


async def test_it_is_taken_back_and_what_is_stored_stays(installation: Installation) -> None:
    root, ada = await root_of(installation), await person("Ada")
    kept = await send(os.urandom(300_000), "a.bin", actor=ada)
    await instance.set_quota(ada.organization_id, StorageQuota(storage_quota=0), actor=root)
    assert (await files.file(kept.id, actor=ada)).size == 300_000
    with pytest.raises(Conflict, match=r"full \(0 MB\)"):
        await send(b"x", "b.bin", actor=ada)
    again = await instance.set_quota(ada.organization_id, StorageQuota(storage_quota=None), actor=root)
    assert (again.storage_quota, again.has_own_quota) == (files.quota(), False)
    await send(b"x", "b.bin", actor=ada)


async def test_it_needs_the_version_that_was_named_and_the_same_again_changes_nothing(
    installation: Installation,
) -> None:
    root, ada = await root_of(installation), await person("Ada")
    before = await instance.organization(ada.organization_id, actor=root)
    given = await instance.set_quota(ada.organization_id, MEGABYTE, version=before.version, actor=root)
    assert given.version == before.version + 1
    with pytest.raises(Outdated):
        await instance.set_quota(ada.organization_id, StorageQuota(storage_quota=5), version=before.version, actor=root)
    assert await instance.set_quota(ada.organization_id, MEGABYTE, actor=root) == given
    with pytest.raises(NotFound):
        await instance.set_quota(uuid4(), MEGABYTE, actor=root)


async def test_its_admins_see_who_changed_it(installation: Installation) -> None:
    root, ada = await root_of(installation), await person("Ada")
    await instance.set_quota(ada.organization_id, MEGABYTE, actor=root)
    [entry] = (await audit.entries(EntryFilter(action="organization.quota_set"), actor=ada)).items
    assert (entry.actor_name, entry.details["before"], entry.details["after"]) == ("Root", None, 1_000_000)


async def test_nobody_else_gives_storage_neither_by_verb_nor_in_the_database(installation: Installation) -> None:
    ada = await person("Ada")
    with pytest.raises(NotPermitted):
        await instance.set_quota(ada.organization_id, MEGABYTE, actor=ada)
    assert "access.refused" in [action for action, _ in installation.audit_of(ada.organization_id)]
    given = (ada.organization_id,)
    for statement in (
        "select app.set_storage_quota(%s, 1, null, now())", "update organizations set storage_quota = 1 where id = %s",
    ):  # fmt: skip
        with psycopg.connect(installation.as_the_application(), autocommit=True) as app, app.transaction():
            app.execute("select set_config('app.user_id', %s, true)", (str(ada.id),))
            with pytest.raises(psycopg.errors.InsufficientPrivilege), app.transaction():
                app.execute(statement.encode(), given)
