"""Where digits that touch may be cut apart: many ways on purpose, among which the network's own scores choose.

A cut runs from the top to the bottom, a pixel to the side at most in each row, where it crosses least ink; one runs through
each column of the middle row, and the cheapest that are some way apart are kept.

Source: candidate cuts chosen by recognition, Casey & Lecolinet, "A survey of methods and strategies in character
segmentation", 1996, section 3; cheapest paths through ink, Wang & Jean, "Segmentation of merged characters by neural
networks and shortest path", 1994.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import floor

import numpy as np
from jaxtyping import Bool, Int64, UInt8

from esmiuca.images.groups import Box, is_edge
from esmiuca.images.normalize import normalize_ink
from esmiuca.images.segments import Segment
from esmiuca.images.settings import Preprocessing

CROSS, ASIDE = 8, 8
"""What a pixel of ink costs on a cut's way, and a step to the side."""
APART = 0.1
"""Of a digit's usual height: how far apart cuts are in the middle row, at least."""
MAX_CUTS = 24
"""In one piece of ink; as long as four digits and more."""
SHARED = 0.5
"""Of the pen's width: how far beyond a cut a part's ink goes, for where two lines touch they are one."""
NARROWEST = 0.08
WIDEST = 1.3
LOWEST = 0.45
"""Of a digit's usual height: the width of a part, and its height."""
LEAST = (0.35, 0.6)
"""Of a digit's usual height: what is narrower or lower holds no two digits."""


MOST_PIECES = 8
"""Of what is cut."""


@dataclass(frozen=True)
class Part:
    """What may be one digit: the ink between two cuts, `start` to `end` of 0 (left edge) to the number of cuts + 1."""

    start: int
    end: int
    pixels: UInt8[np.ndarray, "28 28"]
    box: Box


def is_cuttable(segment: Segment, usual: int) -> bool:
    """Whether it may be two digits that touch, for all that its size says; a dotted line or a pattern is none."""
    box = segment.box
    if segment.pieces > MOST_PIECES:
        return False
    return box.width >= LEAST[0] * usual and box.height >= LEAST[1] * usual


def find_parts(segment: Segment, usual: int, settings: Preprocessing) -> list[Part]:
    """Every part that two cuts bound and that has a digit's size; the whole is not among them."""
    drawn = segment.ink > settings.crop_threshold
    height, width = drawn.shape
    cuts = find_cuts(drawn, usual)
    sides = [np.zeros(height, np.int64), *cuts, np.full(height, width)]
    shared = floor(SHARED * 2 * int(drawn.sum()) / max(1, int((is_edge(drawn) & drawn).sum())) + 0.5)
    parts = []
    for start, left in enumerate(sides):
        for end, right in enumerate(sides[start + 1 :], start + 1):
            if end - start == len(sides) - 1:
                continue
            first, behind = max(0, int(left.min()) - shared), min(width, int(right.max()) + shared)
            columns = np.arange(first, behind)
            own = (columns >= left[:, None] - shared) & (columns < right[:, None] + shared)
            inside = own & drawn[:, first:behind]
            rows, across = np.flatnonzero(inside.any(axis=1)), np.flatnonzero(inside.any(axis=0))
            if not rows.size:
                continue
            box = Box(
                segment.box.x + first + int(across[0]),
                segment.box.y + int(rows[0]),
                int(np.ptp(across)) + 1,
                int(np.ptp(rows)) + 1,
            )
            if box.height < LOWEST * usual:
                continue
            if not NARROWEST * usual <= box.width <= WIDEST * max(usual, box.height):
                continue
            pixels = normalize_ink(np.where(own, segment.ink[:, first:behind], 0.0), settings)
            if pixels is not None:
                parts.append(Part(start, end, pixels, box))
    return parts


def find_cuts(drawn: Bool[np.ndarray, "H W"], usual: int) -> list[Int64[np.ndarray, " H"]]:
    """The cuts from left to right: for each row the first column at a cut's right. None crosses another."""
    width = drawn.shape[1]
    middle = len(drawn) // 2
    above, up = cheapest(drawn[: middle + 1])
    below, down = cheapest(drawn[middle:][::-1])
    # The middle row is in both.
    costs = above + below - CROSS * drawn[middle]
    apart = max(1, floor(APART * usual))
    chosen: list[int] = []
    for column in np.argsort(costs, kind="stable").tolist():
        if len(chosen) == MAX_CUTS:
            break
        if apart <= column <= width - apart and all(abs(column - other) >= apart for other in chosen):
            chosen.append(column)
    cuts: list[Int64[np.ndarray, " H"]] = []
    for column in sorted(chosen):
        path = np.concatenate((followed(up, column)[::-1], followed(down, column)[1:]))
        cuts.append(np.maximum(path, cuts[-1]) if cuts else path)
    return cuts


def cheapest(drawn: Bool[np.ndarray, "H W"]) -> tuple[Int64[np.ndarray, " W"], Int64[np.ndarray, "H W"]]:
    """What the cheapest way from the first row to each column of the last costs, and from which side each step comes: −1, 0, 1."""
    height, width = drawn.shape
    steps = np.zeros((height, width), np.int64)
    costs = CROSS * drawn[0].astype(np.int64)
    far = np.int64((CROSS + ASIDE) * height)
    for row in range(1, height):
        from_left = np.concatenate(([far], costs[:-1])) + ASIDE
        from_right = np.concatenate((costs[1:], [far])) + ASIDE
        least = np.minimum(costs, np.minimum(from_left, from_right))
        # Straight on wins ties, then from the left.
        steps[row] = np.where(costs == least, 0, np.where(from_left == least, -1, 1))
        costs = least + CROSS * drawn[row]
    return costs, steps


def followed(steps: Int64[np.ndarray, "H W"], column: int) -> Int64[np.ndarray, " H"]:
    """The columns of the way that ends in this column of the last row, from the last row to the first."""
    path = [column]
    for row in range(len(steps) - 1, 0, -1):
        column += int(steps[row, column])
        path.append(column)
    return np.array(path)
