"""Cookie and session: who looks at a page, and the form posts that begin and end sessions."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode

from fastapi import APIRouter, Request
from nicegui import context
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from domain import accounts
from domain.accounts import Device, Person, Session, SignedIn, SignUp
from domain.errors import AtriumError, Invalid, SecondFactorRequired, SignedOut, Throttled
from ui import cookies, languages

router = APIRouter(include_in_schema=False)
SECOND_STEP = "/second-step"


@dataclass(frozen=True, slots=True)
class Flash:
    """What was typed into a form that came back (never a password), and what is wrong per field ("" for all of it)."""

    values: dict[str, str]
    errors: dict[str, str]


def flash() -> Flash:
    """What the present page has to show of the form that came back to it."""
    request = context.client.request
    values, errors = cookies.flash_of(request)
    # what was wrong at one door is not repeated at the other
    return Flash(values, errors) if errors.pop("form", None) == request.url.path else Flash({}, {})


async def actor() -> Person:
    """Who looks at the present page, asked of the domain anew. Raises SignedOut."""
    return (await _signed_in())[0]


async def session() -> Session:
    """Under which session the present page is looked at. Raises SignedOut."""
    return (await _signed_in())[1]


async def _signed_in() -> tuple[Person, Session]:
    secret = cookies.secret_of(context.client.request)
    found = await accounts.person_of_session(secret) if secret else None
    if found is None:
        raise SignedOut("You are signed out. Please sign in again.")
    return found


@router.post("/sign-in")
async def sign_in(request: Request) -> Response:
    """Begin a session, or go back to the form."""
    form = await request.form(max_files=0, max_fields=20)
    remember = bool(typed(form, "remember"))
    try:
        email, password = typed(form, "email"), typed(form, "password")
        signed_in = await accounts.sign_in(email, password, device=device_of(request), remember=remember)
    except SecondFactorRequired as half:
        return second_step(half, onward_of(request, form))
    except AtriumError as error:
        return back("/sign-in", request, form, ("email", "remember"), error)
    return await welcome(request, onward_of(request, form), signed_in)


@router.post("/sign-up")
async def sign_up(request: Request) -> Response:
    """Create a person and begin a session, or go back to the form."""
    form = await request.form(max_files=0, max_fields=20)
    names = ("email", "password", "name", "organization_name")
    zone = {"time_zone": typed(form, "time_zone")} if typed(form, "time_zone") else {}
    try:
        wanted = SignUp.of(**{name: typed(form, name) for name in names}, **zone, locale=languages.asked_for(request))
        signed_in = await accounts.sign_up(wanted, device=device_of(request))
    except AtriumError as error:
        return back("/sign-up", request, form, ("email", "name", "organization_name"), error)
    return await welcome(request, onward_of(request, form), signed_in)


@router.post("/sign-out")
async def sign_out(request: Request) -> Response:
    """End the session and its pages."""
    if secret := cookies.secret_of(request):
        await accounts.sign_out(secret)
    response = RedirectResponse("/sign-in", 303)
    cookies.drop(response, cookies.session_name())
    return response


async def welcome(request: Request, onward: str, signed_in: SignedIn) -> Response:
    """The answer to whoever proved who they are: the cookie of the new session, and the way onward."""
    if earlier := cookies.secret_of(request):
        await accounts.sign_out(earlier)
    response = RedirectResponse(onward, 303)
    cookies.keep_session(response, signed_in)
    for name in (cookies.flash_name(), cookies.half_name()):
        cookies.drop(response, name)
    return response


def second_step(half: SecondFactorRequired, onward: str) -> Response:
    """The answer to whoever took the first step: the way to the second, and the ticket that proves the first."""
    response = RedirectResponse(_with_next(SECOND_STEP, onward), 303)
    cookies.keep(response, cookies.half_name(), half.ticket, seconds=cookies.HALF_SECONDS)
    cookies.drop(response, cookies.flash_name())
    return response


def _with_next(path: str, onward: str) -> str:
    return path if onward == "/" else f"{path}?{urlencode({'next': onward})}"


def back(path: str, request: Request, form: FormData, kept: tuple[str, ...], error: AtriumError) -> Response:
    """The answer to a form with something wrong: its page again, with what was typed."""
    return refused(path, onward_of(request, form), error, {name: typed(form, name)[:254] for name in kept})


def refused(path: str, onward: str, error: AtriumError, values: Mapping[str, str] | None = None) -> Response:
    """The way to a page that says what is wrong."""
    found = error.errors if isinstance(error, Invalid) else ()
    # what no field of a form holds is said above it
    errors = {"" if e.field == "credential" else e.field: e.message for e in found}
    response = RedirectResponse(_with_next(path, onward), 303)
    if isinstance(error, Throttled):
        response.headers["Retry-After"] = str(error.retry_after)
    cookies.set_flash(response, values or {}, (errors or {"": error.message}) | {"form": path.partition("?")[0]})
    return response


def typed(form: FormData, name: str) -> str:
    """One field of a form."""
    value = form.get(name)
    return value if isinstance(value, str) else ""


def device_of(request: Request) -> Device:
    """With what, and from where, this was asked."""
    return Device(request.client.host if request.client else "", request.headers.get("user-agent", ""))


def onward_of(request: Request, form: FormData) -> str:
    """Where the person wanted to go: in the form, or in the address of the page that the form is on."""
    query = request.headers.get("referer", "").partition("#")[0].partition("?")[2]
    return local_path(typed(form, "next") or parse_qs(query).get("next", [""])[0])


def local_path(wanted: str) -> str:
    """The path if it stays on this site and is a page to go to, else the start page."""
    is_strange = "\\" in wanted or any(c <= " " or c == "\x7f" for c in wanted) or len(wanted) > 500
    if not wanted.startswith("/") or wanted.startswith("//") or is_strange:
        return "/"
    return "/" if wanted.startswith(("/sign-", "/second-step", "/api", "/_nicegui")) else wanted
