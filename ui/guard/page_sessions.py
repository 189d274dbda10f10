"""Who may open a page: signed-in people; others are shown the way in before NiceGUI builds anything for them.

Here a session goes on under another id when it has to: the page that is asked for belongs to the new one already.
"""

from urllib.parse import parse_qs, quote

from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from domain import accounts
from domain.accounts import SignedIn
from domain.errors import Unavailable
from ui import auth, cookies, invitations, plain, providers, recovery, unsubscribing
from ui.guard.requests import header, is_page, without_headers

WAYS_IN = ("/sign-in", "/sign-up", auth.SECOND_STEP)
_SAYS_WHAT_WAS_WRONG = ("/settings",)  # beside the ways in: what came of a visit to a provider
# links in mails lead there, whoever is signed in
FOR_EVERYBODY = (*recovery.PAGES, *invitations.PAGES, unsubscribing.PATH)


class PageSessions:
    """Redirects by session. A cookie that proves nothing is taken out, so that its page belongs to nobody."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._has_people = False  # once there are, there always are

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD") or not is_page(scope["path"]):
            await self._app(scope, receive, send)
            return
        secret = cookies.secret_in(header(scope, "cookie"))
        try:
            is_signed_in = bool(secret and await accounts.person_of_session(secret))
            answer = await self._redirect(scope, is_signed_in=is_signed_in)
            renewed = await self._renewed(scope, secret) if is_signed_in else None
        except Unavailable:
            await plain.away()(scope, receive, send)
            return
        if secret and is_signed_in:
            accounts.touch(secret)
        told = Response()
        if secret and not is_signed_in:
            cookies.drop(told, cookies.session_name())
        if scope["path"] in (*WAYS_IN, *FOR_EVERYBODY, *_SAYS_WHAT_WAS_WRONG) and not answer:
            cookies.drop(told, cookies.flash_name())
        if not is_signed_in:
            scope = _with_session(scope, None)
        elif renewed:
            scope = _with_session(scope, renewed.secret)
            cookies.keep_session(told, renewed)
        await (answer or self._app)(scope, receive, _telling(told, send))

    async def _renewed(self, scope: Scope, secret: str | None) -> SignedIn | None:
        # whoever comes back from a provider was sent there under the session that they come back with
        if not secret or scope["method"] != "GET" or scope["path"].startswith(providers.PATHS):
            return None
        return await accounts.renew(secret)

    async def _redirect(self, scope: Scope, *, is_signed_in: bool) -> Response | None:
        path, query = scope["path"], scope["query_string"].decode("latin-1")
        if path.startswith(providers.PATHS):
            return None
        if is_signed_in and path not in FOR_EVERYBODY:
            onward = auth.local_path(parse_qs(query).get("next", [""])[0])
            return RedirectResponse(onward, 303) if path in WAYS_IN else None
        if path == "/sign-up" or path in FOR_EVERYBODY:
            return None
        if not await self._is_inhabited():
            return RedirectResponse("/sign-up", 303)
        if path in ("/sign-in", auth.SECOND_STEP):
            return None
        onward = auth.local_path(path + (f"?{query}" if query else ""))
        return RedirectResponse("/sign-in" if onward == "/" else f"/sign-in?next={quote(onward)}", 303)

    async def _is_inhabited(self) -> bool:
        self._has_people = self._has_people or not await accounts.is_first_run()
        return self._has_people


def _with_session(scope: Scope, secret: str | None) -> Scope:
    kept = [
        pair for part in header(scope, "cookie").split(";")
        if (pair := part.strip()) and pair.partition("=")[0].strip() != cookies.session_name()
    ] + ([f"{cookies.session_name()}={secret}"] if secret else [])  # fmt: skip
    changed = without_headers(scope, "cookie")
    if kept:
        changed["headers"].append((b"cookie", "; ".join(kept).encode("latin-1")))
    return changed


def _telling(told: Response, send: Send) -> Send:
    """Send the cookies of one response with another."""
    added = [(key, value) for key, value in told.raw_headers if key == b"set-cookie"]

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start" and added:
            message = {**message, "headers": [*message["headers"], *added]}
        await send(message)

    return sending if added else send
