"""What the yardsticks do to pictures, in plain NumPy: resampling, blurring, growing.

Stacks of pictures are float (N, 28, 28) from 0 to 1, and everything happens to all of them at once.
"""

from __future__ import annotations

import numpy as np
from jaxtyping import Float

Stack = Float[np.ndarray, "N H W"]


def sample(pictures: Stack, rows: np.ndarray, columns: np.ndarray) -> Stack:
    """The pictures read at fractional positions (broadcast to N × H × W), bilinearly; outside there is no ink."""
    count, height, width = pictures.shape
    rows, columns = np.broadcast_arrays(rows, columns)
    rows, columns = (np.broadcast_to(at, (count, *at.shape[-2:])) for at in (rows, columns))
    top, left = np.floor(rows).astype(int), np.floor(columns).astype(int)
    below, right = rows - top, columns - left
    padded = np.pad(pictures, ((0, 0), (1, 1), (1, 1)))
    which = np.arange(count)[:, None, None]

    def pixel(row: np.ndarray, column: np.ndarray) -> np.ndarray:
        inside = (row >= -1) & (row <= height) & (column >= -1) & (column <= width)
        values = padded[which, np.clip(row + 1, 0, height + 1), np.clip(column + 1, 0, width + 1)]
        return np.where(inside, values, 0.0)

    upper = pixel(top, left) * (1 - right) + pixel(top, left + 1) * right
    lower = pixel(top + 1, left) * (1 - right) + pixel(top + 1, left + 1) * right
    return upper * (1 - below) + lower * below


def affine(
    pictures: Stack, matrix: Float[np.ndarray, "N 2 2"], shift: Float[np.ndarray, "N 2"] | None = None
) -> Stack:
    """Each output pixel p, seen from the middle, shows the input at matrix · p − shift; (row, column) order."""
    middle = (np.asarray(pictures.shape[1:]) - 1) / 2
    rows, columns = np.mgrid[0 : pictures.shape[1], 0 : pictures.shape[2]].astype(float)
    rows, columns = rows - middle[0], columns - middle[1]
    m = matrix[:, :, :, None, None]
    moved = np.zeros((len(pictures), 2)) if shift is None else shift
    source_rows = m[:, 0, 0] * rows + m[:, 0, 1] * columns + middle[0] - moved[:, :1, None]
    source_columns = m[:, 1, 0] * rows + m[:, 1, 1] * columns + middle[1] - moved[:, 1:, None]
    return sample(pictures, source_rows, source_columns)


def gaussian(pictures: Stack, sigma: float, *, mode: str = "edge") -> Stack:
    """A Gaussian blur, cut off at four standard deviations; beyond the border the outermost pixels go on."""
    radius = int(4 * sigma + 0.5)
    at = np.arange(-radius, radius + 1)
    kernel = np.exp(-0.5 * (at / sigma) ** 2)
    return separable(pictures, kernel / kernel.sum(), mode)


def separable(pictures: Stack, kernel: Float[np.ndarray, " K"], mode: str) -> Stack:
    """The kernel along the rows and then along the columns (cross-correlation, size kept)."""
    radius = len(kernel) // 2
    for axis in (1, 2):
        width = [(0, 0)] * 3
        width[axis] = (radius, radius)
        padded = np.pad(pictures, width, mode=mode)  # pyright: ignore[reportCallIssue, reportArgumentType]
        windows = np.lib.stride_tricks.sliding_window_view(padded, len(kernel), axis=axis)
        pictures = windows @ kernel
    return pictures


def grow(pictures: Stack, amount: float) -> Stack:
    """Strokes thicker (or thinner, below 0) by about `amount` pixels: greyscale dilation or erosion, blended.

    A 3×3 window moves both edges of a stroke by a pixel, so it widens the stroke by two.
    """
    sign = 1.0 if amount >= 0 else -1.0
    left = abs(amount) / 2
    while left > 0:
        padded = np.pad(sign * pictures, ((0, 0), (1, 1), (1, 1)), mode="edge")
        windows = np.lib.stride_tricks.sliding_window_view(padded, (3, 3), axis=(1, 2))
        pictures = pictures + min(left, 1.0) * (sign * windows.max(axis=(3, 4)) - pictures)
        left -= 1
    return pictures
