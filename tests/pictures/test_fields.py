"""Fields: the distance to an edge and to a skeleton, on shapes whose answers are known."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import ndimage
from skimage.morphology import skeletonize

from esmiuca.data import load_mnist
from esmiuca.pictures.fields import EDGE, GREY, SKELETON, STEP, ZERO, make_fields, thin


def bar() -> np.ndarray:
    """A vertical bar 6 pixels wide and 20 high."""
    image = np.zeros((1, 28, 28), np.uint8)
    image[0, 4:24, 11:17] = 255
    return image


def test_edge_field_is_the_distance_to_the_edge_in_pixels() -> None:
    field = (make_fields(bar())[0, EDGE].numpy().astype(float) - ZERO) * STEP
    middle = field[28]  # a row across the bar, at twice the resolution: the bar covers 22 to 33
    assert middle[21] < 0 < middle[22]
    assert middle[27] == pytest.approx(2.75, abs=0.1)  # the centre of the pixel left of the middle
    assert middle[12] == pytest.approx(-4.75, abs=0.1)


def test_skeleton_field_is_zero_along_the_middle_and_falls_with_distance() -> None:
    field = (make_fields(bar())[0, SKELETON].numpy().astype(float) - ZERO) * STEP
    middle = field[28]
    assert middle.max() == 0
    assert abs(int(middle.argmax()) - 27.5) <= 1
    assert middle[20] == pytest.approx(-(middle.argmax() - 20 - 0.5) / 2, abs=0.1)


def test_grey_field_is_the_picture() -> None:
    image = bar()
    fine = make_fields(image)[0, GREY].numpy()
    assert np.array_equal(fine[9:47:2, 23:33:2] > 0, np.ones((19, 5), bool))
    assert fine[0].max() == 0


def test_thinning_leaves_strokes_of_one_pixel_that_hang_together_as_before() -> None:
    ink = load_mnist("train").images[:100] > 127
    skeletons = thin(ink)
    assert (skeletons <= ink).all()
    eight = np.ones((3, 3))
    for before, after in zip(ink, skeletons, strict=True):
        assert ndimage.label(before, eight)[1] == ndimage.label(after, eight)[1]
        assert ndimage.label(~before)[1] == ndimage.label(~after)[1]  # the same holes
        blocks = after[:-1, :-1] & after[1:, :-1] & after[:-1, 1:] & after[1:, 1:]
        assert blocks.sum() <= 3  # where strokes cross at a slant
    expected = np.stack([skeletonize(picture, method="zhang") for picture in ink])
    # skimage takes the two passes in the other order: skeletons differ by a pixel here and there.
    assert (skeletons != expected).sum() < 0.1 * expected.sum() * 2
