"""What ink lies on: one even level, or paper under an uneven light.

A drawing's or a scan's background is one number. A photo's is found by closing the strokes: the largest luminance
around each pixel, then the smallest of those. It follows shadows and gradients, and a desk beside the sheet.
"""

from __future__ import annotations

import numpy as np
from jaxtyping import Bool, Float64

from esmiuca.images.components import label_components
from esmiuca.images.edges import without_edges
from esmiuca.images.morphology import close, local_mean, local_sum, open_
from esmiuca.images.settings import Preprocessing
from esmiuca.images.strength import stroke_strength
from esmiuca.images.threshold import otsu_threshold

WINDOW_FRACTION = 8
"""Of the longer side: strokes of up to twice this width are closed, digits are not."""
PART = 0.25
"""Of the contrast from the level: still the background, if most of a picture is."""
LEAST_BACKGROUND = 0.2
"""Of the picture: less is a frame and not the background."""
GRAIN = 0.012
"""Of the contrast, by which half of the pixels may differ from one even level; paper does by more."""
BETWEEN = 0.25
"""Of the picture: what may be neither background nor stroke where there are two levels."""
ALL_AROUND, FRAME = 0.95, 0.35
"""Of the edges, and of the picture: a level that is all around and hardly anywhere else is a frame's."""
PIECE, PIECES = 0.005, 0.3
"""Of the picture: a piece's area; and how much it says that one level has more of them than the other."""
PAPER = 3.0
"""Standard deviations of the paper's grain: what differs by more may be ink."""
NEAR_PAPER = 0.01
"""Of white: what still counts as paper where there is no grain at all."""
STROKE = 0.5
"""Of a stroke's ink: what is part of one for certain."""
HALVINGS, SMALLEST_RADIUS = 3, 4
"""How often the largest square is halved, and pixels below which a smaller one would be no wider than a pen."""
GROWTH = 1.15
"""Times as many pixels: the strokes are shown whole."""
DARKEST = 0.05
"""Luminance of paper by which ink is divided, at least."""


def even_level(light: Float64[np.ndarray, "H W"], settings: Preprocessing) -> float | None:
    """The luminance of an even background; None where there is no such thing."""
    contrast = float(light.max() - light.min())
    ring = np.sort(border(light))
    last = len(ring) - 1
    if ring[int(0.9 * last)] - ring[int(0.1 * last)] > settings.flat_background * contrast:
        return _level_of_two(light)
    level = float(ring[last >> 1])
    away = np.abs(light - level)
    background = int(np.count_nonzero(away <= PART * contrast))
    if background < LEAST_BACKGROUND * light.size:
        return _level_of_two(light)
    return level if 2 * np.count_nonzero(away <= GRAIN * contrast) >= background else None


def _level_of_two(light: Float64[np.ndarray, "H W"]) -> float | None:
    # Strokes that reach the edges, of a digit cut out tightly: two levels, of which the background is perfectly even.
    low = float(light.min())
    contrast = float(light.max()) - low
    is_bright = light - low > otsu_threshold(light - low)
    ring = border(is_bright)
    levels = median(light[~is_bright]), median(light[is_bright])
    away = np.abs(light - np.where(is_bright, levels[1], levels[0]))
    if np.count_nonzero(away > PART * contrast) > BETWEEN * light.size:
        return None
    # The background is what there is more of, what the edges show, and what a stroke cuts into pieces.
    more = pieces(is_bright) - pieces(~is_bright)
    area, shown = float(is_bright.mean()), float(ring.mean())
    background = 2 * area + shown + PIECES * np.sign(more) > 1.5
    for level, share, at_edge in ((True, area, shown), (False, 1 - area, 1 - shown)):
        if at_edge >= ALL_AROUND and share <= FRAME:
            background = not level
    own = is_bright == background
    is_even = 2 * np.count_nonzero(away[own] <= GRAIN * contrast) >= np.count_nonzero(own)
    return levels[int(background)] if is_even else None


def pieces(mask: Bool[np.ndarray, "H W"]) -> int:
    """How many connected parts of some size a mask has."""
    return int(np.count_nonzero(np.bincount(label_components(mask).ravel())[1:] > PIECE * mask.size))


def border(picture: Float64[np.ndarray, "H W"]) -> Float64[np.ndarray, " n"]:
    """The pixels of the outermost rows and columns, each once."""
    if min(picture.shape) <= 2:
        return picture.ravel()
    return np.concatenate((picture[0], picture[-1], picture[1:-1, 0], picture[1:-1, -1]))


def ink_on_level(light: Float64[np.ndarray, "H W"], level: float) -> Float64[np.ndarray, "H W"]:
    """How far each pixel is from the level, on the side where the farthest is; the strongest stroke's ink is 1."""
    ink = distance(light, level)
    if not border(ink > 0.5).any():
        return ink
    ink = without_edges(ink, 0.0)
    return ink / float(ink.max())


def distance(light: Float64[np.ndarray, "H W"], level: float) -> Float64[np.ndarray, "H W"]:
    """How far each pixel is from the level, on the side where the farthest is; that one's is 1."""
    darker, lighter = level - float(light.min()), float(light.max()) - level
    side = level - light if darker >= lighter else light - level
    return np.maximum(side, 0.0) / max(darker, lighter)


def ink_on_paper(light: Float64[np.ndarray, "H W"]) -> Float64[np.ndarray, "H W"] | None:
    """How far each pixel is from the paper around it; a stroke's ink is about 1. None where nothing stands out."""
    radius = max(2, max(light.shape) // WINDOW_FRACTION)
    deviation = light - local_mean(light, radius)
    # Strokes are few and far from the mean, paper is plenty and near it: cubing lets the strokes decide.
    is_dark = float((deviation * deviation * deviation).sum()) <= 0
    apart = apart_from_paper(light, radius, is_dark)
    # Grain lifts the closed paper above the paper's mean.
    middle = median(apart)
    grain = 1.4826 * median(np.abs(apart - middle))  # a normal distribution's standard deviation
    is_paper = (apart <= middle + PAPER * grain + NEAR_PAPER).astype(np.float64)
    count = local_sum(is_paper, radius)
    lift = np.where(count > 0.5, local_sum(apart * is_paper, radius) / np.maximum(count, 1.0), middle)
    ink = np.maximum(apart - lift, 0.0)
    if is_dark:  # ink takes a share of the light, in the shade as well
        ink = ink / np.maximum(light + apart - lift, DARKEST)
    least = max(PAPER * grain, NEAR_PAPER)
    ink = without_edges(ink, least)
    strength = stroke_strength(np.where(ink > least, ink, 0.0))
    return ink / strength if strength > 0 else None


def apart_from_paper(
    light: Float64[np.ndarray, "H W"], radius: int, is_dark: bool
) -> Float64[np.ndarray, "H W"]:
    """How far each pixel is from where strokes are closed, by squares as large as the strokes ask for, up to `radius`.

    A soft shadow is wider than a stroke: squares that are no larger than they must be follow it.
    """
    smooth = local_mean(light, 1)

    def by(size: int) -> Float64[np.ndarray, "H W"]:
        return np.maximum(close(smooth, size) - light if is_dark else light - open_(smooth, size), 0.0)

    whole = by(radius)
    strong = STROKE * stroke_strength(whole)
    sizes = [
        radius >> halvings for halvings in range(HALVINGS, 0, -1) if radius >> halvings >= SMALLEST_RADIUS
    ]
    before = None
    for size in sizes:
        apart = by(size)
        now = int(np.count_nonzero(apart > strong))
        # Strokes that a square twice as large shows no more of are narrower than it.
        if before is not None and now <= GROWTH * before:
            return apart
        before = now
    return whole


def median(values: Float64[np.ndarray, "*shape"]) -> float:
    """The value in the middle; of an even number the upper one, as the page has it."""
    return float(np.partition(values, values.size >> 1, axis=None)[values.size >> 1])
