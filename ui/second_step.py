"""The form posts of the second step of a sign-in, and of signing in with a passkey."""

from collections.abc import Awaitable

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from domain import accounts
from domain.accounts import SignedIn
from domain.accounts.ceremony import LONGEST
from domain.errors import AtriumError, SignedOut
from ui import auth, cookies

router = APIRouter(include_in_schema=False)
CODE, PASSKEY, PASSKEY_ASKED = auth.SECOND_STEP, f"{auth.SECOND_STEP}/passkey", f"{auth.SECOND_STEP}/passkey/options"
ALONE, ALONE_ASKED = "/sign-in/passkey", "/sign-in/passkey/options"


@router.post(CODE)
async def with_code(request: Request) -> Response:
    """Complete a sign-in with a code of the authenticator app or a recovery code."""
    form = await request.form(max_files=0, max_fields=20)
    code = auth.typed(form, "code")[:100]
    act = accounts.finish_sign_in(_ticket(request), code, device=auth.device_of(request))
    return await _finished(request, CODE, auth.onward_of(request, form), act)


@router.post(PASSKEY)
async def with_passkey(request: Request) -> Response:
    """Complete it with a passkey."""
    form = await request.form(max_files=0, max_fields=20)
    credential = auth.typed(form, "credential")[:LONGEST]
    act = accounts.finish_sign_in_with_passkey(_ticket(request), credential, device=auth.device_of(request))
    return await _finished(request, CODE, auth.onward_of(request, form), act)


@router.post(ALONE)
async def with_passkey_alone(request: Request) -> Response:
    """Sign in with a passkey and nothing else."""
    form = await request.form(max_files=0, max_fields=20)
    credential, remember = auth.typed(form, "credential")[:LONGEST], bool(auth.typed(form, "keep"))
    act = accounts.sign_in_with_passkey(credential, device=auth.device_of(request), remember=remember)
    return await _finished(request, "/sign-in", auth.onward_of(request, form), act)


@router.post(PASSKEY_ASKED)
async def ask_for_passkey_of_ticket(request: Request) -> Response:
    """What the browser has to be asked for the second step."""
    return await _asked(accounts.ask_for_passkey_of_ticket(_ticket(request)))


@router.post(ALONE_ASKED)
async def ask_for_passkey(request: Request) -> Response:
    """What the browser has to be asked to sign in with any passkey for this site."""
    return await _asked(accounts.ask_for_passkey())


def _ticket(request: Request) -> str:
    return cookies.value_of(request, cookies.half_name())[:200]


async def _finished(request: Request, path: str, onward: str, act: Awaitable[SignedIn]) -> Response:
    try:
        signed_in = await act
    except SignedOut as error:
        response = auth.refused("/sign-in", onward, error)
        cookies.drop(response, cookies.half_name())
        return response
    except AtriumError as error:
        return auth.refused(path, onward, error)
    return await auth.welcome(request, onward, signed_in)


async def _asked(act: Awaitable[dict[str, object]]) -> Response:
    try:
        return JSONResponse(await act)
    except AtriumError as error:
        return JSONResponse({"error": error.message}, 400)
