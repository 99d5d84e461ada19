"""Luminance, background and threshold, with numbers worked out by hand or by another implementation."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import ndimage
from skimage.filters import threshold_otsu

from esmiuca.images.ink import border, find_ink, local_mean, luminance, otsu_threshold
from esmiuca.images.settings import Preprocessing


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
    assert light[0, 0] == pytest.approx(expected)


def test_full_transparency_is_nothing():
    assert luminance(one_pixel(10, 200, 30, 0)) is None


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


@pytest.mark.parametrize("other", [None, (2, 1, 0), (2, 1, 1), (2, 1, 2), (2, 1, 3)])
def test_what_is_looked_up_for_grey_is_what_is_worked_out_for_colour(other: tuple[int, ...] | None) -> None:
    """One pixel below the first row that is not grey, or not opaque, is noticed."""
    grey = np.arange(256, dtype=np.uint8).reshape(16, 16)
    rgba = np.dstack([grey, grey, grey, np.full_like(grey, 255)])
    if other:
        rgba[other] -= 9
    light = (0.299 * rgba[..., 0] + 0.587 * rgba[..., 1] + 0.114 * rgba[..., 2]) / 255
    opacity = rgba[..., 3] / 255
    background = 1.0 if (opacity * light).sum() / opacity.sum() < 0.5 else 0.0
    expected = light if opacity.min() == 1 else opacity * light + (1 - opacity) * background
    np.testing.assert_array_equal(luminance(rgba), expected)
    np.testing.assert_array_equal(luminance(rgba[:, ::-1])[:, ::-1], expected)  # not in one piece
