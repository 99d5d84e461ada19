"""The sheet in a picture: a light area with straight edges on something darker, or a dark one on something lighter.

A desk around the paper, a frame, a scanner's edge, a shadow at the foot: what is outside says nothing about the ink.
"""

from __future__ import annotations

import numpy as np
from jaxtyping import Bool, Float64

from esmiuca.images.components import label_components
from esmiuca.images.morphology import close, dilate, erode, open_
from esmiuca.images.threshold import otsu_threshold

SMALLEST = 64
"""Pixels of the longer side: in a smaller picture there is no room for a sheet and its surroundings."""
STROKE = 20
"""Fraction of the shorter side: strokes of up to twice this are closed before the sheet is looked for."""
SOLID = 16
"""The same: what is narrower than twice this does not belong to it."""
WIDE = 8
"""The same: what is nowhere twice as wide is no sheet, but a thick stroke."""
LEAST_AREA = 0.1
"""Of the picture."""
EDGE = 4
"""Pixels on each side of the sheet's edge in which most of the step lies; a shadow's edge is softer."""
SHARP = 0.55
"""Of the difference between inside and outside: the step at the edge."""
CONTRAST = 0.06
"""Luminance between inside and outside."""
OPEN_SIDE = 0.3
"""Of one side of the picture: a sheet that covers more of each ends nowhere in it."""
BRIGHT_BESIDE = 0.1
"""Of what lies along its edge: as light as the sheet."""
LIKE_CORNERS = 0.9
"""Of the area and the quadrilateral of its corners together: what both have."""


def find_sheet(light: Float64[np.ndarray, "H W"]) -> Bool[np.ndarray, "H W"] | None:
    """Which pixels lie on the sheet, its blurred edge left out; None where the picture shows no sheet's edge."""
    if max(light.shape) < SMALLEST or min(light.shape) < SMALLEST // 2:
        return None
    for picture in (light, -light):
        sheet = _lighter_area(picture)
        if sheet is not None:
            return sheet
    return None


def _lighter_area(light: Float64[np.ndarray, "H W"]) -> Bool[np.ndarray, "H W"] | None:
    size = min(light.shape)
    closed = close(light, max(2, size // STROKE))
    low = float(closed.min())
    if float(closed.max()) - low < CONTRAST:
        return None
    bright = closed - low > otsu_threshold(closed - low)
    solid = open_(bright.astype(np.float64), size // SOLID) > 0
    area = largest(solid)
    if area is None:
        return None
    if not erode(area.astype(np.float64), size // WIDE).any():
        return None
    area = without_holes(area)
    if (
        area.sum() < LEAST_AREA * area.size
        or not _ends_in_picture(area)
        or likeness_to_corners(area) < LIKE_CORNERS
    ):
        return None
    field = area.astype(np.float64)
    inside = area & (erode(field, EDGE) == 0)
    outside = (dilate(field, EDGE + 1) > 0) & (dilate(field, 1) == 0)
    rest = ~area
    if not (inside.any() and outside.any()):
        return None
    beyond = rest & (dilate(field, EDGE) == 0)
    if any(part.any() and bright[part].mean() > BRIGHT_BESIDE for part in (outside, beyond)):
        return None
    step = float(closed[inside].mean() - closed[outside].mean())
    difference = float(closed[area].mean() - closed[rest].mean())
    if difference < CONTRAST or step < SHARP * difference:
        return None
    return erode(np.pad(field, 1, constant_values=1.0), EDGE - 1)[1:-1, 1:-1] > 0


def largest(mask: Bool[np.ndarray, "H W"]) -> Bool[np.ndarray, "H W"] | None:
    """The largest connected part of a mask; None where it is empty."""
    labels = label_components(mask)
    sizes = np.bincount(labels.ravel())
    if len(sizes) < 2:
        return None
    return labels == int(sizes[1:].argmax()) + 1


def without_holes(mask: Bool[np.ndarray, "H W"]) -> Bool[np.ndarray, "H W"]:
    """The mask with everything that it encloses."""
    labels = label_components(~mask)
    rim = np.concatenate((labels[0], labels[-1], labels[:, 0], labels[:, -1]))
    return ~np.isin(labels, rim[rim > 0])


def _ends_in_picture(area: np.ndarray) -> bool:
    return min(side.mean() for side in (area[0], area[-1], area[:, 0], area[:, -1])) <= OPEN_SIDE


def likeness_to_corners(area: Bool[np.ndarray, "H W"]) -> float:
    """How much an area is the quadrilateral of its outermost pixels along both diagonals: what both have, of what either has."""
    rows, columns = np.nonzero(area)
    both, apart = columns + rows, columns - rows
    at = [int(both.argmin()), int(apart.argmax()), int(both.argmax()), int(apart.argmin())]
    x, y = columns[at], rows[at]
    inside = np.ones(area.shape, dtype=bool)
    across, down = np.arange(area.shape[1]), np.arange(area.shape[0])[:, None]
    for i in range(4):
        j = (i + 1) % 4
        inside &= (x[j] - x[i]) * (down - y[i]) - (y[j] - y[i]) * (across - x[i]) >= 0
    return float((inside & area).sum()) / float((inside | area).sum())
