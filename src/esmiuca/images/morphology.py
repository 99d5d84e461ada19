"""The largest and the smallest value around each pixel, and what follows from them: strokes closed, spots opened.

Squares of (2·radius + 1)² pixels, of those that exist. Source: Serra, "Image Analysis and Mathematical Morphology", 1982.
"""

from __future__ import annotations

import numpy as np
from jaxtyping import Float64


def dilate(picture: Float64[np.ndarray, "H W"], radius: int) -> Float64[np.ndarray, "H W"]:
    """The largest value around each pixel."""
    return _along_columns(_along_columns(picture, radius, np.maximum).T, radius, np.maximum).T


def erode(picture: Float64[np.ndarray, "H W"], radius: int) -> Float64[np.ndarray, "H W"]:
    """The smallest value around each pixel."""
    return _along_columns(_along_columns(picture, radius, np.minimum).T, radius, np.minimum).T


def close(picture: Float64[np.ndarray, "H W"], radius: int) -> Float64[np.ndarray, "H W"]:
    """The picture without what is darker than its surroundings and nowhere as wide as the square."""
    return erode(dilate(picture, radius), radius)


def open_(picture: Float64[np.ndarray, "H W"], radius: int) -> Float64[np.ndarray, "H W"]:
    """The picture without what is lighter than its surroundings and nowhere as wide as the square."""
    return dilate(erode(picture, radius), radius)


def local_mean(picture: Float64[np.ndarray, "H W"], radius: int) -> Float64[np.ndarray, "H W"]:
    """The mean around each pixel.

    Through an integral image: the sum over any rectangle is four look-ups (Crow, "Summed-area tables", 1984).
    """
    height, width = picture.shape
    rows, columns = np.arange(height), np.arange(width)
    count = (np.minimum(rows + radius + 1, height) - np.maximum(rows - radius, 0))[:, None] * (
        np.minimum(columns + radius + 1, width) - np.maximum(columns - radius, 0)
    )
    return local_sum(picture, radius) / count


def local_sum(picture: Float64[np.ndarray, "H W"], radius: int) -> Float64[np.ndarray, "H W"]:
    """The sum around each pixel."""
    height, width = picture.shape
    integral = np.zeros((height + 1, width + 1))
    integral[1:, 1:] = picture.cumsum(axis=0).cumsum(axis=1)
    rows, columns = np.arange(height), np.arange(width)
    top, bottom = np.maximum(rows - radius, 0), np.minimum(rows + radius + 1, height)
    left, right = np.maximum(columns - radius, 0), np.minimum(columns + radius + 1, width)
    bands = integral[bottom] - integral[top]  # (H, W + 1)
    return bands[:, right] - bands[:, left]  # (H, W)


def _along_columns(picture: np.ndarray, radius: int, better: np.ufunc) -> np.ndarray:
    # Windows of 1, 2, 4, … pixels, each from two of half its length; the last two overlap.
    height = len(picture)
    radius = min(radius, height - 1)
    edge = picture[:1], picture[-1:]
    window = np.concatenate((np.repeat(edge[0], radius, 0), picture, np.repeat(edge[1], radius, 0)))
    length, reach = 1, 2 * radius + 1
    while 2 * length <= reach:
        window = better(window[:-length], window[length:])
        length *= 2
    return better(window[:height], window[reach - length : reach - length + height])
