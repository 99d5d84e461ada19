"""Connected components: which drawn pixels touch, corners included."""

from __future__ import annotations

import numpy as np
from jaxtyping import Bool, Float64, Int64


def label_components(mask: Bool[np.ndarray, "H W"]) -> Int64[np.ndarray, "H W"]:
    """The number of each pixel's 8-connected component, from 1; 0 where the mask is false.

    Every pixel starts as its own label; both ends of an edge take the smaller one, and labels follow their
    labels, until nothing changes (Shiloach and Vishkin, "An O(log n) parallel connectivity algorithm", 1982).
    """
    nodes = np.full(mask.shape, -1, dtype=np.int64)
    count = int(np.count_nonzero(mask))
    nodes[mask] = np.arange(count)
    first, second = _edges(nodes)
    labels = np.arange(count)
    while first.size:
        low = np.minimum(labels[first], labels[second])
        high = np.maximum(labels[first], labels[second])
        apart = low != high
        first, second = first[apart], second[apart]
        np.minimum.at(labels, high[apart], low[apart])
        while True:
            followed = labels[labels]
            if np.array_equal(followed, labels):
                break
            labels = followed
    result = np.zeros(mask.shape, dtype=np.int64)
    result[mask] = np.unique(labels, return_inverse=True)[1] + 1
    return result


def drop_specks(
    ink: Float64[np.ndarray, "H W"], threshold: float, fraction: float
) -> Float64[np.ndarray, "H W"]:
    """The ink without the components of ink > threshold that hold less than `fraction` of the largest's."""
    labels = label_components(ink > threshold)
    totals = np.bincount(labels.ravel(), weights=ink.ravel())
    totals[0] = 0.0
    keep = totals >= fraction * totals.max()
    keep[0] = True  # faint pixels around strokes belong to no component: keep them
    return np.where(keep[labels], ink, 0.0)


def _edges(nodes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    # Right, down, down-right, down-left: the other four neighbours are these seen from the other end.
    pairs = (
        (nodes[:, :-1], nodes[:, 1:]),
        (nodes[:-1], nodes[1:]),
        (nodes[:-1, :-1], nodes[1:, 1:]),
        (nodes[:-1, 1:], nodes[1:, :-1]),
    )
    first = np.concatenate([a.ravel() for a, _ in pairs])
    second = np.concatenate([b.ravel() for _, b in pairs])
    both = (first >= 0) & (second >= 0)
    return first[both], second[both]
