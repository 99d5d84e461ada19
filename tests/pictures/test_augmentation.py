"""Varied pictures stay digits in their box; drawn digits are preprocessed as in prediction."""

from __future__ import annotations

import numpy as np
import torch

from esmiuca.data import load_mnist
from esmiuca.pictures.augmentation import augment, to_input
from esmiuca.pictures.strokes import draw_digits, smooth_path
from esmiuca.settings.augmentation import AugmentationConfig

STILL = AugmentationConfig(
    plain=0,
    rotation=0,
    shear=0,
    aspect=0,
    scale=0,
    shift=0,
    free=0,
    elastic=0,
    repen=0,
    redraw=0,
    pressure=0,
    contrast=0,
    coarse=0,
    damage=0,
    synthetic=0,
    nondigits=0,
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
    config = AugmentationConfig(plain=0, scale=0, shift=0, free=0, coarse=0, damage=0, hollow=0, thinnest=1.5)
    varied = augment(x, config, torch.Generator().manual_seed(0))
    assert varied.shape == (64, 1, 28, 28)
    assert varied.min() >= 0
    assert varied.max() <= 1
    assert (varied - to_input(x)).abs().mean() > 0.03
    inked = varied[:, 0] > 0.3
    for axis in (1, 2):
        present = inked.any(axis)
        extent = present.sum(1)
        assert extent.max() <= 24
    longer = torch.maximum(inked.any(1).sum(1), inked.any(2).sum(1)).float()
    assert 17 <= longer.mean() <= 21


def test_the_generator_decides_everything() -> None:
    x = images(8)
    config = AugmentationConfig()
    first = augment(x, config, torch.Generator().manual_seed(3))
    assert torch.equal(first, augment(x, config, torch.Generator().manual_seed(3)))
    assert not torch.equal(first, augment(x, config, torch.Generator().manual_seed(4)))


def test_plain_pictures_are_fed_as_they_are() -> None:
    x = images()
    fed = augment(x, STILL.replace(plain=1.0), torch.Generator().manual_seed(0))
    assert torch.equal(fed, to_input(x))


def test_fitting_puts_the_ink_where_mnist_has_it() -> None:
    x = images(256)
    fitted = augment(x, STILL.replace(free=0.0), torch.Generator().manual_seed(0))[:, 0]
    at = torch.arange(28.0)
    mass = fitted.sum((1, 2))
    for axis in (1, 2):
        centre = (fitted.sum(axis) * at).sum(1) / mass
        assert abs(float(centre.mean()) - 14) < 0.05
    inked = fitted > 0.5
    longer = torch.maximum(inked.any(1).sum(1), inked.any(2).sum(1)).float()
    assert abs(float(longer.mean()) - 20) < 0.3


def test_free_pictures_leave_the_middle_and_the_size() -> None:
    x = images(256)
    free = augment(x, STILL.replace(free=1.0, free_shift=4.0), torch.Generator().manual_seed(0))[:, 0]
    at = torch.arange(28.0)
    centre = (free.sum(1) * at).sum(1) / free.sum((1, 2))
    assert centre.min() < 11
    assert centre.max() > 17
    inked = free > 0.5
    longer = torch.maximum(inked.any(1).sum(1), inked.any(2).sum(1)).float()
    assert longer.min() < 17
    assert longer.max() > 23


def test_pens_grow_shrink_and_redraw_with_one_width() -> None:
    x = images(256)
    ink = to_input(x).sum((1, 2, 3))
    grown = augment(x, STILL.replace(repen=1.0, thickness=1.6), torch.Generator().manual_seed(0))
    ratio = grown.sum((1, 2, 3)) / ink
    assert ratio.min() < 0.85
    assert ratio.max() > 1.35
    thin, thick = (
        augment(x, STILL.replace(redraw=1.0, thinnest=w, thickest=w), torch.Generator().manual_seed(0))
        for w in (1.5, 3.0)
    )
    # Not twice the ink: a thicker digit is made smaller to fit, and its strokes meet.
    assert 1.3 < float(thick.sum() / thin.sum()) < 2


def test_drawn_digits_are_fitted_like_mnist() -> None:
    drawn, labels = draw_digits(100, seed=1)
    assert drawn.shape == (100, 28, 28)
    assert drawn.dtype == np.uint8
    assert np.bincount(labels).tolist() == [10] * 10
    for picture in drawn:
        rows, columns = np.nonzero(picture > 25)
        assert 18 <= max(np.ptp(rows), np.ptp(columns)) + 1 <= 20
    again, _ = draw_digits(100, seed=1)  # 0 to 9 in turn
    assert np.array_equal(drawn, again)


def test_a_path_goes_through_its_points() -> None:
    path = smooth_path([(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)])
    for point in ([0, 0], [1, 0], [1, 1]):
        assert np.isclose(path, point).all(1).any()
