"""Canny's edge detector on a stack of pictures.

Source: Canny 1986, "A Computational Approach to Edge Detection": blur, gradient, keep what is largest across the edge,
then what is strong or touches something strong.
"""

from __future__ import annotations

import numpy as np
from jaxtyping import Bool

from esmiuca.evaluation.raster import Stack, gaussian, sample


def canny(
    pictures: Stack, sigma: float = 1.0, low: float = 0.1, high: float = 0.2
) -> Bool[np.ndarray, "N H W"]:
    """Where the edges are; `low` and `high` are gradients as `sobel` measures them."""
    smooth = gaussian(pictures, sigma, mode="constant")
    ones = gaussian(np.ones((1, *pictures.shape[1:])), sigma, mode="constant")
    smooth = smooth / ones  # outside is neither ink nor paper
    rows, columns = sobel(smooth, 1), sobel(smooth, 2)
    strength = np.hypot(rows, columns)
    with np.errstate(invalid="ignore", divide="ignore"):
        unit = np.nan_to_num(np.stack([rows, columns]) / strength)
    # One step along the gradient in the coarser sense of the grid: to the next row or column, whichever is nearer.
    unit = unit / np.maximum(np.abs(unit).max(axis=0), 1e-12)
    at_rows, at_columns = np.mgrid[0 : pictures.shape[1], 0 : pictures.shape[2]]
    ahead = sample(strength, at_rows + unit[0], at_columns + unit[1])
    behind = sample(strength, at_rows - unit[0], at_columns - unit[1])
    ridge = (strength >= ahead) & (strength >= behind) & (strength >= low)
    ridge[:, [0, -1]] = False
    ridge[:, :, [0, -1]] = False
    edges = ridge & (strength >= high)
    while True:
        padded = np.pad(edges, ((0, 0), (1, 1), (1, 1)))
        touching = np.lib.stride_tricks.sliding_window_view(padded, (3, 3), axis=(1, 2)).any(axis=(3, 4))
        grown = ridge & touching
        if np.array_equal(grown, edges):
            return edges
        edges = grown


def sobel(pictures: Stack, axis: int) -> Stack:
    """Sobel's derivative along an axis (1: rows, 2: columns): 4 where a step from 0 to 1 is."""
    smooth = along(pictures, np.array([1.0, 2.0, 1.0]), 3 - axis)
    return along(smooth, np.array([-1.0, 0.0, 1.0]), axis)


def along(pictures: Stack, kernel: np.ndarray, axis: int) -> Stack:
    width = [(0, 0)] * 3
    width[axis] = (1, 1)
    windows = np.lib.stride_tricks.sliding_window_view(
        np.pad(pictures, width, mode="symmetric"), 3, axis=axis
    )
    return windows @ kernel
