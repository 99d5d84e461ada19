"""Muon's step: orthogonal, of the size asked for, downhill."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from esmiuca.training.muon import SIZE, Muon, orthogonal


@pytest.mark.parametrize("shape", [(16, 40), (40, 16), (12, 12)])
def test_singular_values_become_about_one_and_directions_stay(shape: tuple[int, int]) -> None:
    matrix = torch.randn(shape, generator=torch.Generator().manual_seed(0)) * 7
    step = orthogonal(matrix)
    values = torch.linalg.svdvals(step)
    assert values.min() > 0.5
    assert values.max() < 1.3
    u, _, v = torch.linalg.svd(matrix, full_matrices=False)
    assert float((step * (u @ v)).sum() / (step.norm() * (u @ v).norm())) > 0.97


def test_a_step_is_of_the_size_that_adamws_would_be_and_decays_the_weights() -> None:
    weight = nn.Parameter(torch.full((8, 4, 3, 3), 2.0))
    optimizer = Muon([weight], lr=0.1, weight_decay=0.5)
    weight.grad = torch.randn(8, 4, 3, 3, generator=torch.Generator().manual_seed(0))
    optimizer.step()
    moved = weight.detach() - 2.0 * (1 - 0.1 * 0.5)
    assert float(moved.square().mean().sqrt()) == pytest.approx(0.1 * SIZE, rel=0.15)
    assert float((moved * weight.grad).sum()) < 0


def test_it_solves_least_squares() -> None:
    generator = torch.Generator().manual_seed(1)
    target = torch.randn(6, 10, generator=generator)
    weight = nn.Parameter(torch.zeros(6, 10))
    optimizer = Muon([weight], lr=0.3, weight_decay=0.0)
    for step in range(300):
        optimizer.param_groups[0]["lr"] = 0.3 * (1 - step / 300)
        optimizer.zero_grad()
        (weight - target).square().sum().backward()
        optimizer.step()
    assert float((weight - target).detach().abs().max()) < 0.1
