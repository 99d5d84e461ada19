"""A number's digits: which ink belongs to which digit, line by line and from left to right, and the signs between them.

Ink that touches is one piece; merging.py says which pieces are parts of one digit. What is then left apart is another
digit, a sign (signs.py), or, where it is small both ways, a speck. Digits stand in a line where each overlaps the next
in rows.

Limits: nothing across the digits such as a line below; digits that touch are one segment here (cuts.py cuts them apart),
and digits closer than a tenth of their height are taken for one at first.

The page does the same in web/src/bench/preprocess/segments.ts; tests/parity/segments holds the cases on which both
agree.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float64, Int64

from esmiuca.images.components import label_components
from esmiuca.images.groups import Box, Group, find_pieces, is_dot, usual_height
from esmiuca.images.merging import SPECK, merge
from esmiuca.images.settings import Preprocessing
from esmiuca.images.signs import Sign, find_signs, is_tall

SAME_LINE = 0.3
"""Of the lower one's height: digits that share more of their rows stand in one line."""
ONE_LINE = 0.3
"""Of a digit's usual height: lines that share fewer columns are one that climbs."""


@dataclass(frozen=True)
class Segment:
    """One digit's ink, cut out of the picture without its neighbours', and where it stands."""

    box: Box
    ink: Float64[np.ndarray, "h w"]
    pieces: int = 1
    """How many apart from each other it consists of."""


@dataclass(frozen=True)
class Line:
    """Digits side by side with the signs between them, from left to right, and how tall a digit is, in pixels."""

    parts: tuple[Segment | Sign, ...]
    usual: int


def find_segments(ink: Float64[np.ndarray, "H W"], settings: Preprocessing | None = None) -> list[Segment]:
    """The digits in a map of ink in 0–1, line by line and from left to right; empty where nothing is drawn.

    Raises ImageError where there are more than MAX_PIECES pieces of ink.
    """
    return [part for line in find_lines(ink, settings) for part in line.parts if isinstance(part, Segment)]


def find_lines(ink: Float64[np.ndarray, "H W"], settings: Preprocessing | None = None) -> list[Line]:
    """The lines of digits in a map of ink in 0–1, from the top down. Raises what find_segments does."""
    settings = settings or Preprocessing()
    labels = label_components(ink > settings.crop_threshold)  # (H, W)
    pieces, taps = find_pieces(labels, ink)
    groups = merge(pieces, is_tall)
    usual = usual_height(groups)
    signs, groups = find_signs(groups, taps, usual, labels)
    groups = without_specks(merge(groups))
    usual = usual_height(groups)
    lines = in_lines(groups, usual)
    found = []
    for line in lines:
        own = {label for group in line for label in group.labels}
        parts: list[tuple[Box, Segment | Sign]] = [(group.box, cut(ink, labels, group)) for group in line]
        parts += [(sign.box, sign) for sign, beside in signs if beside.labels[0] in own]
        parts.sort(key=lambda part: (part[0].x, part[0].y))
        found.append(Line(tuple(part for _, part in parts), usual))
    return found


def without_specks(groups: list[Group]) -> list[Group]:
    """The groups without those that are small both ways beside a digit, and without blots half as tall."""
    usual = usual_height(groups)
    return [
        group
        for group in groups
        if group.box.longer >= SPECK * usual
        and not (is_blot(group) and 2 * group.box.longer < usual and len(groups) > 1)
    ]


def is_blot(group: Group) -> bool:
    """Whether it is a filled patch, about as wide as high."""
    return is_dot(group) and group.box.longer < 2 * min(group.box.width, group.box.height)


def in_lines(groups: list[Group], usual: int) -> list[list[Group]]:
    """The groups that stand in one line together, from the top down; low ones that stand beside no line are left out."""
    tall = [group for group in groups if 2 * group.box.height >= usual]
    lines = merged_lines([[group] for group in tall], usual)
    for group in groups:
        if 2 * group.box.height >= usual:
            continue
        shares = [max(shared_rows(group, other) for other in line) for line in lines]
        best = max(shares, default=0)
        if 2 * best >= group.box.height:
            lines[shares.index(best)].append(group)
    for line in lines:
        line.sort(key=lambda group: (group.box.x, group.box.y))
    return sorted(lines, key=lambda line: sum(2 * g.box.y + g.box.height for g in line) / len(line))


def merged_lines(lines: list[list[Group]], usual: int) -> list[list[Group]]:
    """Lines of one group each, joined: first with the next at the right, then with what stands over or under nothing of it."""
    tall = [group for (group,) in lines]
    place = list(range(len(tall)))  # which line each stands in
    for i, group in enumerate(tall):
        right = [
            (other.box.x, j)
            for j, other in enumerate(tall)
            if j != i
            and (other.box.x, j) > (group.box.x, i)
            and shared_rows(group, other) >= SAME_LINE * min(group.box.height, other.box.height)
        ]
        if right:
            old, new = place[min(right)[1]], place[i]
            place = [new if number == old else number for number in place]
    lines = [[tall[i] for i in range(len(tall)) if place[i] == number] for number in sorted(set(place))]
    while True:
        spans = [(min(g.box.x for g in line), max(g.box.right for g in line)) for line in lines]
        beside = [
            (i, j)
            for i in range(len(lines))
            for j in range(i + 1, len(lines))
            if are_beside(spans[i], spans[j], usual)
        ]
        if not beside:
            return lines
        i, j = beside[0]
        lines[i] += lines.pop(j)


def are_beside(one: tuple[int, int], other: tuple[int, int], usual: int) -> bool:
    """Whether two lines, by their first column and the one behind their last, share hardly any columns."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared <= min(ONE_LINE * usual, min(one[1] - one[0], other[1] - other[0]) / 2)


def shared_rows(a: Group, b: Group) -> int:
    """How many rows both boxes have; below 0 where there are some between them."""
    return min(a.box.bottom, b.box.bottom) - max(a.box.y, b.box.y)


def cut(ink: Float64[np.ndarray, "H W"], labels: Int64[np.ndarray, "H W"], group: Group) -> Segment:
    """The group's box of ink, other groups' ink removed, faint pixels around its strokes kept."""
    box = group.box
    window = np.s_[box.y : box.y + box.height, box.x : box.x + box.width]
    own = np.isin(labels[window], (0, *group.labels))
    return Segment(box, np.where(own, ink[window], 0.0), len(group.labels))
