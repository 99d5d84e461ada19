"""Otsu's threshold."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float64

OTSU_BINS = 256


def otsu_threshold(values: Float64[np.ndarray, "*shape"]) -> float:
    """The threshold that best splits values in [0, max] in two: the middle of the best of 256 bins.

    Maximises (s·N − S·n)² / (n·(N − n)), the between-class variance but for a constant factor, where n and s
    are the count and the sum of bin numbers up to a bin, N and S those of all. Everything but the division is
    a whole number, so that another language gets the same bin.

    Source: Otsu, "A threshold selection method from gray-level histograms", 1979.
    """
    top = float(values.max())
    bins = np.minimum((values / top * OTSU_BINS).astype(np.int64), OTSU_BINS - 1)
    counts = np.bincount(bins.ravel(), minlength=OTSU_BINS).astype(np.float64)
    below = counts.cumsum()
    sums = (counts * np.arange(OTSU_BINS)).cumsum()
    weight = below * (below[-1] - below)
    difference = sums * below[-1] - sums[-1] * below
    variance = np.divide(difference * difference, weight, out=np.zeros(OTSU_BINS), where=weight > 0)
    best = np.flatnonzero(variance == variance.max())
    # No value lies between two clean classes: all bins of that gap are equally good, and its middle is safest.
    return ((int(best[0]) + int(best[-1])) / 2 + 0.5) / OTSU_BINS * top
