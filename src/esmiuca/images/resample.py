"""Resampling with antialiasing: the separable triangle filter, as Pillow's BILINEAR defines it, in float64.

An output pixel is a weighted mean of the input pixels under a triangle whose half-width grows with the
reduction, so a thin stroke becomes a grey one instead of vanishing. No rounding happens between the two
passes.

Source: Pillow, src/libImaging/Resample.c, precompute_coeffs.
"""

from __future__ import annotations

from functools import lru_cache
from math import floor

import numpy as np
from jaxtyping import Float64


def resample(
    picture: Float64[np.ndarray, "H W"], height: int, width: int
) -> Float64[np.ndarray, "height width"]:
    """The picture (H, W) at the size (height, width), each at least 1."""
    reduced = _resample_rows(picture, height)  # (height, W)
    return np.ascontiguousarray(_resample_rows(reduced.T, width).T)  # (height, width)


@lru_cache(maxsize=256)
def triangle_windows(size_in: int, size_out: int) -> tuple[tuple[int, np.ndarray], ...]:
    """For each output pixel: the first input pixel under the triangle, and the weights, which sum to 1.

    weight(x) = max(0, 1 − |x + 0.5 − centre| / support), centre = (i + 0.5)·scale, support = max(scale, 1).
    """
    scale = size_in / size_out
    support = max(scale, 1.0)
    windows = []
    for i in range(size_out):
        centre = (i + 0.5) * scale
        first = max(0, floor(centre - support + 0.5))
        end = min(size_in, floor(centre + support + 0.5))
        distance = np.abs(np.arange(first, end) + 0.5 - centre) / support
        weights = np.maximum(0.0, 1.0 - distance)
        weights /= weights.sum()
        windows.append((first, weights))
    return tuple(windows)


def _resample_rows(picture: np.ndarray, height: int) -> np.ndarray:
    # (H, W) → (height, W)
    if picture.shape[0] == height:
        # The triangle of support 1 falls on one pixel only: the result is the picture itself.
        return picture
    result = np.empty((height, picture.shape[1]), dtype=np.float64)
    for i, (first, weights) in enumerate(triangle_windows(picture.shape[0], height)):
        result[i] = weights @ picture[first : first + len(weights)]
    return result
