"""Which way to cut wins."""

from __future__ import annotations

import numpy as np

from esmiuca.images import Box
from esmiuca.images.cuts import Part
from esmiuca.inference.prediction import Prediction
from esmiuca.inference.touching import best_cut, is_sure, value_of

NORMAL, WIDE = Box(0, 0, 60, 100), Box(0, 0, 130, 100)


def says(digit: int, confidence: float, score: float, *, refused: bool = False) -> Prediction:
    rest = (1 - confidence) / 9
    shares = tuple(confidence if place == digit else rest for place in range(10))
    return Prediction(None if refused else digit, "not-a-digit" if refused else "digit", shares, score)


def part(start: int, end: int, box: Box = NORMAL) -> Part:
    return Part(start, end, np.zeros((28, 28), np.uint8), box)


def cut(whole: Prediction, box: Box, *ways: tuple[Part, Prediction]) -> list[tuple[int, int]] | None:
    found = best_cut(whole, box, [own for own, _ in ways], [said for _, said in ways])
    return None if found is None else [(own.start, own.end) for own, _ in found]


REFUSED = says(8, 0.4, 0.05, refused=True)
GOOD = says(3, 0.99, 0.99)


def test_the_best_way_from_edge_to_edge_wins():
    ways = [
        (part(0, 1), says(3, 0.6, 0.5)),
        (part(1, 3), GOOD),
        (part(0, 2), says(5, 0.95, 0.9)),
        (part(2, 3), says(7, 0.9, 0.9)),
    ]
    assert cut(REFUSED, WIDE, *ways) == [(0, 2), (2, 3)]


def test_a_part_that_is_refused_is_in_no_way():
    ways = [(part(0, 1), GOOD), (part(1, 2), says(3, 0.99, 0.99, refused=True))]
    assert cut(REFUSED, WIDE, *ways) is None


def test_a_good_whole_stays_whole():
    ways = [(part(0, 1), GOOD), (part(1, 2), GOOD)]
    assert cut(says(4, 0.9, 0.8), NORMAL, *ways) is None
    # A 5 with a long flag is as wide as two digits, and its right half is a 5 of its own.
    assert cut(says(5, 0.9, 0.8), WIDE, *ways) is None
    assert cut(says(5, 0.7, 0.5), WIDE, *ways) == [(0, 1), (1, 2)]


def test_what_was_refused_needs_better_parts_the_narrower_it_is():
    ways = [(part(0, 1), says(3, 0.8, 0.6)), (part(1, 2), says(3, 0.8, 0.6))]
    assert cut(REFUSED, Box(0, 0, 100, 100), *ways) == [(0, 1), (1, 2)]
    assert cut(REFUSED, Box(0, 0, 50, 100), *ways) is None


def test_no_parts_no_cut():
    assert best_cut(REFUSED, WIDE, [], []) is None


def test_narrow_parts_are_worth_less_but_as_a_one():
    thin, fat = Box(0, 0, 20, 100), Box(0, 0, 90, 100)
    assert value_of(says(0, 0.9, 0.9), thin) < value_of(says(0, 0.9, 0.9), NORMAL)
    assert value_of(says(1, 0.9, 0.9), thin) > value_of(says(1, 0.9, 0.9), fat)


def test_sure_is_a_good_digit():
    assert is_sure(GOOD)
    assert not is_sure(says(3, 0.8, 0.9))
    assert not is_sure(REFUSED)


def test_a_narrow_digit_that_is_doubted_is_hardly_ever_two():
    doubted = says(4, 0.8, 0.25)
    ways = [(part(0, 1), says(1, 0.99, 0.9)), (part(1, 2), says(7, 0.95, 0.7))]
    assert cut(doubted, NORMAL, *ways) is None
    assert cut(doubted, Box(0, 0, 100, 100), *ways) == [(0, 1), (1, 2)]


def test_a_letter_of_upright_strokes_is_no_row_of_ones():
    ways = [(part(index, index + 1), says(1, 0.99, 0.99)) for index in range(4)]
    assert cut(REFUSED, WIDE, *ways) is None
