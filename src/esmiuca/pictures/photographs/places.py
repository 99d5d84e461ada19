"""What else is in the picture: a desk, a frame, a scanner's edge, specks, marks, a screen's pattern."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float32
from PIL import Image, ImageDraw

from esmiuca.pictures.photographs.noise import Map, along, around, between, blurred, clouds, mixed

Ground = Float32[np.ndarray, "H W 3"]
Colour = tuple[float, float, float]
Box = tuple[float, float, float, float]

WOODS: tuple[Colour, ...] = ((0.46, 0.33, 0.22), (0.34, 0.22, 0.14), (0.60, 0.45, 0.30), (0.24, 0.16, 0.12))
DESKS: tuple[Colour, ...] = ((0.45, 0.45, 0.46), (0.30, 0.31, 0.33), (0.12, 0.12, 0.13), (0.20, 0.28, 0.36))
LIGHT_DESKS: tuple[Colour, ...] = ((0.97, 0.97, 0.96), (0.94, 0.92, 0.88), (1.0, 1.0, 1.0))
INKS: tuple[Colour, ...] = ((0.08, 0.08, 0.1), (0.2, 0.2, 0.22), (0.12, 0.2, 0.5), (0.4, 0.3, 0.25))


@dataclass(frozen=True)
class Scene:
    """What is put into a picture has to know: where the writing is in it, in pixels, and how high a digit."""

    box: Box
    unit: float
    generator: np.random.Generator


def desk(shape: tuple[int, int], light: bool, generator: np.random.Generator) -> Ground:
    """Wood with its streaks, cloth, plastic or stone."""
    wooden = not light and generator.random() < 0.5
    colours = LIGHT_DESKS if light else WOODS if wooden else DESKS
    colour = np.asarray(colours[generator.integers(len(colours))], np.float32)
    values = 0.02 * clouds(shape, between(generator, 1, 3), generator) + 0.05 * clouds(
        shape, max(shape) / between(generator, 2, 6), generator
    )
    if wooden:
        fine = along(shape[0], shape[0] // 3 + 2, generator)
        bend = 0.5 * clouds(shape, max(shape) / 4, generator)
        rows = np.clip(np.arange(shape[0])[:, None] + bend * shape[0] / 25, 0, shape[0] - 1).astype(int)
        values = values + between(generator, 0.03, 0.12) * fine[rows]
        if generator.random() < 0.5:
            values = values.T if shape[0] == shape[1] else values
    return np.clip(colour * (1 + values[..., None]), 0, 1)


def dropped(mask: Map, unit: float, generator: np.random.Generator) -> Map:
    """How dark the shadow is that a sheet throws on what it lies on."""
    shift = int(unit * between(generator, 0.0, 0.06))
    return np.roll(blurred(mask, unit * 0.04 + 1), (shift, shift), (0, 1)) * between(generator, 0.1, 0.5)


def frame(view: Ground, scene: Scene) -> Ground:
    """A border of some pixels in any colour, around all of it or along some sides."""
    generator = scene.generator
    thick = int(np.clip(round(around(generator, 1, 8)), 1, min(view.shape[:2]) // 12 + 1))
    grey = generator.random() < 0.5
    colour = np.full(3, between(generator, 0, 0.6)) if grey else generator.random(3)
    sides = generator.random(4) < (1.0 if generator.random() < 0.7 else 0.5)
    result = view.copy()
    for side, part in zip(
        sides, (np.s_[:thick], np.s_[-thick:], np.s_[:, :thick], np.s_[:, -thick:]), strict=True
    ):
        if side:
            result[part] = colour
    return result


def scanner_edge(view: Ground, scene: Scene) -> Ground:
    """The lid's dark band along one side or two, not quite straight, with a soft shadow inwards."""
    generator = scene.generator
    result = view
    height, width = view.shape[:2]
    for side in generator.choice(4, size=generator.integers(1, 3), replace=False):
        across = side >= 2
        length, depth = (height, width) if across else (width, height)
        room = (
            scene.box[0]
            if side == 2
            else width - scene.box[2]
            if side == 3
            else scene.box[1]
            if side == 0
            else height - scene.box[3]
        )
        reach = min(depth * between(generator, 0.01, 0.08), 0.6 * max(room, 0))
        way = reach * (1 + between(generator, -0.5, 0.5) * np.linspace(-1, 1, length)) + 0.3 * along(
            length, 8, generator
        )
        distance = np.arange(depth)[:, None] - way[None]  # (depth, length)
        share = np.clip(0.5 - distance, 0, 1)
        share = np.maximum(
            share, between(generator, 0, 0.35) * np.exp(-np.maximum(distance, 0) / (0.02 * depth + 1))
        )
        share = share[::-1] if side in (1, 3) else share
        share = share.T if across else share
        result = mixed(result, np.full(3, between(generator, 0, 0.3)), share.astype(np.float32))
    return result


def spots(view: Ground, scene: Scene, centres: np.ndarray, radii: np.ndarray, shade: float) -> Ground:
    """Blots that are not quite round, of any dark colour."""
    generator = scene.generator
    fine = 2
    drawn = Image.new("L", (view.shape[1] * fine, view.shape[0] * fine))
    brush = ImageDraw.Draw(drawn)
    for (x, y), radius in zip(centres * fine, radii * fine, strict=True):
        angles = np.linspace(0, 2 * np.pi, 9)[:-1]
        reach = radius * generator.uniform(0.7, 1.3, 8)
        brush.polygon(
            list(zip(x + np.cos(angles) * reach, y + np.sin(angles) * reach, strict=True)), fill=255
        )
    share = np.asarray(drawn.reduce(fine), dtype=np.float32) / 255
    return mixed(view, INKS[generator.integers(len(INKS))], share * shade)


def apart(view: Ground, scene: Scene, count: int, away: float) -> np.ndarray:
    """Places in the picture that are not near the writing, as (x, y)."""
    generator = scene.generator
    height, width = view.shape[:2]
    found = generator.uniform(0, 1, (count * 4, 2)) * (width, height)
    left, top, right, bottom = scene.box
    near = away * scene.unit
    inside = (
        (found[:, 0] > left - near)
        & (found[:, 0] < right + near)
        & (found[:, 1] > top - near)
        & (found[:, 1] < bottom + near)
    )
    return found[~inside][:count]


def specks(view: Ground, scene: Scene) -> Ground:
    """Dust and specks: many small pale ones, or some that are as dark as the writing."""
    generator, unit = scene.generator, scene.unit
    bold = generator.random() < 0.6
    count = int(around(generator, 1, 12) if bold else around(generator, 15, 150))
    centres = apart(view, scene, count, 0.1)
    sizes = (0.012, 0.05) if bold else (0.004, 0.016)
    radii = np.maximum(
        unit * np.exp(generator.uniform(np.log(sizes[0]), np.log(sizes[1]), len(centres))), 0.6
    )
    shade = between(generator, 0.7, 1.0) if bold else between(generator, 0.25, 0.8)
    return spots(view, scene, centres, radii, shade)


def edge_marks(view: Ground, scene: Scene) -> Ground:
    """Ends of other writing that the picture's edge cuts off, or a mark in a corner."""
    generator, unit = scene.generator, scene.unit
    height, width = view.shape[:2]
    fine = 2
    drawn = Image.new("L", (width * fine, height * fine))
    brush = ImageDraw.Draw(drawn)
    thick = max(2, round(unit * fine * between(generator, 0.03, 0.12)))
    for _ in range(generator.integers(1, 4)):
        side = generator.integers(4)
        at = between(generator, 0, 1)
        x, y = ((at * width, 0), (at * width, height), (0, at * height), (width, at * height))[side]
        inward = ((0, 1), (0, -1), (1, 0), (-1, 0))[side]
        room = (scene.box[1], height - scene.box[3], scene.box[0], width - scene.box[2])[side]
        length = min(unit * around(generator, 0.03, 0.3), 0.4 * max(room, 0))
        end = (
            x + inward[0] * length + generator.normal(0, 0.3) * length,
            y + inward[1] * length + generator.normal(0, 0.3) * length,
        )
        start = (x - inward[0] * thick, y - inward[1] * thick)
        brush.line(
            [(start[0] * fine, start[1] * fine), (end[0] * fine, end[1] * fine)], fill=255, width=thick
        )
    share = np.asarray(drawn.reduce(fine), dtype=np.float32) / 255
    return mixed(view, INKS[generator.integers(3)], share * between(generator, 0.7, 1))


def dot_above(view: Ground, scene: Scene) -> Ground:
    """One dot as dark as the writing, well above it."""
    generator, unit = scene.generator, scene.unit
    left, top, right, _ = scene.box
    x = between(generator, max(left, 0.05 * view.shape[1]), min(right, 0.95 * view.shape[1]))
    y = between(generator, 0.03 * unit, max(top - 0.35 * unit, 0.04 * unit))
    radius = unit * between(generator, 0.025, 0.06)
    return spots(view, scene, np.array([[x, y]]), np.array([max(radius, 1.0)]), 1.0)


def moire(view: Ground, scene: Scene) -> Ground:
    """A screen's own pixels against the camera's: a fine grid, and wide coloured bands."""
    generator = scene.generator
    height, width = view.shape[:2]
    down, across = np.mgrid[0:height, 0:width].astype(np.float32)
    result = view
    angle, period = between(generator, -0.5, 0.5), between(generator, 2.3, 5)
    x, y = np.cos(angle) * across + np.sin(angle) * down, np.cos(angle) * down - np.sin(angle) * across
    grid = np.cos(2 * np.pi * x / period) + np.cos(2 * np.pi * y / period)
    result = result * (1 - between(generator, 0.01, 0.05) * (grid[..., None] - 2) / -2)
    for _ in range(generator.integers(1, 4)):
        way, wide = between(generator, 0, np.pi), max(height, width) / between(generator, 3, 25)
        phase = np.cos(way) * across + np.sin(way) * down
        phase = phase + 0.1 * wide * clouds((height, width), max(height, width) / 3, generator)
        wave = np.stack(
            [np.cos(2 * np.pi * phase / wide + shift) for shift in generator.uniform(-1, 1, 3)], -1
        )
        result = result * (1 + between(generator, 0.005, 0.05) * wave)
    return result.astype(np.float32)


def nothing(view: Ground, scene: Scene) -> Ground:
    return view


ADDED: dict[str, Callable[[Ground, Scene], Ground]] = {
    "frame": frame,
    "scanner's edge": scanner_edge,
    "specks": specks,
    "edge marks": edge_marks,
    "dot above": dot_above,
}
