"""Pictures that mean harm, sent to a real server: what they cost it, and what others notice of them."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from itertools import count
from pathlib import Path
from statistics import median
from threading import Thread

import httpx
import pytest

from attack.conftest import Figure, Serve, Served
from images.bombs import chunk, exif, padding, png, scans, segments, sequential_scans, thin, unfolding
from server.pictures import claiming, dotted, number, seven
from server.processes import workers


def bombs(size: int) -> dict[str, tuple[bytes, int]]:
    """What to send, of at most `size` bytes, and how it is answered."""

    def full(make: Callable[[int], bytes]) -> bytes:
        one, many = len(make(1)), len(make(1001))
        return make((size - one) * 1000 // (many - one))

    return {
        "scans": (scans(3500, 3500, 10_000), 422),
        "scans of a sequential JPEG": (sequential_scans(3500, 3500, 10_000), 422),
        "as many scans as are allowed": (scans(2000, 2000, 58), 200),
        "segments": (full(lambda count: segments(0xE5, b"", count)), 422),
        "EXIF bit by bit": (full(lambda count: segments(0xE1, b"Exif\0\0x", count)), 422),
        "fill bytes": (padding(b"\xff", size - 1000), 422),
        "chunks": (full(lambda count: png(chunk(b"abCd") * count)), 422),
        "chunks behind the pixels": (full(lambda count: png(after=chunk(b"abCd") * count)), 422),
        "profiles": (full(lambda count: png(PROFILE * count)), 422),
        "texts": (full(lambda count: png(after=TEXT * count)), 422),
        "as many texts as are allowed": (png(TEXT * 60), 200),
        "EXIF tags of the same bytes": (png(chunk(b"eXIf", exif(2000, size // 2))), 200),
        "a size that is only claimed": (claiming(5000, 5000), 422),
        "specks": (dotted(100), 200),
    }


PROFILE, TEXT = unfolding(b"iCCP"), unfolding(b"zTXt")


def memory(served: Served, what: str = "VmRSS") -> float:
    """MB that the largest worker holds; with VmHWM the most that it ever held."""

    def of(pid: int) -> float:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(what))

    return max(of(pid) for pid in workers(served.process.pid))


pytestmark = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads /proc")


def test_thin_pictures_of_all_lengths_leave_no_memory_behind(serve: Serve, figure: Figure) -> None:
    """Sixty of 8 kB took a worker from 420 to 4,015 MB, when they could be 4,000,000 pixels long."""
    served = serve("--max-concurrency", "1")
    with httpx.Client(base_url=served.address, timeout=60) as client:
        assert client.post("/api/predict", content=seven()).status_code == 200
        before, began = memory(served), time.perf_counter()
        assert "a side of more than 65535" in client.post("/api/predict", content=thin(4_000_000, True)).text
        for i in range(60):
            answer = client.post(f"/api/{('predict', 'read')[i % 2]}", content=thin(65_535 - i, i % 9 > 0))
            assert answer.status_code == 422
            assert "one side more than 512 times the other; crop it" in answer.json()["error"]
        took, after = time.perf_counter() - began, memory(served)
    figure("MB of a worker before, after", [round(before), round(after)])
    figure("seconds for 61 pictures", round(took, 1))
    assert after - before < 30


def test_bombs_are_cheap_and_others_hardly_notice(serve: Serve, figure: Figure) -> None:
    """A JPEG of 148 kB took 49 s, and two of them kept an ordinary picture waiting for 58."""
    served = serve("--max-concurrency", "1")
    with httpx.Client(base_url=served.address, timeout=120) as client:
        assert client.post("/api/predict", content=seven()).status_code == 200
        before = memory(served)
        for name, (body, status) in bombs(2_000_000).items():
            began = time.perf_counter()
            answer = client.post("/api/predict", content=body)
            took = time.perf_counter() - began
            figure(f"{name}, {len(body) / 1000:.0f} kB", f"{took:.2f} s")
            assert answer.status_code == status, (name, answer.text)
            assert took < 5, name
            assert client.post("/api/predict", content=seven()).status_code == 200
        most, after = memory(served, "VmHWM"), memory(served)
    figure("MB of a worker before, at most, after", [round(value) for value in (before, most, after)])
    assert "Warning" not in served.log.read_text()
    assert most - before < 250
    assert after - before < 100


@pytest.mark.long
def test_a_minute_of_bombs(serve: Serve, figure: Figure) -> None:
    """Two clients send nothing else, as large as they may be; an ordinary one is answered all the while, and nothing is left behind."""
    served = serve("--max-concurrency", "2")
    bodies = [body for body, _ in bombs(10_000_000).values()]
    statuses: Counter[int] = Counter()
    waits: list[float] = []

    def attack(first: int, stop: float) -> None:
        with httpx.Client(base_url=served.address, timeout=120) as client:
            for i in count(first):
                if time.monotonic() > stop:
                    return
                path = ("/api/predict", "/api/read")[i // len(bodies) % 2]
                statuses[client.post(path, content=bodies[i % len(bodies)]).status_code] += 1

    def ask(client: httpx.Client) -> None:
        began = time.perf_counter()
        assert client.post("/api/read", content=number()).status_code == 200
        waits.append(time.perf_counter() - began)

    levels = []
    with httpx.Client(base_url=served.address, timeout=120) as client:
        for _ in range(3):
            stop = time.monotonic() + 25
            attackers = [Thread(target=attack, args=(first, stop)) for first in (0, len(bodies) // 2)]
            for attacker in attackers:
                attacker.start()
            while any(attacker.is_alive() for attacker in attackers):
                ask(client)
                time.sleep(0.1)
            for _ in range(200):  # what waits to be collected is
                ask(client)
            levels.append(round(memory(served)))
    figure("answers to the bombs, by status", dict(sorted(statuses.items())))
    figure("an ordinary picture, median, longest", f"{median(waits):.3f}, {max(waits):.2f} s")
    figure("MB of a worker after 25, 50, 75 s, at most", [*levels, round(memory(served, "VmHWM"))])
    assert set(statuses) == {200, 422}
    assert max(waits) < 5
    assert max(levels[1:]) < levels[0] + 60
