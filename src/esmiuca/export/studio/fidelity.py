"""How the weights that are put together compare with the real ones: by what both read, moment by moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from jaxtyping import Int64

# What is shown as the network of a moment is it, to this much.
LEAST_AGREEMENT = 0.995
MOST_DIFFERENCE = 0.003  # between the shares that are read right


@dataclass(frozen=True)
class Compared:
    """One moment."""

    agreement: float  # share of the pictures that both read as the same
    accuracy_difference: float

    @property
    def is_faithful(self) -> bool:
        return self.agreement >= LEAST_AGREEMENT and self.accuracy_difference <= MOST_DIFFERENCE


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
