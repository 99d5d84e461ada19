"""Resampling with antialiasing: the separable triangle filter, as Pillow's BILINEAR defines it, in float64.

An output pixel is a weighted mean of the input pixels under a triangle whose half-width grows with the
reduction, so a thin stroke becomes a grey one instead of vanishing. No rounding happens between the two
passes.

Source: Pillow, src/libImaging/Resample.c, precompute_coeffs.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from jaxtyping import Float64, Int64

FEW = 4  # weights a pixel, up to which all rows are made at once, weight by weight

KEPT_WINDOWS = 256
KEPT_BYTES = 2**15
"""Of one result of `triangle_windows`: larger ones are made anew, which takes little beside reading so many pixels.

So all that are kept take 8 MB at most, whatever sizes somebody sends.
"""


def resample(
    picture: Float64[np.ndarray, "H W"], height: int, width: int
) -> Float64[np.ndarray, "height width"]:
    """The picture (H, W) at the size (height, width), each at least 1."""
    reduced = _resample_rows(picture, height)  # (height, W)
    return np.ascontiguousarray(_resample_rows(reduced.T, width).T)  # (height, width)


def triangle_windows(
    size_in: int, size_out: int
) -> tuple[Int64[np.ndarray, " n"], Float64[np.ndarray, "n k"]]:
    """For each output pixel: the first input pixel under the triangle, and the weights, which sum to 1; 0 beyond it.

    weight(x) = max(0, 1 − |x + 0.5 − centre| / support), centre = (i + 0.5)·scale, support = max(scale, 1).
    """
    most = (
        8 * size_out * (2 * max(1, -(-size_in // size_out)) + 2)
    )  # bytes: a number for `first`, the others for weights
    return (kept_windows if most <= KEPT_BYTES else _windows)(size_in, size_out)


def _windows(size_in: int, size_out: int) -> tuple[Int64[np.ndarray, " n"], Float64[np.ndarray, "n k"]]:
    scale = size_in / size_out
    support = max(scale, 1.0)
    centres = (np.arange(size_out) + 0.5) * scale
    first = np.maximum(0, np.floor(centres - support + 0.5)).astype(np.int64)
    end = np.minimum(size_in, np.floor(centres + support + 0.5)).astype(np.int64)
    inputs = first[:, None] + np.arange((end - first).max())  # (n, k)
    weights = np.maximum(0.0, 1.0 - np.abs(inputs + 0.5 - centres[:, None]) / support)
    weights[inputs >= end[:, None]] = 0.0
    return first, weights / weights.sum(axis=1, keepdims=True)


kept_windows = lru_cache(maxsize=KEPT_WINDOWS)(_windows)


def _resample_rows(picture: np.ndarray, height: int) -> np.ndarray:
    # (H, W) → (height, W)
    if picture.shape[0] == height:
        # The triangle of support 1 falls on one pixel only: the result is the picture itself.
        return picture
    return weighted_rows(picture, *triangle_windows(picture.shape[0], height))


def weighted_rows(
    picture: np.ndarray, first: Int64[np.ndarray, " n"], weights: Float64[np.ndarray, "n k"]
) -> Float64[np.ndarray, "n W"]:
    """The rows that windows of `triangle_windows` make of a picture's (H, W)."""
    if weights.shape[1] <= FEW:
        last = picture.shape[0] - 1  # beyond a shorter window the weight is 0
        rows = (np.minimum(first + k, last) for k in range(weights.shape[1]))
        return sum(weights[:, k, None] * picture[row] for k, row in enumerate(rows))  # pyright: ignore[reportReturnType]
    result = np.empty((len(first), picture.shape[1]), dtype=np.float64)
    for i, start in enumerate(first):
        window = picture[start : start + weights.shape[1]]
        result[i] = weights[i, : len(window)] @ window
    return result
