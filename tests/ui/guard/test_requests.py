"""Attacks on plain requests: names, origins, bodies, headers, redirects; and the forms that begin and end sessions."""

import asyncio
import re
import socket as sockets
from collections.abc import Iterator

import pytest
from websockets.sync.client import connect

from tests.ui.guard.visiting import PASSWORD, Browser, Guarded, refused
from ui.guard import bodies


@pytest.fixture
def visitor(guarded: Guarded) -> Browser:
    return Browser(guarded)


def _raw(guarded: Guarded, text: str, patience: float = 5.0) -> str:
    with sockets.create_connection(("127.0.0.1", guarded.port), patience) as raw:
        raw.sendall(text.encode())
        answer = b""
        while b"\r\n\r\n" not in answer:
            more = raw.recv(4096)
            if not more:
                break
            answer += more
    return answer.decode(errors="replace")


# Names


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "127.0.0.1@evil.example", "", "a b", "127.0.0.1:x"]
)
def test_other_names_are_refused(guarded, host):
    for path in ("/", "/api/seen", "/sign-in"):
        answer = guarded.programs.get(path, headers={"host": host})
        assert answer.status_code in (400, 421)
        assert answer.headers.get("content-type") == (
            "application/problem+json" if "api" in path else answer.headers.get("content-type")
        )


def test_two_host_headers_are_refused(guarded):
    text = f"GET /api/seen HTTP/1.1\r\nHost: {guarded.host}\r\nHost: evil.example\r\n\r\n"
    assert re.match(r"HTTP/1.1 4(00|21)", _raw(guarded, text))


def test_no_host_header_is_refused(guarded):
    assert re.match(r"HTTP/1.[01] 4(00|21)", _raw(guarded, "GET /api/seen HTTP/1.0\r\n\r\n"))


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "[::1]", "LOCALHOST"])
def test_local_names_are_known_in_development_on_any_port(guarded, name):
    for host in (name, f"{name}:{guarded.port}", f"{name}:3000"):
        assert guarded.programs.get("/api/seen", headers={"host": host}).status_code == 200


def test_a_socket_needs_a_known_name_too(guarded):
    with refused():
        connect(f"ws://{guarded.host}/api/ws", additional_headers={"host": "evil.example"}, proxy=None, legacy=True)


# Origins


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "https://evil.example", "sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_other_sites_cannot_send_our_forms(guarded, ada, headers, method):
    before = guarded.seen().get("echo", 0)
    answer = guarded.programs.request(method, "/echo", headers=headers | {"cookie": ada.cookies})
    assert answer.status_code == 403
    assert guarded.programs.post("/sign-out", headers=headers | {"cookie": ada.cookies}).status_code == 403
    assert ada.http.get("/").status_code == 200
    assert guarded.seen().get("echo", 0) == before


def test_our_own_forms_and_programs_without_a_browser_are_let_through(guarded):
    for headers in ({"origin": guarded.url}, {"sec-fetch-site": "same-origin"}, {}):
        assert guarded.programs.post("/echo", headers=headers).status_code == 200


def test_another_port_of_the_same_machine_is_another_site(guarded):
    answer = guarded.programs.post("/echo", headers={"origin": "http://127.0.0.1:3000"})
    assert answer.status_code == 403


# Bodies


def test_an_announced_length_beyond_the_limit_is_refused_before_it_is_read(guarded):
    for path in ("/echo", "/api/echo"):
        text = f"POST {path} HTTP/1.1\r\nHost: {guarded.host}\r\nContent-Length: 99999999999\r\n\r\n"
        assert _raw(guarded, text).startswith("HTTP/1.1 413")


def _chunks(megabytes: int) -> Iterator[bytes]:
    for _ in range(megabytes * 10):
        yield b"x" * 100_000


@pytest.mark.parametrize("path", ["/echo", "/api/echo"])
def test_a_body_in_chunks_is_counted_while_it_is_read(guarded, path):
    before = guarded.seen().get("echo", 0)
    answer = guarded.programs.post(path, content=_chunks(3))
    assert answer.status_code == 413
    assert guarded.seen().get("echo", 0) == before
    assert answer.headers["content-type"].startswith("application/problem+json" if "api" in path else "text/plain")
    assert guarded.programs.post(path, content=_chunks(1)).json()["size"] == 1_000_000


def test_a_large_upload_is_let_through_only_where_uploads_go(guarded, ada):
    page = ada.open()
    headers = {"cookie": ada.cookies, "origin": guarded.url}
    big = {"file": ("big.bin", b"x" * 5_000_000)}
    assert guarded.programs.post(page.parts["upload"], files=big, headers=headers).status_code == 200
    assert guarded.programs.post("/echo", files=big, headers=headers).status_code == 413


async def test_a_slow_body_is_not_waited_for_for_ever(monkeypatch):
    monkeypatch.setattr(bodies, "_SECONDS", 0.2)
    sent: list[dict] = []

    async def reading(scope, receive, send) -> None:
        while (await receive()).get("more_body"):
            pass
        sent.append({"status": 200})

    async def trickling() -> dict:
        await asyncio.sleep(0.05)
        return {"type": "http.request", "body": b"x", "more_body": True}

    async def send(message: dict) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": "/echo", "headers": []}
    await asyncio.wait_for(bodies.Bodies(reading)(scope, trickling, send), 5)
    assert sent[0]["status"] == 408


# Cookies, forwarded headers


def test_cookies_count_for_nothing_at_the_programs_door(guarded, ada):
    headers = {"cookie": ada.cookies, "origin": guarded.url}
    assert guarded.programs.post("/api/echo", headers=headers).json()["cookies"] == []
    assert guarded.programs.post("/echo", headers=headers).json()["cookies"] == ["atrium"]


_FORWARDED = {"x-forwarded-for": "6.6.6.6, 7.7.7.7", "x-forwarded-proto": "https", "x-forwarded-prefix": "/evil",
              "x-forwarded-host": "evil.example", "forwarded": "for=6.6.6.6", "x-real-ip": "6.6.6.6"}  # fmt: skip


def test_nobody_forwards_but_configured_proxies(guarded):
    echoed = guarded.programs.post("/api/echo", headers=_FORWARDED).json()
    assert echoed["client"] == "127.0.0.1"
    assert echoed["scheme"] == "http"
    assert not [name for name in echoed["headers"] if "forwarded" in name or name == "x-real-ip"]


def test_a_configured_proxy_is_believed_up_to_what_anybody_may_have_written(start_guarded):
    guarded = start_guarded(ATRIUM_TRUSTED_PROXIES="127.0.0.0/8,7.7.7.7")
    echoed = guarded.programs.post("/api/echo", headers=_FORWARDED).json()
    assert (echoed["client"], echoed["scheme"]) == ("6.6.6.6", "https")
    headers = {"x-forwarded-for": "1.1.1.1, 2.2.2.2, 7.7.7.7"}
    assert guarded.programs.post("/api/echo", headers=headers).json()["client"] == "2.2.2.2"
    for broken in ("", "nonsense", "7.7.7.7", "1.1.1.1, nonsense"):
        assert guarded.programs.post("/api/echo", headers={"x-forwarded-for": broken}).json()["client"] in (
            "127.0.0.1",
            "7.7.7.7",
        )


# Headers


@pytest.mark.parametrize("path", ["/sign-in", "/", "/api/seen", "/api/nothing", "/nothing", "/sign-out"])
def test_every_answer_is_guarded_by_headers(guarded, path):
    headers = guarded.programs.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["cross-origin-opener-policy"] == headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert "server" not in headers
    assert "strict-transport-security" not in headers


def test_refusals_are_guarded_by_headers_too(guarded):
    for answer in (
        guarded.programs.get("/", headers={"host": "evil.example"}),
        guarded.programs.post("/echo", headers={"origin": "null"}),
        guarded.programs.post("/echo", content=_chunks(3)),
    ):
        assert answer.status_code >= 400
        assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_each_page_has_a_nonce_of_its_own_on_every_script(guarded):
    nonces = set()
    for _ in range(2):
        answer = guarded.programs.get("/sign-in")
        (nonce,) = re.findall(r"script-src 'self' 'nonce-([^']+)'", answer.headers["content-security-policy"])
        scripts = re.findall(r"<script[^>]*>", answer.text)
        assert len(scripts) > 3
        assert all(f'nonce="{nonce}"' in script for script in scripts)
        nonces.add(nonce)
    assert len(nonces) == 2
    assert "'unsafe-inline'" not in answer.headers["content-security-policy"].split("script-src")[1].split(";")[0]


def test_pages_are_compressed_after_the_nonce_was_put_in(guarded):
    answer = guarded.programs.get("/sign-in", headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert 'nonce="' in answer.text


def test_behind_tls_the_cookie_is_host_bound_and_the_browser_stays_with_https(start_guarded):
    guarded = start_guarded(
        ATRIUM_BASE_URL="https://atrium.example", ATRIUM_ENVIRONMENT="production", TEST_HOST="atrium.example",
        ATRIUM_TRUSTED_HOSTS="second.example:8443",
    )  # fmt: skip
    headers = {"host": "atrium.example", "origin": "https://atrium.example"}
    form = {"email": "a@example.org", "password": PASSWORD, "name": "A", "organization_name": "A"}
    answer = guarded.programs.post("/sign-up", data=form, headers=headers)
    cookie = next(c for c in answer.headers.get_list("set-cookie") if c.startswith("__Host-atrium="))
    assert {"Secure", "HttpOnly", "SameSite=lax", "Path=/"} <= {part.strip() for part in cookie.split(";")}
    assert "Domain" not in cookie
    assert answer.headers["strict-transport-security"].startswith("max-age=63072000")
    assert "wss://atrium.example" in answer.headers["content-security-policy"]
    for host in ("localhost", "127.0.0.1", guarded.host, "atrium.example:8080", "second.example"):
        assert guarded.programs.get("/api/seen", headers={"host": host}).status_code == 421
    for host in ("atrium.example", "atrium.example:443", "ATRIUM.example", "second.example:8443"):
        assert guarded.programs.get("/api/seen", headers={"host": host}).status_code == 200
    over_http = headers | {"origin": "http://atrium.example"}
    assert guarded.programs.post("/echo", headers=over_http).status_code == 403


# Who may open a page


def test_an_empty_installation_shows_sign_up_and_then_sign_in(start_guarded):
    guarded = start_guarded()
    for path in ("/", "/sign-in", "/tasks"):
        assert guarded.programs.get(path).headers["location"] == "/sign-up"
    Browser(guarded).join("First")
    assert guarded.programs.get("/").headers["location"] == "/sign-in"


def test_nobody_opens_a_page_and_then_comes_back_to_it(guarded, ada):
    stranger = Browser(guarded)
    for path, next_ in (("/", ""), ("/tasks?status=pending&q=a%20b", "?next=/tasks%3Fstatus%3Dpending%26q%3Da%2520b")):
        answer = stranger.http.get(path)
        assert (answer.status_code, answer.headers["location"]) == (303, f"/sign-in{next_}")
    referer = {"referer": f"{guarded.url}{answer.headers['location']}"}
    form = {"email": ada.email, "password": PASSWORD}
    assert (
        stranger.http.post("/sign-in", data=form, headers=referer).headers["location"]
        == "/tasks?status=pending&q=a%20b"
    )
    assert stranger.http.get("/sign-in").headers["location"] == "/"


@pytest.mark.parametrize(
    "onward",
    ["https://evil.example", "//evil.example", "//[", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)",
     "/a\r\nX: y",
     "/\t/evil.example", "tasks", "/sign-in", "/sign-out", "/" + "x" * 600, " //evil.example", "http:evil.example"],
)  # fmt: skip
def test_redirects_stay_on_this_site(guarded, ada, onward):
    form = {"email": ada.email, "password": PASSWORD, "next": onward}
    assert Browser(guarded).http.post("/sign-in", data=form).headers["location"] == "/"


# The forms


def test_signing_in_gives_a_new_session_and_ends_the_old_one(guarded, ada):
    old = ada.cookies
    answer = ada.http.post("/sign-in", data={"email": ada.email, "password": PASSWORD})
    assert answer.status_code == 303
    assert ada.cookies != old
    assert guarded.programs.get("/", headers={"cookie": old}).status_code == 303
    assert ada.http.get("/").status_code == 200


def test_a_kept_session_outlives_the_browser_and_another_does_not(ada):
    def cookie(**more: str) -> str:
        answer = ada.http.post("/sign-in", data={"email": ada.email, "password": PASSWORD} | more)
        return next(c for c in answer.headers.get_list("set-cookie") if c.startswith("atrium="))

    assert "Max-Age" not in cookie()
    assert "Max-Age=5184000" in cookie(remember="yes")
    assert {"HttpOnly", "SameSite=lax"} <= {part.strip() for part in cookie().split(";")}


def test_a_refused_form_comes_back_with_what_was_typed_but_no_password(guarded, visitor):
    typed = {"email": "not-an-address", "password": "short", "name": "Zoë <b>", "organization_name": "Ö & Co"}
    answer = visitor.http.post("/sign-up", data=typed)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-up")
    shown = visitor.http.get("/sign-up").text
    assert "not-an-address" in shown
    assert "Zoë" in shown
    assert "must be an e-mail address" in shown
    assert "must have at least 8 characters" in shown
    assert "'password': 'short'" not in shown
    assert "not-an-address" not in visitor.http.get("/sign-up").text  # it was shown once


def test_a_wrong_password_and_an_unknown_address_look_the_same(guarded, ada):
    shown = set()
    for email in (ada.email, "nobody@example.org"):
        visitor = Browser(guarded)
        answer = visitor.http.post("/sign-in", data={"email": email, "password": "wrong password", "remember": "yes"})
        assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
        assert "atrium" not in visitor.http.cookies
        text = visitor.http.get("/sign-in").text
        assert email in text
        shown.add(re.search(r"errors=(\{.*?\})", text.replace(email, "…"))[1])
    assert len(shown) == 1


def test_a_forged_flash_shows_nothing(guarded, visitor):
    visitor.http.post("/sign-in", data={"email": "typed@example.org", "password": "wrong password"})
    signature, _, body = visitor.http.cookies["atrium-flash"].partition(".")
    for forged in (f"{signature}.{body[:-4]}AAAA", f"{'0' * 64}.{body}", f".{body}", "", "é", "a.b.c"):
        answer = guarded.programs.get("/sign-in", headers={"cookie": f"atrium-flash={forged}".encode()})
        assert answer.status_code == 200
        assert "typed@example.org" not in answer.text


@pytest.mark.parametrize(
    "body", ["", "email=%00&password=%00", "email[]=x", "%ff=%ff", "email=" + "x" * 100_000, "&" * 5000]
)
def test_odd_forms_are_answered_not_broken(guarded, visitor, body):
    for path in ("/sign-in", "/sign-up", "/sign-out"):
        headers = {"content-type": "application/x-www-form-urlencoded"}
        answer = visitor.http.post(path, content=body, headers=headers)
        assert answer.status_code in (303, 400, 413)
    assert "Traceback" not in guarded.log()


def test_files_are_no_answer_to_a_form(guarded, visitor):
    answer = visitor.http.post("/sign-in", files={"email": ("a", b"x")}, data={"password": "y"})
    assert answer.status_code in (303, 400)


def test_throttled_forms_say_for_how_long(start_guarded):
    guarded = start_guarded()
    visitor = Browser(guarded)
    Browser(guarded).join("Ada")
    answers = [
        visitor.http.post("/sign-in", data={"email": "x@example.org", "password": "wrong!!!"}) for _ in range(11)
    ]
    assert [answer.status_code for answer in answers] == [303] * 11
    assert "retry-after" not in answers[9].headers
    assert int(answers[10].headers["retry-after"]) > 0
    assert "Too many tries" in visitor.http.get("/sign-in").text
