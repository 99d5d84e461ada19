"""How the weights that are put together compare with the real ones: by what both read, moment by moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from jaxtyping import Int64


@dataclass(frozen=True)
class Limits:
    """To how much what is shown as the network of a moment is it."""

    agreement: float  # share of the pictures that both read as the same, at least
    difference: float  # between the shares that are read right, at most


FAITHFUL = Limits(0.995, 0.003)
# Who learnt labels drawn at random reads what it has not seen by chance: no digit is clearly ahead, and the smallest change
# makes another one. As exact as fits into the bytes that there are for a run.
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
    """Of one moment, what its real weights and those that are put together read."""
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
