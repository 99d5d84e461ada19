"""A real `esmiuca serve` to attack, and the figures that an attack found out.

`make attack` runs everything here and prints the figures; `make test` runs what takes seconds, without the tests marked `long`.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Served:
    """A server in a process of its own."""

    process: subprocess.Popen[str]
    address: str
    """With a slash at its end."""
    log: Path
    """What it writes to standard error."""


Serve = Callable[..., Served]
Figure = Callable[[str, object], None]

STARTED_SECONDS = 60
"""What a process may take to start on a machine that is busy with other tests."""


def until(condition: Callable[[], object], seconds: float = STARTED_SECONDS) -> float:
    """Waits for it; gives how long that took."""
    began = time.monotonic()
    while not condition():
        assert time.monotonic() - began < seconds
        time.sleep(0.02)
    return time.monotonic() - began


@pytest.fixture
def serve(model: Path, tmp_path: Path, unmeasured: None) -> Iterator[Serve]:
    """Starts `esmiuca serve` on a free port with these arguments, through `through` (`prlimit --nofile=64`) if given."""
    started: list[Served] = []

    def serve(*arguments: str, through: str = "", model: Path = model) -> Served:
        log = tmp_path / f"server-{len(started)}.log"
        command = [
            *through.split(),
            sys.executable,
            *("-m", "esmiuca.cli.main", "serve", "--port", "0", "--model", str(model)),
            *arguments,
        ]
        with log.open("w") as errors:
            process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True)
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.search(r"http://\S+", line)
        assert found is not None, line + log.read_text()
        served = Served(process, found[0], log)
        started.append(served)
        return served

    yield serve
    for served in started:
        served.process.kill()
        served.process.communicate(timeout=10)


FIGURES: list[str] = []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.slow)


@pytest.fixture
def figure(request: pytest.FixtureRequest) -> Figure:
    """Keeps a figure under the test's name, for the table that `make attack` prints at its end."""

    def figure(what: str, value: object) -> None:
        FIGURES.append(f"{request.node.name}: {what}: {value}")

    return figure


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if FIGURES and terminalreporter.config.getoption("--long"):
        terminalreporter.section("figures")
        terminalreporter.write_line("\n".join(FIGURES))
