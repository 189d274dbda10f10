"""The audit log, simulated."""

from domain import accounts, audit
from domain.accounts import NewColleague
from domain.audit import EntryFilter
from tests.ui.pages.conftest import Open, until
from tests.worlds import PASSWORD, person


async def test_an_admin_reads_searches_and_takes_the_log_along(open_page: Open) -> None:
    ada = await person("Ada")
    await audit.record("test.special", actor_id=ada.id, details={"what": "a needle"})
    user = await open_page("/admin/audit", ada)
    await user.should_see("Test special · Ada")
    user.find("Find in actions, addresses, details").type("needle")
    await until(lambda: any(getattr(e, "text", "") == "1 found" for e in user.client.elements.values()))
    await user.should_not_see("Person signed up · Ada")
    user.find("Export").click()
    assert b"test.special" in (await user.download.next(timeout=15)).content
    assert (await audit.entries(EntryFilter(action="audit.exported"), actor=ada)).total == 1


async def test_members_are_told_no(open_page: Open) -> None:
    form = NewColleague(email="max.audit@example.org", name="Max", password=PASSWORD)
    member = await accounts.add_colleague(form, actor=await person("Ada"))
    user = await open_page("/admin/audit", member)
    await user.should_see("Only admins read the audit log.")
