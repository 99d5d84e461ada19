"""Bodies that are too large, endless, slow or cut off; more requests than are taken on."""

from __future__ import annotations

import errno
import json
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from esmiuca.server.detector import TensorDetector
from esmiuca.server.limits import Limits
from server.conftest import Start
from server.pictures import seven

PATHS = ["/api/predict", "/v2/models/digits/infer"]
CHUNK = b"10000\r\n" + bytes(0x10000) + b"\r\n"


@pytest.fixture(scope="module")
def address(start: Start) -> str:
    return start(Limits(body_seconds=1.0))


def connect(address: str, source: str = "127.0.0.1") -> socket.socket:
    url = httpx.URL(address)
    return socket.create_connection((url.host, url.port or 80), timeout=20, source_address=(source, 0))


def ask_taking_little(address: str, path: str) -> socket.socket:
    """A connection that asks for what lies there, and makes room for little of the answer."""
    url = httpx.URL(address)
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.settimeout(20)
    connection.connect((url.host, url.port or 80))
    connection.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    return connection


def head(path: str, *lines: str) -> bytes:
    return "\r\n".join([f"POST {path} HTTP/1.1", "Host: x", *lines, "", ""]).encode()


def read_answer(connection: socket.socket) -> tuple[int, dict[str, str], dict]:
    """Status, headers and JSON of the answer on a connection that the server closes after it."""
    received = b""
    try:
        while data := connection.recv(65536):
            received += data
    except ConnectionResetError:
        pass  # after the answer: the server does not wait for what it will not read
    top, _, body = received.partition(b"\r\n\r\n")
    status, *lines = top.decode().split("\r\n")
    headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
    return int(status.split()[1]), headers, json.loads(body)


def is_served(address: str) -> bool:
    return httpx.post(f"{address}api/predict", content=seven()).status_code == 200


RULE = (
    "send a picture of at most 10000000 bytes and 25000000 pixels (12500000 in a progressive JPEG, 6250000 in WebP), no side above "
    "65535."
)


@pytest.mark.parametrize(
    ("path", "most", "remedy"), [(PATHS[0], 10_000_000, RULE), (PATHS[1], 2_000_000, "send a smaller one.")]
)
def test_an_announced_length_is_refused_before_anything_is_read(
    address: str, path: str, most: int, remedy: str
) -> None:
    with closing(connect(address)) as connection:
        connection.sendall(head(path, f"Content-Length: {most + 1}", "Expect: 100-continue"))
        status, headers, body = read_answer(connection)
    assert (status, headers["connection"]) == (413, "close")
    assert body == {"error": f"The body is larger than {most} bytes; {remedy}"}
    assert is_served(address)


@pytest.mark.parametrize("path", PATHS)
def test_an_endless_body_is_answered_and_cut_off(address: str, path: str) -> None:
    sent = 0
    with closing(connect(address)) as connection:
        connection.sendall(head(path, "Transfer-Encoding: chunked"))
        try:
            for _ in range(2000):  # 131 MB, which stands for endless
                connection.sendall(CHUNK)
                sent += len(CHUNK)
        except (BrokenPipeError, ConnectionResetError):
            pass
        status, headers, _ = read_answer(connection)
    assert (status, headers["connection"]) == (413, "close")
    assert sent < 60_000_000  # what the server threw away, and what the system's buffers hold
    assert is_served(address)


def test_an_endless_body_where_none_belongs_is_cut_off(address: str) -> None:
    with closing(connect(address)) as connection:
        connection.sendall(b"GET /v2 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
        with pytest.raises((BrokenPipeError, ConnectionResetError)):  # noqa: PT012
            for _ in range(2000):
                connection.sendall(CHUNK)
    assert is_served(address)


def test_a_client_that_sends_everything_first_still_gets_the_answer(address: str) -> None:
    for content in (bytes(14_000_000), iter([bytes(65536)] * 200)):
        answer = httpx.post(f"{address}api/predict", content=content, timeout=20)
        assert answer.status_code == 413


def test_two_requests_on_one_connection_stay_apart(address: str) -> None:
    with httpx.Client(base_url=address) as client:
        assert client.post("/api/predict", content=b"not a picture").status_code == 415
        assert client.post("/api/predict", content=seven()).status_code == 200


@pytest.mark.slow
@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("announced", ["Content-Length: 1000", "Transfer-Encoding: chunked"])
def test_a_slow_body_is_given_up(address: str, path: str, announced: str) -> None:
    began = time.monotonic()
    with closing(connect(address)) as connection:
        connection.sendall(head(path, announced))
        status, _, body = read_answer(connection)
    assert status == 408
    assert "within 1 s" in body["error"]
    assert time.monotonic() - began < 10
    assert is_served(address)


def test_a_body_that_is_cut_off_disturbs_nobody(address: str) -> None:
    for _ in range(50):
        with closing(connect(address)) as connection:
            connection.sendall(head("/api/predict", "Content-Length: 1000") + b"half")
    assert is_served(address)


def test_a_broken_chunk_is_refused(address: str) -> None:
    with closing(connect(address)) as connection:
        connection.sendall(head("/api/predict", "Transfer-Encoding: chunked") + b"zz\r\n")
        assert connection.recv(65536).startswith(b"HTTP/1.1 400 ")
    assert is_served(address)


ENDLESS_HEADS = {
    "line": (b"GET /", b"x" * 65536),
    "header": (b"GET /v2 HTTP/1.1\r\nHost: x\r\nX: ", b"x" * 65536),
    "headers": (b"GET /v2 HTTP/1.1\r\nHost: x\r\n", b"X: y\r\n" * 10_000),
    "extension": (head("/api/predict", "Transfer-Encoding: chunked") + b"4;", b"x" * 65536),
    "trailers": (
        head("/api/predict", "Transfer-Encoding: chunked") + b"4\r\nhalf\r\n0\r\n",
        b"X: y\r\n" * 10_000,
    ),
}


@pytest.mark.parametrize("kind", ENDLESS_HEADS)
def test_an_endless_head_is_refused_and_cut_off(address: str, kind: str) -> None:
    begin, more = ENDLESS_HEADS[kind]
    sent = 0
    with closing(connect(address)) as connection:
        connection.sendall(begin)
        with pytest.raises((BrokenPipeError, ConnectionResetError)):  # noqa: PT012
            for _ in range(1000):
                connection.sendall(more)
                sent += len(more)
    assert sent < 20_000_000  # what the system's buffers hold
    assert is_served(address)


def test_a_head_that_is_too_long_is_told(address: str) -> None:
    with closing(connect(address)) as connection:
        connection.sendall(b"GET /v2 HTTP/1.1\r\nHost: x\r\nX: " + b"x" * 70_000)
        assert connection.recv(65536).startswith(b"HTTP/1.1 400 ")
    with closing(connect(address)) as connection:
        connection.sendall(b"GET /v2 HTTP/1.1\r\nHost: x\r\nX: " + b"x" * 30_000 + b"\r\n\r\n")
        assert connection.recv(65536).startswith(b"HTTP/1.1 200 ")


def test_a_body_in_many_small_chunks_is_taken(address: str) -> None:
    chunks = b"".join(b"1\r\n" + seven()[i : i + 1] + b"\r\n" for i in range(len(seven())))
    with closing(connect(address)) as connection:
        connection.sendall(head("/api/predict", "Transfer-Encoding: chunked", "Connection: close"))
        connection.sendall(chunks + b"0\r\n\r\n")
        assert connection.recv(65536).startswith(b"HTTP/1.1 200 ")


class Held(TensorDetector):
    """A detector whose predictions wait until they are let go."""

    def __init__(self, model: Path) -> None:
        super().__init__(model, threads=1)
        self.go = threading.Event()
        self.running = 0
        self.most_at_once = 0
        self._lock = threading.Lock()

    def warm_up(self) -> None:
        pass

    def predict_normalized(self, images):  # type: ignore[no-untyped-def]
        with self._lock:
            self.running += 1
            self.most_at_once = max(self.most_at_once, self.running)
        assert self.go.wait(20)
        with self._lock:
            self.running -= 1
        return super().predict_normalized(images)


@pytest.fixture
def held(model: Path) -> Iterator[Held]:
    detector = Held(model)
    yield detector
    detector.go.set()


def test_what_is_too_much_is_refused_at_once_and_the_rest_waits(start: Start, held: Held) -> None:
    address = start(Limits(max_concurrency=2, max_waiting=3), detector=held)

    def ask(_: int) -> httpx.Response:
        return httpx.post(f"{address}api/predict", content=seven(), timeout=30)

    with ThreadPoolExecutor(8) as pool:
        answers = [pool.submit(ask, number) for number in range(8)]
        deadline = time.monotonic() + 10
        while sum(answer.done() for answer in answers) < 3 and time.monotonic() < deadline:
            time.sleep(0.01)
        refused = [answer.result() for answer in answers if answer.done()]
        assert [answer.status_code for answer in refused] == [503] * 3
        assert {answer.headers["Retry-After"] for answer in refused} == {"1"}
        assert "5 requests are being served" in refused[0].json()["error"]
        # Whatever computes nothing is still answered.
        assert httpx.get(f"{address}v2/health/ready").status_code == 200
        assert held.most_at_once == 2
        held.go.set()
        assert sorted(answer.result().status_code for answer in answers) == [200] * 5 + [503] * 3
    assert held.most_at_once == 2
    assert is_served(address)


class Broken(TensorDetector):
    def predict_normalized(self, images):  # type: ignore[no-untyped-def]
        if self.warm:
            raise self.error
        return super().predict_normalized(images)

    warm = False
    error: Exception = RuntimeError("a secret of the house")


def test_a_mistake_of_ours_is_a_500_without_secrets(
    start: Start, model: Path, caplog: pytest.LogCaptureFixture
) -> None:
    detector = Broken(model, threads=1)
    address = start(detector=detector)
    detector.warm = True
    answer = httpx.post(f"{address}api/predict", content=seven())
    assert answer.status_code == 500
    assert answer.json() == {"error": "The server made a mistake; its log says more."}
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "a secret of the house" in caplog.text


@pytest.mark.parametrize("error", [MemoryError(), OSError(errno.EMFILE, "too many open files")])
def test_what_lacks_memory_or_descriptors_is_a_503(start: Start, model: Path, error: Exception) -> None:
    detector = Broken(model, threads=1)
    address = start(detector=detector)
    detector.error, detector.warm = error, True
    answer = httpx.post(f"{address}api/predict", content=seven())
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")


def test_bodies_that_wait_together_are_bounded(start: Start) -> None:
    """However many requests are admitted, what they hold is at most what a limit says; then all is as before."""
    address = start(Limits(max_held_bytes=1_000_000, body_seconds=20))
    part = bytes(600_000)
    with closing(connect(address)) as first:
        first.sendall(head("/api/predict", "Content-Length: 700000") + part)
        deadline = time.monotonic() + 10
        while (answer := httpx.post(f"{address}api/predict", content=part)).status_code != 503:
            assert answer.status_code == 415  # the first one's had not arrived yet
            assert time.monotonic() < deadline
        assert answer.headers["Retry-After"] == "1"
        assert "bytes of requests are being served" in answer.json()["error"]
        first.sendall(bytes(100_000))
        assert read_status(first) == 415
    assert httpx.post(f"{address}api/predict", content=part).status_code == 415


def read_status(connection: socket.socket) -> int:
    return int(connection.recv(65536).split()[1])
