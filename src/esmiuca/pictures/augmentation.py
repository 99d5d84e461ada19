"""Varied pictures: drawn again with another pen, turned, slanted, stretched, warped, then fitted into the box again.

Whatever is drawn reaches the network through the same preprocessing (box of 20, centre of mass, canvas of 28), so
a varied training picture is fitted the same way; only a share is left anywhere on the canvas at any size, for pictures
that reach the network without preprocessing. Affine and elastic: Simard, Steinkraus and Platt 2003, "Best practices for
CNNs".
"""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from jaxtyping import Bool, Float, Int, UInt8
from torch import Tensor

from esmiuca.pictures.chance import rand, randn, uniform
from esmiuca.pictures.damage import coarse, damage
from esmiuca.pictures.fields import EDGE, GREY, SKELETON, STEP, ZERO, make_fields
from esmiuca.pictures.smooth import smooth
from esmiuca.settings.augmentation import AugmentationConfig

CANVAS = 28
BOX = 20
INK = 0.3  # ink threshold where warping has softened the edges
COARSE = 6  # nodes a side of the elastic field
ZOOM = 1.35  # the canvas that is warped is this much larger, so that a turned digit keeps its ends until it is fitted
PEN = 1.4  # half the width of MNIST's usual stroke, in pixels


def to_input(images: UInt8[Tensor, "N 28 28"]) -> Float[Tensor, "N 1 28 28"]:
    """What the network sees: grey levels from 0 to 1."""
    return images.unsqueeze(1).float() / 255  # (N, 1, 28, 28)


def augment(
    images: UInt8[Tensor, "N 28 28"], config: AugmentationConfig, generator: torch.Generator
) -> Float[Tensor, "N 1 28 28"]:
    """A varied copy of each picture. The generator decides everything."""
    return vary(images, make_fields(images.numpy()), config, generator)


def vary(
    images: UInt8[Tensor, "N 28 28"],
    fields: UInt8[Tensor, "N 3 56 56"],
    config: AugmentationConfig,
    generator: torch.Generator,
) -> Float[Tensor, "N 1 28 28"]:
    """A varied copy of each picture, whose fields these are; training makes the fields once."""
    count = len(fields)
    strength = rand((count, 1), generator)  # some are hardly changed, some as much as allowed
    kind, pen = choose_pen(count, config, generator)
    field = fields[torch.arange(count, device=fields.device), kind].unsqueeze(1).float()  # (N, 1, 56, 56)
    free = rand((count,), generator) < config.free
    nodes = randn((count, 3, COARSE, COARSE), generator).clamp(-2, 2) / 2
    surfaces = smooth(nodes, CANVAS)  # (N, 3, 28, 28)

    warp = affine_grid(strength, free, config, generator)
    warp = warp + (surfaces[:, :2] * strength[..., None, None] * config.elastic * 2 / CANVAS).permute(
        0, 2, 3, 1
    )
    warped = pen.draw(F.grid_sample(field, warp, align_corners=False))  # only to measure it
    fitted = compose(warp, fitting_grid(warped, free, config, generator))
    pressure = surfaces[:, 2:] * pen.unsteady[:, None, None, None]
    varied = pen.draw(F.grid_sample(field, fitted, align_corners=False), pressure)  # (N, 1, 28, 28)
    varied = vary_contrast(varied, config.contrast, generator)

    plain = rand((count,), generator) < config.plain
    varied = torch.where(plain[:, None, None, None], to_input(images), varied)  # not softened by resampling
    scanned = (rand((count,), generator) < config.coarse).nonzero()[:, 0]
    if len(scanned):
        varied[scanned] = coarse(varied[scanned], generator).clamp(0, 1)
    return damage(varied, config.damage, generator)


class Pens:
    """How each picture's field becomes ink: ink = clip(slope · (field + width) + ½), in pixels of the canvas."""

    def __init__(self, slope: Tensor, width: Tensor, unsteady: Tensor, grey: Tensor, hollow: Tensor) -> None:
        self.slope, self.width = slope[:, None, None, None], width[:, None, None, None]
        self.unsteady = unsteady  # how much the width varies along the stroke, in pixels
        self.grey, self.hollow = grey[:, None, None, None], hollow[:, None, None, None]

    def draw(
        self, field: Float[Tensor, "N 1 H W"], pressure: Tensor | float = 0.0
    ) -> Float[Tensor, "N 1 H W"]:
        """The ink, from 0 to 1, of field values as the bytes have them (0 outside the picture: far from any ink)."""
        inside = (field - ZERO) * STEP + self.width + pressure
        inside = torch.where(self.hollow, 0.8 - inside.abs(), inside)
        return torch.where(self.grey, field / 255, (inside * self.slope + 0.5).clamp(0, 1))


def choose_pen(
    count: int, config: AugmentationConfig, generator: torch.Generator
) -> tuple[Int[Tensor, " N"], Pens]:
    """For each picture the field it is drawn from, and the pen."""
    chance = rand((count,), generator)
    kind = torch.full((count,), GREY, device=chance.device)
    kind[chance < config.repen + config.redraw] = EDGE
    kind[chance < config.redraw] = SKELETON
    size = rand((count,), generator)
    # Strokes may grow by more than they may shrink: MNIST has strokes of a pixel and a half.
    grown = (size * 1.7 - 0.7) * config.thickness
    whole = config.thinnest + (config.thickest - config.thinnest) * size**1.5
    width = torch.where(kind == SKELETON, whole / 2, grown / 2)
    slope = 0.5 + rand((count,), generator) * 0.9
    unsteady = rand((count,), generator) ** 2 * config.pressure
    hollow = (kind == EDGE) & (rand((count,), generator) < config.hollow)
    return kind, Pens(slope, width, unsteady, kind == GREY, hollow)


def vary_contrast(
    x: Float[Tensor, "N 1 H W"], limit: float, generator: torch.Generator
) -> Float[Tensor, "N 1 H W"]:
    """Edges from soft, as warping leaves them, to crisp, as a pen on a screen has them."""
    gain = 1 + rand((len(x), 1, 1, 1), generator) * limit
    return ((x - 0.4) * gain + 0.4).clamp(0, 1)


def affine_grid(
    strength: Float[Tensor, "N 1"],
    free: Bool[Tensor, " N"],
    config: AugmentationConfig,
    generator: torch.Generator,
) -> Float[Tensor, "N 28 28 2"]:
    """Where each picture's pixels come from under a random turn, slant and stretch, in [-1, 1] coordinates."""
    count = len(strength)
    much = torch.where(free, 2.0, strength[:, 0] * 1.2)  # those left free are turned and slanted further
    angle = uniform((count,), math.radians(config.rotation), generator) * much
    shear = uniform((count,), config.shear, generator) * much
    stretch = torch.exp(uniform((count,), config.aspect, generator) * much.clamp(max=1.2) / 2)
    cos, sin, zero = angle.cos(), angle.sin(), torch.zeros_like(angle)
    row_x = torch.stack([cos / stretch, (shear * cos - sin) * stretch, zero], 1) * ZOOM
    row_y = torch.stack([sin / stretch, (shear * sin + cos) * stretch, zero], 1) * ZOOM
    return F.affine_grid(torch.stack([row_x, row_y], 1), [count, 1, CANVAS, CANVAS], align_corners=False)


def fitting_grid(
    picture: Float[Tensor, "N 1 28 28"],
    free: Bool[Tensor, " N"],
    config: AugmentationConfig,
    generator: torch.Generator,
) -> Float[Tensor, "N 28 28 2"]:
    """The grid that brings each picture's ink into the box of 20 with its centre of mass in the middle."""
    count, side = len(picture), picture.shape[-1]
    ink = picture[:, 0] > INK
    position = (torch.arange(side, device=picture.device) + 0.5) / side * 2 - 1  # pixel centres in [-1, 1]
    pixel = 2 / side
    extents, centres = [], []
    weight = picture[:, 0] * ink
    mass = weight.sum((1, 2)).clamp(min=1e-6)
    for axis in (1, 2):  # columns (x) from the sum over rows, then rows (y)
        present = ink.any(axis)  # (N, 28)
        low = torch.where(present, position, torch.inf).amin(1)
        high = torch.where(present, position, -torch.inf).amax(1)
        # Half a pixel less: ink above the threshold covers the outermost pixels by half in the mean.
        extents.append(torch.where(present.any(1), high - low + pixel * 0.5, 2.0 * BOX / CANVAS))
        centres.append((weight.sum(axis) * position).sum(1) / mass)
    longer = torch.maximum(extents[0], extents[1]).clamp(min=0.2)
    scale = longer / (2 * BOX / CANVAS) * torch.exp(uniform((count,), config.scale, generator))
    smaller = torch.exp(rand((count,), generator) * 0.85 - 0.25)  # of those left free: 0.55 to 1.3
    scale = torch.where(free, scale * smaller, scale)
    limit = torch.where(free, config.free_shift, config.shift)[:, None]
    shift = uniform((count, 2), 2 / CANVAS, generator) * limit
    zero = torch.zeros_like(scale)
    # MNIST has the centre of mass at pixel 14 counted from 0, half a pixel beyond the middle of the canvas.
    shift = shift - 1 / CANVAS
    row_x = torch.stack([scale, zero, centres[0] + shift[:, 0] * scale], 1)
    row_y = torch.stack([zero, scale, centres[1] + shift[:, 1] * scale], 1)
    return F.affine_grid(torch.stack([row_x, row_y], 1), [count, 1, CANVAS, CANVAS], align_corners=False)


def compose(
    warp: Float[Tensor, "N 28 28 2"], fitting: Float[Tensor, "N 28 28 2"]
) -> Float[Tensor, "N 28 28 2"]:
    """The grid that fits first and warps then: the warp read at the fitting grid's positions."""
    read = F.grid_sample(warp.permute(0, 3, 1, 2), fitting, padding_mode="border", align_corners=False)
    outside = (fitting.abs() > 1).any(-1, keepdim=True)
    # Beyond the warp's own area there was no ink: read from outside the picture, which is background.
    return torch.where(outside, 3.0, read.permute(0, 2, 3, 1))
