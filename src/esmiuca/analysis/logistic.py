"""Logistic regression that gives both classes the same weight, whatever their sizes."""

from __future__ import annotations

import numpy as np
from jaxtyping import Bool, Float
from sklearn.linear_model import LogisticRegression

# Inverse strength of the penalty. Hardly any: eleven numbers are fitted to thousands of pictures.
SURE = 100.0
MOST_ROUNDS = 10_000


def fit_logistic(
    inputs: Float[np.ndarray, "N features"], is_one: Bool[np.ndarray, " N"], *, intercept: bool
) -> tuple[Float[np.ndarray, " features"], float]:
    """Weights and bias (0 without an intercept) of P(one) = 1 / (1 + e^−(weights · input + bias)).

    Give inputs of about the same spread, so that the solver converges.
    """
    fit = LogisticRegression(
        C=SURE, fit_intercept=intercept, class_weight="balanced", max_iter=MOST_ROUNDS
    ).fit(inputs, is_one)
    return fit.coef_[0], float(np.ravel(fit.intercept_)[0])
