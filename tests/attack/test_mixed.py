"""Five minutes of everything at once: good requests, hostile ones, and clients that leave."""

from __future__ import annotations

import itertools
import json
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

from attack.conftest import Figure, Serve, Served, until
from attack.test_workers import metric, post
from esmiuca.inference.manifest import read_manifest
from server import pictures
from server.test_limits import connect, head

SECONDS = 300
SETTLED_SECONDS = 60
"""After that memory is flat."""

GROWTH_BYTES = 30_000_000
"""Of all processes together, from then on. One picture in 100 that kept its pixels would be some GB."""

Request = tuple[str, bytes]


def good(model: str, image: list[float]) -> list[Request]:
    infer = {"inputs": [{"name": "image", "shape": [1, 1, 28, 28], "datatype": "FP32", "data": image}]}
    return [
        *(("/api/predict", pictures.seven(kind)) for kind in ("PNG", "JPEG", "WEBP")),
        ("/api/read", pictures.number()),
        ("/api/predict", pictures.photograph()),
        (f"/v2/models/{model}/infer", json.dumps(infer).encode()),
    ]


def hostile(model: str) -> list[Request]:
    infer, picture = f"/v2/models/{model}/infer", pictures.seven()
    return [
        *(
            (path, body)
            for path in ("/api/predict", "/api/read")
            for body in (picture[:60], b"", b"\0" * 5000)
        ),
        *(("/api/predict", body) for body in (pictures.webp(), pictures.progressive())),
        ("/api/predict", pictures.claiming(65_000, 65_000)),
        ("/api/read", pictures.dotted(60)),
        ("/api/read", pictures.one_grey(5000)),
        ("/api/predict", pictures.encode(pictures.Image.new("L", (1, 60_000)))),
        ("/api/predict", b"\x89PNG\r\n\x1a\n" + bytes(3_000_000)),
        (infer, b"[" * 100_000),
        (
            infer,
            b'{"inputs": [{"name": "image", "shape": [1, 1, 28, 28], "datatype": "FP32", "data": [NaN]}]}',
        ),
        (
            infer,
            json.dumps(
                {"inputs": [{"name": "image", "shape": [2**62, 9], "datatype": "FP32", "data": []}]}
            ).encode(),
        ),
        (infer, bytes(2_500_000)),
    ]


class Traffic:
    """What everybody sends, and what became of it."""

    def __init__(self, served: Served, requests: list[Request], bad: list[Request]) -> None:
        self.address = served.address
        self.over = threading.Event()
        self.statuses, self.wrong = Counter[tuple[str, int]](), Counter[str]()
        self.good, self.bad = requests, bad
        with httpx.Client(base_url=self.address, timeout=60) as client:
            self.expected = {place: send(client, one) for place, one in enumerate(requests)}

    def ask_well(self, number: int) -> None:
        with httpx.Client(base_url=self.address, timeout=60) as client:
            for place in itertools.cycle(range(len(self.good))):
                if self.over.is_set():
                    return
                answer = send(client, self.good[place])
                self.statuses["good", answer.status_code] += 1
                if answer.status_code != 503 and not same(answer.json(), self.expected[place].json()):
                    self.wrong[f"{self.good[place][0]}: {answer.status_code} {answer.text[:80]}"] += 1

    def ask_badly(self, number: int) -> None:
        chance = random.Random(number)
        with httpx.Client(base_url=self.address, timeout=60) as client:
            while not self.over.is_set():
                with suppress(httpx.TransportError):  # closed while it was still sending
                    answer = send(client, chance.choice(self.bad))
                    self.statuses["hostile", answer.status_code] += 1

    def leave(self, number: int) -> None:
        """Sends a large picture, half of one, or no HTTP at all, and goes."""
        picture, chance = pictures.photograph(), random.Random(number)
        request = head("/api/predict", f"Content-Length: {len(picture)}") + picture
        while not self.over.is_set():
            with suppress(OSError), closing(connect(self.address)) as connection:
                connection.sendall(chance.choice([request, request[: len(request) // 2], bytes(9), b"GET /"]))
                self.over.wait(chance.random() / 5)


def same(one: Any, other: Any) -> bool:
    """Whether two answers are equal, numbers but for what the network's sums lose when they run with others."""
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) < 1e-4
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    return type(one) is type(other) and one == other


def send(client: httpx.Client, request: Request) -> httpx.Response:
    path, body = request
    return client.post(path, content=body)


def measured(served: Served, client: httpx.Client) -> tuple[float, int]:
    """Bytes of memory of all processes, descriptors of the server."""
    descriptors = len(list(Path(f"/proc/{served.process.pid}/fd").iterdir()))
    return metric(client, "esmiuca_memory_bytes"), descriptors


@pytest.mark.long
@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="the system lists no descriptors there")
def test_five_minutes_of_everything(serve: Serve, model: Path, figure: Figure) -> None:
    served = serve("--max-concurrency", "2")
    manifest = read_manifest(model)
    image = [random.Random(1).random() for _ in range(784)]
    traffic = Traffic(served, good(manifest.model.name, image), hostile(manifest.model.name))
    assert {answer.status_code for answer in traffic.expected.values()} == {200}
    with ThreadPoolExecutor() as pool, httpx.Client(base_url=served.address, timeout=60) as client:
        before = measured(served, client)[1]
        who: Iterator[Callable[[int], None]] = itertools.chain(
            [traffic.ask_well] * 3, [traffic.ask_badly] * 3, [traffic.leave] * 2
        )
        asking = [pool.submit(one, number) for number, one in enumerate(who)]
        began, memory, descriptors = time.monotonic(), [], []
        try:
            while (passed := time.monotonic() - began) < SECONDS and not any(one.done() for one in asking):
                time.sleep(1)
                held, open_now = measured(served, client)
                if passed > SETTLED_SECONDS:
                    memory.append(held)
                descriptors.append(open_now)
        finally:
            traffic.over.set()
        for one in asking:
            one.result()
        # Whoever is still connected is let go.
        until(lambda: measured(served, client)[1] <= before + 2, 30)
    quarter = len(memory) // 4
    # The least of each: what pictures take while they are computed comes and goes, up to 100 MB each.
    first, last = min(memory[:quarter]), min(memory[-quarter:])
    figure("answers", dict(traffic.statuses))
    figure(
        "memory (MB) in the first and the last quarter after a minute",
        (round(first / 1e6), round(last / 1e6)),
    )
    figure("descriptors before and at most", (before, max(descriptors)))
    assert traffic.wrong == {}
    assert {status for _, status in traffic.statuses if status >= 500} <= {503}
    assert traffic.statuses["good", 200] > traffic.statuses["good", 503]
    assert last < first + GROWTH_BYTES
    assert max(descriptors) < before + 40
    assert post(served.address).status_code == 200
    assert "Traceback" not in served.log.read_text()
