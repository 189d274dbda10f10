"""REST: what programs can do, under `/api/v1` and its alias `/api`."""

import re
from functools import cache

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from domain.settings import VERSION
from ui.api import (
    accounts,
    attachments,
    audit,
    bulk,
    comments,
    conversations,
    dashboard,
    document,
    errors,
    exchange,
    files,
    instance,
    invitations,
    jobs,
    live,
    mails,
    notifications,
    organizations,
    own_data,
    passkeys,
    people,
    proposals,
    providers,
    quick_add,
    relations,
    reminders,
    search,
    sharing,
    subtasks,
    tasks,
    teams,
    tokens,
    two_factor,
    views,
)

PREFIXES = ("/api/v1", "/api")  # the longer one first: the other matches it too
_FEATURES = (
    dashboard.statistics_router,  # first, as the most asked
    dashboard.router,
    quick_add.router,
    exchange.router,
    exchange.file_router,
    exchange.feeds_router,
    exchange.calendar_router,
    bulk.router,
    tasks.router,
    sharing.router,
    attachments.router,
    attachments.upload_router,
    comments.router,
    reminders.router,
    notifications.router,
    subtasks.router,
    relations.router,
    tasks.undo_router,
    accounts.open_router,
    accounts.router,
    two_factor.router,
    two_factor.secret_router,
    passkeys.router,
    providers.open_router,
    providers.router,
    people.upload_router,
    own_data.router,
    tokens.router,
    people.router,
    organizations.router,
    organizations.upload_router,
    invitations.open_router,
    invitations.router,
    teams.router,
    views.router,
    search.router,
    conversations.router,
    conversations.long_router,
    proposals.router,
    files.router,
    files.upload_router,
    jobs.router,
    mails.router,
    audit.router,
    instance.router,
    live.router,
)


def install(app: FastAPI) -> None:
    """Add everything that programs can reach to the application."""
    programs = _programs()
    described = cache(document.described)  # when somebody asks: it takes as long as a tenth of the start

    async def openapi(_: Request) -> Response:
        return Response(described(programs), media_type="application/json")

    app.add_route("/openapi.json", openapi)
    # before everything else: programs ask most often
    app.router.routes[:0] = [_Everything(prefix, _Heads(programs)) for prefix in PREFIXES]


class _Everything(Mount):
    """All paths that begin so, also those with a line end in them: their answer is a problem like any other."""

    def __init__(self, path: str, app: ASGIApp) -> None:
        super().__init__(path, app)
        self.path_regex = re.compile(self.path_regex.pattern, re.DOTALL)


class _Heads:
    """Answers HEAD as GET without the body."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def without_body(message: Message) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        await self._app({**scope, "method": "GET"}, receive, without_body)


def _programs() -> FastAPI:
    # An application of its own: its errors are problems, also for addresses that do not exist.
    programs = FastAPI(
        title="Atrium", version=VERSION, openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False
    )
    errors.install(programs)
    for router in _FEATURES:
        # not include_router: that matches every request twice
        programs.router.routes.extend(router.routes)
    return programs
