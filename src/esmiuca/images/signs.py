"""Small ink between digits that is part of a number: a decimal comma, a point, a minus sign at the left.

A comma or a point stands at the base line between two digits, beside the ink of both, and is as large as the pen makes it;
a comma is long or hangs below the line, a point is round. A minus is flat, at half height, with nothing at its left.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from jaxtyping import Int64

from esmiuca.images.groups import Box, Group, pen_of

TALL = 0.5
"""Of a digit's usual height: what is taller is no sign."""
LARGEST = (0.4, 0.5)
"""Width and height of a comma, of its neighbours' height."""
LEAST = 0.6
"""Of the pen's width: a point's longer side; its area is at least a third of the pen's square."""
AROUND_BASE = (0.42, 0.25)
"""Of the neighbours' height, from the base line: how far up a comma begins at most, and how far down."""
RAISED = 0.25
"""Of the neighbours' height: how far above the base line the middle of a point may be."""
LONG = 2.2
"""A comma spreads so many times as much along itself as across; a point is round."""
HANGS = 0.12
"""Of the neighbours' height: what has its middle this far below the base line is a comma, however round."""
REACH = 1.2
"""Of the neighbours' height: how far away a neighbour may be."""
FLAT = 1.8
"""A minus is so many times as wide as high."""
MINUS = (0.2, 1.3)
"""Width of a minus, of the digit's height."""
CLEAR = 0.05
"""Of the digit's height: the gap behind a minus; the bar of a 7 is nearer."""
MIDDLE = (0.2, 0.8)
"""Of the digit's height: where a minus may stand."""


@dataclass(frozen=True)
class Sign:
    """A sign as it is written, "," "." or "-", and where it stands."""

    text: str
    box: Box


def is_tall(group: Group, usual: int) -> bool:
    """Whether it is as tall as a digit and not as a sign."""
    return group.stroke >= TALL * usual


def find_signs(
    groups: list[Group], taps: list[Group], usual: int, labels: Int64[np.ndarray, "H W"]
) -> tuple[list[tuple[Sign, Group]], list[Group]]:
    """The signs, each with the tall group beside it, and the groups that are none."""
    tall = [group for group in groups if is_tall(group, usual)]
    if len(tall) == len(groups) and not taps:
        return [], tall
    pen = pen_of(tall, labels)
    signs, others = [], list(tall)
    for group in groups:
        if is_tall(group, usual):
            continue
        found = separator(group, tall, pen, labels) or minus(group, tall)
        if found is None:
            others.append(group)
        else:
            signs.append(found)
    signs += [found for tap in taps if (found := separator(tap, tall, pen, labels)) is not None]
    return signs, others


def separator(
    group: Group, tall: list[Group], pen: float, labels: Int64[np.ndarray, "H W"]
) -> tuple[Sign, Group] | None:
    """The group as a comma or a point, with the digit before it."""
    box = group.box
    if box.longer < LEAST * pen or 3 * group.area < pen * pen or box.width > 2 * box.height:
        return None
    left, right = neighbours(group, tall)
    if left is None or right is None:
        return None
    height = (left.box.height + right.box.height) / 2
    base = (left.box.bottom + right.box.bottom) / 2
    middle = box.y + box.height / 2
    if box.width > LARGEST[0] * height or box.height > LARGEST[1] * height:
        return None
    up, down = AROUND_BASE
    if not base - up * height <= box.y <= base + down * height or middle < base - RAISED * height:
        return None
    if box.x - left.box.right > REACH * height or right.box.x - box.right > REACH * height:
        return None
    is_comma = middle > base + HANGS * height or spread(group, labels) >= LONG
    return Sign("," if is_comma else ".", box), left


def neighbours(group: Group, tall: list[Group]) -> tuple[Group | None, Group | None]:
    """The nearest tall groups at its left and at its right, whose ink is wholly on that side in the group's rows."""
    box = group.box
    rows = slice(box.y, box.bottom)
    left: Group | None = None
    right: Group | None = None
    for other in tall:
        its = other.box
        # The row of the group's middle is one of the digit's, or not far below them.
        if not 2 * its.y <= 2 * box.y + box.height <= 2 * its.bottom + its.height:
            continue
        if 2 * its.x + its.width <= 2 * box.x + box.width:
            if other.last[rows].max() + 1 < box.x and (left is None or its.right > left.box.right):
                left = other
        elif other.first[rows].min() > box.right and (right is None or its.x < right.box.x):
            right = other
    return left, right


def is_beside(other: Box, box: Box) -> bool:
    """Whether they share rows."""
    return other.y < box.bottom and box.y < other.bottom


def minus(group: Group, tall: list[Group]) -> tuple[Sign, Group] | None:
    """The group as a minus, with the digit behind it."""
    box = group.box
    if box.width < FLAT * box.height:
        return None
    _, right = neighbours(group, tall)
    if right is None or any(is_beside(other.box, box) for other in tall if other.box.x < box.x):
        return None
    its = right.box
    middle, gap = box.y + box.height / 2, its.x - box.right
    if not MINUS[0] * its.height <= box.width <= MINUS[1] * its.height:
        return None
    if not its.y + MIDDLE[0] * its.height <= middle <= its.y + MIDDLE[1] * its.height:
        return None
    if not CLEAR * its.height <= gap <= REACH * its.height:
        return None
    return Sign("-", box), right


def spread(group: Group, labels: Int64[np.ndarray, "H W"]) -> float:
    """How many times as much its pixels spread along its long axis as across: the ratio of their variances."""
    box = group.box
    rows, columns = np.nonzero(np.isin(labels[box.y : box.bottom, box.x : box.right], group.labels))
    count = len(rows)
    # Whole numbers, so that another language gets the same; a pixel is a square, of variance 1/12.
    square = count * count / 12
    down = count * int((rows * rows).sum()) - int(rows.sum()) ** 2 + square
    across = count * int((columns * columns).sum()) - int(columns.sum()) ** 2 + square
    both = count * int((rows * columns).sum()) - int(rows.sum()) * int(columns.sum())
    half, root = (down + across) / 2, sqrt(((down - across) / 2) ** 2 + both * both)
    return (half + root) / (half - root)
