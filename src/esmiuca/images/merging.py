"""Which pieces of ink are parts of one digit, by how near they are and how tall.

Pieces that stand over one another are parts of one digit where they are near (the flag of a 5, the bar of a 7, a dotted
line), and so are pieces beside one another that are near and together no wider than a digit (a 4 in two strokes).
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import numpy as np

from esmiuca.images.groups import Group, usual_height

OVERLAP = 0.5
"""Of the narrower piece's width: pieces that share more of their columns stand over one another."""
TALL = 0.7
"""Of a digit's usual height: two pieces that are taller may well be two digits (an open 4's first stroke is not)."""
NEAR_IF_TALL = 0.1
NEAR = 0.25
"""Of a digit's usual height: the gap up to which pieces belong together."""
FLAG = 0.75
"""Of a digit's usual height: as far as a part may be above or below, if it is as long itself."""
WIDEST = 1.2
"""Of a digit's usual height, or of their own if together they are taller: how wide near pieces may be as one digit."""
SPECK = 0.25
"""Of a digit's usual height: what is smaller both ways is no digit."""


def merge(groups: list[Group], may: Callable[[Group, int], bool] = lambda group, usual: True) -> list[Group]:
    """Joins groups that belong together, closest first, until none do; only such as `may` lets, told the usual height."""
    groups = list(groups)
    while len(groups) > 1:
        usual = usual_height(groups)
        among = [(i, group) for i, group in enumerate(groups) if may(group, usual)]
        gaps = [(gap_within(a, b, usual), i, j) for (i, a), (j, b) in combinations(among, 2)]
        closest = [found for found in gaps if found[0] is not None]
        if not closest:
            break
        _, i, j = min(closest)
        groups[i] = groups[i].joined(groups.pop(j))
    return groups


def gap_within(a: Group, b: Group, usual: int) -> int | None:
    """Pixels between two groups that belong together, 0 where one stands over the other; None for two digits."""
    one, other = a.box, b.box
    width = max(one.right, other.right) - min(one.x, other.x)
    height = max(one.bottom, other.bottom) - min(one.y, other.y)
    between = width - one.width - other.width  # columns; below 0 they share some
    apart = height - one.height - other.height  # rows, likewise
    both_tall = min(a.stroke, b.stroke) >= TALL * usual
    smaller = min(one.longer, other.longer)
    is_small = smaller < SPECK * usual
    if -between >= OVERLAP * min(one.width, other.width):
        far = NEAR * usual if both_tall else max(NEAR_IF_TALL * usual, min(smaller, FLAG * usual))
        return 0 if apart <= far else None
    near = (NEAR_IF_TALL if both_tall else NEAR) * usual
    if is_small:
        near = max(NEAR_IF_TALL * usual, min(smaller, near))
    if between > near or apart > near or width > WIDEST * max(height, usual):
        return None
    gap = max(0, gap_in_rows(a, b, between))
    return gap if gap <= near else None


def gap_in_rows(a: Group, b: Group, otherwise: int) -> int:
    """The fewest pixels between them in any row: slanted digits share columns, and stand apart in each row."""
    shared = (a.last >= 0) & (b.last >= 0)
    if not shared.any():
        return otherwise
    return int(np.maximum(a.first - b.last, b.first - a.last)[shared].min()) - 1
