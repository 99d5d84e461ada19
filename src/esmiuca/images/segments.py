"""Several digits side by side: which ink belongs to which digit, from left to right.

Ink that touches is one piece. Pieces that stand over one another are parts of one digit (the flag of a 5, the
bar of a 7, a dotted line), and so are pieces that are near and together no wider than a digit (a 4 in two
strokes). What is then left apart is another digit, or, where it is small both ways, a speck or a dot.

Limits: one line of digits, nothing across it such as a line below; digits that touch are not cut apart, and
digits closer than a tenth of their height are taken for one.

The page does the same in web/src/bench/preprocess/segments.ts; tests/parity/segments holds the cases on which both
agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np
from jaxtyping import Float64, Int64

from esmiuca.errors import ImageError
from esmiuca.images.components import label_components
from esmiuca.images.settings import Preprocessing

MAX_PIECES = 64
"""More than this, grains left out, is a texture and not a number."""
GRAIN = 0.01
"""Of the largest piece's ink: a smaller piece is a grain of paper or a camera's noise."""
OVERLAP = 0.5
"""Of the narrower piece's width: pieces that share more of their columns stand over one another."""
TALL = 0.7
"""Of the tallest piece's height: two pieces that are taller may well be two digits (an open 4's first stroke is not)."""
NEAR_IF_TALL = 0.1
NEAR = 0.25
"""Of the tallest piece's height: the gap up to which pieces belong together."""
WIDEST = 1.2
"""Of the tallest piece's height, or of their own if together they are taller: how wide near pieces may be as one digit."""
SPECK = 0.25
"""Of the tallest piece's height: what is smaller both ways is no digit."""


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels: its first column and row, and how many of them."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Segment:
    """One digit's ink, cut out of the picture without its neighbours', and where it stands."""

    box: Box
    ink: Float64[np.ndarray, "h w"]


@dataclass(frozen=True)
class Group:
    """Pieces that belong together, by their labels: the first and the last column of their ink in each row."""

    labels: tuple[int, ...]
    first: Int64[np.ndarray, " H"]  # the picture's width in a row without ink
    last: Int64[np.ndarray, " H"]  # -1 in a row without ink
    stroke: int
    """Height of its tallest piece: stacked dots are still dots."""

    @cached_property
    def box(self) -> Box:
        """The smallest rectangle that holds all of it."""
        rows = np.flatnonzero(self.last >= 0)
        left, top = int(self.first.min()), int(rows[0])
        return Box(left, top, int(self.last.max()) + 1 - left, int(rows[-1]) + 1 - top)

    def joined(self, other: Group) -> Group:
        """This one and the other as one."""
        first, last = np.minimum(self.first, other.first), np.maximum(self.last, other.last)
        return Group(self.labels + other.labels, first, last, max(self.stroke, other.stroke))


def find_segments(ink: Float64[np.ndarray, "H W"], settings: Preprocessing | None = None) -> list[Segment]:
    """The digits in a map of ink in 0–1, from left to right; empty where nothing is drawn.

    Raises ImageError where there are more than MAX_PIECES pieces of ink.
    """
    settings = settings or Preprocessing()
    labels = label_components(ink > settings.crop_threshold)  # (H, W)
    groups = without_specks(merge(pieces(labels, ink)))
    return [cut(ink, labels, group) for group in sorted(groups, key=lambda group: (group.box.x, group.box.y))]


def pieces(labels: Int64[np.ndarray, "H W"], ink: Float64[np.ndarray, "H W"]) -> list[Group]:
    """Each connected piece of ink but the grains, from the top down."""
    totals = np.bincount(labels.ravel(), weights=ink.ravel())
    totals[0] = 0.0
    kept = [int(label) for label in np.flatnonzero(totals >= GRAIN * totals.max()) if label > 0]
    if len(kept) > MAX_PIECES:
        raise ImageError(
            f"the picture holds {len(kept)} separate pieces of ink, more than {MAX_PIECES}; "
            "give one line of digits on an even background."
        )
    # A row for each piece that is kept, and one for what isn't: of grains there may be tens of thousands.
    height, width = labels.shape
    first = np.full((len(kept) + 1, height), width)
    last = np.full((len(kept) + 1, height), -1)
    places = np.full(len(totals), len(kept))
    places[kept] = np.arange(len(kept))
    rows, columns = np.nonzero(labels)
    at = places[labels[rows, columns]], rows
    np.minimum.at(first, at, columns)
    np.maximum.at(last, at, columns)
    return [Group((label,), first[i], last[i], height_of(last[i])) for i, label in enumerate(kept)]


def height_of(last: Int64[np.ndarray, " H"]) -> int:
    """Rows from the first to the last with ink."""
    return int(np.ptp(np.flatnonzero(last >= 0))) + 1


def merge(groups: list[Group]) -> list[Group]:
    """Joins groups that belong together, closest first, until none do."""
    groups = list(groups)
    everything = height_of(np.max([group.last for group in groups], axis=0)) if groups else 0
    while len(groups) > 1:
        # Dots are small beside the digit that they make up; digits may climb, but hardly by a whole digit.
        tallest = max(everything // 2, *(group.box.height for group in groups))
        gaps = [(gap_within(a, b, tallest), i, j) for (i, a), (j, b) in combinations(enumerate(groups), 2)]
        closest = [found for found in gaps if found[0] is not None]
        if not closest:
            break
        _, i, j = min(closest)
        groups[i] = groups[i].joined(groups.pop(j))
    return groups


def gap_within(a: Group, b: Group, tallest: int) -> int | None:
    """Pixels between two groups that belong together, 0 where one stands over the other; None for two digits."""
    one, other = a.box, b.box
    width = max(one.x + one.width, other.x + other.width) - min(one.x, other.x)
    height = max(one.y + one.height, other.y + other.height) - min(one.y, other.y)
    between = width - one.width - other.width  # columns; below 0 they share some
    if -between >= OVERLAP * min(one.width, other.width):
        return 0
    both_tall = min(a.stroke, b.stroke) >= TALL * tallest
    near = (NEAR_IF_TALL if both_tall else NEAR) * tallest
    if between > near or width > WIDEST * max(height, tallest):
        return None
    gap = max(0, gap_in_rows(a, b, between))
    return gap if gap <= near else None


def gap_in_rows(a: Group, b: Group, otherwise: int) -> int:
    """The fewest pixels between them in any row: slanted digits share columns, and stand apart in each row."""
    shared = (a.last >= 0) & (b.last >= 0)
    if not shared.any():
        return otherwise
    return int(np.maximum(a.first - b.last, b.first - a.last)[shared].min()) - 1


def without_specks(groups: list[Group]) -> list[Group]:
    """The groups without those that are small both ways beside the tallest."""
    least = SPECK * max((group.box.height for group in groups), default=0)
    return [group for group in groups if max(group.box.width, group.box.height) >= least]


def cut(ink: Float64[np.ndarray, "H W"], labels: Int64[np.ndarray, "H W"], group: Group) -> Segment:
    """The group's box of ink, other groups' ink removed, faint pixels around its strokes kept."""
    box = group.box
    window = np.s_[box.y : box.y + box.height, box.x : box.x + box.width]
    own = np.isin(labels[window], (0, *group.labels))
    return Segment(box, np.where(own, ink[window], 0.0))
