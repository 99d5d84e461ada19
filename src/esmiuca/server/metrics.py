"""GET /metrics: how the server fares, in Prometheus' text format."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from fastapi import APIRouter, Response
from fastapi.responses import PlainTextResponse
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric, SummaryMetricFamily
from prometheus_client.registry import Collector

import esmiuca
from esmiuca.inference.manifest import Manifest
from esmiuca.server.limits import Workload
from esmiuca.server.workers import Processes

SECONDS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20)
"""Upper bounds of the groups of latencies: a prediction takes milliseconds, the longest wait is WAIT_SECONDS."""

METHODS = {"GET", "HEAD", "POST", "DELETE", "OPTIONS"}
"""What others make up counts as one: each value of a label costs memory for good."""


class Metrics:
    """What is counted as requests are answered, and what is looked up when somebody asks. A registry of its own for each server."""

    def __init__(self, workload: Workload, manifest: Manifest) -> None:
        self.registry = CollectorRegistry()
        answers = Counter(
            "esmiuca_requests",
            "Answers, by route, method and status.",
            ["route", "method", "status"],
            registry=self.registry,
        )
        seconds = Histogram(
            "esmiuca_request_seconds",
            "From a request's head to the end of its answer.",
            ["route"],
            buckets=SECONDS,
            registry=self.registry,
        )
        # The counters of each combination of labels are found faster here.
        kept = lru_cache(maxsize=1024)  # routes times methods times statuses, of some 100 bytes
        self._answers, self._seconds = kept(answers.labels), kept(seconds.labels)
        model = Gauge(
            "esmiuca_model_info",
            "Always 1: which network answers.",
            ["name", "version", "server"],
            registry=self.registry,
        )
        model.labels(manifest.model.name, manifest.model.version, esmiuca.__version__).set(1)
        self.registry.register(_Now(workload))

    def answered(self, route: str, method: str, status: int, seconds: float) -> None:
        """One request more."""
        self._answers(route, method if method in METHODS else "other", status).inc()
        self._seconds(route).observe(seconds)

    def text(self) -> bytes:
        """All of it."""
        return generate_latest(self.registry)


class _Now(Collector):
    """What the workload and its workers say when they are asked."""

    def __init__(self, workload: Workload) -> None:
        self.workload = workload

    def collect(self) -> Iterator[Metric]:
        work = self.workload
        yield _gauge("admitted", "Requests that are taken on and not answered yet.", work.admitted)
        yield _gauge("waiting", "Jobs that no worker has taken yet.", work.waiting)
        yield _gauge("held_bytes", "Bodies of requests in memory.", work.held_bytes)
        yield _gauge("ready", "1 where predictions are taken on, as /v2/health/ready says.", work.ready)
        waited = SummaryMetricFamily("esmiuca_job_wait_seconds", "How long jobs had no worker.")
        waited.add_metric([], work.jobs, work.waited_seconds)
        yield waited
        yield _counter("refusals", "503 answers, by why.", "reason", work.refused)
        workers = GaugeMetricFamily(
            "esmiuca_workers", "What computes: that could, and that does.", labels=["state"]
        )
        workers.add_metric(["live"], work.workers.live)
        processes = work.workers if isinstance(work.workers, Processes) else None
        if processes is not None:
            workers.add_metric(["busy"], processes.busy)
        yield workers
        memory = GaugeMetricFamily(
            "esmiuca_memory_bytes", "Resident memory, by process.", labels=["process"], unit="bytes"
        )
        pids = {"server": os.getpid()}
        if processes is not None:
            yield _counter("workers_lost", "Workers that were replaced, by why.", "reason", processes.lost)
            yield CounterMetricFamily(
                "esmiuca_worker_starts_failed",
                "Tries to start a worker that failed.",
                processes.failed_starts,
            )
            pids |= {
                f"worker-{slot}": worker.process.pid for slot, worker in enumerate(processes.slots) if worker
            }
        for name, pid in pids.items():
            if pid is not None and (size := resident(pid)) is not None:
                memory.add_metric([name], size)
        yield memory


def resident(pid: int) -> int | None:
    """Bytes of memory that a process holds, None where the system doesn't say."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except OSError:  # it has ended, or there is no /proc
        return None
    return pages * os.sysconf("SC_PAGE_SIZE")


def _gauge(name: str, said: str, value: float) -> Metric:
    return GaugeMetricFamily(f"esmiuca_{name}", said, value)


def _counter(name: str, said: str, label: str, counted: Mapping[str, int]) -> Metric:
    family = CounterMetricFamily(f"esmiuca_{name}", said, labels=[label])
    for value, count in sorted(counted.items()):
        family.add_metric([value], count)
    return family


def metrics_routes(metrics: Metrics) -> APIRouter:
    """The route."""
    router = APIRouter(tags=["metrics"])

    @router.get(
        "/metrics",
        summary="How the server fares",
        description=(
            "In Prometheus' text format: requests and latencies by route, refusals by why, the queue, the workers and the memory that each "
            "holds, the model's version. Open to whoever reaches the server, like the health answers; a reverse proxy may keep it to itself."
        ),
        response_class=PlainTextResponse,
    )
    async def answer() -> Response:
        return Response(metrics.text(), media_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"})

    return router
