"""When to say "not a digit": a threshold on the largest percentage."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float


def refusal_threshold(probabilities: Float[np.ndarray, "N C"], false_refusals: float) -> float:
    """The threshold under which `false_refusals` (a share, 0.01 is 1%) of these real digits would be refused.

    Source of the score: Hendrycks and Gimpel 2017, "A Baseline for Detecting Misclassified and
    Out-of-Distribution Examples".
    """
    return round(float(np.quantile(probabilities.max(axis=1), false_refusals)), 4)
