"""How certain differences are between recipes that were each trained several times."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float


def standard_errors(results: Float[np.ndarray, "S V C"]) -> Float[np.ndarray, " C"]:
    """Standard error of the difference of two recipes' means over all seeds, per column (a randomised block design).

    Computed from the residuals after subtracting each recipe's mean and each seed's mean. NaN for a single seed or recipe.

    Args:
        results: of S seeds, each with the same V recipes, measured in C ways.
    """
    seeds, count, columns = results.shape
    if seeds < 2 or count < 2:
        return np.full(columns, np.nan)
    left = results - results.mean(0) - results.mean(1, keepdims=True) + results.mean((0, 1))
    variance = (left**2).sum((0, 1)) / ((seeds - 1) * (count - 1))
    return np.sqrt(2 * variance / seeds)
