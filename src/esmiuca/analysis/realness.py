"""The discriminator's score as a percentage: how often a picture with this score is a real one."""

from __future__ import annotations

from typing import Any

import numpy as np
from jaxtyping import Float, Integer

from esmiuca.analysis.logistic import fit_logistic


def calibrate(
    real: Float[np.ndarray, "N 10"],
    real_labels: Integer[np.ndarray, " N"],
    fake: Float[np.ndarray, "M 10"],
    fake_labels: Integer[np.ndarray, " M"],
) -> dict[str, Any]:
    """{scale, offsets}: a picture scored s as digit y is real with probability sigmoid(scale · s + offsets[y]).

    Training compares scores only within a digit, so each digit needs its own offset. Fitted by logistic regression (Platt
    1999), real and generated digits weighted equally, on real digits that were never trained on.
    """
    labels = np.concatenate([real_labels, fake_labels]).astype(int)
    scores = np.concatenate([real, fake])[np.arange(len(labels)), labels]
    is_real = np.arange(len(labels)) < len(real)
    spread = float(scores.std()) or 1.0
    inputs = np.column_stack([scores / spread, np.eye(real.shape[1])[labels]])
    (scale, *offsets), _ = fit_logistic(inputs, is_real, intercept=False)
    return {
        "scale": round(float(scale) / spread, 5),
        "offsets": [round(float(value), 5) for value in offsets],
    }
