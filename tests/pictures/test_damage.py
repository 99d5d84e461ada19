"""Every kind of damage, and how much of it there is."""

from __future__ import annotations

import pytest
import torch

from esmiuca.data import load_mnist
from esmiuca.pictures.augmentation import to_input
from esmiuca.pictures.damage import KINDS, damage


def test_every_damage_changes_pictures_and_leaves_them_readable() -> None:
    x = to_input(torch.from_numpy(load_mnist("train").images[:64].copy()))
    generator = torch.Generator().manual_seed(0)
    for spoil in KINDS:
        spoilt = spoil(x.clone(), generator).clamp(0, 1)
        assert spoilt.shape == x.shape
        changed = (spoilt - x).abs().mean((1, 2, 3))
        assert float((changed > 0.002).float().mean()) > 0.6, spoil.__name__
        assert float(changed.median()) < 0.45, spoil.__name__


def test_damage_spoils_about_its_share() -> None:
    x = to_input(torch.from_numpy(load_mnist("train").images[:1000].copy()))
    spoilt = damage(x, 0.2, torch.Generator().manual_seed(0))
    changed = ((spoilt - x).abs().amax((1, 2, 3)) > 0).float().mean()
    assert float(changed) == pytest.approx(0.2 + 0.8 * 0.05, abs=0.05)
    assert torch.equal(damage(x, 0.0, torch.Generator()), x)
