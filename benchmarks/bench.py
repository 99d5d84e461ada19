"""What the benchmarks in Python share: the machine they ran on, medians, results as a table and as JSON."""

from __future__ import annotations

import json
import os
import platform
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console
from rich.table import Table

RESULTS = Path(__file__).parent / "results"


def seconds(function: Callable[[], object]) -> float:
    """How long a call takes."""
    started = time.perf_counter()
    function()
    return time.perf_counter() - started


def interleaved(functions: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """The median seconds of each, called in turn, so that other load affects all alike."""
    samples: dict[str, list[float]] = {name: [] for name in functions}
    for function in functions.values():  # once to warm up
        function()
    for _ in range(rounds):
        for name, function in functions.items():
            samples[name].append(seconds(function))
    return {name: median(taken) for name, taken in samples.items()}


def show(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table on standard output."""
    table = Table(*columns, title=title, title_justify="left")
    for row in rows:
        table.add_row(*row)
    Console(width=110).print(table)


def save(name: str, result: Mapping[str, Any]) -> None:
    """Writes `benchmarks/results/NAME.json`, with what it was measured on."""
    machine = {"processor": processor(), "cores": os.cpu_count(), "python": platform.python_version()}
    found = {"date": datetime.now(UTC).isoformat(timespec="seconds"), "machine": machine, **result}
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.json").write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    print(f"benchmarks/results/{name}.json")


def processor() -> str:
    """Its name, where the system says it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown"
    return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), "unknown")
