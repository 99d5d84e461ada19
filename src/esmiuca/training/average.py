"""The exponential moving average of a run's weights."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.optim.swa_utils import get_ema_multi_avg_fn


@torch.no_grad()
def update_average(averaged: Sequence[Tensor], current: Sequence[Tensor], most: float, done: int) -> None:
    """Moves the averaged weights towards the current ones, after `done` steps, in place.

    The decay warms up to `most`, so that early weights don't linger.
    """
    decay = min(most, done / (done + 10))
    get_ema_multi_avg_fn(decay)(list(averaged), list(current), done)
