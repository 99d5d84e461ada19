"""Luminance, what lies behind transparency, and hues."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from esmiuca.images import normalize
from esmiuca.images.light import backdrop, hue_of, is_opaque, luma, luminance_of
from esmiuca.images.rows import Rows

ALL = slice(None)


def luminance(rgba: np.ndarray) -> np.ndarray | None:
    part = luminance_of(rgba)
    return None if part is None else part(ALL, ALL)


def one_pixel(*rgba: int) -> np.ndarray:
    return np.array([[rgba]], np.uint8)


@pytest.mark.parametrize(
    ("rgba", "expected"),
    [
        ((255, 0, 0, 255), 0.299),
        ((0, 255, 0, 255), 0.587),
        ((0, 0, 255, 255), 0.114),
        ((0, 0, 0, 51), 0.8),  # dark ink: the paper is white, a fifth of it is covered
        ((255, 255, 255, 51), 0.2),  # light ink: the background is black
    ],
)
def test_luminance(rgba: tuple[int, ...], expected: float):
    light = luminance(one_pixel(*rgba))
    assert light is not None
    assert light[0, 0] == pytest.approx(expected, abs=0.5 / 255)


def test_full_transparency_is_nothing():
    assert luminance(one_pixel(10, 200, 30, 0)) is None


def test_luma_is_pillows():
    rgba = np.random.default_rng(6).integers(0, 256, (40, 50, 4)).astype(np.uint8)
    expected = np.asarray(Image.fromarray(rgba).convert("RGB").convert("L"))
    np.testing.assert_array_equal(luma(rgba), expected)
    np.testing.assert_array_equal(Rows(Image.fromarray(rgba)).luma(ALL, slice(5, 9)), expected[:, 5:9])


def card(alpha: int) -> np.ndarray:
    """A white sheet with a black bar; the picture's outermost 10 pixels are as opaque as `alpha`."""
    rgba = np.full((80, 80, 4), 255, np.uint8)
    rgba[20:60, 36:44, :3] = 0
    rgba[..., 3] = alpha
    rgba[10:70, 10:70, 3] = 255
    return rgba


@pytest.mark.parametrize("alpha", [0, 1, 128, 254])
@pytest.mark.parametrize("hidden", [0, 255])
def test_a_sheet_goes_on_where_it_is_transparent(alpha: int, hidden: int):
    rgba = card(alpha)
    if alpha == 0:
        rgba[rgba[..., 3] == 0, :3] = hidden  # what no one sees doesn't count
    assert backdrop(rgba) == 1
    np.testing.assert_array_equal(normalize(rgba), normalize(card(255)))


def test_strokes_on_nothing_get_what_contrasts_with_them():
    strokes = card(0)
    strokes[..., 3] = 255 - strokes[..., 0]
    assert backdrop(strokes) == 1
    strokes[..., :3] = 255
    assert backdrop(strokes) == 0


def test_a_hue_is_zero_for_grey_and_for_nothing():
    rgba = np.array([[(90, 90, 90, 255), (255, 0, 0, 255), (0, 255, 0, 255), (255, 0, 0, 0)]], np.uint8)
    np.testing.assert_array_equal(hue_of(rgba, (1, -1, 0))(ALL, ALL), [[0, 1, -1, 0]])


@pytest.mark.parametrize("other", [None, (2, 1, 0), (2, 1, 1), (2, 1, 2), (2, 1, 3)])
def test_what_is_looked_up_for_grey_is_what_is_worked_out_for_colour(other: tuple[int, ...] | None) -> None:
    """One pixel below the first row that is not grey, or not opaque, is noticed."""
    grey = np.arange(256, dtype=np.uint8).reshape(16, 16)
    rgba = np.dstack([grey, grey, grey, np.full_like(grey, 255)])
    if other:
        rgba[other] -= 9
    weighted = 0.299 * rgba[..., 0] + 0.587 * rgba[..., 1] + 0.114 * rgba[..., 2]
    np.testing.assert_array_equal(luma(rgba), np.floor(weighted + 0.5))
    np.testing.assert_array_equal(luma(rgba[:, ::-1])[:, ::-1], luma(rgba))  # not in one piece
    np.testing.assert_array_equal(is_opaque(rgba), other is None or other[2] != 3)
