"""Random numbers on the device of their source: a torch.Generator decides both what they are and where they lie."""

from __future__ import annotations

import torch
from torch import Tensor


def rand(shape: tuple[int, ...] | torch.Size, generator: torch.Generator) -> Tensor:
    """Evenly from 0 to 1."""
    return torch.rand(shape, generator=generator, device=generator.device)


def randn(shape: tuple[int, ...] | torch.Size, generator: torch.Generator) -> Tensor:
    """Normally around 0, with a deviation of 1."""
    return torch.randn(shape, generator=generator, device=generator.device)


def randint(low: int, high: int, shape: tuple[int, ...], generator: torch.Generator) -> Tensor:
    """Whole numbers from `low` up to, but not including, `high`."""
    return torch.randint(low, high, shape, generator=generator, device=generator.device)


def uniform(shape: tuple[int, ...], limit: float, generator: torch.Generator) -> Tensor:
    """Evenly from -limit to limit."""
    return (rand(shape, generator) * 2 - 1) * limit
