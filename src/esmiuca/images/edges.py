"""What reaches in from the edge of the picture: a desk beside the sheet, a scanner's edge, a dark corner."""

from __future__ import annotations

import numpy as np
from jaxtyping import Bool, Float64

from esmiuca.images.components import bounds, label_components, touch_no_edge
from esmiuca.images.morphology import dilate
from esmiuca.images.strength import stroke_strength

LEAST = 0.01
"""What rounding, and the finest grain, leave is no ink."""
STRONG = 0.5
"""Of a stroke."""
FAINTER = 0.25
"""Of a stroke: what still joins two pieces."""
TALL = 0.15
"""Of the picture's height: how tall something is at least that stands free of the edge."""
CONTACT = 0.4
"""Of its longer side: what lies along the edge for more; a stroke that the edge cuts touches it with its width."""
BLUR = 2
"""Pixels around it that go with it."""
BLURRED = 64
"""Fraction of the longer side: pixels of an edge's own blur."""
ROUNDS = 3


def without_edges(ink: Float64[np.ndarray, "H W"], grain: float) -> Float64[np.ndarray, "H W"]:
    """The ink without what lies along the picture's edge, if something else stands free of it."""
    grain = max(grain, LEAST)
    blur = max(BLUR, max(ink.shape) // BLURRED)
    rest, gone = ink, np.zeros(ink.shape, dtype=bool)
    for _ in range(ROUNDS):
        labels = label_components(rest > max(grain, STRONG * stroke_strength(rest)))
        along = lies_along_edge(labels)
        if not along.any():
            break
        gone |= dilate(np.concatenate(([False], along))[labels].astype(np.float64), blur) > 0
        rest = np.where(gone, 0.0, ink)
    if rest is ink:
        return ink
    strength = stroke_strength(rest)
    labels = label_components(rest > max(grain, STRONG * strength))
    boxes = bounds(labels)
    standing = touch_no_edge(boxes, ink.shape) & (boxes[1] - boxes[0] >= TALL * ink.shape[0])
    # A digit that touches the edge with a curve isn't taken apart.
    touching = label_components((ink > max(grain, FAINTER * strength)) | gone)
    names, first = np.unique(labels, return_index=True)
    joined = np.isin(touching.ravel()[first[names > 0]], touching[gone])
    return rest if (standing & ~joined).any() else ink


def lies_along_edge(labels: np.ndarray) -> Bool[np.ndarray, " n"]:
    """Which components touch the picture's edge with more than a stroke's width."""
    top, bottom, left, right = bounds(labels)
    contact = np.zeros(len(top) + 1, dtype=np.int64)
    for side in (labels[0], labels[-1], labels[:, 0], labels[:, -1]):
        contact += np.bincount(side, minlength=len(contact))
    return contact[1:] > CONTACT * np.maximum(bottom - top, right - left)
