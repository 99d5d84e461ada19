"""Varied pictures: thickness, slant, stretch, turn, elastic warps, then fitted into the box again as at prediction.

Whatever is drawn reaches the network through the same preprocessing (box of 20, centre of mass, canvas of 28), so
a varied training picture is fitted the same way: otherwise the network would learn to expect digits of all sizes,
which it never gets. Affine and elastic: Simard, Steinkraus and Platt 2003, "Best practices for CNNs".
"""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from jaxtyping import Float, UInt8
from torch import Tensor

from esmiuca.training.config import AugmentationConfig

CANVAS = 28
BOX = 20
FINE = 2 * CANVAS  # pictures are varied at twice the resolution, so that a stroke can grow by half a pixel
INK = 0.3  # what counts as drawn in a picture whose edges warping has softened
COARSE = 6  # nodes a side of the elastic field


def to_input(images: UInt8[Tensor, "N 28 28"]) -> Float[Tensor, "N 1 28 28"]:
    """What the network sees: grey levels from 0 to 1."""
    return images.unsqueeze(1).float() / 255  # (N, 1, 28, 28)


def augment(
    images: UInt8[Tensor, "N 28 28"], config: AugmentationConfig, generator: torch.Generator
) -> Float[Tensor, "N 1 28 28"]:
    """A varied copy of each picture, fitted again into box and canvas. The generator decides everything."""
    fine = F.interpolate(
        to_input(images), size=(FINE, FINE), mode="bilinear", align_corners=False
    )  # (N, 1, 56, 56)
    fine = vary_thickness(fine, config.thickness, generator)
    warp = affine_grid(len(images), config, generator) + elastic_field(len(images), config.elastic, generator)
    warped = F.grid_sample(fine, warp, align_corners=False)  # (N, 1, 56, 56), only to measure it
    fitted = compose(warp, fitting_grid(warped, config, generator))
    small = F.avg_pool2d(F.grid_sample(fine, fitted, align_corners=False), 2)  # (N, 1, 28, 28)
    return vary_contrast(small, config.contrast, generator)


def uniform(shape: tuple[int, ...], limit: float, generator: torch.Generator) -> Tensor:
    return (torch.rand(shape, generator=generator) * 2 - 1) * limit


def vary_thickness(
    x: Float[Tensor, "N 1 H W"], limit: float, generator: torch.Generator
) -> Float[Tensor, "N 1 H W"]:
    """Strokes grown or shrunk by up to `limit` pixels of the 28×28 picture (greyscale dilation and erosion).

    A 3×3 window at double resolution moves each edge by half a pixel, so a stroke by one; the last step is blended
    in, which gives every width between.
    """
    amount = uniform((len(x), 1, 1, 1), limit, generator)  # > 0 grows
    grown, shrunk = x, x
    for step in range(math.ceil(limit)):
        part = (amount.abs() - step).clamp(0, 1)
        grown = torch.lerp(grown, F.max_pool2d(grown, 3, stride=1, padding=1), part)
        # Shrinking at half that pace: MNIST has strokes of a pixel and a half, which must not break everywhere.
        shrunk = torch.lerp(shrunk, -F.max_pool2d(-shrunk, 3, stride=1, padding=1), part * 0.6)
    return torch.where(amount > 0, grown, shrunk)


def vary_contrast(
    x: Float[Tensor, "N 1 H W"], limit: float, generator: torch.Generator
) -> Float[Tensor, "N 1 H W"]:
    """Edges from soft, as warping leaves them, to crisp, as a pen on a screen has them."""
    gain = 1 + torch.rand((len(x), 1, 1, 1), generator=generator) * limit
    return ((x - 0.4) * gain + 0.4).clamp(0, 1)


def affine_grid(
    count: int, config: AugmentationConfig, generator: torch.Generator
) -> Float[Tensor, "N 56 56 2"]:
    """Where each picture's pixels come from under a random turn, slant and stretch, in [-1, 1] coordinates."""
    angle = uniform((count,), math.radians(config.rotation), generator)
    shear = uniform((count,), config.shear, generator)
    stretch = torch.exp(uniform((count,), config.aspect, generator) / 2)
    cos, sin, zero = angle.cos(), angle.sin(), torch.zeros(count)
    # A little larger than the canvas, so that a turned digit keeps its ends until it is fitted.
    zoom = 1.35
    row_x = torch.stack([cos / stretch, (shear * cos - sin) * stretch, zero], 1) * zoom
    row_y = torch.stack([sin / stretch, (shear * sin + cos) * stretch, zero], 1) * zoom
    return F.affine_grid(torch.stack([row_x, row_y], 1), [count, 1, FINE, FINE], align_corners=False)


def elastic_field(count: int, limit: float, generator: torch.Generator) -> Float[Tensor, "N 56 56 2"]:
    """A smooth random displacement whose size varies from picture to picture, in [-1, 1] coordinates."""
    strength = torch.rand((count, 1, 1, 1), generator=generator) * limit * 2 / CANVAS
    nodes = torch.randn((count, 2, COARSE, COARSE), generator=generator).clamp(-2, 2) / 2
    field = F.interpolate(nodes, size=(FINE, FINE), mode="bicubic", align_corners=False) * strength
    return field.permute(0, 2, 3, 1)  # (N, 56, 56, 2)


def fitting_grid(
    picture: Float[Tensor, "N 1 56 56"], config: AugmentationConfig, generator: torch.Generator
) -> Float[Tensor, "N 56 56 2"]:
    """The grid that brings each picture's ink into the box of 20 with its centre of mass in the middle."""
    count, side = len(picture), picture.shape[-1]
    ink = picture[:, 0] > INK
    position = (torch.arange(side) + 0.5) / side * 2 - 1  # pixel centres in [-1, 1]
    pixel = 2 / side
    extents, centres = [], []
    weight = picture[:, 0] * ink
    mass = weight.sum((1, 2)).clamp(min=1e-6)
    for axis in (1, 2):  # columns (x) from the sum over rows, then rows (y)
        present = ink.any(axis)  # (N, 56)
        low = torch.where(present, position, torch.inf).amin(1)
        high = torch.where(present, position, -torch.inf).amax(1)
        extents.append(torch.where(present.any(1), high - low + pixel, 2.0 * BOX / CANVAS))
        centres.append((weight.sum(axis) * position).sum(1) / mass)
    longer = torch.maximum(extents[0], extents[1])
    scale = longer / (2 * BOX / CANVAS) * torch.exp(uniform((count,), config.scale, generator))
    shift = uniform((count, 2), config.shift * 2 / CANVAS, generator)
    zero = torch.zeros(count)
    # MNIST has the centre of mass at pixel 14 counted from 0, half a pixel beyond the middle of the canvas.
    shift = shift - 1 / CANVAS
    row_x = torch.stack([scale, zero, centres[0] + shift[:, 0] * scale], 1)
    row_y = torch.stack([zero, scale, centres[1] + shift[:, 1] * scale], 1)
    return F.affine_grid(torch.stack([row_x, row_y], 1), [count, 1, FINE, FINE], align_corners=False)


def compose(
    warp: Float[Tensor, "N 56 56 2"], fitting: Float[Tensor, "N 56 56 2"]
) -> Float[Tensor, "N 56 56 2"]:
    """The grid that fits first and warps then: the warp read at the fitting grid's positions."""
    read = F.grid_sample(warp.permute(0, 3, 1, 2), fitting, padding_mode="border", align_corners=False)
    outside = (fitting.abs() > 1).any(-1, keepdim=True)
    # Beyond the warp's own area there was no ink: read from outside the picture, which is background.
    return torch.where(outside, 2.0, read.permute(0, 2, 3, 1))
