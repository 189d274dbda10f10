"""The ways to OpenID Connect providers and back."""

import secrets
from urllib.parse import quote, unquote

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from domain import accounts
from domain.accounts import Returned
from domain.errors import AtriumError, NotFound, SecondFactorRequired, Unavailable
from ui import auth, cookies, plain

router = APIRouter(include_in_schema=False)
THERE, BACK = "/sign-in/with", "/sign-in/from"
PATHS = (f"{THERE}/", f"{BACK}/")
_SETTINGS = "/settings?part=security"


@router.get(f"{THERE}/{{key}}")
async def go(key: str, request: Request) -> Response:
    """Send a browser to a provider, to sign in; or, when `for=confirm`, to prove once more who is signed in here."""
    onward = auth.local_path(request.query_params.get("next", ""))
    try:
        if request.query_params.get("for") == "confirm":
            return RedirectResponse(await _to_confirm(key, request), 303)
        browser = _visit(request)[0] or secrets.token_urlsafe(32)
        response = RedirectResponse(await accounts.send_to_provider(key, browser=browser, onward=onward), 303)
    except (NotFound, Unavailable):
        raise
    except AtriumError as error:
        return auth.refused("/sign-in", onward, error)
    cookies.keep(response, cookies.visit_name(), f"{browser}.{quote(onward)}", seconds=cookies.VISIT_SECONDS)
    return response


def _visit(request: Request) -> tuple[str, str]:
    """What a browser keeps of its visit: the secret that proves it, and where to go on if nothing else tells."""
    browser, _, onward = cookies.value_of(request, cookies.visit_name())[:2000].partition(".")
    return browser[:100], auth.local_path(unquote(onward))


async def _to_confirm(key: str, request: Request) -> str:
    secret = cookies.secret_of(request)
    found = await accounts.person_of_session(secret) if secret else None
    return await accounts.send_to_confirm(key, under=found[1]) if found else "/sign-in"


@router.get(f"{BACK}/{{key}}")
async def come_back(key: str, request: Request) -> Response:
    """Take what a browser brings back from a provider."""
    asked = request.query_params
    secret, (browser, onward) = cookies.secret_of(request), _visit(request)
    try:
        returned = await accounts.return_from_provider(
            key, state=asked.get("state", "")[:200], code=asked.get("code", "")[:4000],
            issuer=asked.get("iss", "")[:2000], browser=browser,
            secret=secret, device=auth.device_of(request),
        )  # fmt: skip
    except SecondFactorRequired as half:
        return auth.second_step(half, onward)
    except (NotFound, Unavailable):
        raise
    except AtriumError as error:
        is_signed_in = bool(secret and await accounts.person_of_session(secret))
        return auth.refused(_SETTINGS, "/", error) if is_signed_in else auth.refused("/sign-in", onward, error)
    return await _onward(request, returned)


async def _onward(request: Request, returned: Returned) -> Response:
    if returned.purpose == "confirm":
        return plain.page(200, "Thank you", "You can close this window and go on where you were.", way_out=_SETTINGS,
                          label="Go to the settings")  # fmt: skip
    if returned.signed_in is None:
        return RedirectResponse(_SETTINGS, 303)
    response = await auth.welcome(request, auth.local_path(returned.onward), returned.signed_in)
    cookies.drop(response, cookies.visit_name())
    return response
