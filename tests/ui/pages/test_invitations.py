"""The pages that invitations lead to, and the part of the settings for admins, simulated."""

from datetime import timedelta
from urllib.parse import quote

from nicegui import ui

from domain import accounts, clock, invitations
from domain.accounts import Person
from domain.invitations import NewJoinLink
from tests.domain.invitations.inviting import NEWCOMER, address, colleague, device, invited, token_in
from tests.ui.pages.conftest import Open, until
from tests.worlds import person
from ui.components.member_list import MemberList


async def test_only_admins_are_shown_invitations(ada: Person, open_page: Open) -> None:
    user = await open_page("/settings?part=invitations", ada)
    await user.should_see("Nobody is invited yet")
    await user.should_see("Join links")
    user = await open_page("/settings?part=invitations", await colleague(ada))
    await user.should_see("Profile")
    await user.should_not_see("Invite people")
    await user.should_not_see(MemberList)


async def test_an_invitation_names_who_invites_whom_and_where(ada: Person, open_page: Open) -> None:
    email = address()
    user = await open_page(f"/invitation?token={quote(await invited(email, by=ada, role='admin'))}")
    await user.should_see(f"Join {ada.organization_name}")
    await user.should_see(f"Ada invites you to {ada.organization_name} as an admin.")
    await user.should_see("Create account and join")


async def test_who_has_an_account_is_asked_to_sign_in_first(ada: Person, ben: Person, open_page: Open) -> None:
    token = await invited(ben.email, by=ada)
    user = await open_page(f"/invitation?token={quote(token)}")
    await user.should_see(f"{ben.email} has an account: sign in with it first.")
    [way] = [e for e in user.find("Sign in").elements if e.props.get("href")]
    assert way.props["href"] == f"/sign-in?next={quote(f'/invitation?token={quote(token)}')}"
    user = await open_page(f"/invitation?token={quote(token)}", ben)
    await user.should_see(f"Your tasks and teams come along from {ben.organization_name}, which is closed by this.")
    await user.should_see("Accept the invitation")


async def test_what_is_not_open_says_why(ada: Person, open_page: Open) -> None:
    used, cancelled, old = [await invited(address(), by=ada) for _ in range(3)]
    await invitations.accept_as_new(used, NEWCOMER, device=device())
    [_, second, _] = (await invitations.invitations_of(actor=ada)).items
    await invitations.cancel(second.id, actor=ada)
    _, url = await invitations.make_link(NewJoinLink(days=1), actor=ada)
    [link] = await invitations.join_links(actor=ada)
    await invitations.revoke_link(link.id, actor=ada)
    said = {
        f"/invitation?token={quote(used)}": "This invitation was used already.",
        f"/invitation?token={quote(cancelled)}": "This invitation was cancelled.",
        "/invitation?token=made.up": "This link is not one of ours.",
        "/invitation": "This link is not one of ours.",
        f"/join?token={quote(token_in(url))}": "This link does not let anybody in any more.",
    }
    for path, sentence in said.items():
        user = await open_page(path)
        await user.should_see(sentence)
        await user.should_not_see("Create account and join")
    with clock.at(clock.now() + timedelta(days=8)):
        user = await open_page(f"/invitation?token={quote(old)}")
        await user.should_see("This invitation has expired.")


async def test_the_language_is_chosen_in_the_profile(open_page: Open) -> None:
    ada = await person("Ada")
    user = await open_page("/settings", ada)
    await user.should_see("Language")
    [language] = [box for box in user.find(ui.select).elements if box.props.get("label") == "Language"]
    language.value = "de"
    user.find("Save").click()

    async def is_saved() -> bool:
        found = await accounts.people_of_organization(actor=ada)
        return found.items[0].locale == "de"

    await until(is_saved)
