"""What is taken for what."""

from __future__ import annotations

import numpy as np
from jaxtyping import Int64, Integer


def confusion_matrix(
    labels: Integer[np.ndarray, " N"], predicted: Integer[np.ndarray, " N"], classes: int = 10
) -> Int64[np.ndarray, "C C"]:
    """Counts by label (rows) and prediction (columns)."""
    pairs = np.asarray(labels, dtype=np.int64) * classes + predicted
    return np.bincount(pairs, minlength=classes * classes).reshape(classes, classes)
