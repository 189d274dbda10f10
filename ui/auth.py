"""Cookie and session: who looks at a page, and the form posts that begin and end sessions."""

from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode

from fastapi import APIRouter, Request
from nicegui import context
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from domain import accounts
from domain.accounts import Device, Person, Session, SignedIn, SignUp
from domain.errors import AtriumError, Invalid, SignedOut, Throttled
from ui import cookies

router = APIRouter(include_in_schema=False)


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
    remember = bool(_text(form, "remember"))
    try:
        email, password = _text(form, "email"), _text(form, "password")
        return await _welcome(
            request, form, await accounts.sign_in(email, password, device=_device(request), remember=remember)
        )
    except AtriumError as error:
        return _back("/sign-in", request, form, ("email", "remember"), error)


@router.post("/sign-up")
async def sign_up(request: Request) -> Response:
    """Create a person and begin a session, or go back to the form."""
    form = await request.form(max_files=0, max_fields=20)
    names = ("email", "password", "name", "organization_name")
    zone = {"time_zone": _text(form, "time_zone")} if _text(form, "time_zone") else {}
    try:
        wanted = SignUp.of(**{name: _text(form, name) for name in names}, **zone)
        return await _welcome(request, form, await accounts.sign_up(wanted, device=_device(request)))
    except AtriumError as error:
        return _back("/sign-up", request, form, ("email", "name", "organization_name"), error)


@router.post("/sign-out")
async def sign_out(request: Request) -> Response:
    """End the session and its pages."""
    if secret := cookies.secret_of(request):
        await accounts.sign_out(secret)
    response = RedirectResponse("/sign-in", 303)
    cookies.drop(response, cookies.session_name())
    return response


async def _welcome(request: Request, form: FormData, signed_in: SignedIn) -> Response:
    if earlier := cookies.secret_of(request):
        await accounts.sign_out(earlier)
    response = RedirectResponse(_next(request, form), 303)
    seconds = cookies.KEPT_SECONDS if signed_in.session.remember else None
    cookies.keep(response, cookies.session_name(), signed_in.secret, seconds=seconds)
    cookies.drop(response, cookies.flash_name())
    return response


def _back(path: str, request: Request, form: FormData, kept: tuple[str, ...], error: AtriumError) -> Response:
    errors = {e.field: e.message for e in error.errors} if isinstance(error, Invalid) else {}
    onward = _next(request, form)
    response = RedirectResponse(path if onward == "/" else f"{path}?{urlencode({'next': onward})}", 303)
    if isinstance(error, Throttled):
        response.headers["Retry-After"] = str(error.retry_after)
    values = {name: _text(form, name)[:254] for name in kept}
    cookies.set_flash(response, values, (errors or {"": error.message}) | {"form": path})
    return response


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""


def _device(request: Request) -> Device:
    return Device(request.client.host if request.client else "", request.headers.get("user-agent", ""))


def _next(request: Request, form: FormData) -> str:
    """Where the person wanted to go: in the form, or in the address of the page that the form is on."""
    query = request.headers.get("referer", "").partition("#")[0].partition("?")[2]
    return local_path(_text(form, "next") or parse_qs(query).get("next", [""])[0])


def local_path(wanted: str) -> str:
    """The path if it stays on this site and is a page to go to, else the start page."""
    is_strange = "\\" in wanted or any(c <= " " or c == "\x7f" for c in wanted) or len(wanted) > 500
    if not wanted.startswith("/") or wanted.startswith("//") or is_strange:
        return "/"
    return "/" if wanted.startswith(("/sign-", "/api", "/_nicegui")) else wanted
