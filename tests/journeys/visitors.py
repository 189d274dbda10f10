"""People in browsers: each in a context of their own, signed in by the real forms or, quicker, by their posts."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.servers import Server

PASSWORD = "quiet-harbour-lantern"
SOON = 4_000  # ms for what is pushed: before the timer of 5 s could have brought it; tests/bench tells how soon
expect.set_options(timeout=10_000)  # browsers on two busy cores take their time
PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
_numbers = count(1)


class Visitor:
    """Somebody with an account, a browser and a program's token."""

    def __init__(self, name: str, email: str, context: BrowserContext, url: str) -> None:
        self.name, self.email, self.context, self._url = name, email, context, url
        self.page: Page = context.new_page()
        self._programs = httpx.Client(base_url=f"{url}/api/v1", timeout=20)

    def at(self, path: str) -> Page:
        """Their page, gone to this address and connected."""
        self.page.goto(path)
        expect(self.page.locator("html")).to_have_attribute("data-connection", "connected")
        return self.page

    def __call__(self, method: str, path: str, body: Any = None) -> Any:
        """One call as a program; the answer's JSON."""
        if "authorization" not in self._programs.headers:
            tokens = self._programs.post("/auth/login", json={"email": self.email, "password": PASSWORD}).json()
            self._programs.headers["authorization"] = f"Bearer {tokens['access_token']}"
        answer = self._programs.request(method, path, json=body)
        assert answer.is_success, answer.text
        return answer.json() if answer.content else None

    def leave(self) -> None:
        """Nothing is asked as a program any more."""
        self._programs.close()


class Contexts:
    """Browser contexts that are used again: their caches stay warm, nothing else of who had one is left in it."""

    def __init__(self, browser: Browser, url: str) -> None:
        self._browser, self._url = browser, url
        self._free: dict[str, list[BrowserContext]] = {}

    @contextmanager
    def lent(self, **options: Any) -> Iterator[BrowserContext]:
        """One with these options of Playwright's `new_context`; it is emptied afterwards."""
        free = self._free.setdefault(repr(sorted(options.items())), [])
        context = free.pop() if free else self._browser.new_context(base_url=self._url, **options)
        yield context
        self._empty(context)
        free.append(context)

    def _empty(self, context: BrowserContext) -> None:
        for page in context.pages:
            page.close()
        context.set_offline(False)
        context.clear_cookies()
        page = context.new_page()
        everything = {"origin": self._url, "storageTypes": "all"}  # except the HTTP cache
        context.new_cdp_session(page).send("Storage.clearDataForOrigin", everything)
        page.close()


Visit = Callable[..., Visitor]


@pytest.fixture(scope="session")
def contexts(browser: Browser, server: Server) -> Contexts:
    """Contexts at the server that all tests share."""
    return Contexts(browser, server.url)


@pytest.fixture
def visit(contexts: Contexts, server: Server) -> Iterator[Visit]:
    """Let somebody sign up and open a browser; keyword arguments are those of Playwright's `new_context`."""
    with visiting(contexts, server.url) as come:
        yield come


@contextmanager
def visiting(contexts: Contexts, url: str) -> Iterator[Visit]:
    """The same at any address."""
    lent = ExitStack()
    visitors: list[Visitor] = []

    def come(name: str, **options: Any) -> Visitor:
        email = f"{name.lower()}.j{next(_numbers)}@example.org"
        form = {"name": name, "organization_name": f"{name}’s", "email": email, "password": PASSWORD}
        answer = httpx.post(f"{url}/sign-up", data=form, headers={"Origin": url})
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        context = lent.enter_context(contexts.lent(**options))
        host = urlsplit(url).hostname
        for cookie, value in answer.cookies.items():
            context.add_cookies([{"name": cookie, "value": value, "domain": host, "path": "/", "httpOnly": True}])
        visitors.append(Visitor(name, email, context, url))
        return visitors[-1]

    with lent:
        yield come
        for visitor in visitors:
            visitor.leave()


def is_path(path: str) -> re.Pattern[str]:
    """An address with this path, whatever its query."""
    return re.compile(rf"^https?://[^/]+{re.escape(path)}(\?.*)?$")
