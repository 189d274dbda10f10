"""Every kind of event that the audit log has to tell of, and what somebody does for it to be told."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import psycopg
import pytest

from domain import accounts, assistant, audit, clock, exchange, invitations, jobs, mail, organizations, own_data, tasks
from domain.accounts import NewPersonalToken, Person, SignedIn
from domain.audit import EntryFilter
from domain.errors import AtriumError, Invalid, NotPermitted, SignedOut
from domain.exchange import NewFeed
from domain.invitations import NewInvitation, NewJoinLink
from domain.mail import Address
from domain.organizations import OrganizationChanges
from domain.tasks import NewShare, NewTask, TaskFilter
from domain.transactions import front_desk
from persistence.database import connection_string
from persistence.queries import jobs as queue
from tests.domain.accounts.joining import PASSWORD, device, join
from tests.domain.accounts.proving import later, with_passkey, with_phone
from tests.domain.assistant.talking import talk
from tests.domain.instance.running import Installation
from tests.domain.invitations.inviting import NEWCOMER, address, colleague, invited, leave, token_for, token_in
from tests.domain.mail.letters import DATA

pytestmark = pytest.mark.usefixtures("domain_running")
Told = Callable[[], Awaitable[Person]]
NEW = "another-long-sentence"


async def refused(attempt: Awaitable[object], kind: type[AtriumError]) -> None:
    with pytest.raises(kind):
        await attempt


async def signing_in() -> Person:
    ada = (await join()).person
    await refused(accounts.sign_in(ada.email, "wrong", device=device()), SignedOut)
    there = await accounts.sign_in(ada.email, PASSWORD, device=device())
    await accounts.sign_out(there.secret)
    return ada


async def tokens() -> Person:
    ada = await join()
    first = await accounts.issue_tokens(ada.person.email, PASSWORD, device=device())
    await accounts.refresh(first.refresh_token, device=device())
    with later(seconds=15):
        await refused(accounts.refresh(first.refresh_token, device=device()), SignedOut)
    form = NewPersonalToken(name="Script", scopes=["tasks:read"])
    made = await accounts.create_token(form, actor=ada.person, under=ada.session)
    await refused(accounts.check_scope((ada.person, made.token), "teams", writing=True), NotPermitted)
    await accounts.delete_token(made.token.id, actor=ada.person)
    return ada.person


async def passwords() -> Person:
    ada = await join()
    await refused(accounts.change_password("wrong", NEW, actor=ada.person, keep=ada.session.id), Invalid)
    await accounts.change_password(PASSWORD, NEW, actor=ada.person, keep=ada.session.id)
    await refused(accounts.confirm_with_password("wrong", actor=ada.person, under=ada.session), Invalid)
    await accounts.confirm_with_password(NEW, actor=ada.person, under=ada.session)
    return ada.person


async def second_steps() -> Person:
    ada, _, codes = await with_phone()
    await refused(accounts.confirm_with_code("000000", actor=ada.person, under=ada.session), Invalid)
    await accounts.confirm_with_code(codes[0], actor=ada.person, under=ada.session)
    await accounts.new_recovery_codes(actor=ada.person, under=ada.session)
    await accounts.turn_off_two_factor(actor=ada.person, under=ada.session)
    return ada.person


async def passkeys() -> Person:
    ada, key = await with_passkey()
    key.origin = "https://evil.example.org"
    asked = await accounts.ask_for_own_passkey(actor=ada.person)
    await refused(accounts.confirm_with_passkey(key.prove(asked), actor=ada.person, under=ada.session), Invalid)
    [mine] = await accounts.passkeys_of(actor=ada.person)
    await accounts.remove_passkey(mine.id, actor=ada.person, under=ada.session)
    return ada.person


async def people() -> Person:
    ada = (await join()).person
    ben = await colleague(ada)
    await accounts.set_role(ben.id, "admin", actor=ada)
    await accounts.remove(ben.id, actor=ada)
    await accounts.restore(ben.id, actor=ada)
    await leave(ben)
    await accounts.keep_account(actor=ben)
    return ada


async def letting_in() -> Person:
    ada = (await join()).person
    email, token = address(), await invited(address(), by=ada)
    await accounts_in(token)
    sent = await invitations.invite(NewInvitation(email=email), actor=ada)
    await invitations.resend(sent.id, actor=ada)
    await refused(invitations.accept(await token_for(email), actor=(await join("Eve")).person), NotPermitted)
    await invitations.cancel(sent.id, actor=ada)
    link, url = await invitations.make_link(NewJoinLink(), actor=ada)
    await invitations.join(token_in(url), actor=(await join("Jo")).person)
    await invitations.revoke_link(link.id, actor=ada)
    return ada


async def accounts_in(token: str) -> None:
    await invitations.accept_as_new(token, NEWCOMER, device=device())


async def organisations_and_sharing() -> Person:
    ada, ben = (await join()).person, (await join("Ben")).person
    await organizations.edit(OrganizationChanges(city="Oslo"), actor=ada)
    task = await tasks.create(NewTask(title="Ship it"), actor=ada)
    share = await tasks.share(task.id, NewShare(user_id=ben.id, permission="view"), actor=ada)
    await tasks.revoke_share(task.id, share.id, actor=ada)
    return ada


async def exports() -> Person:
    ada = (await join()).person
    await own_data.ask(actor=ada)
    await exchange.export(TaskFilter(), "csv", actor=ada)
    feed, _ = await exchange.create_feed(NewFeed(), actor=ada)
    await exchange.delete_feed(feed.id, actor=ada)
    async for _ in await audit.export(EntryFilter(), "csv", actor=ada):
        pass
    return ada


async def the_assistant() -> Person:
    ada = (await join()).person
    for title in ("One", "Two"):
        await tasks.create(NewTask(title=title), actor=ada)
    talking = await talk(ada)
    card = await talking.card("delete one")
    await assistant.confirm(card.id, actor=ada)
    await assistant.undo(card.id, actor=ada)
    await assistant.cancel((await talking.card("delete two")).id, actor=ada)
    return ada


TOLD: dict[Told, str] = {
    signing_in: "person.signed_up sign_in.failed sign_in.succeeded session.ended",
    tokens: "tokens.issued tokens.reused token.created token.deleted access.refused session.ended",
    passwords: "password.refused password.changed confirmation.failed session.proven",
    second_steps: "two_factor.turned_on second_factor.failed recovery_code.used recovery_codes.renewed "
                  "two_factor.turned_off",
    passkeys: "passkey.added passkey.refused passkey.removed",
    people: "person.added person.administered person.removed person.restored account.deletion_asked account.kept",
    letting_in: "invitation.sent invitation.resent invitation.accepted invitation.cancelled access.refused "
                "join_link.made join_link.used join_link.revoked person.moved",
    organisations_and_sharing: "organization.updated task.shared task.unshared",
    exports: "data.export_asked tasks.exported feed.created feed.deleted audit.exported",
    the_assistant: "assistant.proposed assistant.executed assistant.undone assistant.cancelled",
}  # fmt: skip


@pytest.mark.parametrize("told", TOLD, ids=lambda told: told.__name__)
async def test_what_happens_is_in_the_log_of_its_organisation(told: Told) -> None:
    with audit.coming_from(device().address):
        ada = await told()
    with clock.at(clock.now()):
        found = (await audit.entries(actor=ada, limit=500)).items
    assert set(TOLD[told].split()) <= {entry.action for entry in found}
    assert not any(secret in str(entry) for entry in found for secret in (PASSWORD, NEW, "argon2"))


async def test_what_those_who_run_the_installation_do_is_told(shared_database_url: str) -> None:
    root: SignedIn = await Installation(shared_database_url).runner()
    async with front_desk() as session:
        to = Address("Ada", address())
        mail_id = await mail.send_later(session, to=to, template="verify-email", data=DATA)
        number = await queue.defer(session, "nobody", "nobody.knows", {}, at=None, once_key=None)
    with psycopg.connect(connection_string(shared_database_url), autocommit=True) as owner:
        owner.execute("update procrastinate.procrastinate_jobs set status = 'failed' where id = %s", (number,))
    assert number
    await mail.read_mail(mail_id, actor=root.person)
    await jobs.run_again(number, actor=root.person)
    with psycopg.connect(connection_string(shared_database_url), autocommit=True) as owner:
        owner.execute("delete from procrastinate.procrastinate_jobs where id = %s", (number,))
    mine = await audit.entries(EntryFilter(actor_id=root.person.id, since=clock.now() - timedelta(hours=1)),
                               actor=root.person, limit=500)  # fmt: skip
    assert {"mail.read", "job.run_again"} <= {entry.action for entry in mine.items}
