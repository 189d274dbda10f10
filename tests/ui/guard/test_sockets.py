"""Attacks on the pages' sockets. NiceGUI itself asks for the page's id and for nothing else."""

import time
from collections.abc import Iterator

import psycopg
import pytest

from persistence.database import connection_string
from tests.ui.guard.visiting import PASSWORD, Browser, Page, RawSocket, eventually, refused


@pytest.fixture
def tab(ada: Browser) -> Page:
    return ada.open()


@pytest.fixture
def socket(tab: Page) -> Iterator[RawSocket]:
    """Ada's own socket, on which clicks arrive."""
    own = tab.connect()
    assert own.is_accepted
    yield own
    own.close()


def _clicks(browser: Browser) -> int:
    return browser.guarded.seen().get(browser.name, 0)


def _settle() -> None:
    time.sleep(0.3)


def test_the_own_browser_clicks(ada, tab, socket):
    socket.say(*tab.click())
    eventually(lambda: _clicks(ada) == 1)


def test_a_click_that_is_sent_again_counts_once(ada, tab, socket):
    name, message = tab.click()
    for mark in ("a", "b", "a", "b", "a" * 101, 7, ["x"]):
        socket.say(name, message | {"mark": mark})
    eventually(lambda: _clicks(ada) == 5)
    _settle()
    assert _clicks(ada) == 5


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1", "http://localhost", None])
def test_no_page_of_another_origin_opens_a_socket(tab, origin):
    with refused():
        tab.connect(origin=origin)


def test_a_socket_without_the_cookie_is_told_that_the_page_is_gone(ada, tab):
    for handshake in (True, False):
        foreign = tab.connect(cookie="", handshake=handshake)
        assert foreign.is_accepted != handshake
        foreign.say(*tab.click())
        foreign.close()
    _settle()
    assert _clicks(ada) == 0


def test_another_person_cannot_open_a_socket_for_the_page(ada, tab, mallory):
    foreign = tab.connect(cookie=mallory.cookies)
    assert not foreign.is_accepted
    foreign.say(*tab.click())
    _settle()
    assert _clicks(ada) == 0


def test_an_unknown_cookie_is_nobodys(ada, tab):
    assert not tab.connect(cookie="atrium=made-up").is_accepted
    assert not tab.connect(cookie=f"{ada.cookies}x").is_accepted


def test_a_socket_names_exactly_one_page(tab, mallory):
    with refused():
        tab.connect(client_id=[])
    with refused():
        mallory.open().connect(client_id=["own", tab.id])


def test_a_socket_of_ones_own_page_cannot_click_on_anothers(ada, tab, socket, mallory):
    own = mallory.open().connect()
    assert own.is_accepted
    own.say(*tab.click())
    _settle()
    assert _clicks(ada) == 0


def test_a_socket_of_ones_own_page_cannot_shake_hands_for_anothers(ada, tab, mallory):
    own = mallory.open().connect()
    own.say("handshake", {"client_id": tab.id, "tab_id": tab.tab, "document_id": own.document, "next_message_id": 0})
    _settle()
    own.say(*tab.click())
    _settle()
    assert _clicks(ada) == 0
    assert tab.connect().is_accepted  # and the page still belongs to its browser


def test_a_second_socket_without_a_handshake_cannot_click(ada, tab, socket):
    silent = tab.connect(handshake=False)
    silent.say(*tab.click())
    _settle()
    assert _clicks(ada) == 0


def test_a_foreign_socket_cannot_answer_for_anothers_browser(guarded, ada, tab, socket, mallory):
    own = mallory.open().connect()
    eventually(lambda: any("run_javascript" in text for text in socket.listen(0.05)))
    for request_id in guarded.programs.get("/api/requests").json():
        for client_id in (tab.id, "made-up"):
            message = {"client_id": client_id, "request_id": request_id, "result": "forged"}
            own.say("javascript_response", message)
    _settle()
    assert f"{ada.name} answered forged" not in guarded.seen()
    text = next(text for text in socket.received if "run_javascript" in text)
    request_id = text.split('"request_id":"')[1].split('"')[0]
    socket.say("javascript_response", {"client_id": tab.id, "request_id": request_id, "result": 2})
    eventually(lambda: f"{ada.name} answered 2" in guarded.seen())


def test_a_foreign_socket_cannot_make_the_server_forget_messages(tab, socket, mallory):
    eventually(lambda: any("run_javascript" in text for text in socket.listen(0.05)))
    own = mallory.open().connect()
    own.say("ack", {"client_id": tab.id, "next_message_id": 10_000})
    _settle()
    socket.close()
    again = tab.connect()  # asks for everything from message 0 on
    assert any("run_javascript" in text and "reload" not in text for text in again.listen(0.5))


def test_what_browsers_log_is_marked_short_and_on_one_line(guarded, tab, socket):
    forged = "all is well\n2026-01-01 [error] forged line\x1b[31m" + "x" * 5000
    for level in ("error", "critical", "__class__", None):
        socket.say("log", {"client_id": tab.id, "level": level, "message": forged})
    eventually(lambda: "a browser says" in guarded.log())
    lines = [line for line in guarded.log().splitlines() if "forged line" in line]
    assert lines
    assert all("a browser says: 'all is well" in line and "\x1b[31m" not in line and len(line) < 900 for line in lines)


def test_a_foreign_socket_cannot_log_for_the_page(guarded, tab, socket, mallory):
    mallory.open().connect().say("log", {"client_id": tab.id, "level": "error", "message": f"not {tab.id}"})
    _settle()
    assert f"not {tab.id}" not in guarded.log()


def test_nonsense_is_no_accident(guarded, tab, socket):
    broken = {"client_id": tab.id, "id": {}, "args": "x", "next_message_id": "x", "level": []}
    for message in (None, 5, "text", [], {}, {"client_id": None}, {"client_id": {}}, {"client_id": tab.id}, broken):
        for name in ("event", "javascript_response", "ack", "log", "handshake", "made_up"):
            socket.say(name, message)
    socket.say(*tab.click())
    eventually(lambda: _clicks(tab.browser) == 1)
    assert "Traceback" not in guarded.log()


def test_no_event_counts_after_sign_out_in_another_tab(ada, tab, socket):
    ada_cookies = ada.cookies
    ada.http.post("/sign-out")
    socket.say(*tab.click())
    _settle()
    assert _clicks(ada) == 0
    with pytest.raises(AssertionError):
        assert tab.connect(cookie=ada_cookies).is_accepted


def test_every_event_asks_whether_the_session_still_stands(ada, tab, socket):
    ada.guarded.programs.post(f"/api/end/{tab.id}")
    socket.say(*tab.click())
    eventually(lambda: any("/sign-in" in text for text in socket.listen(0.02)), 1.0)
    assert _clicks(ada) == 0
    assert not tab.is_alive


def test_the_pages_of_an_ended_session_are_sent_to_the_way_in_within_a_second(ada, tab, socket):
    other = Browser(ada.guarded)
    other.http.post("/sign-in", data={"email": ada.email, "password": PASSWORD})
    second = other.open()
    second_socket = second.connect()
    began = time.monotonic()
    ada.http.post("/sign-out")
    eventually(lambda: any("/sign-in" in text for text in socket.listen(0.02)), 1.0)
    assert time.monotonic() - began < 1.0
    eventually(lambda: not tab.is_alive, 1.0)
    assert any(text.startswith("41") for text in socket.listen())  # and the socket is closed
    second_socket.say(*second.click())
    eventually(lambda: _clicks(ada) == 1)  # the other browser stays
    assert second.is_alive


def test_a_page_whose_socket_is_away_is_gone_too(ada, tab):
    ada.http.post("/sign-out")
    eventually(lambda: not tab.is_alive)


def test_the_sign_in_page_works_for_nobody_and_not_for_somebody(guarded, mallory):
    before = guarded.seen().get("nobody", 0)
    nobody = Browser(guarded)
    tab = nobody.open("/sign-in")
    foreign = tab.connect(cookie=mallory.cookies)
    assert not foreign.is_accepted
    own = tab.connect()
    own.say(*tab.click())
    eventually(lambda: guarded.seen().get("nobody", 0) == before + 1)


def test_an_old_cookie_does_not_keep_one_from_signing_in(guarded, ada):
    ada.http.post("/sign-out")
    stale = Browser(guarded)
    stale.http.cookies.set("atrium", "left-over", domain="127.0.0.1", path="/")
    tab = stale.open("/sign-in")
    assert "atrium" not in stale.http.cookies
    assert tab.connect(cookie="").is_accepted


@pytest.mark.parametrize("which", ["none", "mallory", "own"])
def test_only_the_own_browser_uploads_to_a_page(ada, tab, socket, mallory, which):
    guarded = ada.guarded
    cookies = {"none": "", "mallory": mallory.cookies, "own": ada.cookies}[which]
    answer = guarded.programs.post(
        tab.parts["upload"], files={"file": ("a.txt", b"hello")}, headers={"cookie": cookies, "origin": guarded.url}
    )
    assert answer.status_code == (200 if which == "own" else 403)
    assert guarded.seen().get(f"{ada.name} upload", 0) == (1 if which == "own" else 0)


def test_long_polling_is_checked_like_any_socket(guarded, ada, tab, mallory):
    query = f"?EIO=4&transport=polling&client_id={tab.id}&tab_id={tab.tab}&document_id=d&next_message_id=0"
    path = f"/_nicegui_ws/socket.io/{query}&implicit_handshake=true"
    foreign = guarded.programs.get(path, headers={"origin": "https://evil.example", "cookie": ada.cookies})
    assert foreign.status_code == 403
    cross_site = guarded.programs.get(path, headers={"sec-fetch-site": "cross-site", "cookie": ada.cookies})
    assert cross_site.status_code == 403
    opened = ada.http.get(path)
    sid = opened.text.split('"sid":"')[1].split('"')[0]
    stolen = mallory.http.post(f"{path}&sid={sid}", content="40")
    assert stolen.status_code == 403
    assert ada.http.post(f"{path}&sid={sid}", content="40").status_code == 200


def test_the_page_of_a_session_that_went_on_under_another_id_loads_anew(ada, tab, socket):
    with psycopg.connect(connection_string(ada.guarded.database_url)) as database:
        database.execute("""update sessions set renewed_at = now(), expires_at = now() from people p
          where p.id = person_id and p.email = %s""", (ada.email,))  # fmt: skip
    eventually(lambda: any("location.reload()" in text for text in socket.listen(0.1)), 20)
    eventually(lambda: not tab.is_alive)
