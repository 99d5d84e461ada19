"""Properties that the preprocessing promises for every picture."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from PIL import Image, ImageDraw

from esmiuca.images import Preprocessing, normalize, normalize_ink
from esmiuca.images.normalize import centre_by_mass, crop_to_ink

pictures = hnp.arrays(
    np.uint8, st.tuples(st.integers(1, 40), st.integers(1, 40), st.just(4)), elements=st.integers(0, 255)
)
points = st.lists(st.tuples(st.integers(0, 59), st.integers(0, 59)), min_size=2, max_size=8, unique=True)


def grey(levels: np.ndarray) -> np.ndarray:
    opaque = np.full_like(levels, 255)
    return np.dstack((levels, levels, levels, opaque))


def drawing(stroke: list[tuple[int, int]], margin: tuple[int, int, int, int] = (8, 8, 8, 8)) -> np.ndarray:
    """White on black, grey levels (H, W): a line through the points, with margins left, top, right, bottom."""
    left, top, right, bottom = margin
    image = Image.new("L", (76, 76))
    ImageDraw.Draw(image).line([(x + 8, y + 8) for x, y in stroke], fill=255, width=4)
    # Moved by copying: Pillow rasterises the same line differently elsewhere.
    return np.pad(np.asarray(image), ((top, bottom), (left, right)))


@given(pictures)
def test_any_picture_gives_28_by_28_or_nothing(picture: np.ndarray):
    seen = normalize(picture)
    if seen is not None:
        assert seen.shape == (28, 28)
        assert seen.dtype == np.uint8
        assert seen.max() > 0


@given(pictures)
def test_the_picture_itself_is_left_alone(picture: np.ndarray):
    before = picture.copy()
    normalize(picture)
    np.testing.assert_array_equal(picture, before)


@given(points, st.tuples(*[st.integers(8, 60)] * 4))
def test_moving_a_drawing_on_a_canvas_changes_nothing(stroke, margin):
    seen = normalize(grey(drawing(stroke)))
    assert seen is not None
    np.testing.assert_array_equal(normalize(grey(drawing(stroke, margin))), seen)


@given(points)
def test_dark_on_light_equals_light_on_dark(stroke):
    levels = drawing(stroke)
    seen, inverted = normalize(grey(levels)), normalize(grey(255 - levels))
    assert seen is not None
    assert inverted is not None
    assert np.abs(seen.astype(int) - inverted).max() <= 1


@given(points)
def test_ink_fits_the_box_and_keeps_its_proportions(stroke):
    ink = drawing(stroke) / 255
    seen = normalize_ink(ink)
    crop = crop_to_ink(ink, 0.1)
    assert seen is not None
    assert crop is not None
    rows, columns = (np.flatnonzero(seen.any(axis=axis)) for axis in (1, 0))
    height, width = np.ptp(rows) + 1, np.ptp(columns) + 1
    assert max(height, width) == 20
    assert abs(height / 20 - crop.shape[0] / max(crop.shape)) <= 1 / 20
    assert abs(width / 20 - crop.shape[1] / max(crop.shape)) <= 1 / 20


@given(points)
def test_the_centre_of_mass_is_in_the_middle_or_the_ink_at_the_edge(stroke):
    seen = normalize(grey(drawing(stroke)))
    assert seen is not None
    for axis in (0, 1):
        mass = seen.sum(axis=1 - axis, dtype=float)
        centre = (mass * np.arange(28)).sum() / mass.sum()
        touches = mass[0] > 0 or mass[-1] > 0
        assert abs(centre - 14) <= 0.51 or touches


def test_an_mnist_digit_that_fills_its_box_stays_as_it_is():
    stored = np.zeros((28, 28), np.uint8)
    half = np.random.default_rng(4).integers(100, 255, (10, 10))
    stored[4:24, 9:19] = np.vstack((half, half[::-1]))
    stored[4:24, 13:15] = 255
    levels = stored.astype(float)
    centre = (levels.sum(axis=0) * np.arange(28)).sum() / levels.sum()
    stored = np.roll(stored, round(14 - centre), axis=1)
    # Rows are symmetric about 13.5, and a half goes up.
    np.testing.assert_array_equal(normalize(grey(stored)), np.roll(stored, 1, axis=0))


@pytest.mark.parametrize("shape", [(1, 1), (1, 500), (500, 1), (300, 400)])
@pytest.mark.parametrize("level", [0, 127, 255])
def test_an_even_picture_is_blank(shape: tuple[int, int], level: int):
    assert normalize(grey(np.full(shape, level, np.uint8))) is None


def test_contrast_below_the_setting_is_blank():
    levels = np.full((20, 20), 200, np.uint8)
    levels[8:12, 8:12] = 175  # 25 / 255 < 0.1
    assert normalize(grey(levels)) is None
    assert normalize(grey(levels), Preprocessing(min_contrast=0.05)) is not None


def test_empty_ink_is_blank():
    assert normalize_ink(np.full((50, 50), 0.1)) is None


def test_a_symmetric_drawing_is_centred_the_same_way_whatever_the_order_of_its_sum():
    ink = np.random.default_rng(5).random((19, 7))
    ink = ink + ink[::-1] + ink[:, ::-1] + ink[::-1, ::-1]
    canvas = centre_by_mass(ink, 28)
    np.testing.assert_array_equal(canvas[5:24, 11:18], ink)
