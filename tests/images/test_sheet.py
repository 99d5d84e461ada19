"""Sheets, lines, boxes, edges and strays: what is found, and what must stay."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from esmiuca.images.edges import without_edges
from esmiuca.images.lines import find_lines, without_lines
from esmiuca.images.sheet import find_sheet, likeness_to_corners
from esmiuca.images.strays import without_grids, without_strays


def filled(polygon: list[tuple[int, int]], size: tuple[int, int] = (200, 160)) -> np.ndarray:
    """0–1, (H, W): a polygon's pixels."""
    image = Image.new("L", size)
    ImageDraw.Draw(image).polygon(polygon, fill=255)
    return np.asarray(image) / 255


def ellipse(size: tuple[int, int], box: tuple[int, int, int, int], width: int) -> np.ndarray:
    image = Image.new("L", size)
    ImageDraw.Draw(image).ellipse(box, outline=255, width=width)
    return np.asarray(image) / 255


@pytest.mark.parametrize("flipped", [False, True])
def test_a_sheet_has_four_corners_and_a_sharp_edge(flipped: bool):
    corners = [(30, 20), (170, 30), (160, 140), (25, 130)]
    light = 0.3 + 0.5 * filled(corners)
    sheet = find_sheet(1 - light if flipped else light)
    assert sheet is not None
    assert (filled(corners)[sheet] == 1).all()
    assert sheet.sum() > 0.85 * filled(corners).sum()


def test_what_is_no_sheet():
    y, x = np.mgrid[0:160, 0:200]
    assert find_sheet(0.2 + 0.6 * x / 200) is None  # a gradient has no sharp edge
    assert find_sheet(0.3 + 0.5 * (((x - 100) / 80) ** 2 + ((y - 80) / 60) ** 2 < 1)) is None  # round
    assert find_sheet(np.full((160, 200), 0.5)) is None
    assert find_sheet(0.3 + 0.5 * filled([(90, 10), (112, 10), (112, 150), (90, 150)])) is None  # a stroke
    assert (
        find_sheet((0.3 + 0.5 * filled([(5, 5), (25, 5), (25, 20), (5, 20)], (30, 30)))[:24]) is None
    )  # tiny


def test_an_ellipse_has_no_corners():
    assert likeness_to_corners(filled([(10, 10), (90, 20), (85, 100), (5, 90)]) > 0) > 0.95
    y, x = np.mgrid[0:100, 0:100]
    assert likeness_to_corners((x - 50) ** 2 + (y - 50) ** 2 < 1600) < 0.7


def ruled(height: int = 160, width: int = 200) -> np.ndarray:
    ink = np.zeros((height, width))
    for column in range(width):
        ink[40 + column // 20, column] = ink[110 + column // 20, column] = 0.4
    return ink


def test_lines_are_found_at_their_slope_and_strokes_stay():
    lines = find_lines(ruled() > 0.1)
    assert sorted(line.at for line in lines) == [pytest.approx(45, abs=1), pytest.approx(115, abs=1)]
    assert all(line.drop == pytest.approx(10, abs=3) for line in lines)
    stroke = np.zeros((160, 200))
    stroke[20:140, 90:98] = 1
    found = without_lines(np.maximum(ruled(), stroke))
    assert (found[stroke == 0] > 0.1).sum() < 0.05 * (ruled() > 0).sum()  # ends beside the stroke
    assert (found[stroke == 1] > 0.9).mean() > 0.95  # a stroke that crosses both isn't cut


def test_an_underline_that_touches_nothing_goes_and_a_line_alone_stays():
    ink = np.zeros((160, 200))
    ink[130:134] = 1
    np.testing.assert_array_equal(without_lines(ink), ink)
    ring = ellipse((200, 160), (70, 20, 130, 115), 8)
    np.testing.assert_array_equal(without_lines(np.maximum(ink, ring)), ring)


def test_a_digits_own_bar_in_a_tight_crop_stays():
    seven = np.zeros((120, 80))
    seven[6:12] = 1
    for row in range(12, 120):
        column = 72 - (row - 12) // 2
        seven[row, column : column + 6] = 1
    np.testing.assert_array_equal(without_lines(seven), seven)


@pytest.mark.parametrize("touching", [False, True])
def test_form_boxes_go_and_what_they_hold_stays(touching: bool):
    boxes = np.zeros((100, 200))
    boxes[10:12, 20:180] = boxes[88:90, 20:180] = 1
    for column in (20, 98, 178):
        boxes[10:90, column : column + 2] = 1
    digits = np.maximum(
        ellipse((200, 100), (35, 25, 75, 75), 6),
        ellipse((200, 100), (125, 25, 165, 92 if touching else 75), 6),
    )
    found = without_grids(np.maximum(boxes, digits), 0.1)
    alone = (boxes == 1) & (digits == 0)
    assert found[alone].mean() < 0.02
    assert (found[digits == 1] > 0.5).mean() > 0.95


def test_a_zero_is_no_frame_and_a_frame_without_anything_stays():
    dotted = ellipse((120, 120), (20, 10, 100, 110), 8)
    dotted[40:80, 56:64] = 1  # a long dot
    np.testing.assert_array_equal(without_strays(dotted, 0.1), dotted)
    empty = np.zeros((120, 120))
    empty[10:110, 20:100] = 1
    empty[16:104, 26:94] = 0
    np.testing.assert_array_equal(without_strays(without_grids(empty, 0.1), 0.1), empty)


def test_a_turned_frame_around_a_digit_goes():
    frame = filled([(30, 20), (170, 40), (155, 145), (20, 125)])
    frame -= filled([(34, 25), (165, 44), (151, 140), (25, 121)])
    digit = ellipse((200, 160), (75, 55, 110, 110), 6)
    np.testing.assert_array_equal(without_strays(np.maximum(frame, digit), 0.1), digit)


def test_specks_marks_and_far_dots_go_unless_there_are_several_digits():
    digit = ellipse((200, 160), (80, 50, 120, 120), 8)
    ink = digit.copy()
    ink[20:23, 30:33] = 1  # a speck
    ink[0:14, 150:160] = 1  # the end of something beyond the edge
    ink[2:14, 96:108] = 1  # a dot far above: more than a speck
    np.testing.assert_array_equal(without_strays(ink, 0.1), digit)
    assert without_strays(ink, 0.1, several=True)[8, 100] == 1


def test_an_underline_beside_the_edges_goes_and_a_base_stays():
    ring = ellipse((200, 160), (80, 30, 120, 110), 8)
    line = np.zeros((160, 200))
    line[130:134, 50:150] = 1
    np.testing.assert_array_equal(without_strays(np.maximum(ring, line), 0.1), ring)
    one = np.zeros((160, 200))
    one[20:120, 98:106] = 1
    one[126:132, 100:108] = 1  # shorter than twice the stroke
    np.testing.assert_array_equal(without_strays(one, 0.1), one)


def test_a_desk_goes_and_a_digit_that_touches_the_edge_stays():
    digit = ellipse((200, 160), (80, 30, 120, 110), 8) * 0.4  # weaker than the desk
    desk = np.zeros((160, 200))
    desk[150:] = desk[:, :9] = 1
    np.testing.assert_array_equal(without_edges(np.maximum(digit, desk), 0), digit)
    tight = np.zeros((80, 60))
    tight[:10] = tight[:40, :10] = tight[34:44] = tight[40:, 50:] = tight[-10:] = (
        1  # a 5 that fills the picture
    )
    np.testing.assert_array_equal(without_edges(tight, 0), tight)


def test_a_stroke_in_a_shade_at_the_edge_stays():
    shade = np.zeros((160, 200))
    shade[:, :60] = 0.3
    ink = np.maximum(shade, np.roll(ellipse((200, 160), (20, 30, 60, 110), 8), 10, axis=1))
    ink = np.maximum(ink, ellipse((200, 160), (110, 30, 150, 110), 8))
    found = without_strays(ink, 0.1, several=True)
    assert (found[ink > 0.9] > 0.9).all()
    assert (found > 0.1).sum() < 2 * (ink > 0.9).sum()
