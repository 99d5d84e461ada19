"""When to say "not a digit": how well a score tells digits from what is none, and a threshold on it."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float


def refusal_threshold(scores: Float[np.ndarray, " N"], false_refusals: float) -> float:
    """The threshold under which `false_refusals` (a share, 0.01 is 1%) of these real digits' scores lie."""
    return round(float(np.quantile(scores, false_refusals)), 4)


def area_under_roc(digits: Float[np.ndarray, " N"], others: Float[np.ndarray, " M"]) -> float:
    """The chance that a digit's score is above that of something else, ties counting half (Mann–Whitney's U / N M)."""
    ordered = np.sort(others)
    below = np.searchsorted(ordered, digits, side="left") + np.searchsorted(ordered, digits, side="right")
    return float(below.mean() / (2 * len(others)))
