"""Which ink belongs to which digit: what is one, what is two, what is none."""

from __future__ import annotations

import tracemalloc
from dataclasses import astuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from esmiuca.errors import ImageError
from esmiuca.images import Box, Preprocessing, normalize, normalize_number
from esmiuca.images.groups import MAX_PIECES
from esmiuca.images.number import scaled
from esmiuca.images.segments import find_lines, find_segments
from esmiuca.images.signs import Sign

Rectangle = tuple[int, int, int, int]


def sheet(*rectangles: Rectangle, width: int = 300, height: int = 150) -> np.ndarray:
    """Ink of full rectangles (x, y, width, height)."""
    ink = np.zeros((height, width))
    for x, y, across, down in rectangles:
        ink[y : y + down, x : x + across] = 1
    return ink


def boxes(ink: np.ndarray) -> list[Box]:
    return [segment.box for segment in find_segments(ink)]


def test_digits_come_from_left_to_right_wherever_they_begin():
    found = boxes(sheet((200, 10, 40, 100), (20, 40, 50, 80), (110, 5, 60, 90)))
    assert found == [Box(20, 40, 50, 80), Box(110, 5, 60, 90), Box(200, 10, 40, 100)]


ONE_DIGIT = {
    "a bar across": [(40, 20, 10, 100), (30, 60, 6, 8), (54, 60, 20, 8)],
    "parts over one another": [(40, 20, 50, 40), (45, 70, 40, 50)],
    "a far flag above": [(40, 60, 60, 60), (60, 10, 50, 8)],
    "a short stroke a fifth of the height away": [(40, 20, 10, 100), (70, 20, 40, 8)],
    "two tall strokes a tenth of the height apart": [(40, 20, 10, 100), (60, 20, 10, 100)],
    "dots": [(40 + 15 * i, 20 + 15 * i, 8, 8) for i in range(6)],
}


@pytest.mark.parametrize("name", ONE_DIGIT)
def test_pieces_of_one_digit_stay_together(name: str):
    assert len(boxes(sheet(*ONE_DIGIT[name]))) == 1


TWO_DIGITS = {
    "two tall strokes more than a tenth of the height apart": [(40, 20, 10, 100), (61, 20, 10, 100)],
    "near, but together wider than a digit": [(20, 20, 70, 100), (95, 20, 70, 100)],
    "a short stroke far away": [(40, 20, 10, 100), (80, 60, 40, 8)],
}


@pytest.mark.parametrize("name", TWO_DIGITS)
def test_what_stands_apart_is_two(name: str):
    assert len(boxes(sheet(*TWO_DIGITS[name]))) == 2


def test_slanted_digits_may_share_columns():
    ink = np.zeros((150, 200))
    for row in range(20, 120):
        for foot in (20, 60):
            ink[row, foot + (120 - row) // 2 : foot + (120 - row) // 2 + 8] = 1
    first, second = find_segments(ink)
    assert first.box.x + first.box.width > second.box.x
    # Neither holds ink of the other: every row of each is its own stroke.
    assert (first.ink.sum(axis=1) == 8).all()
    assert (second.ink.sum(axis=1) == 8).all()


def test_specks_are_no_digits_and_no_part_of_one():
    found = boxes(sheet((20, 20, 60, 100), (120, 20, 60, 100), (240, 110, 10, 10), (90, 140, 2, 2)))
    assert found == [Box(20, 20, 60, 100), Box(120, 20, 60, 100)]


def test_faint_pixels_around_a_stroke_stay():
    ink = sheet((20, 20, 60, 100), (120, 20, 60, 100))
    ink[20, 20] = 0.05
    assert find_segments(ink)[0].ink[0, 0] == 0.05


def test_nothing_drawn_is_no_digit():
    assert find_segments(np.zeros((20, 30))) == []


def test_many_pieces_are_refused():
    dots = [(4 * i, 20 * (i % 5), 2, 2) for i in range(MAX_PIECES + 1)]
    with pytest.raises(ImageError, match="holds 65 separate pieces of ink, more than 64; give one line"):
        find_segments(sheet(*dots))


def read_signs(ink: np.ndarray) -> list[str]:
    """Each line's parts: "d" for a digit, or the sign."""
    return [
        "".join(part.text if isinstance(part, Sign) else "d" for part in line.parts)
        for line in find_lines(ink)
    ]


LEFT, RIGHT = (20, 20, 60, 100), (150, 20, 60, 100)
SIGNS = {
    "a round piece at the base line": ([LEFT, (105, 110, 10, 10), RIGHT], "d.d"),
    "a long one below it": ([LEFT, (105, 108, 10, 34), RIGHT], "d,d"),
    "a round one well below it": ([LEFT, (105, 130, 12, 12), RIGHT], "d,d"),
    "a piece at half height is dust": ([LEFT, (105, 60, 10, 10), RIGHT], "dd"),
    "a short one on the base line is a digit": ([LEFT, (108, 60, 8, 60), RIGHT], "ddd"),
    "a point behind the last digit is none": ([LEFT, RIGHT, (240, 110, 10, 10)], "dd"),
    "a piece much thinner than the pen is dust": ([LEFT, (105, 114, 3, 3), RIGHT], "dd"),
    "a flat one at the left": ([(10, 65, 50, 9), (100, 20, 60, 100)], "-d"),
    "a flat one at the top is no minus": ([(10, 20, 50, 9), (100, 20, 60, 100)], "dd"),
    "a flat one between digits is no minus": ([LEFT, (107, 65, 40, 9), (175, 20, 60, 100)], "ddd"),
    "a bar that nearly touches is a part": ([(30, 65, 52, 9), (85, 20, 12, 100)], "d"),
    "a flat one beside the ink of a digit before it": (
        [(20, 20, 12, 100), (26, 20, 60, 12), (50, 70, 30, 9), (130, 20, 60, 100)],
        "dd",
    ),
    "both separators": (
        [LEFT, (88, 110, 10, 10), (105, 20, 60, 100), (175, 108, 8, 30), (195, 20, 60, 100)],
        "d.d,d",
    ),
}


@pytest.mark.parametrize("name", SIGNS)
def test_signs(name: str):
    rectangles, text = SIGNS[name]
    assert read_signs(outlines(*rectangles)) == [text]


def outlines(*rectangles: Rectangle) -> np.ndarray:
    """Ink of rectangles; large ones are hollow, as a pen of 8 pixels leaves them."""
    ink = sheet(*rectangles, height=180)
    for x, y, width, height in rectangles:
        if min(width, height) > 20:
            ink[y + 8 : y + height - 8, x + 8 : x + width - 8] = 0
    return ink


def test_a_comma_under_the_bar_of_a_seven():
    seven = [(20, 20, 60, 8), (40, 28, 8, 92)]
    assert read_signs(outlines(*seven, (60, 108, 8, 30), (110, 20, 60, 100))) == ["d,d"]


def test_a_point_may_be_a_tap_of_a_thin_pen():
    # Less than a hundredth of the largest piece's ink.
    ink = outlines(LEFT, (109, 115, 5, 5), RIGHT)
    for x in (28, 158):
        ink[28:112, x : x + 44] = 0
    ink[20:120, 20:80][3:-3, 3:-3] = 0
    ink[20:120, 150:210][3:-3, 3:-3] = 0
    assert read_signs(ink) == ["d.d"]


MARKS = {
    "a dot far above": (50, 2, 10, 10),
    "a mark in the corner": (250, 0, 40, 9),
    "a blot beside": (255, 100, 30, 30),
}


@pytest.mark.parametrize("name", MARKS)
def test_marks_change_no_digit(name: str):
    digits = [(20, 60, 40, 70), (90, 62, 40, 70), (160, 58, 40, 70)]
    assert boxes(outlines(*digits, MARKS[name])) == [Box(*digit) for digit in digits]


def test_lines_are_read_from_the_top_down():
    ink = outlines((20, 10, 40, 60), (80, 15, 40, 60), (150, 5, 40, 60), (25, 95, 40, 60), (90, 100, 40, 60))
    first, second = find_lines(ink)
    assert [part.box.x for part in first.parts] == [20, 80, 150]
    assert [part.box.x for part in second.parts] == [25, 90]


def test_digits_that_climb_are_one_line():
    climbing = [(20, 100, 40, 50), (90, 52, 40, 40), (160, 2, 40, 45)]
    assert read_signs(outlines(*climbing)) == ["ddd"]


def test_no_lines_where_nothing_is_drawn():
    assert find_lines(np.zeros((20, 30))) == []


@given(st.lists(st.integers(13, 60), min_size=1, max_size=6), st.integers(4, 40))
def test_every_gap_that_is_wide_enough_parts(gaps: list[int], width: int):
    left, rectangles = 5, []
    for gap in gaps:
        rectangles.append((left, 10, width, 100))
        left += width + gap
    found = boxes(sheet(*rectangles, width=left + 10))
    assert found == [Box(*rectangle) for rectangle in rectangles]


def test_one_digit_is_what_normalize_makes_of_it():
    ink = sheet((40, 20, 10, 100), (200, 60, 8, 8))
    picture = np.dstack(
        [np.floor(255 * (1 - ink)).astype(np.uint8)] * 3 + [np.full(ink.shape, 255, np.uint8)]
    )
    (digit,) = normalize_number(picture)
    np.testing.assert_array_equal(digit.pixels, normalize(picture))


def test_each_digit_of_a_number_is_what_it_is_alone():
    ink = sheet((20, 20, 60, 100), (120, 30, 10, 90))
    number = [segment.ink for segment in find_segments(ink)]
    np.testing.assert_array_equal(number[0], np.ones((100, 60)))
    np.testing.assert_array_equal(number[1], np.ones((90, 10)))


def test_boxes_are_in_pixels_of_the_given_picture():
    side = 3 * Preprocessing().working_size
    picture = np.full((side, side, 4), 255, np.uint8)
    picture[90:600, 60:240, :3] = picture[90:600, 450:690, :3] = 0
    found = [astuple(digit.box) for digit in normalize_number(picture)]
    # A pixel of the working size is three of the picture's, and the edges are a little soft.
    np.testing.assert_allclose(found, [(60, 90, 180, 510), (450, 90, 240, 510)], atol=6)
    assert scaled(Box(3, 2, 5, 4), (10, 10), (25, 15)) == Box(4, 5, 8, 10)


def test_grains_cost_no_more_than_their_pixels():
    """46,000 of them beside one large piece."""
    ink = sheet((3, 3, 250, 250), width=1024, height=256)
    ink[1:255:2, 300:1022:2] = 1
    tracemalloc.start()
    try:
        assert boxes(ink) == [Box(3, 3, 250, 250)]
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 150 * ink.size
