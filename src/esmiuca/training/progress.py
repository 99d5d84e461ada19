"""Where a run stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Progress:
    """What is reported after every step; accuracies are shares from 0 to 1."""

    epoch: int
    step: int  # in this epoch, from 1
    steps: int  # in an epoch
    total_step: int
    total_steps: int
    loss: float  # mean of this epoch so far
    accuracy: float
    images_per_second: float
    seconds_left: float
    metrics: dict[str, Any] | None = None  # at the end of an epoch


@dataclass
class EpochSums:
    """What an epoch has added up so far; part of a checkpoint, so that a resumed epoch logs the same means."""

    loss: float = 0.0
    correct: int = 0
    digits: int = 0
    seen: int = 0

    @staticmethod
    def of(counts: list[float]) -> EpochSums:
        """From numbers in the order of the fields."""
        loss, correct, digits, seen = counts
        return EpochSums(loss, int(correct), int(digits), int(seen))

    @property
    def mean_loss(self) -> float:
        return self.loss / max(self.seen, 1)

    @property
    def accuracy(self) -> float:
        return self.correct / max(self.digits, 1)
