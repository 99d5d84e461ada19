"""Which processes a server has started."""

from __future__ import annotations

from pathlib import Path


def children(process: int) -> set[int]:
    """The processes that this one has started, workers and what multiprocessing itself needs."""
    return {
        int(number)
        for path in Path(f"/proc/{process}/task").glob("*/children")
        for number in path.read_text().split()
    }


def workers(process: int) -> set[int]:
    """Those that compute, those that are starting too."""
    return {child for child in children(process) if is_worker(child)}


def is_worker(process: int) -> bool:
    try:
        return b"spawn_main" in Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:  # it has ended
        return False
