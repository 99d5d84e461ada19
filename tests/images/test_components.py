"""Connected components against SciPy's."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import ndimage

from esmiuca.images.components import drop_specks, label_components


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


def test_specks_go_and_faint_pixels_and_large_parts_stay():
    ink = np.zeros((20, 30))
    ink[2:12, 2:12] = 1.0  # 100
    ink[2:5, 20:22] = 1.0  # 6 ≥ 5% of 100: stays
    ink[15:17, 20:22] = 1.0  # 4 < 5: goes
    ink[18, 5] = 0.05  # belongs to no component: stays
    kept = drop_specks(ink, 0.1, 0.05)
    expected = ink.copy()
    expected[15:17, 20:22] = 0
    np.testing.assert_array_equal(kept, expected)
