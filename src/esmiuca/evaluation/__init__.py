"""Measuring: accuracy, calibration, refusal. Plain NumPy on logits, whoever computed them."""

from esmiuca.evaluation.calibration import (
    expected_calibration_error,
    fit_temperature,
    negative_log_likelihood,
    softmax,
)
from esmiuca.evaluation.confusion import confusion_matrix
from esmiuca.evaluation.refusal import area_under_roc, refusal_threshold

__all__ = [
    "area_under_roc",
    "confusion_matrix",
    "expected_calibration_error",
    "fit_temperature",
    "negative_log_likelihood",
    "refusal_threshold",
    "softmax",
]
