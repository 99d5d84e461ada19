"""Spreads the same work on many pictures over the machine's cores."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from types import TracebackType
from typing import Any, TypeVar

import torch

T = TypeVar("T")
PART = 3000  # pictures that are worth a process: a few seconds' work


def parts(count: int, size: int = PART) -> list[int]:
    """Sizes of parts of about `size`: the same on every machine, so that each part's seed gives the same pictures."""
    number = max(1, round(count / size))
    return [count // number + (index < count % number) for index in range(number)] if count else []


class Cores:
    """A pool of processes, started when first needed; use it in a `with`, which ends them."""

    def __init__(self) -> None:
        # Processes that train together share the cores.
        self.count = (os.cpu_count() or 1) // int(os.environ.get("LOCAL_WORLD_SIZE", "1"))
        self.pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Cores:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.pool:
            self.pool.shutdown(cancel_futures=True)

    def spread(self, function: Callable[..., T], calls: Sequence[tuple[Any, ...]]) -> list[T]:
        """What `function` gives for each call, in their order."""
        if len(calls) < 2 or self.count < 2:
            return [function(*call) for call in calls]
        if self.pool is None:
            # Not forked: a copy of a process with threads may wait for locks forever.
            spawn = get_context("spawn")
            self.pool = ProcessPoolExecutor(self.count, spawn, torch.set_num_threads, (1,))
        return list(self.pool.map(function, *zip(*calls, strict=True)))
