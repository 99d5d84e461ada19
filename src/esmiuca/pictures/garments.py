"""Varied pictures of a set without strokes: mirrored, shifted, turned and resized a little, a part of them covered.

What is covered a network can't rely on: Zhong et al. 2017, "Random Erasing Data Augmentation". Everything happens to all
pictures at once, on the device of the random source.
"""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from jaxtyping import Float, UInt8
from torch import Tensor

from esmiuca.pictures.augmentation import to_input
from esmiuca.pictures.chance import rand, uniform

MIRRORED = 0.5  # share; a garment is the same from left to right
SHIFT = 2.0  # pixels, up to
RESAMPLED = (
    0.5  # share that is turned and resized; the others keep their pixels, without resampling's softness …
)
ROTATION = 8.0  # … by up to so many degrees
SCALE = 0.1  # … and by up to this as the logarithm of width and of height
COVERED = 0.5  # share of which a rectangle is covered by noise …
AREAS = (0.02, 0.3)  # … of this part of the picture
LONGEST = 3.0  # its longer side by its shorter one, at most


def vary_garments(images: UInt8[Tensor, "N 28 28"], generator: torch.Generator) -> Float[Tensor, "N 1 28 28"]:
    """A varied copy of each picture. The generator decides everything."""
    x = to_input(images)  # (N, 1, 28, 28)
    count, side = len(x), x.shape[-1]
    resampled = rand((count,), generator) < RESAMPLED
    angle = uniform((count,), math.radians(ROTATION), generator) * resampled
    size = torch.exp(uniform((count, 2), SCALE, generator) * resampled[:, None])
    shift = uniform((count, 2), SHIFT, generator)
    shift = torch.where(resampled[:, None], shift, shift.round()) * 2 / side
    mirror = torch.where(rand((count,), generator) < MIRRORED, -1.0, 1.0)
    cos, sin = angle.cos(), angle.sin()
    row_x = torch.stack([mirror * cos * size[:, 0], -sin * size[:, 1], shift[:, 0]], 1)
    row_y = torch.stack([mirror * sin * size[:, 0], cos * size[:, 1], shift[:, 1]], 1)
    grid = F.affine_grid(torch.stack([row_x, row_y], 1), [count, 1, side, side], align_corners=False)
    return cover(F.grid_sample(x, grid, align_corners=False), generator)


def cover(x: Float[Tensor, "N 1 H W"], generator: torch.Generator) -> Float[Tensor, "N 1 H W"]:
    """A rectangle of noise over some of the pictures."""
    count, side = len(x), x.shape[-1]
    area = AREAS[0] + (AREAS[1] - AREAS[0]) * rand((count,), generator)
    shape = torch.exp(uniform((count,), math.log(LONGEST) / 2, generator))
    sides = torch.stack([area.sqrt() * shape, area.sqrt() / shape], 1).clamp(max=1) * side  # (N, 2) pixels
    start = rand((count, 2), generator) * (side - sides)
    pixel = torch.arange(side, device=x.device) + 0.5
    inside = (pixel > start[..., None]) & (pixel < (start + sides)[..., None])  # (N, 2, 28)
    covered = rand((count,), generator) < COVERED
    here = inside[:, 0, :, None] & inside[:, 1, None, :] & covered[:, None, None]  # (N, 28, 28)
    return torch.where(here[:, None], rand(x.shape, generator), x)
