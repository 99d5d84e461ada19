"""Varied garments stay garments: the same picture, moved, mirrored, partly covered; all by the generator alone."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from esmiuca.pictures import garments
from esmiuca.pictures.augmentation import to_input
from esmiuca.pictures.garments import COVERED, cover, vary_garments


@pytest.fixture
def pictures() -> Tensor:
    images = torch.zeros(400, 28, 28, dtype=torch.uint8)
    images[:, 8:18, 6:12] = 200  # nearer the left edge
    return images


def generator(seed: int = 3) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def test_the_generator_decides_everything(pictures: Tensor) -> None:
    first, again, other = (vary_garments(pictures, generator(seed)) for seed in (3, 3, 4))
    assert torch.equal(first, again)
    assert not torch.equal(first, other)
    assert first.shape == (400, 1, 28, 28)
    assert first.min() >= 0
    assert first.max() <= 1


def test_without_resampling_every_pixel_is_one_of_the_picture(
    pictures: Tensor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(garments, "RESAMPLED", 0.0)
    monkeypatch.setattr(garments, "COVERED", 0.0)
    varied = vary_garments(pictures, generator())
    moved = set()
    for picture in varied[:, 0]:
        rows, columns = (picture > 0.5).nonzero(as_tuple=True)
        assert len(rows) == 60
        assert torch.allclose(picture[rows, columns], torch.tensor(200 / 255))
        moved.add((int(rows.min()) - 8, int(columns.min())))
    rows, columns = ({at[axis] for at in moved} for axis in (0, 1))
    assert rows == {-2, -1, 0, 1, 2}
    # 6 to 11 from the left, or as far from the right, by up to two pixels.
    assert columns == {4, 5, 6, 7, 8, 14, 15, 16, 17, 18}


def test_about_half_are_covered_by_one_rectangle() -> None:
    x = to_input(torch.zeros(2000, 28, 28, dtype=torch.uint8))
    covered = cover(x, generator())[:, 0] > 0
    share = covered.any(2).any(1).float().mean().item()
    assert share == pytest.approx(COVERED, abs=0.04)
    areas = covered.float().mean((1, 2))
    assert areas.max() < 0.36
    picture = covered[areas.argmax()]
    rows, columns = picture.nonzero(as_tuple=True)
    assert picture[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1].float().mean() > 0.97
