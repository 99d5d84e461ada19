"""Attacks on the connections: slow, silent and broken clients, more of them than there are descriptors, more than can be served."""

from __future__ import annotations

import asyncio
import statistics
import threading
import time
from collections import Counter
from contextlib import ExitStack, closing, suppress
from pathlib import Path

import httpx
import pytest

from attack.conftest import Figure, Serve, Served
from server.pictures import seven
from server.test_limits import ask_taking_little, connect, head

NEEDS_LINUX = pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="counts descriptors in /proc")
ASKING = head("/api/predict", f"Content-Length: {len(seven())}") + seven()
LIVE = "v2/health/live"


def ordinary(served: Served, seconds: float) -> tuple[Counter[int], float]:
    """What a client gets that asks again and again for this time: statuses, and its slowest answer's seconds."""
    codes, slowest = Counter[int](), 0.0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        began = time.monotonic()
        codes[httpx.post(f"{served.address}api/predict", content=seven(), timeout=10).status_code] += 1
        slowest = max(slowest, time.monotonic() - began)
        time.sleep(0.02)
    return codes, slowest


def undisturbed(served: Served, seconds: float, figure: Figure, what: str) -> None:
    """An ordinary client gets all of its answers."""
    codes, slowest = ordinary(served, seconds)
    figure(what, f"{dict(codes)}, slowest {slowest * 1000:.0f} ms")
    assert set(codes) == {200}


def log_of(served: Served, figure: Figure, what: str = "log") -> str:
    """Its log, which has stayed short."""
    log = served.log.read_text()
    figure(what, f"{len(log)} bytes")
    assert len(log) < 2000
    return log


def descriptors(served: Served) -> int:
    return len(list(Path(f"/proc/{served.process.pid}/fd").iterdir()))


class Silent(threading.Thread):
    """Keeps `count` sockets open that send `what`, and opens them anew when they are closed."""

    def __init__(self, served: Served, count: int, what: bytes = b"") -> None:
        super().__init__(daemon=True)
        self.served, self.count, self.what = served, count, what
        self.over = threading.Event()

    def run(self) -> None:
        asyncio.run(self.hold())

    async def hold(self) -> None:
        url = httpx.URL(self.served.address)

        async def one() -> None:
            while not self.over.is_set():
                with suppress(OSError):
                    reader, writer = await asyncio.open_connection(url.host, url.port)
                    try:
                        writer.write(self.what)
                        await reader.read()
                    finally:
                        writer.transport.abort()
                await asyncio.sleep(0.5)

        tasks = [asyncio.create_task(one()) for _ in range(self.count)]
        while not self.over.is_set():
            await asyncio.sleep(0.1)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.sleep(0)  # until they are closed

    def __enter__(self) -> Silent:
        self.start()
        time.sleep(1.5)
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.join(10)


def slow_heads(count: int) -> list[bytes]:
    """Requests whose bodies don't come, announced both ways."""
    return [
        b"POST /api/predict HTTP/1.1\r\nHost: x\r\n"
        + (b"Content-Length: 9\r\n\r\n1" if number % 2 else b"Transfer-Encoding: chunked\r\n\r\n9\r\n1")
        for number in range(count)
    ]


def test_slow_and_broken_clients_disturb_nobody(serve: Serve, figure: Figure) -> None:
    """Forty that send one byte of a body of nine; TLS, half requests and junk, which must not fill the log either."""
    served = serve("--max-concurrency", "1")
    with ExitStack() as stack:
        for request in slow_heads(60):
            stack.enter_context(closing(connect(served.address))).sendall(request)
        undisturbed(served, 2, figure, "beside 60 slow bodies")
    junk = [b"\x16\x03\x01\x02\x00\x01\x00", b"GET", b"\x00" * 100, b"GET / HTTP/9.9\r\n\r\n"]
    upgrade = b"GET /v2 HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"
    for number in range(400):
        with closing(connect(served.address)) as connection, suppress(OSError):
            connection.sendall((*junk, upgrade)[number % 5])
            if number % 5 != 1:
                connection.recv(100)
    codes, _ = ordinary(served, 0.2)
    assert set(codes) == {200}
    assert "Invalid HTTP request received." in log_of(served, figure, "log after 400 broken requests")


@NEEDS_LINUX
def test_more_silent_sockets_than_descriptors(serve: Serve, figure: Figure) -> None:
    served = serve("--max-concurrency", "1", through="prlimit --nofile=256")
    with Silent(served, 300):
        undisturbed(served, 2, figure, "beside 300 silent sockets, 256 descriptors")
        assert descriptors(served) < 240
    assert "which is all this server takes on" in log_of(served, figure)


@NEEDS_LINUX
def test_it_survives_that_accept_has_no_descriptors(serve: Serve, figure: Figure) -> None:
    """Files and workers may need more than it has put by: it makes room, and serves on."""
    served = serve("--max-concurrency", "1", through="prlimit --nofile=4096")
    taken = descriptors(served)
    limit(served, taken + 100)
    try:
        with Silent(served, 200):
            undisturbed(served, 2, figure, "beside 200 silent sockets, 100 descriptors")
    finally:
        limit(served, 4096)
    assert "no more connections can be taken on" in log_of(served, figure)


def limit(served: Served, count: int) -> None:
    import resource

    resource.prlimit(served.process.pid, resource.RLIMIT_NOFILE, (count, 4096))


class Hammer(asyncio.Protocol):
    """Asks again as soon as it is answered, whatever the answer."""

    def __init__(self, codes: Counter[bytes], taken: list[float]) -> None:
        self.codes, self.taken = codes, taken
        self.lost = asyncio.Event()

    def connection_lost(self, exc: Exception | None) -> None:
        self.lost.set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.ask()

    def ask(self) -> None:
        self.began, self.received = time.monotonic(), b""
        self.transport.write(ASKING)

    def data_received(self, data: bytes) -> None:
        self.received += data
        if self.received.endswith(b"}"):
            self.codes[code := self.received[9:12]] += 1
            if code == b"200":
                self.taken.append(time.monotonic() - self.began)
            self.ask()


async def hammer(
    served: Served, clients: int, seconds: float
) -> tuple[Counter[bytes], list[float], list[float]]:
    """Statuses, the seconds of the good answers, and those of the health answers beside them."""
    codes, taken, health = Counter[bytes](), list[float](), list[float]()
    url, loop = httpx.URL(served.address), asyncio.get_running_loop()

    async def one() -> None:
        while True:
            with suppress(OSError):
                transport, made = await loop.create_connection(
                    lambda: Hammer(codes, taken), url.host, url.port
                )
                try:
                    await made.lost.wait()
                finally:
                    transport.abort()

    asking = [loop.create_task(one()) for _ in range(clients)]
    await asyncio.sleep(0.5)
    codes.clear()
    taken.clear()
    end = time.monotonic() + seconds
    async with httpx.AsyncClient() as client:
        while time.monotonic() < end:
            began = time.monotonic()
            assert (await client.get(served.address + LIVE, timeout=10)).status_code == 200
            health.append(time.monotonic() - began)
            await asyncio.sleep(0.1)
    for task in asking:
        task.cancel()
    await asyncio.gather(*asking, return_exceptions=True)
    await asyncio.sleep(0)  # until they are closed
    return codes, taken, health


def test_refusals_cost_almost_nothing(serve: Serve, figure: Figure) -> None:
    """Of 16 and of 200 clients that ask again at once: good answers, and health answers beside them."""
    served = serve("--max-concurrency", "1")
    few, _, _ = asyncio.run(hammer(served, 16, 1.5))
    many, taken, health = asyncio.run(hammer(served, 200, 2.5))
    good = many[b"200"] / 2.5, few[b"200"] / 1.5
    figure("good answers a second, 200 and 16 clients", f"{good[0]:.0f}, {good[1]:.0f}")
    figure("refused a second", f"{many[b'503'] / 2.5:.0f}")
    figure("good answers within", f"{statistics.quantiles(taken, n=100)[-1] * 1000:.0f} ms (99%)")
    figure("health answers within", f"{max(health) * 1000:.0f} ms")
    assert set(many) == {b"200", b"503"}
    assert many[b"503"] < 2 * 200 * 2.5  # whoever is refused again has to wait for it
    assert good[0] > 0.5 * good[1]  # 80% where nothing else takes the processor
    assert max(health) < 2


@pytest.mark.long
@NEEDS_LINUX
def test_eleven_hundred_silent_sockets_for_forty_seconds(serve: Serve, figure: Figure) -> None:
    served = serve(through="prlimit --nofile=1024")
    with Silent(served, 1100):
        undisturbed(served, 40, figure, "ordinary client")
        assert descriptors(served) < 1000
    figure("log", f"{served.log.stat().st_size} bytes")
    assert served.log.stat().st_size < 5000


@pytest.mark.long
@NEEDS_LINUX
@pytest.mark.parametrize("what", ["half a head", "half a body"])
def test_a_thousand_half_requests_for_forty_seconds(serve: Serve, figure: Figure, what: str) -> None:
    served = serve(through="prlimit --nofile=1024")
    sent = b"GET /v2 HTTP/1.1\r\nX: " if what == "half a head" else slow_heads(1)[0]
    with Silent(served, 1000, sent):
        undisturbed(served, 40, figure, "ordinary client")


@pytest.mark.long
@NEEDS_LINUX
def test_who_takes_nothing_of_large_answers_is_cut_off(serve: Serve, figure: Figure) -> None:
    """Four hundred ask for the network's file and read none of it: their memory and descriptors come back."""
    served = serve()
    before = descriptors(served)
    with ExitStack() as stack:
        for _ in range(400):
            stack.enter_context(closing(ask_taking_little(served.address, "/model/network.onnx")))
        undisturbed(served, 45, figure, "beside 400 that read nothing")
        assert descriptors(served) < before + 20
