"""The page of jobs, simulated."""

import asyncio
from uuid import uuid4

import psycopg

from domain.transactions import front_desk
from persistence.database import connection_string
from persistence.queries import jobs as queue
from tests.ui.pages.conftest import Open, until
from tests.worlds import person


async def test_who_runs_the_installation_sees_failed_jobs_and_runs_them_again(
    open_page: Open, shared_database_url: str
) -> None:
    root, name = await person("Root"), f"nobody.knows.{uuid4().hex[:8]}"
    async with front_desk() as session:
        await queue.defer(session, "nobody", name, {}, at=None, once_key=None)
    with psycopg.connect(connection_string(shared_database_url), autocommit=True) as connection:
        connection.execute("update people set is_instance_admin = true where id = %s", (root.id,))
        user = await open_page("/admin/jobs", root)
        await user.should_see("Refresh")

        async def is_aside() -> bool:
            user.find("Refresh").click()
            await asyncio.sleep(0.1)
            return any(getattr(e, "text", "") == "Run again" for e in user.client.elements.values())

        await until(is_aside)
        await user.should_see(name)
        user.find("Run again").click()
        asked = "select count(*) from audit_log where action = 'job.run_again' and actor_id = %s"

        def is_told() -> bool:
            row = connection.execute(asked, (root.id,)).fetchone()
            return bool(row and row[0])

        await until(is_told)


async def test_others_are_told_no(open_page: Open) -> None:
    await person("First")  # the very first person of an installation runs it
    user = await open_page("/admin/jobs", await person("Eve"))
    await user.should_see("Only those who run this installation may do this.")
    await user.should_not_see("Refresh")
