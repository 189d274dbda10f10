"""The pages that invitations and join links lead to. Opening them uses nothing up; their forms are HTTP posts."""

from urllib.parse import quote

from nicegui import ui

from domain import invitations
from domain.accounts import Person
from domain.errors import Conflict, NotFound, SignedOut
from domain.invitations import Offer
from ui import auth
from ui import invitations as posts
from ui.components.text import text
from ui.pages.accounts import other_ways
from ui.pages.accounts.form import Door, other_door
from ui.pages.accounts.notice import notice

_NEW_PASSWORD = "At least 8 characters; a few words in a row are easy to keep in mind."  # noqa: S105 - a hint


async def invitation() -> None:
    """For whom the invitation is: a form for a new account, or one button for the account there is."""
    token = _token()
    try:
        offer = await invitations.offer(token)
    except (NotFound, Conflict) as error:
        notice("This invitation does not work", error.message, "Go to Atrium", "/")
        return
    me = await _me()
    if me is None and offer.has_account:
        _sign_in_first(offer, token)
    elif me is None:
        _new_account(offer, token)
    elif me.email.lower() == offer.email.lower():
        _accept(offer, token, me)
    else:
        _somebody_else(offer, token, me)


async def join() -> None:
    """A form for a new account, or one button for whoever is signed in."""
    token = _token()
    try:
        offer = await invitations.join_offer(token)
    except (NotFound, Conflict) as error:
        notice("This link does not work", error.message, "Go to Atrium", "/")
        return
    me = await _me()
    door = Door(posts.JOIN, focus="name")
    with door.form(f"Join {offer.organization_name}", "Plan work together, with an assistant that lends a hand."):
        door.hidden("token", token)
        if me:
            _moving(me, offer.organization_name)
            door.submit(f"Join as {me.name}")
            return
        door.field("name", "Your name", autocomplete="name", longest=120)
        door.field("email", "E-mail", kind="email", autocomplete="email", longest=254)
        _password(door)
        other_door("Already here?", "Sign in", f"/sign-in?next={quote(_here(posts.JOIN, token))}")
    other_ways.providers_below(door, _here(posts.JOIN, token))


def _new_account(offer: Offer, token: str) -> None:
    door = Door(posts.INVITATION, focus="name")
    with door.form(f"Join {offer.organization_name}", _says(offer)):
        door.hidden("token", token)
        _fixed(offer.email)
        door.field("name", "Your name", autocomplete="name", longest=120)
        _password(door)
    other_ways.providers_below(door, _here(posts.INVITATION, token))


def _accept(offer: Offer, token: str, me: Person) -> None:
    door = Door(posts.INVITATION, focus="")
    with door.form(f"Join {offer.organization_name}", _says(offer)):
        door.hidden("token", token)
        _moving(me, offer.organization_name)
        door.submit("Accept the invitation")
        other_door("Not now?", "Go to Atrium", "/")


def _sign_in_first(offer: Offer, token: str) -> None:
    onward = quote(_here(posts.INVITATION, token))
    sentence = f"{_says(offer)} {offer.email} has an account: sign in with it first."
    notice(f"Join {offer.organization_name}", sentence, "Sign in", f"/sign-in?next={onward}")


def _somebody_else(offer: Offer, token: str, me: Person) -> None:
    door = Door(posts.LEAVE, focus="")
    sentence = f"It was sent to {offer.email}, and you are signed in as {me.email}."
    with door.form("This invitation is for another address", sentence):
        door.hidden("token", token)
        door.submit("Sign out and go on")
        other_door("Stay signed in?", "Go to Atrium", "/")


def _here(path: str, token: str) -> str:
    return f"{path}?token={quote(token)}"


def _says(offer: Offer) -> str:
    as_what = " as an admin" if offer.role == "admin" else ""
    team = f" and its team {offer.team_name}" if offer.team_name else ""
    return f"{offer.invited_by_name} invites you to {offer.organization_name}{as_what}{team}."


def _moving(me: Person, name: str) -> None:
    if me.organization_name != name:
        said = f"Your tasks and teams come along from {me.organization_name}, which is closed by this."
        text("p", said).classes("door-said")


def _fixed(email: str) -> None:
    """The address, which cannot be changed; password managers keep the password under it."""
    with ui.element("div").classes("door-field"):
        text("label", "E-mail").props("for=email")
        with ui.element("div").classes("door-input"):
            box = ui.element("input").props("id=email type=email autocomplete=username readonly")
            box.props["^value"] = email


def _password(door: Door) -> None:
    door.field("password", "Password", kind="password", autocomplete="new-password", least=8, longest=128,
               hint=_NEW_PASSWORD)  # fmt: skip
    door.hidden("time_zone")
    door.submit("Create account and join")


async def _me() -> Person | None:
    try:
        return await auth.actor()
    except SignedOut:
        return None


def _token() -> str:
    return ui.context.client.request.query_params.get("token", "")[:300]
