"""Straight lines that are nobody's strokes: ruled and squared paper, a margin, an underline, the boxes of a form.

A line is looked for along every slope of up to 10°, in both directions. What is found is taken out, and where a stroke
crosses it the ink above and below is joined.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float64

STEEPEST = 0.18
"""Rise over run."""
STEP = 3
"""Pixels of rise from one slope that is tried to the next."""
INK = 0.12
"""Of a full stroke: what may be part of a line."""
COVERED = 0.78
"""Of its length: what a line shows of itself."""
THICKEST = 0.035
"""Of the longer side: what is thicker is no line of a paper."""
THICKEST_OF_BOX = 0.08
"""Of a box's longer side."""
EDGE = 0.03
"""Of the picture across the line: nearer to the edge it may be a digit's own stroke in a tight crop."""
FAINT = 0.6
"""Of a full stroke: a fainter line is the paper's."""
TOUCHED = 0.02
"""Of its length: less touches nothing."""
ONE_SIDE = 0.05
"""Of the other ink: less on one side is nothing."""
FREE = 0.06
"""Of its length, at both ends: an underline is longer than what it underlines; a digit's own bar is not."""
TAIL = 0.25
"""Of a line's strength: what still belongs to its thickness."""
MORE = 1.5
"""Times a line's strength: what is stronger is a stroke on it."""
STRONG, REST = 0.5, 0.05
"""Of the strongest ink; and of what is as strong, how much is left beside lines: if it is less, lines are what was drawn."""
SMALLEST = 64
"""Pixels: in a smaller picture strokes and lines can't be told apart."""


@dataclass(frozen=True)
class Line:
    """A line over all columns: in the middle one it is in row `at`, and it falls by `drop` rows from the first to the last."""

    at: int
    drop: int

    def rows(self, width: int) -> np.ndarray:
        """Its row in each column."""
        return self.at + np.floor(self.drop * (np.arange(width) - (width - 1) / 2) / width + 0.5).astype(
            np.int64
        )


def without_lines(ink: Float64[np.ndarray, "H W"]) -> Float64[np.ndarray, "H W"]:
    """The ink (1 is a full stroke) without lines from one side of the picture to the other, if there is anything else."""
    if min(ink.shape) < SMALLEST:
        return ink
    rest = _without_level_lines(_without_level_lines(ink).T).T
    left, all_of_it = (np.count_nonzero(each > STRONG * float(ink.max())) for each in (rest, ink))
    return rest if left >= REST * all_of_it else ink


def without_grid(ink: Float64[np.ndarray, "H W"]) -> Float64[np.ndarray, "H W"] | None:
    """A component's ink without the lines of the boxes that it is; None where it is none."""
    level = find_lines(ink > INK, edge=0.0)
    upright = find_lines(ink.T > INK, edge=0.0)
    if min(len(level), len(upright)) < 2:
        return None
    thickest = max(2, int(THICKEST_OF_BOX * max(ink.shape)))
    for line in level:
        ink = taken_out(ink, line, thickest)
    ink = ink.T
    for line in upright:
        ink = taken_out(ink, line, thickest)
    return ink.T


def find_lines(mask: Bool[np.ndarray, "H W"], edge: float = EDGE) -> list[Line]:
    """The lines from the first to the last column, the clearest first; none within `edge` of the height of the edges."""
    height, width = mask.shape
    most = int(STEEPEST * width)
    thick = mask.copy()
    thick[1:] |= mask[:-1]
    thick[:-1] |= mask[1:]
    padded = np.zeros((height + 2 * most, width), dtype=bool)
    padded[most : most + height] = thick
    rows, columns = np.arange(height)[:, None] + most, np.arange(width)
    best, drops = np.zeros(height), np.zeros(height, dtype=np.int64)
    for drop in range(-most + most % STEP, most + 1, STEP):
        share = padded[rows + Line(0, drop).rows(width), columns].mean(axis=1)
        better = share > best
        best[better], drops[better] = share[better], drop
    found: list[Line] = []
    reach = max(3, int(THICKEST * max(mask.shape)))
    while True:
        at = int(best.argmax())
        if best[at] < COVERED:
            return found
        if edge * height <= at < height - edge * height:
            found.append(Line(at, int(drops[at])))
        best[max(0, at - reach) : at + reach + 1] = 0.0  # a line raises its neighbours


def taken_out(
    ink: Float64[np.ndarray, "H W"], line: Line, half: int, alone: bool = False
) -> Float64[np.ndarray, "H W"]:
    """The ink without a line; as it is where the line is more than `half` pixels thick, or alone and may be a stroke."""
    height, width = ink.shape
    reach = 2 * half
    # The line laid straight, and what is above and below it: (2·reach + 1, W)
    rows = line.rows(width) + np.arange(-reach, reach + 1)[:, None]
    inside = (rows >= 0) & (rows < height)
    columns = np.broadcast_to(np.arange(width), rows.shape)
    straight = np.where(inside, ink[np.clip(rows, 0, height - 1), columns], 0.0)
    profile = np.sort(straight, axis=1)[:, width >> 1]
    middle = half + int(np.argmax(profile[half : reach + half + 1]))
    strength = float(profile[middle])
    if strength <= 0:
        return ink
    top = bottom = middle
    while top > 0 and profile[top - 1] > TAIL * strength:
        top -= 1
    while bottom < 2 * reach and profile[bottom + 1] > TAIL * strength:
        bottom += 1
    if bottom - top + 1 > half:
        return ink
    top, bottom = max(1, top - 1), min(2 * reach - 1, bottom + 1)
    if alone and strength > FAINT and not _apart(ink, line, straight, top, bottom):
        return ink
    # A stroke may cross it at a slant: what is joined lies up to its thickness to the left or right.
    above, below = (_largest_beside(straight[row], bottom - top + 1) for row in (top - 1, bottom + 1))
    band = straight[top : bottom + 1]
    own = band - MORE * profile[top : bottom + 1, None]
    kept = np.minimum(band, np.maximum(np.minimum(above, below), np.maximum(own, 0.0)))
    result = ink.copy()
    there = inside[top : bottom + 1]
    result[rows[top : bottom + 1][there], columns[top : bottom + 1][there]] = kept[there]
    return result


def _without_level_lines(ink: np.ndarray) -> np.ndarray:
    mask = ink > INK
    band = max(2, ink.shape[1] // 20)
    if not (mask[:, :band].any() and mask[:, -band:].any()):
        return ink
    lines = find_lines(mask)
    for line in lines:
        ink = taken_out(ink, line, max(2, int(THICKEST * max(ink.shape))), alone=len(lines) == 1)
    return ink


def _largest_beside(values: np.ndarray, radius: int) -> np.ndarray:
    return np.lib.stride_tricks.sliding_window_view(np.pad(values, radius), 2 * radius + 1).max(axis=-1)


def _apart(ink: np.ndarray, line: Line, straight: np.ndarray, top: int, bottom: int) -> bool:
    # Nothing touches it, or all that is drawn lies on one side, away from its ends.
    beside = np.maximum(straight[top - 1], straight[bottom + 1])
    if float((beside > 0.5).mean()) <= TOUCHED:
        return True
    height, width = ink.shape
    reach = len(straight) // 2
    rows = np.arange(height)[:, None] - line.rows(width)
    strong = ink > 0.5
    above, below = strong & (rows < top - 1 - reach), strong & (rows > bottom + 1 - reach)
    if min(above.sum(), below.sum()) > ONE_SIDE * (above.sum() + below.sum()):
        return False
    columns = np.flatnonzero((above | below).any(axis=0))
    return columns.size > 0 and columns[0] >= FREE * width and columns[-1] < width - FREE * width
