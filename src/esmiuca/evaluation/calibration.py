"""Percentages that mean what they say: softmax, temperature, calibration error.

Source: Guo et al. 2017, "On Calibration of Modern Neural Networks".
"""

from __future__ import annotations

import numpy as np
from jaxtyping import Float, Integer


def softmax(logits: Float[np.ndarray, "N C"], temperature: float = 1.0) -> Float[np.ndarray, "N C"]:
    """exp(logit / T) over the sum of all of them, in float64; the largest logit is taken off first (no overflow)."""
    scaled = np.asarray(logits, dtype=np.float64) / temperature
    exponentials = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    return exponentials / exponentials.sum(axis=1, keepdims=True)


def negative_log_likelihood(
    logits: Float[np.ndarray, "N C"], labels: Integer[np.ndarray, " N"], temperature: float = 1.0
) -> float:
    """Mean of −ln p(label), in nats."""
    chosen = softmax(logits, temperature)[np.arange(len(labels)), labels]
    return float(-np.log(np.maximum(chosen, 1e-300)).mean())


def fit_temperature(logits: Float[np.ndarray, "N C"], labels: Integer[np.ndarray, " N"]) -> float:
    """The temperature in [0.05, 20] of least negative log-likelihood, to four digits.

    Golden-section search over ln T: the likelihood is unimodal in the temperature.
    """
    shrink = (5**0.5 - 1) / 2
    low, high = np.log(0.05), np.log(20.0)
    while high - low > 1e-4:
        left, right = high - shrink * (high - low), low + shrink * (high - low)
        if negative_log_likelihood(logits, labels, np.exp(left)) < negative_log_likelihood(
            logits, labels, np.exp(right)
        ):
            high = right
        else:
            low = left
    return round(float(np.exp((low + high) / 2)), 4)


def expected_calibration_error(
    probabilities: Float[np.ndarray, "N C"], labels: Integer[np.ndarray, " N"], bins: int = 15
) -> float:
    """Mean distance between confidence and accuracy over equally wide bins of confidence, weighted by their counts."""
    confidence = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == labels
    which = np.minimum((confidence * bins).astype(int), bins - 1)
    error = 0.0
    for index in range(bins):
        inside = which == index
        if inside.any():
            error += inside.mean() * abs(right[inside].mean() - confidence[inside].mean())
    return float(error)
