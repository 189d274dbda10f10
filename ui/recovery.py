"""The form posts behind links in mails: proving an address, choosing a new password. Opening a link uses nothing up."""

from collections.abc import Awaitable
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from domain import accounts
from domain.errors import AtriumError, Invalid, Throttled
from ui import cookies

router = APIRouter(include_in_schema=False)
VERIFY, FORGOT, RESET = "/verify-email", "/forgot-password", "/reset-password"
PAGES = (VERIFY, FORGOT, RESET)
_LONGEST = 300


@router.post(VERIFY)
async def verify(request: Request) -> Response:
    """Prove an address."""
    token = (await _typed(request))["token"]
    return await _answer(VERIFY, accounts.verify_email(token), token=token)


@router.post(FORGOT)
async def forgot(request: Request) -> Response:
    """Have a link mailed."""
    email = (await _typed(request))["email"]
    return await _answer(FORGOT, accounts.ask_password_reset(email), email=email)


@router.post(RESET)
async def reset(request: Request) -> Response:
    """Choose a new password."""
    typed = await _typed(request)
    return await _answer(RESET, accounts.reset_password(typed["token"], typed["password"]), token=typed["token"])


async def _typed(request: Request) -> dict[str, str]:
    form = await request.form(max_files=0, max_fields=20)
    given = {name: form.get(name) for name in ("token", "email", "password")}
    return {name: value[:_LONGEST] if isinstance(value, str) else "" for name, value in given.items()}


async def _answer(path: str, act: Awaitable[None], *, token: str = "", email: str = "") -> Response:
    """Back to the page, which says that it is done or what is wrong."""
    try:
        await act
    except AtriumError as error:
        response = RedirectResponse(f"{path}?{urlencode({'token': token})}" if token else path, 303)
        if isinstance(error, Throttled):
            response.headers["Retry-After"] = str(error.retry_after)
        wrong = {e.field: e.message for e in error.errors if e.field != "token"} if isinstance(error, Invalid) else {}
        cookies.set_flash(response, {"email": email[:254]}, (wrong or {"": error.message}) | {"form": path})
        return response
    response = RedirectResponse(f"{path}?done=yes", 303)
    cookies.drop(response, cookies.flash_name())
    return response
