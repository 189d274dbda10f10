"""REST on the real server, behind the guard: what goes wrong before an address is reached is a problem, too."""

import socket

import httpx
import pytest

from tests.ui.api.problems import problem


@pytest.fixture(scope="module")
def http(server):
    with httpx.Client(base_url=server.url, timeout=20) as client:
        yield client


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/v1", "/api/v1/", "/api/nothing", "/api/v2/tasks", "/api/docs"])
def test_an_unknown_address_is_404(http, path):
    problem(http.get(path), 404)


def test_the_document_is_there_and_no_page_that_loads_scripts_from_elsewhere(http):
    assert http.get("/openapi.json").json()["openapi"].startswith("3.1")
    assert http.get("/docs").status_code == 404


def test_nobody_is_401_on_both_bases(http):
    for base in ("/api", "/api/v1"):
        answer = http.get(f"{base}/tasks")
        problem(answer, 401)
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("told", [True, False])
def test_a_body_that_is_far_too_large_is_413(http, told):
    large = b'"' + b"x" * 3_000_000 + b'"'
    headers = {"Content-Type": "application/json"}
    answer = http.post("/api/v1/auth/login", content=large if told else iter([large]), headers=headers)
    problem(answer, 413)


def test_a_foreign_host_is_refused_with_a_problem(http):
    problem(http.get("/api/v1/tasks", headers={"Host": "evil.example"}), 421)


@pytest.mark.parametrize("raw", [
    b"GET /api/v1/tasks HTTP/1.1\r\nHost: {host}\r\nContent-Length: x\r\n\r\n",
    b"GET /api/v1/tasks/%ff%fe HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n",
    b"GET /api/v1/tasks?q=%ff HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n",
    b"GET /api/v1/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n",
    b"POST /api/v1/auth/login HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
    b"BREW /api/v1/tasks HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n",
])  # fmt: skip
def test_raw_requests_never_break_it(server, raw):
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(raw.replace(b"{host}", f"127.0.0.1:{server.port}".encode()))
        status = connection.recv(100).split(b" ", 2)[1]
    assert 400 <= int(status) < 500


def test_cookies_of_pages_open_nothing(http, server):
    form = {"email": "cookie@example.org", "password": "correct horse battery", "name": "A", "organization_name": "A"}
    assert http.post("/api/v1/auth/signup", json=form).status_code == 201
    with httpx.Client(base_url=server.url, follow_redirects=False, headers={"Origin": server.url}) as browser:
        said = browser.post("/sign-in", data={"email": form["email"], "password": form["password"]})
        assert said.status_code in (302, 303), said.text
        assert browser.cookies
        problem(browser.get("/api/v1/tasks"), 401)
