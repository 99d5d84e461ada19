"""Smooth surfaces, against PyTorch's own."""

from __future__ import annotations

import torch
import torch.nn.functional as F

from esmiuca.pictures.smooth import smooth


def test_surfaces_are_those_of_bicubic_interpolation() -> None:
    nodes = torch.randn((5, 2, 7, 7), generator=torch.Generator().manual_seed(0))
    expected = F.interpolate(nodes, size=(28, 28), mode="bicubic", align_corners=False)
    assert torch.allclose(smooth(nodes, 28), expected, atol=1e-5)
