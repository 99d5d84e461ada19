"""How a server answers when more ask than it can serve: good answers a second, their times, and what is refused.

    python benchmarks/overload.py [--clients 16 --clients 64 --clients 256] [--seconds 8] [--against SRC]

Each client sends a digit of MNIST's size on a kept-alive connection, waits for the answer and asks again at once, also after a 503:
nobody heeds Retry-After. `--against` names the `src` of another checkout, which is measured in turn with this one.
Client and server share the machine's processors; what the server itself takes of them for a good answer, refusals included, is
the figure that other load on the machine disturbs least.
"""

from __future__ import annotations

import asyncio
import os
import re
import resource
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import click
import numpy as np
from bench import save, show
from throughput import png

HERE = Path(__file__).resolve().parents[1]
BODIES = 20
WARM_SECONDS = 1.0
GOAL = {"share": 0.8, "p99_ms": 500}
"""Of the most clients: good answers against those of the fewest, and the time within which 99% of them come."""


@dataclass
class Count:
    """What the clients of one measurement saw."""

    good: list[float] = field(default_factory=list)  # seconds
    refused: int = 0
    other: int = 0


class Client(asyncio.Protocol):
    """A connection that asks again as soon as it has its answer; cheap, so that the server has the processors."""

    def __init__(self, requests: list[bytes], first: int, count: Count) -> None:
        self.requests, self.at, self.count = requests, first, count
        self.received = b""
        self.lost = asyncio.Event()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.ask()

    def ask(self) -> None:
        self.at += 1
        self.asked = time.perf_counter()
        self.transport.write(self.requests[self.at % len(self.requests)])

    def data_received(self, data: bytes) -> None:
        self.received = self.received + data if self.received else data
        end = self.received.find(b"\r\n\r\n")
        if end < 0:
            return
        found = re.search(rb"(?i)\r\ncontent-length: (\d+)", self.received)
        if found is None or len(self.received) < end + 4 + int(found[1]):
            return
        status, self.received = self.received[9:12], b""
        if status == b"200":
            self.count.good.append(time.perf_counter() - self.asked)
        elif status == b"503":
            self.count.refused += 1
        else:
            self.count.other += 1
        self.ask()

    def connection_lost(self, exc: Exception | None) -> None:
        self.lost.set()


async def client(port: int, requests: list[bytes], first: int, count: Count) -> None:
    """Connects again whenever the server has closed."""
    while True:
        try:
            made = Client(requests, first, count)
            await asyncio.get_running_loop().create_connection(lambda made=made: made, "127.0.0.1", port)
            await made.lost.wait()
        except OSError:
            count.other += 1
            await asyncio.sleep(0.1)


def processor_seconds(server: int) -> float:
    """Of the server and its workers; 0 where the system doesn't say it in /proc."""
    ticks = 0
    with suppress(OSError):
        children = Path(f"/proc/{server}/task/{server}/children").read_text().split()
        for process in (server, *children):
            fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


async def load(
    server: int, port: int, requests: list[bytes], clients: int, seconds: float
) -> dict[str, float]:
    """What `clients` see in `seconds`, after a second that doesn't count."""
    count = Count()
    asking = [asyncio.create_task(client(port, requests, at, count)) for at in range(clients)]
    await asyncio.sleep(WARM_SECONDS)
    count.good.clear()
    count.refused = count.other = 0
    began, spent = time.perf_counter(), processor_seconds(server)
    await asyncio.sleep(seconds)
    taken = time.perf_counter() - began
    spent = processor_seconds(server) - spent
    found = {
        "good_per_second": len(count.good) / taken,
        "p50_ms": 1000 * float(np.percentile(count.good or [np.inf], 50)),
        "p99_ms": 1000 * float(np.percentile(count.good or [np.inf], 99)),
        "refused_per_second": count.refused / taken,
        "processor_ms_per_good": 1000 * spent / max(1, len(count.good)),
        "other": float(count.other),
    }
    for task in asking:
        task.cancel()
    return found


def measure(source: Path, requests: list[bytes], clients: int, seconds: float) -> dict[str, float]:
    """A fresh server of the code in `source`, under that many clients."""
    command = [sys.executable, "-m", "esmiuca.cli.main", "serve", "--port", "0", "--no-training"]
    command += ["--model", str(HERE / "artifacts")]
    server = subprocess.Popen(
        command,
        env={**os.environ, "PYTHONPATH": str(source)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert server.stdout is not None
        found = re.search(r":(\d+)/", server.stdout.readline())
        assert found is not None
        return asyncio.run(load(server.pid, int(found[1]), requests, clients, seconds))
    finally:
        server.kill()
        server.wait()


def requests() -> list[bytes]:
    """A digit's picture each, 28 pixels wide: strokes of a pen that needn't be any digit."""
    rng = np.random.default_rng(0)
    result = []
    for _ in range(BODIES):
        picture = np.zeros((28, 28), np.uint8)
        row, column = rng.integers(6, 22, 2)
        picture[5:23, column - 1 : column + 2] = 255
        picture[row - 1 : row + 2, 6:22] = 255
        body = png(picture, 28)
        head = f"POST /api/predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/png\r\nContent-Length: {len(body)}\r\n\r\n"
        result.append(head.encode() + body)
    return result


@click.command()
@click.option("--clients", "all_clients", type=int, multiple=True, default=(16, 64, 256), show_default=True)
@click.option("--seconds", default=8.0, show_default=True, help="Of each measurement.")
@click.option(
    "--rounds", default=3, show_default=True, help="Measurements of each, in turn; their median counts."
)
@click.option("--against", type=click.Path(path_type=Path), help="The src of another checkout.")
def main(all_clients: tuple[int, ...], seconds: float, rounds: int, against: Path | None) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    sources = {"this": HERE / "src"} | ({} if against is None else {"other": against})
    asked = requests()
    samples: dict[tuple[str, int], list[dict[str, float]]] = {}
    for _ in range(rounds):
        for clients in all_clients:
            for name, source in sources.items():
                samples.setdefault((name, clients), []).append(measure(source, asked, clients, seconds))
    result: dict[str, dict[int, dict[str, Any]]] = {name: {} for name in sources}
    for (name, clients), found in samples.items():
        result[name][clients] = {key: median(one[key] for one in found) for key in found[0]}
    rows = []
    for name, by_clients in result.items():
        least = by_clients[min(all_clients)]["good_per_second"]
        for clients, found in by_clients.items():
            found["share"] = found["good_per_second"] / least
            rows.append(
                (
                    name,
                    str(clients),
                    f"{found['good_per_second']:,.0f}",
                    f"{found['share']:.0%}",
                    f"{found['p50_ms']:,.0f} ms",
                    f"{found['p99_ms']:,.0f} ms",
                    f"{found['refused_per_second']:,.0f}",
                    f"{found['processor_ms_per_good']:.2f} ms",
                    f"{found['other']:,.0f}",
                )
            )
    show(
        f"Overload; goal: {GOAL['share']:.0%} of the fewest clients' good answers, 99% within {GOAL['p99_ms']} ms",
        ("code", "clients", "good/s", "share", "p50", "p99", "refused/s", "processor/good", "other"),
        rows,
    )
    save("overload", {"seconds": seconds, "rounds": rounds, "goal": GOAL, "results": result})


if __name__ == "__main__":
    main()
