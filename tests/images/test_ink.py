"""Background, threshold and ink, with numbers worked out by hand or by another implementation."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import ndimage
from skimage.filters import threshold_otsu

from esmiuca.images.background import border, even_level, ink_on_paper, median
from esmiuca.images.ink import find_ink
from esmiuca.images.morphology import close, local_mean, open_
from esmiuca.images.settings import Preprocessing
from esmiuca.images.strength import stroke_strength
from esmiuca.images.threshold import otsu_threshold


def test_border_has_every_outer_pixel_once():
    picture = np.arange(20.0).reshape(4, 5)
    assert sorted(border(picture)) == [0, 1, 2, 3, 4, 5, 9, 10, 14, 15, 16, 17, 18, 19]
    assert sorted(border(picture[:2])) == list(range(10))
    assert sorted(border(picture[:1])) == list(range(5))


def test_local_mean_leaves_out_what_is_outside():
    picture = np.random.default_rng(2).random((23, 31))
    inside = ndimage.uniform_filter(np.ones_like(picture), 7, mode="constant")
    expected = ndimage.uniform_filter(picture, 7, mode="constant") / inside
    np.testing.assert_allclose(local_mean(picture, 3), expected)


def test_otsu_equals_scikit_image():
    rng = np.random.default_rng(3)
    values = np.concatenate((rng.uniform(0, 0.6, 30000), rng.normal(0.7, 0.1, 4000).clip(0), [0.0]))
    assert otsu_threshold(values) == pytest.approx(threshold_otsu(values, nbins=256), abs=values.max() / 256)


def test_otsu_of_two_clean_classes_is_the_middle_of_the_gap():
    values = np.array([0.0] * 90 + [1.0] * 10)
    assert otsu_threshold(values) == pytest.approx(0.5, abs=1 / 256)


def test_even_background_gives_ink_by_one_subtraction():
    light = np.full((9, 9), 0.9)
    light[4, 4], light[4, 5] = 0.1, 0.5
    ink = find_ink(light, Preprocessing())
    assert ink is not None
    assert ink[4, 4] == pytest.approx(1)
    assert ink[4, 5] == pytest.approx(0.5)
    assert ink.sum() == pytest.approx(1.5)


def test_uneven_light_leaves_only_the_stroke():
    y, x = np.mgrid[0:120, 0:160]
    light = 0.4 + 0.5 * x / 160
    stroke = (abs(x - 80) < 4) & (abs(y - 60) < 40)
    ink = find_ink(np.where(stroke, light * 0.3, light), Preprocessing())
    assert ink is not None
    assert (ink[stroke] > 0.5).mean() > 0.95
    assert (ink[~stroke] > 0.1).mean() < 0.01


def test_closing_and_opening_equal_scipy():
    picture = np.random.default_rng(4).random((37, 29))
    for radius in (1, 2, 5, 40):
        size = 2 * radius + 1
        footprint = np.ones((size, size))
        largest = ndimage.maximum_filter(picture, footprint=footprint, mode="nearest")
        smallest = ndimage.minimum_filter(picture, footprint=footprint, mode="nearest")
        expected = ndimage.minimum_filter(largest, footprint=footprint, mode="nearest")
        np.testing.assert_array_equal(close(picture, radius), expected)
        expected = ndimage.maximum_filter(smallest, footprint=footprint, mode="nearest")
        np.testing.assert_array_equal(open_(picture, radius), expected)


def test_the_median_of_an_even_number_is_the_upper_one():
    assert median(np.array([4.0, 1.0, 3.0, 2.0])) == 3
    assert median(np.array([[5.0, 1.0, 3.0]])) == 3


def test_strong_ink_says_how_strong_a_stroke_is():
    ink = np.zeros(1000)
    assert stroke_strength(ink) == 0
    ink[:50], ink[50:500] = 0.8, 0.05
    assert stroke_strength(ink) == pytest.approx(0.8, abs=0.01)


def test_an_even_level_is_what_most_of_the_picture_has():
    settings = Preprocessing()
    sheet = np.ones((100, 100))
    sheet[40:60, 45:50] = 0.1
    assert even_level(sheet, settings) == 1
    framed = np.pad(sheet, 2, constant_values=0.4)
    assert even_level(framed, settings) == 1  # the frame is even, and is not what there is
    grainy = sheet + np.random.default_rng(5).normal(0, 0.05, sheet.shape)
    assert even_level(grainy, settings) is None
    tight = np.ones((60, 40))
    tight[:6] = tight[27:33] = tight[-6:] = tight[:30, -6:] = tight[30:, :6] = 0.2
    assert even_level(tight, settings) == 1  # a 2 that touches all sides


def test_ink_in_the_shade_is_as_strong_as_in_the_light():
    light = np.where(np.arange(200)[None] < 100, 0.9, 0.45) * np.ones((120, 1))
    stroke = np.zeros(light.shape, bool)
    stroke[40:80, 40:46] = stroke[40:80, 150:156] = True
    ink = ink_on_paper(np.where(stroke, light * 0.3, light))
    assert ink is not None
    assert ink[60, 42] == pytest.approx(ink[60, 152], rel=0.05)
    assert ink[60, 42] == pytest.approx(1, abs=0.05)
    ink[:, 98:102] = 0  # the shade's own edge
    assert ink[~stroke].max() < 0.1


def test_paper_without_anything_on_it_has_no_ink():
    assert ink_on_paper(np.full((50, 50), 0.7)) is None
