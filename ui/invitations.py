"""The form posts behind invitations and join links: with a new account, or as whoever is signed in."""

from collections.abc import Awaitable, Callable
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from domain import accounts, invitations
from domain.accounts import Device, Person
from domain.errors import AtriumError, Invalid, Throttled
from domain.invitations import Joiner, Newcomer
from ui import cookies, languages

router = APIRouter(include_in_schema=False)
INVITATION, JOIN, LEAVE = "/invitation", "/join", "/invitation/leave"
PAGES = (INVITATION, JOIN)
_FIELDS = ("token", "name", "email", "password", "time_zone")
_LONGEST = 300
Typed = dict[str, str]


@router.post(INVITATION)
async def accept(request: Request) -> Response:
    """Accept an invitation."""

    async def as_new(typed: Typed, device: Device) -> Person:
        form = Newcomer.of(**_given(typed, "name", "password", "time_zone"), locale=languages.asked_for(request))
        return await invitations.accept_as_new(typed["token"], form, device=device)

    return await _come_in(request, INVITATION, invitations.accept, as_new)


@router.post(JOIN)
async def join(request: Request) -> Response:
    """Become a member by a join link."""

    async def as_new(typed: Typed, device: Device) -> Person:
        form = Joiner.of(**_given(typed, "name", "email", "password", "time_zone"), locale=languages.asked_for(request))
        return await invitations.join_as_new(typed["token"], form, device=device)

    return await _come_in(request, JOIN, invitations.join, as_new)


@router.post(LEAVE)
async def leave(request: Request) -> Response:
    """Sign out, and look at the invitation as nobody."""
    typed = await _typed(request)
    if secret := cookies.secret_of(request):
        await accounts.sign_out(secret)
    response = RedirectResponse(f"{INVITATION}?{urlencode({'token': typed['token']})}", 303)
    cookies.drop(response, cookies.session_name())
    return response


async def _come_in(
    request: Request,
    path: str,
    as_oneself: Callable[..., Awaitable[Person]],
    as_new: Callable[[Typed, Device], Awaitable[Person]],
) -> Response:
    """Begin where the new organisation is, or go back to the page with what is wrong."""
    typed = await _typed(request)
    device = Device(request.client.host if request.client else "", request.headers.get("user-agent", ""))
    secret = cookies.secret_of(request)
    found = await accounts.person_of_session(secret) if secret else None
    response = RedirectResponse("/", 303)
    try:
        if found:
            await as_oneself(typed["token"], actor=found[0])
        else:
            person = await as_new(typed, device)
            signed_in = await accounts.sign_in(person.email, typed["password"], device=device)
            cookies.keep(response, cookies.session_name(), signed_in.secret, seconds=None)
    except AtriumError as error:
        return _back(path, typed, error)
    cookies.drop(response, cookies.flash_name())
    return response


def _back(path: str, typed: Typed, error: AtriumError) -> Response:
    response = RedirectResponse(f"{path}?{urlencode({'token': typed['token']})}", 303)
    if isinstance(error, Throttled):
        response.headers["Retry-After"] = str(error.retry_after)
    wrong = {e.field: e.message for e in error.errors} if isinstance(error, Invalid) else {}
    kept = {"name": typed["name"][:120], "email": typed["email"][:254]}
    cookies.set_flash(response, kept, (wrong or {"": error.message}) | {"form": path})
    return response


async def _typed(request: Request) -> Typed:
    form = await request.form(max_files=0, max_fields=20)
    return {name: v[:_LONGEST] if isinstance(v := form.get(name), str) else "" for name in _FIELDS}


def _given(typed: Typed, *names: str) -> Typed:
    """The fields of a form; a zone that the browser did not tell is left out."""
    return {name: typed[name] for name in names if typed[name] or name != "time_zone"}
