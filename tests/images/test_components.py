"""Connected components against SciPy's."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import ndimage

from esmiuca.images.components import bounds, label_components


@pytest.mark.parametrize("density", [0.02, 0.2, 0.4, 0.6, 1.0])
def test_labels_equal_scipy(density: float):
    mask = np.random.default_rng(1).random((61, 47)) < density
    expected, count = ndimage.label(mask, structure=np.ones((3, 3)))
    labels = label_components(mask)
    pairs = {(int(a), int(b)) for a, b in zip(labels.ravel(), expected.ravel(), strict=True)}
    assert len(pairs) == len({a for a, _ in pairs}) == len({b for _, b in pairs}) == count + (not mask.all())


def test_a_spiral_is_one_component():
    mask = np.ones((41, 41), bool)
    for k in range(1, 20, 2):  # walls with one gap each, on alternating sides
        mask[2 * k, 1:] = mask[2 * k, :-1] = False
        mask[2 * k, 0 if k % 4 == 1 else -1] = True
    assert label_components(mask).max() == 1


def test_corners_touch():
    assert label_components(np.eye(5, dtype=bool)).max() == 1
    assert label_components(np.eye(5, dtype=bool)[::-1]).max() == 1


def test_empty_mask_has_no_component():
    assert label_components(np.zeros((3, 4), bool)).max() == 0


def test_bounds_hold_each_component():
    mask = np.zeros((6, 8), bool)
    mask[1:3, 2:4] = mask[4, 6] = True
    np.testing.assert_array_equal(bounds(label_components(mask)), [[1, 4], [3, 5], [2, 6], [4, 7]])
    assert bounds(label_components(np.zeros((2, 2), bool))).shape == (4, 0)
