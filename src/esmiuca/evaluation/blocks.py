"""How sure differences are between recipes that were trained several times each."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float


def standard_errors(results: Float[np.ndarray, "S V C"]) -> Float[np.ndarray, " C"]:
    """Of the difference of two recipes' means over all seeds, column by column (a randomised block design).

    By what is left of each result once its recipe's mean and its seed's are taken off: what one training differs from
    another, and what the seeds' held-out pictures say differently of two recipes. NaN for one seed or one recipe.

    Args:
        results: of S seeds, each with the same V recipes, measured in C ways.
    """
    seeds, count, columns = results.shape
    if seeds < 2 or count < 2:
        return np.full(columns, np.nan)
    left = results - results.mean(0) - results.mean(1, keepdims=True) + results.mean((0, 1))
    variance = (left**2).sum((0, 1)) / ((seeds - 1) * (count - 1))
    return np.sqrt(2 * variance / seeds)
