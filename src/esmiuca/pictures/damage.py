"""Pictures spoilt in general ways: grain, specks, blur, scratches, uneven paper, gaps, blots, coarse pixels.

None of the yardstick's functions (evaluation/corruptions.py) is used here, but some are similar: zigzag scratches, inverted
rectangles, and the outlines of a hollow pen (augmentation.py). So the yardstick shows robustness to this kind of damage,
not to kinds never met.
Each function takes a few pictures (n, 1, 28, 28) from 0 to 1 and gives spoilt ones.
"""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from jaxtyping import Float
from torch import Tensor

from esmiuca.pictures.chance import rand, randint, randn
from esmiuca.pictures.smooth import smooth

SIDE = 28
TOGETHER = 32  # pictures that are given equally few pixels
Pictures = Float[Tensor, "n 1 28 28"]


def damage(x: Float[Tensor, "N 1 28 28"], share: float, generator: torch.Generator) -> Tensor:
    """The pictures with about `share` of them spoilt in one way, and a quarter of those in two."""
    if share <= 0:
        return x
    x = x.clone()
    for part in (share, share / 4):
        kind = randint(0, len(KINDS), (len(x),), generator)
        kind[rand((len(x),), generator) >= part] = -1
        for index, spoil in enumerate(KINDS):
            chosen = (kind == index).nonzero()[:, 0]
            if len(chosen):
                x[chosen] = spoil(x[chosen], generator).clamp(0, 1)
    return x


def between(x: Tensor, low: float, high: float, generator: torch.Generator, *shape: int) -> Tensor:
    """Values from `low` to `high`, one for each picture or of the given shape beyond it."""
    return low + (high - low) * rand((len(x), *(shape or (1, 1, 1))), generator)


def clouds(x: Tensor, generator: torch.Generator) -> Tensor:
    """Smooth noise from 0 to 1, from wide to fine."""
    nodes = int(randint(2, 14, (1,), generator))
    coarse = rand((len(x), 1, nodes, nodes), generator)
    return smooth(coarse, SIDE).clamp(0, 1)


def grain(x: Pictures, generator: torch.Generator) -> Tensor:
    """Noise everywhere, or only where there is ink."""
    noise = randn(x.shape, generator) * between(x, 0.05, 0.5, generator)
    on_ink = between(x, 0, 1, generator) < 0.4
    return x + noise * torch.where(on_ink, x.sqrt(), 1.0)


def specks(x: Pictures, generator: torch.Generator) -> Tensor:
    """Single pixels of any grey, more of them black or white."""
    hit = rand(x.shape, generator) < between(x, 0.01, 0.22, generator)
    value = (rand(x.shape, generator) * 3 - 1).clamp(0, 1)
    return torch.where(hit, value, x)


def blur(x: Pictures, generator: torch.Generator) -> Tensor:
    """Out of focus, round or along one direction."""
    angle = between(x, 0, math.pi, generator)
    along, across = between(x, 0.4, 3.0, generator), between(x, 0.3, 1.0, generator)
    at = torch.arange(-5, 6, device=x.device).float()
    u = angle.cos() * at + angle.sin() * at[:, None]  # (n, 1, 11, 11)
    v = angle.cos() * at[:, None] - angle.sin() * at
    kernel = torch.exp(-0.5 * ((u / along) ** 2 + (v / across) ** 2))
    kernel = kernel / kernel.sum((2, 3), keepdim=True)
    return F.conv2d(x.transpose(0, 1), kernel, padding=5, groups=len(x)).transpose(0, 1)


def scratches(x: Pictures, generator: torch.Generator) -> Tensor:
    """One to three lines over the picture, of ink or of paper, straight or broken, whole or dashed."""
    count = 3
    side = torch.arange(float(SIDE), device=x.device)
    at = torch.stack(torch.meshgrid(side, side, indexing="ij"), -1)  # (28, 28, 2)
    start = between(x, -3, 31, generator, count, 1, 1, 2)
    end = between(x, -3, 31, generator, count, 1, 1, 2)
    step = end - start
    length = step.norm(dim=-1).clamp(min=1.0)  # (n, count, 1, 1)
    share = (((at - start) * step).sum(-1) / length**2).clamp(0, 1)  # (n, count, 28, 28)
    # A line that swings to and fro around its way.
    swing = between(x, 0, 1, generator, count, 1, 1)
    swing = torch.where(swing > 0.5, (swing - 0.5) * 7, 0.0)
    phase = share * length / between(x, 2, 7, generator, count, 1, 1)
    normal = torch.stack([-step[..., 1], step[..., 0]], -1) / length[..., None]
    way = start + step * share[..., None] + normal * (torch.sin(phase * math.pi) * swing)[..., None]
    near = between(x, 0.3, 1.6, generator, count, 1, 1) + 0.5 - (at - way).norm(dim=-1)
    dash = between(x, -1.2, 1.2, generator, count, 1, 1)
    drawn = near.clamp(0, 1) * ((torch.sin(phase * 2.5) > dash) | (dash < 0)).float()
    present = between(x, 0, 1, generator, count, 1, 1) < 0.6
    lines = (drawn * present).amax(1, keepdim=True) * between(x, 0.3, 1, generator)
    erases = between(x, 0, 1, generator) < 0.25
    return torch.where(erases, x * (1 - lines), torch.maximum(x, lines))


def paper(x: Pictures, generator: torch.Generator) -> Tensor:
    """A background that is not black: even, or in clouds."""
    level = between(x, 0, 0.6, generator)
    uneven = between(x, 0, 1, generator) < 0.6
    background = torch.where(uneven, clouds(x, generator) * level * 1.4, level)
    mixed = between(x, 0, 1, generator) < 0.5
    return torch.where(mixed, background + (1 - background) * x, x + background)


def gaps(x: Pictures, generator: torch.Generator) -> Tensor:
    """A rectangle that is blank, grey, grainy or turned from black to white."""
    at = torch.arange(SIDE, device=x.device).float()
    middle, half = between(x, 0, 28, generator, 2, 1), between(x, 1, 8, generator, 2, 1)
    wide = between(x, 0, 1, generator, 1, 1)
    half = torch.where(torch.cat([wide < 0.2, wide > 0.8], 1), 28.0, half)  # some go right across
    inside = (at - middle).abs() < half  # (n, 2, 28)
    hole = inside[:, 0, :, None] & inside[:, 1, None, :]
    kind = between(x, 0, 1, generator)
    fill = torch.where(kind < 0.35, 0.0, torch.where(kind < 0.55, kind * 1.5, rand(x.shape, generator)))
    fill = torch.where(kind > 0.65, 1 - x, fill)
    small = half.amin(1)[:, :, None, None] < 4.5
    spoils = small | (kind > 0.65)  # a large hole may hide the digit
    return torch.where(hole[:, None] & spoils, fill, x)


def blots(x: Pictures, generator: torch.Generator) -> Tensor:
    """Stains, of ink or of paper."""
    nodes = int(randint(8, 22, (1,), generator))
    coarse = randn((len(x), 1, nodes, nodes), generator)
    field = smooth(coarse, SIDE)
    stain = ((field - between(x, 0.6, 1.8, generator)) * 3).clamp(0, 1)
    return x + stain * (between(x, -1, 1, generator) - x)


def scatter(x: Pictures, generator: torch.Generator) -> Tensor:
    """Each pixel taken from near where it should be."""
    noise = randn((len(x), SIDE, SIDE, 2), generator) * between(x, 0.3, 1.3, generator)
    still = torch.eye(2, 3, device=x.device).expand(len(x), 2, 3)
    grid = F.affine_grid(still, [len(x), 1, SIDE, SIDE], align_corners=False)
    return F.grid_sample(x, grid + noise * 2 / SIDE, align_corners=False)


def coarse(x: Pictures, generator: torch.Generator) -> Tensor:
    """Fewer pixels, smooth or hard-edged, and black and white only."""
    return torch.cat([scan(part, generator) for part in x.split(TOGETHER)])


def scan(x: Pictures, generator: torch.Generator) -> Tensor:
    """Pictures that are given equally few pixels."""
    side = int(randint(9, 24, (1,), generator))
    small = F.interpolate(x, size=(side, side), mode="area")
    hard = between(x, 0, 1, generator) < 0.5
    small = torch.where(hard, ((small - 0.4) * 8 + 0.5).clamp(0, 1), small)
    mode = "nearest" if float(rand((1,), generator)) < 0.3 else "bilinear"
    return F.interpolate(
        small, size=(SIDE, SIDE), mode=mode, align_corners=None if mode == "nearest" else False
    )


def fade(x: Pictures, generator: torch.Generator) -> Tensor:
    """Pale or washed-out ink, even or in places."""
    power = torch.exp(between(x, -0.9, 0.9, generator))
    uneven = between(x, 0, 1, generator) < 0.5
    gain = between(x, 0.25, 1, generator)
    return x**power * torch.where(uneven, gain + (1 - gain) * clouds(x, generator), gain)


KINDS = (grain, specks, blur, scratches, paper, gaps, blots, scatter, coarse, fade)
