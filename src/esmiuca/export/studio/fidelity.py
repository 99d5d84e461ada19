"""How faithful the unpacked weights are: whether they read pictures as the real ones do, moment by moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from jaxtyping import Int64


@dataclass(frozen=True)
class Limits:
    """How far the unpacked network of a moment may differ from the real one."""

    agreement: float  # share of the pictures that both read as the same, at least
    difference: float  # between the shares that are read right, at most


FAITHFUL = Limits(0.995, 0.003)
# A network that learnt random labels guesses on unseen pictures: no digit is clearly ahead, so tiny changes flip the answer.
# This is as exact as fits into a run's bytes.
FAITHFUL_TO_CHANCE = Limits(0.96, 0.01)


@dataclass(frozen=True)
class Compared:
    """One moment."""

    agreement: float  # share of the pictures that both read as the same
    accuracy_difference: float

    def is_within(self, limits: Limits) -> bool:
        return self.agreement >= limits.agreement and self.accuracy_difference <= limits.difference


def compare(
    real: Int64[np.ndarray, " N"], made: Int64[np.ndarray, " N"], labels: Int64[np.ndarray, " N"]
) -> Compared:
    """Compares what the real and the unpacked weights of one moment read."""
    difference = abs(float((made == labels).mean() - (real == labels).mean()))
    return Compared(agreement=float((made == real).mean()), accuracy_difference=difference)


def summary(compared: Sequence[Compared], pictures: int, last_difference: float) -> dict[str, Any]:
    """The worst of all moments, and the last one.

    Args:
        last_difference: the largest between two numbers of the last moment.
    """
    return {
        "pictures": pictures,
        "agreement": round(min(one.agreement for one in compared), 5),
        "accuracy_difference": round(max(one.accuracy_difference for one in compared), 5),
        "last": {
            "agreement": round(compared[-1].agreement, 5),
            "largest_difference": float(f"{last_difference:.3g}"),
        },
    }
