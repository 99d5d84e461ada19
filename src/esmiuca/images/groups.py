"""Pieces of ink: what touches is one piece, and pieces that are parts of one digit are a group."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from jaxtyping import Float64, Int64

from esmiuca.errors import ImageError

MAX_PIECES = 64
"""More than this, grains left out, is a texture and not a number."""
GRAIN = 0.01
"""Of the largest piece's ink: a smaller piece is a grain of paper or a camera's noise."""
TAP = 0.0025
"""Of the largest piece's ink: a grain that may be a point, tapped with a thin pen."""
MAX_TAPS = 16
"""More of them are noise, and none is a point."""


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels: its first column and row, and how many of them."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The first column behind it."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The first row below it."""
        return self.y + self.height

    @property
    def longer(self) -> int:
        """Its longer side."""
        return max(self.width, self.height)


@dataclass(frozen=True)
class Group:
    """Pieces that belong together, by their labels: the first and the last column of their ink in each row."""

    labels: tuple[int, ...]
    first: Int64[np.ndarray, " H"]  # the picture's width in a row without ink
    last: Int64[np.ndarray, " H"]  # -1 in a row without ink
    stroke: int
    """Height of its tallest piece: stacked dots are still dots."""
    area: int
    """Pixels of ink."""

    @cached_property
    def box(self) -> Box:
        """The smallest rectangle that holds all of it."""
        rows = np.flatnonzero(self.last >= 0)
        left, top = int(self.first.min()), int(rows[0])
        return Box(left, top, int(self.last.max()) + 1 - left, int(rows[-1]) + 1 - top)

    def joined(self, other: Group) -> Group:
        """This one and the other as one."""
        first, last = np.minimum(self.first, other.first), np.maximum(self.last, other.last)
        return Group(
            self.labels + other.labels,
            first,
            last,
            max(self.stroke, other.stroke),
            self.area + other.area,
        )


def find_pieces(
    labels: Int64[np.ndarray, "H W"], ink: Float64[np.ndarray, "H W"]
) -> tuple[list[Group], list[Group]]:
    """Each connected piece of ink but the grains, from the top down, and the grains that may be points.

    Raises ImageError where there are more than MAX_PIECES.
    """
    totals = np.bincount(labels.ravel(), weights=ink.ravel())
    totals[0] = 0.0
    largest = totals.max()
    kept = [int(label) for label in np.flatnonzero(totals >= GRAIN * largest) if label > 0]
    if len(kept) > MAX_PIECES:
        raise ImageError(
            f"the picture holds {len(kept)} separate pieces of ink, more than {MAX_PIECES}; "
            "give one line of digits on an even background."
        )
    taps = [
        int(label)
        for label in np.flatnonzero((totals >= TAP * largest) & (totals < GRAIN * largest))
        if label > 0
    ]
    if len(taps) > MAX_TAPS:
        taps = []
    groups = outlined(labels, kept + taps)
    return groups[: len(kept)], groups[len(kept) :]


def outlined(labels: Int64[np.ndarray, "H W"], kept: list[int]) -> list[Group]:
    """The components of these labels, one by one."""
    # A row for each piece that is kept, and one for what isn't: of grains there may be tens of thousands.
    height, width = labels.shape
    first = np.full((len(kept) + 1, height), width)
    last = np.full((len(kept) + 1, height), -1)
    places = np.full(int(labels.max(initial=0)) + 1, len(kept))
    places[kept] = np.arange(len(kept))
    rows, columns = np.nonzero(labels)
    own = places[labels[rows, columns]]
    np.minimum.at(first, (own, rows), columns)
    np.maximum.at(last, (own, rows), columns)
    area = np.bincount(own, minlength=len(kept) + 1)
    return [
        Group((label,), first[i], last[i], height_of(last[i]), int(area[i])) for i, label in enumerate(kept)
    ]


def is_edge(labels: Int64[np.ndarray, "H W"]) -> np.ndarray:
    """Where a pixel has a neighbour, above, below or beside, that isn't ink: (H, W)."""
    drawn = np.pad(labels > 0, 1)
    return ~(drawn[:-2, 1:-1] & drawn[2:, 1:-1] & drawn[1:-1, :-2] & drawn[1:-1, 2:])


def height_of(last: Int64[np.ndarray, " H"]) -> int:
    """Rows from the first to the last with ink."""
    return int(np.ptp(np.flatnonzero(last >= 0))) + 1


def usual_height(groups: list[Group]) -> int:
    """The height of a digit: the median of theirs, each weighted by its square, so that small ones hardly count.

    0 where there are none. Dots are small beside the digit that they make up: half of what they cover is taken instead.
    """
    heights = sorted(group.box.height for group in groups)
    total, below, usual = sum(height * height for height in heights), 0, 0
    for usual in heights:
        below += usual * usual
        if 2 * below >= total:
            break
    dots = [group for group in groups if is_dot(group)]
    if len(dots) >= DOTS and len(dots) >= DOTTED * len(groups):
        covered = max(dot.box.bottom for dot in dots) - min(dot.box.y for dot in dots)
        usual = max(usual, covered // 2)
    return usual


DOTS = 5
DOTTED = 0.8
"""So many pieces at least, and this share of all, are dots where a digit is drawn with dots."""


def is_dot(group: Group) -> bool:
    """Whether it fills at least half of its box, which is at most three times as long as wide."""
    box = group.box
    return 2 * group.area >= box.width * box.height and box.longer <= 3 * min(box.width, box.height)


def pen_of(groups: list[Group], labels: Int64[np.ndarray, "H W"]) -> float:
    """The pen's width: a long line has twice as much area as edge times half its width. 0 where there are none."""
    own = np.isin(labels, [label for group in groups for label in group.labels])
    edge = int((is_edge(labels) & own).sum())
    return 2 * sum(group.area for group in groups) / edge if edge else 0.0
