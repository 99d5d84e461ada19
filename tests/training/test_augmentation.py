"""Varied pictures stay digits in their box; drawn digits are what prediction will be given."""

from __future__ import annotations

import numpy as np
import torch

from esmiuca.data import load_mnist
from esmiuca.training.augmentation import augment, to_input
from esmiuca.training.config import AugmentationConfig
from esmiuca.training.strokes import STYLES, draw_digits, smooth_path

STILL = AugmentationConfig(
    rotation=0, shear=0, aspect=0, scale=0, shift=0, elastic=0, thickness=0, contrast=0, synthetic=0
)


def images(count: int = 64) -> torch.Tensor:
    return torch.from_numpy(load_mnist("test").images[:count].copy())


def test_no_variation_changes_almost_nothing() -> None:
    x = images()
    still = augment(x, STILL, torch.Generator().manual_seed(0))
    # Fitting again resamples: an edge pixel may move, the digit may not.
    assert (still - to_input(x)).abs().mean() < 0.045


def test_varied_pictures_differ_stay_in_range_and_in_the_box() -> None:
    x = images()
    config = AugmentationConfig(scale=0, shift=0)
    varied = augment(x, config, torch.Generator().manual_seed(0))
    assert varied.shape == (64, 1, 28, 28)
    assert varied.min() >= 0
    assert varied.max() <= 1
    assert (varied - to_input(x)).abs().mean() > 0.03
    inked = varied[:, 0] > 0.3
    for axis in (1, 2):
        present = inked.any(axis)
        extent = present.sum(1)
        assert extent.max() <= 23
    longer = torch.maximum(inked.any(1).sum(1), inked.any(2).sum(1)).float()
    assert 17 <= longer.mean() <= 21


def test_the_generator_decides_everything() -> None:
    x = images(8)
    config = AugmentationConfig()
    first = augment(x, config, torch.Generator().manual_seed(3))
    assert torch.equal(first, augment(x, config, torch.Generator().manual_seed(3)))
    assert not torch.equal(first, augment(x, config, torch.Generator().manual_seed(4)))


def test_thickness_grows_and_shrinks() -> None:
    x = images(256)
    config = AugmentationConfig(
        rotation=0, shear=0, aspect=0, scale=0, shift=0, elastic=0, thickness=1.3, contrast=0, synthetic=0
    )
    ink = augment(x, config, torch.Generator().manual_seed(0)).sum((1, 2, 3))
    ratio = ink / to_input(x).sum((1, 2, 3))
    assert ratio.min() < 0.8
    assert ratio.max() > 1.4


def test_drawn_digits_are_fitted_like_mnist() -> None:
    drawn, labels = draw_digits(100, seed=1)
    assert drawn.shape == (100, 28, 28)
    assert drawn.dtype == np.uint8
    assert np.bincount(labels).tolist() == [10] * 10
    for picture in drawn:
        rows, columns = np.nonzero(picture > 25)
        assert 18 <= max(np.ptp(rows), np.ptp(columns)) + 1 <= 20
    again, _ = draw_digits(100, seed=1)
    assert np.array_equal(drawn, again)


def test_every_digit_has_styles_and_a_path_goes_through_its_points() -> None:
    assert sorted(STYLES) == list(range(10))
    path = smooth_path([(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)])
    for point in ([0, 0], [1, 0], [1, 1]):
        assert np.isclose(path, point).all(1).any()
