"""Connected components: which drawn pixels touch, corners included."""

from __future__ import annotations

import numpy as np
from jaxtyping import Bool, Int64


def label_components(mask: Bool[np.ndarray, "H W"]) -> Int64[np.ndarray, "H W"]:
    """The number of each pixel's 8-connected component, from 1 by its first pixel; 0 where the mask is false.

    A row's runs of drawn pixels are the nodes; each is joined with those that it touches in the row below. Every run starts
    as its own label; both ends of an edge take the smaller one, and labels follow their labels, until nothing changes
    (Shiloach and Vishkin, "An O(log n) parallel connectivity algorithm", 1982).
    """
    height, width = mask.shape
    stride = width + 1
    padded = np.zeros((height, stride + 1), dtype=np.int8)
    padded[:, 1:-1] = mask
    steps = np.diff(padded, axis=1).ravel()  # (H · stride): 1 where a run starts, −1 after its last pixel
    starts, ends = np.flatnonzero(steps == 1), np.flatnonzero(steps == -1)
    # Touching runs of the row below, corners included: those that end at or after this one's start and start before its end.
    low = np.searchsorted(ends, starts + stride, side="left")
    high = np.searchsorted(starts, ends + stride, side="right")
    many = np.maximum(high - low, 0)
    first = np.repeat(np.arange(len(starts)), many)
    second = np.repeat(low - (many.cumsum() - many), many) + np.arange(int(many.sum()))
    labels = np.arange(len(starts))
    while first.size:
        smaller = np.minimum(labels[first], labels[second])
        larger = np.maximum(labels[first], labels[second])
        apart = smaller != larger
        first, second = first[apart], second[apart]
        np.minimum.at(labels, larger[apart], smaller[apart])
        while True:
            followed = labels[labels]
            if np.array_equal(followed, labels):
                break
            labels = followed
    result = np.zeros(mask.shape, dtype=np.int64)
    result[mask] = np.repeat(np.unique(labels, return_inverse=True)[1] + 1, ends - starts)
    return result


def bounds(labels: Int64[np.ndarray, "H W"]) -> Int64[np.ndarray, "4 n"]:
    """For each component its first row, the row after its last, its first column and the column after its last."""
    count = int(labels.max(initial=0))
    rows, columns = np.nonzero(labels)
    of = labels[rows, columns] - 1
    result = np.array([[labels.shape[0]], [0], [labels.shape[1]], [0]]).repeat(count, axis=1)
    np.minimum.at(result[0], of, rows)
    np.maximum.at(result[1], of, rows + 1)
    np.minimum.at(result[2], of, columns)
    np.maximum.at(result[3], of, columns + 1)
    return result


def extent(mask: Bool[np.ndarray, "H W"]) -> tuple[slice, slice] | None:
    """The rows and columns of the smallest rectangle that holds the mask; None where it is empty."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if rows.size == 0:
        return None
    return slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1)


def touch_no_edge(bounds: Int64[np.ndarray, "4 n"], shape: tuple[int, ...]) -> Bool[np.ndarray, " n"]:
    """Which components stand free of the picture's edges."""
    top, bottom, left, right = bounds
    return (top > 0) & (bottom < shape[0]) & (left > 0) & (right < shape[1])
