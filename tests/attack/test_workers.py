"""The processes that compute: killed, stopped, not to be replaced; clients that leave; SIGTERM while all of them hang."""

from __future__ import annotations

import os
import resource
import signal
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from attack.conftest import STARTED_SECONDS, Figure, Serve, until
from server.pictures import seven
from server.processes import workers
from server.test_limits import connect, head

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/task").is_dir(), reason="the system lists no children there"
)


def metric(client: httpx.Client, name: str, **labels: str) -> float:
    text = client.get("/metrics").text
    return sum(
        sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if sample.name == name and labels.items() <= sample.labels.items()
    )


def post(address: str, timeout: float = STARTED_SECONDS) -> httpx.Response:
    return httpx.post(f"{address}api/predict", content=seven(), timeout=timeout)


@pytest.mark.parametrize("kills", [3, pytest.param(16, marks=pytest.mark.long)])
def test_kills_of_workers_under_load_cost_nobody_a_wrong_answer(
    serve: Serve, figure: Figure, kills: int
) -> None:
    served = serve("--max-concurrency", "2")
    right = post(served.address).json()
    statuses, wrong, over = Counter[int](), [], threading.Event()

    def client() -> None:
        with httpx.Client(base_url=served.address, timeout=STARTED_SECONDS) as client:
            while not over.is_set():
                answer = client.post("/api/predict", content=seven())
                statuses[answer.status_code] += 1
                if answer.status_code == 200 and answer.json() != right:
                    wrong.append(answer.text)

    with ThreadPoolExecutor(8) as pool:
        clients = [pool.submit(client) for _ in range(8)]
        try:
            with httpx.Client(base_url=served.address, timeout=10) as watching:
                # In turn the oldest, which computes, and the newest, which may be starting.
                for number in range(kills):
                    until(lambda: metric(watching, "esmiuca_workers", state="live") > 0)
                    time.sleep(0.2)
                    with suppress(ProcessLookupError):
                        os.kill(sorted(workers(served.process.pid))[-(number % 2)], signal.SIGKILL)
                until(lambda: metric(watching, "esmiuca_workers", state="live") == 2)
                ended = metric(watching, "esmiuca_workers_lost_total")
                assert ended + metric(watching, "esmiuca_worker_starts_failed_total") == kills
        finally:
            over.set()
        for one in clients:
            one.result()
    figure("answers by status", dict(statuses))
    assert wrong == []
    assert set(statuses) <= {200, 503}
    assert statuses[503] <= kills
    assert served.process.poll() is None


def test_a_pool_that_cannot_be_replaced_says_so_and_comes_back(serve: Serve, figure: Figure) -> None:
    served = serve("--max-concurrency", "2")
    with httpx.Client(
        base_url=served.address, timeout=10
    ) as client:  # opened before there is nothing to open with
        assert client.get("/v2/health/ready").status_code == 200
        limits = resource.prlimit(served.process.pid, resource.RLIMIT_NOFILE)
        used = len(list(Path(f"/proc/{served.process.pid}/fd").iterdir()))
        resource.prlimit(served.process.pid, resource.RLIMIT_NOFILE, (used - 8, limits[1]))
        for worker in workers(served.process.pid):
            os.kill(worker, signal.SIGKILL)
        until(lambda: client.get("/v2/health/ready").status_code == 503, 10)
        until(lambda: metric(client, "esmiuca_worker_starts_failed_total") >= 2)
        began = time.monotonic()
        refused = client.post("/api/predict", content=seven())
        figure("refused after (ms)", round(1000 * (time.monotonic() - began)))
        assert refused.status_code == 503, served.log.read_text()[-6000:]
        assert "can be started" in refused.json()["error"]
        assert client.get("/v2/health/live").status_code == 200
        resource.prlimit(served.process.pid, resource.RLIMIT_NOFILE, limits)
        seconds = until(lambda: client.get("/v2/health/ready").status_code == 200)
        figure("ready again after (s)", round(seconds, 1))
        assert client.post("/api/predict", content=seven()).status_code == 200


def test_workers_that_hang_are_replaced_and_whoever_left_holds_nothing(serve: Serve, figure: Figure) -> None:
    served = serve("--max-concurrency", "1", "--job-seconds", "1")
    with httpx.Client(base_url=served.address, timeout=STARTED_SECONDS) as client:
        (worker,) = workers(served.process.pid)
        os.kill(worker, signal.SIGSTOP)
        picture = seven()
        request = head("/api/predict", f"Content-Length: {len(picture)}") + picture
        with closing(connect(served.address)) as running, closing(connect(served.address)) as waiting:
            for connection in (running, waiting):
                connection.sendall(request)
            until(lambda: metric(client, "esmiuca_admitted") == 2)
        seconds = until(lambda: metric(client, "esmiuca_admitted") == 0, 5)
        figure("places of those who left are free after (s)", round(seconds, 2))
        began = time.monotonic()
        assert client.post("/api/predict", content=picture).status_code == 200
        figure("an ordinary client waits (s)", round(time.monotonic() - began, 1))
        assert metric(client, "esmiuca_workers_lost_total", reason="left") == 1


def test_sigterm_ends_a_server_whose_workers_hang(serve: Serve, figure: Figure) -> None:
    served = serve("--max-concurrency", "2", "--drain-seconds", "2")
    for worker in workers(served.process.pid):
        os.kill(worker, signal.SIGSTOP)
    with ThreadPoolExecutor(5) as pool:
        asking = [pool.submit(post, served.address) for _ in range(5)]
        with httpx.Client(base_url=served.address) as client:
            until(lambda: metric(client, "esmiuca_admitted") == 5)
        served.process.send_signal(signal.SIGTERM)
        began = time.monotonic()
        with httpx.Client(base_url=served.address) as client:
            until(lambda: client.get("/v2/health/ready").status_code == 503, 2)
        late = Counter[int]()
        while time.monotonic() - began < 1.5:
            late[post(served.address, 5).status_code] += 1
        assert set(late) == {503}
        served.process.wait(20)
        figure("ended after (s), with --drain-seconds 2", round(time.monotonic() - began, 1))
        assert {one.result().status_code for one in asking} == {503}
    assert served.process.returncode == 0
    assert "Traceback" not in served.log.read_text()
