"""Clients that keep the server waiting: silent, slow to ask, slow to take their answer, too many, too many at once."""

from __future__ import annotations

import select
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest

from esmiuca.server import connections as connections_module
from esmiuca.server import limits as limits_module
from esmiuca.server.connections import (
    CAREFUL_SECONDS,
    FEWEST,
    SHED_SHARE,
    SPARE_DESCRIPTORS,
    Connections,
)
from esmiuca.server.limits import RETRY_AFTER_SECONDS, Limits, network_of
from esmiuca.server.parser import MOST_PIPELINED
from esmiuca.server.process import descriptors
from server.conftest import Start
from server.pictures import seven
from server.test_limits import Held, ask_taking_little, connect, head, is_served, read_answer

LINUX_HAS_ALL_OF_127 = pytest.mark.skipif(
    not Path("/proc/self").exists(), reason="127.0.0.2 is no address of this system"
)
LIVE = b"GET /v2/health/live HTTP/1.1\r\nHost: x\r\n\r\n"
ASKING = head("/api/predict", f"Content-Length: {len(seven())}") + seven()


def ask(address: str, source: str = "127.0.0.1", **headers: str) -> httpx.Response:
    with httpx.Client(transport=httpx.HTTPTransport(local_address=source), timeout=30) as client:
        return client.post(f"{address}api/predict", content=seven(), headers=headers)


def is_closed(connection: socket.socket, seconds: float) -> bool:
    """Whether it is, within this time; it must send nothing before."""
    connection.settimeout(seconds)
    try:
        return connection.recv(1) == b""
    except ConnectionResetError:
        return True
    except TimeoutError:
        return False


def eventually(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.fixture(scope="module")
def impatient(start: Start, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A server that waits half a second."""
    site = tmp_path_factory.mktemp("site")
    (site / "large.txt").write_bytes(bytes(20_000_000))
    return start(Limits(head_seconds=0.5, stall_seconds=0.5), site=site)


def test_who_sends_slowly_takes_nobodys_place(start: Start) -> None:
    address = start(Limits(max_concurrency=1, max_waiting=1))
    with ExitStack() as stack:
        for number in range(10):
            announced = "Content-Length: 9" if number % 2 else "Transfer-Encoding: chunked"
            connection = stack.enter_context(closing(connect(address)))
            connection.sendall(head("/api/predict", announced) + b"1\r\n")
        for _ in range(3):
            assert is_served(address)


def test_a_silent_connection_is_closed(impatient: str) -> None:
    with closing(connect(impatient)) as connection:
        assert is_closed(connection, 5)
    assert is_served(impatient)


@pytest.mark.parametrize("before", [b"", LIVE])
def test_a_head_that_drips_is_told_and_closed(impatient: str, before: bytes) -> None:
    with closing(connect(impatient)) as connection:
        if before:
            connection.sendall(before)
            assert connection.recv(65536).startswith(b"HTTP/1.1 200 ")
        connection.sendall(b"GET /v2 HTTP/1.1\r\nX: ")
        deadline = time.monotonic() + 5
        while not select.select([connection], [], [], 0.05)[0]:
            connection.sendall(b"x")
            assert time.monotonic() < deadline
        status, headers, body = read_answer(connection)
    assert (status, headers["connection"]) == (408, "close")
    assert body == {"error": "The request's head did not arrive within 0.5 s."}
    assert headers["x-content-type-options"] == "nosniff"


def test_who_does_not_take_an_answer_is_cut_off(impatient: str) -> None:
    with closing(ask_taking_little(impatient, "/large.txt")) as connection:
        time.sleep(2.5)
        received = 0
        try:
            while part := connection.recv(1_000_000):
                received += len(part)
        except ConnectionResetError:
            pass
    assert received < 20_000_000


def test_who_takes_it_slowly_gets_all_of_it(impatient: str) -> None:
    received = 0
    with httpx.stream("GET", f"{impatient}large.txt", timeout=20) as answer:
        for number, part in enumerate(answer.iter_raw(1_000_000)):
            received += len(part)
            if number % 4 == 0:
                time.sleep(0.2)
    assert received == 20_000_000


def test_who_takes_it_steadily_is_not_cut_off(impatient: str) -> None:
    """What waits for it is as much at each look, since the server adds what was taken."""
    with closing(ask_taking_little(impatient, "/large.txt")) as connection:
        until = time.monotonic() + 2
        while time.monotonic() < until:
            for _ in range(16):
                assert connection.recv(4096)
            time.sleep(0.05)


@LINUX_HAS_ALL_OF_127
def test_where_there_are_too_many_those_go_that_did_nothing_for_longest_of_who_has_most(start: Start) -> None:
    address = start(Limits(max_connections=FEWEST))
    with ExitStack() as stack:
        alone = stack.enter_context(closing(connect(address, "127.0.0.3")))
        crowd = [stack.enter_context(closing(connect(address))) for _ in range(3 * FEWEST)]
        assert ask(address, "127.0.0.2").status_code == 200
        assert is_closed(crowd[0], 5)
        assert not is_closed(alone, 0.3)
        alone.settimeout(20)
        alone.sendall(LIVE)
        assert alone.recv(65536).startswith(b"HTTP/1.1 200 ")


@LINUX_HAS_ALL_OF_127
@pytest.mark.parametrize(
    "begun", [b"GET /v2 HTTP/1.1\r\nX: ", head("/api/predict", "Content-Length: 9") + b"1"]
)
def test_who_has_just_come_stays_before_those_that_have_begun_something(start: Start, begun: bytes) -> None:
    address = start(Limits(max_connections=FEWEST))
    with ExitStack() as stack:
        for _ in range(FEWEST):
            stack.enter_context(closing(connect(address))).sendall(begun)
        time.sleep(0.3)
        newcomers = [stack.enter_context(closing(connect(address))) for _ in range(FEWEST // 2)]
        time.sleep(0.1)
        for newcomer in newcomers:
            newcomer.sendall(LIVE)
            assert newcomer.recv(65536).startswith(b"HTTP/1.1 200 ")


@pytest.fixture
def held(model: Path) -> Iterator[Held]:
    detector = Held(model)
    yield detector
    detector.go.set()


class Crowd:
    """Requests that the held workers keep, asked on connections of their own."""

    def __init__(self, pool: ThreadPoolExecutor, address: str, count: int) -> None:
        self.answers = [pool.submit(ask, address) for _ in range(count)]

    def done(self) -> list[Future[httpx.Response]]:
        return [answer for answer in self.answers if answer.done()]


def test_where_every_connection_is_at_work_one_more_is_refused(start: Start, held: Held) -> None:
    address = start(Limits(max_connections=FEWEST, max_concurrency=1, max_waiting=100), detector=held)
    with ExitStack() as stack:
        crowd = [stack.enter_context(closing(connect(address))) for _ in range(FEWEST)]
        for connection in crowd:
            connection.sendall(
                head("/api/predict", f"Content-Length: {len(seven())}", "Expect: 100-continue")
            )
            assert connection.recv(100).startswith(b"HTTP/1.1 100 ")
            connection.sendall(seven())
        with closing(connect(address)) as one_more:
            status, headers, body = read_answer(one_more)
        held.go.set()
        assert {httpx_answer(connection)[:13] for connection in crowd} == {b"HTTP/1.1 200 "}
    assert (status, headers["retry-after"]) == (503, "1")
    assert body["error"].startswith("16 connections are open, which is all this server takes on")
    assert is_served(address)


@pytest.fixture
def full(start: Start, held: Held) -> Iterator[str]:
    """A server whose one worker and only waiting place are taken."""
    address = start(
        Limits(max_concurrency=1, max_waiting=1), detector=held, cors_origins=("https://example.org",)
    )
    with ThreadPoolExecutor(3) as pool:
        crowd = Crowd(pool, address, 3)
        eventually(lambda: len(crowd.done()) == 1)
        yield address
        held.go.set()
        assert sorted(answer.result().status_code for answer in crowd.answers) == [200, 200, 503]


def test_a_refusal_says_all_that_an_answer_says_and_keeps_the_connection(full: str) -> None:
    with closing(connect(full)) as connection:
        connection.sendall(ASKING)
        answer = httpx_answer(connection)
        assert answer.startswith(b"HTTP/1.1 503 ")
        for line in (
            b"date: ",
            b"retry-after: 1\r",
            b"content-security-policy: ",
            b"x-content-type-options:",
        ):
            assert line in answer
        assert b'{"error":"2 requests are being served, which is all this server takes on at once;' in answer
        # Who asks again before Retry-After has passed is refused only then; what needs no worker is answered at once.
        refused = time.monotonic()
        connection.sendall(LIVE)
        assert httpx_answer(connection).startswith(b"HTTP/1.1 200 ")
        assert time.monotonic() - refused < RETRY_AFTER_SECONDS
        for _ in range(2):
            connection.sendall(ASKING)
            assert httpx_answer(connection).startswith(b"HTTP/1.1 503 ")
            refused, before = time.monotonic(), refused
            assert refused - before > 0.9 * RETRY_AFTER_SECONDS


def httpx_answer(connection: socket.socket) -> bytes:
    """One answer of a connection that stays open."""
    received = b""
    while b"\r\n\r\n" not in received or not received.endswith(b"}"):
        part = connection.recv(65536)
        assert part, received
        received += part
    return received


def test_what_stands_behind_a_refusal_that_waits_is_not_read(full: str) -> None:
    with closing(connect(full)) as connection:
        connection.sendall(ASKING * 100)
        received = b""
        while part := connection.recv(1_000_000):
            received += part
    answers = received.split(b"HTTP/1.1 ")[1:]
    assert [answer[:3] for answer in answers] == [b"503", b"503"]
    assert b"connection: close" in answers[1]


def test_who_leaves_before_its_refusal_disturbs_nobody(full: str) -> None:
    for _ in range(20):
        with closing(connect(full)) as connection:
            connection.sendall(ASKING)
            assert httpx_answer(connection).startswith(b"HTTP/1.1 503 ")
            connection.sendall(ASKING)
    assert ask(full).status_code == 503


@pytest.mark.parametrize(
    "request_",
    [ASKING.replace(b"HTTP/1.1", b"HTTP/1.0"), ASKING.replace(b"Host: x", b"Host: x\r\nConnection: close")],
)
def test_a_refusal_closes_where_the_client_wants_it(full: str, request_: bytes) -> None:
    with closing(connect(full)) as connection:
        connection.sendall(request_)
        status, headers, _ = read_answer(connection)
    assert (status, headers["connection"]) == (503, "close")


def test_another_sites_page_can_read_its_refusal(full: str) -> None:
    answer = ask(full, Origin="https://example.org")
    assert answer.status_code == 503
    assert answer.headers["Access-Control-Allow-Origin"] == "https://example.org"


@pytest.mark.parametrize("lines", [("Expect: 100-continue",), ("Content-Length: 1000000",)])
def test_a_refusal_does_not_wait_for_what_is_not_sent(full: str, lines: tuple[str, ...]) -> None:
    with closing(connect(full)) as connection:
        announced = () if lines[0].startswith("Content") else ("Content-Length: 20",)
        connection.sendall(head("/api/predict", *lines, *announced))
        assert connection.recv(65536).startswith(b"HTTP/1.1 503 ")


@LINUX_HAS_ALL_OF_127
def test_one_client_can_not_shut_the_others_out(start: Start, held: Held) -> None:
    """One place in four more is kept for who holds none, also where a proxy says who asks."""
    address = start(Limits(max_concurrency=1, max_waiting=8), detector=held)
    with ThreadPoolExecutor(12) as pool:
        crowd = Crowd(pool, address, 11)
        eventually(lambda: len(crowd.done()) == 2)  # 9 wait
        stranger = pool.submit(ask, address, "127.0.0.2")
        proxied = pool.submit(ask, address, "127.0.0.1", **{"X-Forwarded-For": "192.0.2.7"})
        time.sleep(0.5)
        assert not stranger.done()
        assert not proxied.done()
        assert ask(address, "127.0.0.2").status_code == 503
        held.go.set()
        assert stranger.result().status_code == proxied.result().status_code == 200
        codes = sorted(answer.result().status_code for answer in crowd.answers)
    assert codes == [200] * 9 + [503] * 2


def test_who_holds_most_bytes_for_longest_gives_way(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits_module, "GRACE_SECONDS", 0.2)
    address = start(Limits(max_held_bytes=1_000_000))
    with closing(connect(address)) as slow, closing(connect(address)) as small:
        slow.sendall(head("/api/predict", "Content-Length: 900000") + bytes(800_000))
        small.sendall(head("/api/predict", f"Content-Length: {len(seven())}") + seven()[:50])
        time.sleep(0.5)
        answer = httpx.post(f"{address}api/predict", content=bytes(600_000))
        assert answer.status_code == 415  # it was read
        status, _, body = read_answer(slow)
        small.sendall(seven()[50:])
        assert small.recv(65536).startswith(b"HTTP/1.1 200 ")
    assert status == 503
    assert "bytes of requests are being served" in body["error"]
    assert is_served(address)


def test_pipelined_requests_are_answered_in_order_up_to_a_number(impatient: str) -> None:
    asked = b"".join(
        b"GET /v2/health/live HTTP/1.1\r\nHost: x\r\n\r\n"
        if number % 2
        else b"GET /v2/health/ready HTTP/1.1\r\nHost: x\r\n\r\n"
        for number in range(5000)
    )
    with closing(connect(impatient)) as connection:
        connection.sendall(asked[:20_000])
        received = b""
        while part := connection.recv(1_000_000):
            received += part
    answers = received.split(b"HTTP/1.1 ")[1:]
    assert {answer[:3] for answer in answers} == {b"200"}
    assert len(answers) == MOST_PIPELINED + 1
    assert [b'{"live":true}' in answer for answer in answers] == [bool(n % 2) for n in range(len(answers))]


def test_what_is_broken_behind_a_request_takes_nothing_from_its_answer(impatient: str) -> None:
    with closing(connect(impatient)) as connection:
        connection.sendall(ASKING + b"\x16\x03\x01 no request")
        received = b""
        while part := connection.recv(65536):
            received += part
    assert received.count(b"HTTP/1.1 ") == 1
    assert received.startswith(b"HTTP/1.1 200 ")
    assert received.endswith(b"}")


@pytest.mark.parametrize(
    "junk", [b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n"]
)
def test_what_is_no_request_is_told(impatient: str, junk: bytes) -> None:
    with closing(connect(impatient)) as connection:
        connection.sendall(junk)
        status, headers, body = read_answer(connection)
    assert (status, headers["connection"]) == (400, "close")
    assert body == {"error": "Invalid HTTP request received."}


def test_a_connection_in_use_is_never_idle(impatient: str) -> None:
    """An answer may take longer than any head or client."""
    with ExitStack() as stack:
        held = stack.enter_context(httpx.Client(base_url=impatient))
        for _ in range(5):
            assert held.get("/v2/health/live").status_code == 200
            time.sleep(0.3)


@pytest.mark.parametrize(
    ("descriptors", "most"),
    [(64, FEWEST), (256, 256 - SPARE_DESCRIPTORS), (1024, 1024 - SPARE_DESCRIPTORS), (10**6, 1000)],
)
def test_there_are_as_many_connections_as_there_are_descriptors_to_spare(descriptors: int, most: int) -> None:
    assert Connections(Limits(), descriptors).most == most


def test_how_many_descriptors_there_are() -> None:
    assert descriptors() > 0


def test_whose_an_address_is() -> None:
    assert network_of("192.0.2.1") == "192.0.2.1"
    assert (
        network_of("2001:db8::1") == network_of("2001:db8:0:0:ffff::2%eth0") != network_of("2001:db8:0:1::1")
    )
    assert network_of("not:an:address") == "not:an:address"


class Idle:
    """A connection that waits for its client."""

    network = ""
    open = True

    def __init__(self, age: int) -> None:
        self.age = age

    def hang_up(self) -> None:
        self.open = False

    def check(self, now: float) -> None:
        pass

    def used(self, now: float) -> float:
        return float(self.age)


def test_when_descriptors_run_out_it_takes_half_as_many_for_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    connections, all_of_them = Connections(Limits(), 10**6), [Idle(200 - number) for number in range(200)]
    for one in all_of_them:
        assert connections.enter(one)
    now = time.monotonic()
    closed = connections.make_do()
    assert (connections.most, len(connections)) == (100, 200 - closed)
    assert 100 - 1000 // SHED_SHARE < len(connections) <= 100
    assert [one.open for one in all_of_them] == [False] * closed + [True] * (200 - closed)
    assert connections.make_do() == 0
    assert connections.most == 100  # not half of the half
    later = SimpleNamespace(monotonic=lambda: now + 2 * CAREFUL_SECONDS)
    monkeypatch.setattr(
        connections_module, "time", later
    )  # not time itself, by which other servers' loops go
    connections.check()
    assert connections.most == 1000
