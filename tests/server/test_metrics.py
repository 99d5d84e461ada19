"""What the server says about itself: /metrics, a request's id, the log."""

from __future__ import annotations

import json
import logging
import os
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from esmiuca.server.detector import TensorDetector
from esmiuca.server.limits import Limits, Refusal, Workload
from esmiuca.server.logs import JsonLines, Sentences, set_up
from esmiuca.server.metrics import Metrics, resident
from esmiuca.server.observed import LONGEST_ID, request_id
from esmiuca.server.workers import Processes
from server.conftest import Start
from server.pictures import seven

Samples = dict[str, float]


def samples(text: str) -> Samples:
    """Each value by its name and labels, `esmiuca_requests_total{method=GET}`."""
    return {
        sample.name + "{" + ",".join(f"{k}={v}" for k, v in sorted(sample.labels.items())) + "}": sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


@pytest.fixture
def client(start: Start) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=start(Limits(max_concurrency=1, max_waiting=0)), timeout=30) as client:
        yield client


def test_it_counts_what_was_answered(client: httpx.Client) -> None:
    for _ in range(3):
        client.post("/api/predict", content=seven())
    client.post("/api/predict", content=b"nothing")
    client.get("/v2/models/digits")
    answer = client.get("/metrics")
    assert answer.headers["Content-Type"].startswith("text/plain; version=")
    found = samples(answer.text)
    counted = "esmiuca_requests_total{method=POST,route=/api/predict,status="
    assert (found[counted + "200}"], found[counted + "415}"]) == (3, 1)
    assert found["esmiuca_request_seconds_count{route=/api/predict}"] == 4
    assert 0 < found["esmiuca_request_seconds_sum{route=/api/predict}"] < 60
    assert found["esmiuca_job_wait_seconds_count{}"] == 3
    assert found["esmiuca_workers{state=live}"] == 1
    assert (found["esmiuca_ready{}"], found["esmiuca_waiting{}"], found["esmiuca_held_bytes{}"]) == (1, 0, 0)
    assert found["esmiuca_memory_bytes{process=server}"] > 10_000_000
    (model,) = (name for name in found if name.startswith("esmiuca_model_info"))
    assert re.fullmatch(r"esmiuca_model_info\{name=digits,server=[\d.]+\w*,version=.+\}", model)


def test_strangers_cannot_make_it_grow(client: httpx.Client) -> None:
    client.get("/metrics")
    before = len(client.get("/metrics").text)
    for number in range(40):
        client.get(f"/nothing/{number}?{number}")
        client.request(f"ODD{number}", "/api/predict")
        client.get(f"/v2/models/{number}")
    assert len(client.get("/metrics").text) - before < 4000


def test_refusals_are_counted_by_why(detector: TensorDetector, model: Path) -> None:
    workload = Workload(Limits(), Processes(model, 2))
    metrics = Metrics(workload, detector.manifest)
    workload.unavailable(Refusal("busy", "No."))
    workload.unavailable(Refusal("busy", "No."))
    workload.workers.lost["late"] += 1  # type: ignore[attr-defined]
    found = samples(metrics.text().decode())
    assert found["esmiuca_refusals_total{reason=busy}"] == 2
    assert found["esmiuca_workers_lost_total{reason=late}"] == 1
    assert found["esmiuca_worker_starts_failed_total{}"] == 0
    assert (found["esmiuca_workers{state=live}"], found["esmiuca_workers{state=busy}"]) == (0, 0)
    assert found["esmiuca_ready{}"] == 0


def test_the_memory_of_a_process_that_has_gone_is_unknown() -> None:
    assert resident(2**22 + 1) is None  # above the largest number that Linux gives
    assert Path("/proc").is_dir() == isinstance(resident(os.getpid()), int)


@pytest.mark.parametrize("given", ["abc-123", "a" * LONGEST_ID, "one two"])
def test_a_short_request_id_is_sent_back(client: httpx.Client, given: str) -> None:
    assert client.get("/v2", headers={"X-Request-Id": given}).headers["X-Request-Id"] == given


@pytest.mark.parametrize("given", [None, "", "a" * (LONGEST_ID + 1), b"caf\xc3\xa9", b"a\tb"])
def test_otherwise_one_is_made(client: httpx.Client, given: str | bytes | None) -> None:
    headers = {} if given is None else {"X-Request-Id": given}
    made = {client.get("/v2", headers=headers).headers["X-Request-Id"] for _ in range(2)}
    assert len(made) == 2
    assert all(re.fullmatch("[0-9a-f]{16}", one) for one in made)


@pytest.fixture
def written(capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[[], str]]:
    """Gives what was written to standard error; logging is as it was afterwards."""
    yield lambda: capsys.readouterr().err
    root = logging.getLogger()
    for handler in root.handlers[:]:
        if isinstance(handler.formatter, JsonLines | Sentences):
            root.removeHandler(handler)
    logging.getLogger("esmiuca").setLevel(logging.NOTSET)


def test_each_answer_is_a_line_of_json(start: Start, written: Callable[[], str]) -> None:
    address = start()
    set_up("json")
    with httpx.Client(base_url=address) as client:
        client.get("/v2/no%0Asuch", headers={"X-Request-Id": "mine"})
    deadline = time.monotonic() + 10
    while not (line := written()):  # it comes once the answer has been sent
        assert time.monotonic() < deadline
    found = json.loads(line)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", found.pop("time"))
    assert 0 <= found.pop("ms") < 60_000
    assert found == {
        "level": "info",
        "logger": "esmiuca.server.observed",
        "message": "GET '/v2/no\\nsuch' 404",
        "request_id": "mine",
        "method": "GET",
        "path": "/v2/no\nsuch",
        "status": 404,
        "client": "127.0.0.1",
    }


def test_a_failure_is_logged_with_its_traceback_and_its_request(written: Callable[[], str]) -> None:
    set_up("json")
    request_id.set("mine")
    try:
        raise ValueError("odd")
    except ValueError:
        logging.getLogger("esmiuca.server").exception("it failed")
    request_id.set(None)
    found = json.loads(written())
    assert (found["level"], found["message"], found["request_id"]) == ("error", "it failed", "mine")
    assert "ValueError: odd" in found["traceback"]


def test_as_text_only_warnings_are_written(start: Start, written: Callable[[], str]) -> None:
    address = start()
    set_up("text")
    assert httpx.get(f"{address}v2").status_code == 200
    # A server that other tests share with this process may tell just now what it kept back.
    assert [line for line in written().splitlines() if " more like this within " not in line] == []
    request_id.set("mine")
    logging.getLogger("esmiuca.server").warning("a name\x1b[2J")
    request_id.set(None)
    assert "a name\\x1b[2J (request mine)" in written().splitlines()
