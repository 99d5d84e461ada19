"""Ink that belongs to no digit: frames, form boxes, an underline, what reaches in from the edge, shadows, specks."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float64

from esmiuca.images.components import bounds, label_components, touch_no_edge
from esmiuca.images.edges import BLUR, STRONG, TALL, lies_along_edge
from esmiuca.images.lines import without_grid
from esmiuca.images.morphology import dilate
from esmiuca.images.sheet import likeness_to_corners

SPECK, GRAIN = 0.05, 0.01
"""Of the largest piece's ink: less is a speck beside one digit, and a grain beside several, where a comma may stand."""
COVERED = 0.8
"""Of each of its four sides, or of one side of the picture."""
THICKEST = 0.12
"""Of a frame's shorter side."""
HELD = 0.3
"""Of a frame's height: how tall what it holds is at least."""
TICK = 0.45
"""Of a box's height: what is left of the boxes and lower is no digit."""
LIKE_CORNERS = 0.82
"""Of a frame and the quadrilateral of its corners together: what both have; of a 0 less than two thirds."""
MARK, SHORT = 0.3, 0.5
"""Of the tallest free piece's ink and height: what touches the edge and has less of both is a mark, somebody else's end."""
DOT, FAR = 0.25, 0.5
"""Of the tallest free piece's height: what is smaller both ways, and farther away."""
SMALLEST = 12
"""Pixels: a smaller rectangle may be a 0."""
FLAT = 0.2
"""Of its width: an underline's height."""
WIDER = 1.15
"""Times what is above it: an underline's width."""
WEAKEST = 0.6
"""Of a full stroke: a piece without as much ink anywhere is no stroke."""


def without_strays(
    ink: Float64[np.ndarray, "H W"], threshold: float, *, several: bool = False
) -> Float64[np.ndarray, "H W"]:
    """The ink without what belongs to no digit; of `several`, small pieces stay for whoever reads the number."""
    ink = _without_shades(ink, threshold)
    labels = label_components(ink > threshold)
    count = int(labels.max(initial=0))
    if count < 2:
        return ink
    boxes = bounds(labels)
    top, bottom, left, right = boxes
    height, width = bottom - top, right - left
    flat = labels.ravel()
    totals = np.bincount(flat, weights=ink.ravel(), minlength=count + 1)[1:]
    most = np.zeros(count + 1)
    np.maximum.at(most, flat, ink.ravel())
    gone = (totals < (GRAIN if several else SPECK) * totals.max()) | (most[1:] < WEAKEST * most[1:].max())
    free = touch_no_edge(boxes, ink.shape)
    standing = free & ~gone & (height >= TALL * ink.shape[0])
    if standing.any() and not several:
        tallest = int(np.flatnonzero(standing)[height[standing].argmax()])
        gone |= ~free & (totals < MARK * totals[tallest]) & (height < SHORT * height[tallest])
        apart = np.maximum(top[tallest] - bottom, top - bottom[tallest])
        apart = np.maximum(apart, np.maximum(left[tallest] - right, left - right[tallest]))
        gone |= (np.maximum(height, width) < DOT * height[tallest]) & (apart > FAR * height[tallest])
    for index in np.flatnonzero(~gone & (np.minimum(height, width) >= SMALLEST)).tolist():
        held = (
            ~gone
            & (top > top[index])
            & (bottom < bottom[index])
            & (left > left[index])
            & (right < right[index])
        )
        if (held & (height >= HELD * height[index])).any() and _is_frame(labels, boxes, index, held):
            gone[index] = True
    for index in np.flatnonzero(~gone & (width >= SMALLEST) & (height <= FLAT * width)).tolist():
        others = ~gone
        others[index] = False
        if others.any() and _underlines(boxes, index, others):
            gone[index] = True
    return np.where(np.concatenate(([False], gone))[labels], 0.0, ink) if gone.any() else ink


def _without_shades(ink: np.ndarray, threshold: float) -> np.ndarray:
    # What lies along the edge goes, but for strokes in it: those stay, without the shade around them.
    labels = label_components(ink > threshold)
    along = lies_along_edge(labels)
    if not along.any() or along.all():
        return ink
    shade = np.concatenate(([False], along))[labels]
    cores = label_components((ink > STRONG) & shade)
    strokes = np.concatenate(([False], ~lies_along_edge(cores)))[cores]
    return np.where(shade & ~(dilate(strokes.astype(np.float64), BLUR) > 0), 0.0, ink)


def without_grids(ink: Float64[np.ndarray, "H W"], threshold: float) -> Float64[np.ndarray, "H W"]:
    """The ink without the lines of boxes that stand side by side or alone and hold something."""
    labels = label_components(ink > threshold)
    boxes = bounds(labels)
    for index, (top, bottom, left, right) in enumerate(boxes.T.tolist()):
        if min(bottom - top, right - left) < 2 * SMALLEST:
            continue
        window = np.s_[top:bottom, left:right]
        own = labels[window] == index + 1
        if not _covers_sides(own):
            continue
        inner = without_grid(np.where(own, ink[window], 0.0))
        if inner is None:
            continue
        pieces = label_components((inner > threshold) | ((ink[window] > threshold) & ~own))
        held = bounds(pieces)
        height = held[1] - held[0]
        if height.size and height.max() >= HELD * (bottom - top):
            # What is left of the boxes themselves and stands alone is a tick between two of them.
            alone = np.bincount(pieces[~own], minlength=len(height) + 1)[1:] == 0
            ticks = np.concatenate(([False], alone & (height < TICK * (bottom - top))))[pieces]
            ink = ink.copy()
            ink[window] = np.where(own, np.where(ticks, 0.0, inner), ink[window])
    return ink


def _covers_sides(own: np.ndarray) -> bool:
    thick = max(2, int(THICKEST * min(own.shape)))
    sides = (
        own[:thick].any(axis=0),
        own[-thick:].any(axis=0),
        own[:, :thick].any(axis=1),
        own[:, -thick:].any(axis=1),
    )
    return min(float(side.mean()) for side in sides) >= COVERED


def _is_frame(labels: np.ndarray, boxes: np.ndarray, index: int, held: np.ndarray) -> bool:
    # Its ink lies around what it holds, and its outline has four corners.
    top, bottom, left, right = boxes[:, index]
    own = labels[top:bottom, left:right] == index + 1
    inner = np.flatnonzero(held)
    first_row, last_row = boxes[0, inner].min() - top, boxes[1, inner].max() - top
    first_column, last_column = boxes[2, inner].min() - left, boxes[3, inner].max() - left
    if own[first_row:last_row, first_column:last_column].any():
        return False
    filled = np.logical_or.accumulate(own, axis=1) & np.logical_or.accumulate(own[:, ::-1], axis=1)[:, ::-1]
    return likeness_to_corners(filled) >= LIKE_CORNERS


def _underlines(boxes: np.ndarray, index: int, others: np.ndarray) -> bool:
    top, _, left, right = boxes[:, index]
    low = boxes[1, others].max()
    first, last = boxes[2, others].min(), boxes[3, others].max()
    tall = (boxes[1, others] - boxes[0, others]).max()
    return bool(
        top >= low - FLAT * tall
        and right - left >= WIDER * (last - first)
        and left <= first
        and right >= last
    )
