"""Where digits that touch may be cut apart."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from esmiuca.images import Box, Preprocessing
from esmiuca.images.cuts import MAX_CUTS, cheapest, find_cuts, find_parts, followed, is_cuttable
from esmiuca.images.segments import Segment


def two_rings() -> np.ndarray:
    """Two hollow squares of 60 × 100 whose sides share four columns, as a pen draws them."""
    ink = np.zeros((100, 116))
    for left in (0, 56):
        ink[:, left : left + 60] = 1
        ink[8:92, left + 8 : left + 52] = 0
    return ink


def parts(ink: np.ndarray, usual: int = 100) -> list:
    height, width = ink.shape
    return find_parts(Segment(Box(30, 40, width, height), ink), usual, Preprocessing())


def test_a_cut_goes_where_least_ink_is():
    drawn = np.zeros((40, 60), bool)
    drawn[18:22] = True  # a bar across, thinner at one place
    drawn[18:20, 30:34] = False
    crossed = [int(drawn[np.arange(40), cut].sum()) for cut in find_cuts(drawn, 40)]
    assert min(crossed) == 2
    assert max(crossed) == 4


def test_a_way_may_step_aside_where_that_saves_ink():
    drawn = np.zeros((9, 7), bool)
    drawn[2:7, 3] = True
    costs, steps = cheapest(drawn)
    path = followed(steps, 3)
    # It comes down beside the ink: one step costs less than five pixels.
    assert int(costs[3]) == 8
    assert not drawn[np.arange(9)[::-1], path].any()


def test_cuts_are_apart_in_the_middle_row_and_do_not_cross():
    drawn = two_rings() > 0.1
    cuts = find_cuts(drawn, 100)
    middle = [int(cut[50]) for cut in cuts]
    assert np.diff(middle).min() >= 10
    assert all((right >= left).all() for left, right in itertools.pairwise(cuts))


def test_the_two_digits_are_among_the_parts():
    found = parts(two_rings())
    last = max(part.end for part in found)
    left = [part.box for part in found if part.start == 0]
    right = [part.box for part in found if part.end == last]
    assert any(box.x == 30 and abs(box.width - 60) <= 8 for box in left)
    assert any(box.x + box.width == 146 and abs(box.width - 60) <= 8 for box in right)
    assert all(box.height == 100 and box.width <= 130 for box in left + right)


def test_what_is_too_narrow_is_not_cut():
    assert parts(np.ones((100, 12))) == []


def test_low_bits_are_no_parts():
    ink = np.ones((100, 60))
    ink[:60, 30:] = 0  # the right half is a foot
    assert all(part.box.x == 30 for part in parts(ink) if part.box.width < 30)


@pytest.mark.parametrize(
    ("box", "may"), [(Box(0, 0, 34, 100), False), (Box(0, 0, 35, 60), True), (Box(0, 0, 90, 59), False)]
)
def test_only_what_has_room_for_two_may_be_cut(box: Box, may: bool):
    ink = np.zeros((box.height, box.width))
    assert is_cuttable(Segment(box, ink), 100) == may
    assert not is_cuttable(Segment(box, ink, pieces=9), 100)


def test_a_long_band_has_a_bounded_number_of_parts():
    ink = np.zeros((60, 1000))
    ink[25:35] = 1
    ink[:, ::9] = 1
    cuts = find_cuts(ink > 0, 60)
    assert len(cuts) == MAX_CUTS
    assert len(parts(ink, 60)) <= 15 * MAX_CUTS
