"""A large picture's light at the working size, without ever holding all of it as floats."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float64

from esmiuca.images.light import Part
from esmiuca.images.resample import resample, triangle_windows, weighted_rows
from esmiuca.images.rows import BLOCK_PIXELS


def reduced(
    part: Part, shape: tuple[int, int], height: int, width: int
) -> Float64[np.ndarray, "height width"]:
    """A picture of a shape, of which `part(rows, columns)` gives some, as `resample` reduces it."""
    return resample(reduced_rows(part, *shape, height), height, width)


def reduced_rows(part: Part, height_in: int, width: int, height: int) -> Float64[np.ndarray, "height W"]:
    """As `resample` reduces the rows of a picture, of which `part(rows, columns)` gives some."""
    if height == height_in:
        return part(slice(0, height), slice(0, width))
    first, weights = triangle_windows(height_in, height)
    reach = weights.shape[1]
    result = np.empty((height, width))
    # As many columns as one window's rows leave room for; a very long picture has few rows, and each window has all of them.
    step = min(width, max(1, BLOCK_PIXELS // reach))
    most = max(reach, BLOCK_PIXELS // step)
    for left in range(0, width, step):
        columns = slice(left, min(left + step, width))
        begin = 0
        while begin < height:
            start = int(first[begin])
            end = max(begin + 1, int(np.searchsorted(first, start + most - reach, side="right")))
            rows = slice(start, min(int(first[end - 1]) + reach, height_in))
            result[begin:end, columns] = weighted_rows(
                part(rows, columns), first[begin:end] - start, weights[begin:end]
            )
            begin = end
    return result
