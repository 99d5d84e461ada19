"""The same work on many pictures, shared among the cores of the machine."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any, TypeVar

import torch

T = TypeVar("T")
PART = 3000  # pictures that are worth a process: a few seconds' work


def parts(count: int) -> list[int]:
    """How many pictures each part has; the same on every machine, so that the parts' own seeds give the same pictures."""
    number = max(1, round(count / PART))
    return [count // number + (index < count % number) for index in range(number)] if count else []


def spread(function: Callable[..., T], calls: Sequence[tuple[Any, ...]]) -> list[T]:
    """What `function` gives for each call, in their order; several processes make them where there are several cores."""
    # Of several that train together on this machine, each has its share of the cores.
    cores = (os.cpu_count() or 1) // int(os.environ.get("LOCAL_WORLD_SIZE", "1"))
    if len(calls) < 2 or cores < 2:
        return [function(*call) for call in calls]
    # Not forked: a copy of a process whose threads hold locks may wait for ever.
    with ProcessPoolExecutor(
        min(cores, len(calls)), get_context("spawn"), torch.set_num_threads, (1,)
    ) as pool:
        return list(pool.map(function, *zip(*calls, strict=True)))
