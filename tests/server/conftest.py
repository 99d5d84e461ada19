"""Real servers on free ports, each in a thread of the tests' own process."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from esmiuca.server.app import create_app
from esmiuca.server.detector import TensorDetector
from esmiuca.server.limits import Limits, Workload
from esmiuca.server.process import DrainingServer, address_of, listen
from esmiuca.server.workers import Threads

Start = Callable[..., str]


@pytest.fixture(scope="session")
def detector(model: Path) -> TensorDetector:
    return TensorDetector(model, threads=1)


@pytest.fixture(scope="session")
def start(detector: TensorDetector, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    """Starts a server with the given limits, detector, site, folder of runs or whatever else create_app takes; gives its address."""
    running: list[tuple[DrainingServer, threading.Thread]] = []

    def start(
        limits: Limits | None = None,
        detector: TensorDetector = detector,
        site: Path | None = None,
        trusted_hosts: tuple[str, ...] = ("x",),  # as requests written by hand call it
        **more: Any,
    ) -> str:
        workload = Workload(limits or Limits(), Threads(detector))
        site = site or tmp_path_factory.mktemp("no-site")
        app = create_app(detector, workload=workload, site=site, trusted_hosts=trusted_hosts, **more)
        started = threading.Event()
        server = DrainingServer(app, workload, started.set)
        listener = listen("127.0.0.1", 0)
        address = address_of(listener)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        running.append((server, thread))
        assert started.wait(10)
        return address

    yield start
    for server, _ in running:
        server.should_exit = True
    for _, thread in running:
        thread.join(10)
        assert not thread.is_alive()


@pytest.fixture(scope="session")
def client(start: Start) -> Iterator[httpx.Client]:
    """Speaks to a server with the default limits and without a page."""
    with httpx.Client(base_url=start(), timeout=30) as client:
        yield client
