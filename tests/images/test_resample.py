"""The triangle filter against Pillow's own."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from esmiuca.images.resample import KEPT_BYTES, KEPT_WINDOWS, resample, triangle_windows


@pytest.mark.parametrize(
    ("size_in", "size_out"),
    [((30, 41), (20, 27)), ((300, 7), (64, 2)), ((5, 8), (12, 20)), ((1, 1), (20, 20)), ((17, 90), (17, 20))],
)
def test_equals_pillow_bilinear(size_in: tuple[int, int], size_out: tuple[int, int]):
    picture = np.random.default_rng(0).random(size_in)
    height, width = size_out
    expected = Image.fromarray(picture.astype(np.float32)).resize((width, height), Image.Resampling.BILINEAR)
    np.testing.assert_allclose(resample(picture, height, width), np.asarray(expected), atol=1e-6)


def test_a_line_of_one_pixel_becomes_grey_and_does_not_vanish():
    line = np.zeros((100, 100))
    line[:, 50] = 1
    reduced = resample(line, 20, 20)
    np.testing.assert_allclose(reduced.sum(axis=1), 0.2)  # a fifth of a pixel's width remains of it


@given(st.integers(1, 300), st.integers(1, 300))
def test_weights_sum_to_one_and_stay_inside(size_in: int, size_out: int):
    first, weights = triangle_windows(size_in, size_out)
    assert first.min() >= 0
    assert weights.sum(axis=1) == pytest.approx(np.ones(size_out))
    assert (weights >= 0).all()
    row, column = np.nonzero(weights)
    assert (first[row] + column < size_in).all()


def test_what_is_kept_is_bounded_in_bytes_whatever_sizes_come() -> None:
    """The windows of one such size take a MB each."""
    tracemalloc.start()
    try:
        for length in range(60_000, 60_300):
            triangle_windows(length, 256)
        for length in range(1500, 1800):
            triangle_windows(length, 256)
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept < KEPT_WINDOWS * (KEPT_BYTES + 1000)
    assert (
        triangle_windows(280, 20)[1] is triangle_windows(280, 20)[1]
    )  # a drawing's, which are asked for all the time
