"""What is not a digit, made by program: letters and signs, turned digits, scribbles, several digits, solids, textures.

The network is taught to spread its percentages evenly over these ("outlier exposure": Hendrycks, Mazeika and Dietterich
2019, "Deep Anomaly Detection with Outlier Exposure"), so that its largest percentage says whether this is a digit.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from jaxtyping import Float, Integer, UInt8
from PIL import Image, ImageDraw

from esmiuca.pictures.strokes import MARGIN, SIDE, draw_letters, fitted, smooth_path

NARROW = 0.55  # width of a 1 by its height, at most
SHARES = {
    "letters": 0.46,
    "turned": 0.12,
    "scribbles": 0.08,
    "several": 0.12,
    "solids": 0.14,
    "textures": 0.08,
}
MIRROR = "mirror"
# Turned by so many quarters, or mirrored, these digits look like letters, and like letters as people write them: a 3
# like an m, E or w, a 4 like an h, a 7 like an L or r, a 9 like a P. The others still look like some digit.
TURNS: dict[int, tuple[int | str, ...]] = {3: (1, 2, 3, MIRROR), 4: (2,), 7: (2, MIRROR), 9: (MIRROR,)}


def draw_nondigits(
    count: int,
    digits: UInt8[np.ndarray, "M 28 28"],
    labels: Integer[np.ndarray, " M"],
    seed: int,
    *,
    held_out: bool = False,
) -> dict[str, UInt8[np.ndarray, "_ 28 28"]]:
    """About `count` pictures by kind; `digits` are those that are turned, or of which several are put side by side.

    `held_out` draws the letters and signs that training never sees.
    """
    generator = np.random.default_rng(seed)
    sizes = {kind: max(1, round(share * count)) for kind, share in SHARES.items()}
    return {
        "letters": draw_letters(sizes["letters"], seed + 1, held_out=held_out),
        "turned": turned(digits, labels, sizes["turned"], generator),
        "scribbles": np.stack([no_stroke(scribble, generator) for _ in range(sizes["scribbles"])]),
        "several": np.stack([fitted(several(digits, generator)) for _ in range(sizes["several"])]),
        "solids": np.stack([no_stroke(solid, generator) for _ in range(sizes["solids"])]),
        "textures": np.stack([texture(generator) for _ in range(sizes["textures"])]),
    }


def no_stroke(
    make: Callable[[np.random.Generator], np.ndarray], generator: np.random.Generator
) -> UInt8[np.ndarray, "28 28"]:
    """Draws until it is wide enough: anything tall and narrow could be a 1."""
    while True:
        pixels = fitted(make(generator))
        inked = pixels > 50
        if inked.any(axis=0).sum() > NARROW * inked.any(axis=1).sum():
            return pixels


def scribble(generator: np.random.Generator) -> Float[np.ndarray, "H W"]:
    """A long path with no aim, or some short ones."""
    sheet = Image.new("L", (SIDE + 2 * MARGIN, SIDE + 2 * MARGIN))
    pen = ImageDraw.Draw(sheet)
    width = max(2, round(SIDE * generator.uniform(0.03, 0.13)))
    strokes = generator.integers(1, 5)
    for _ in range(strokes):
        knots = generator.uniform(
            0, 1, (generator.integers(6, 16) if strokes == 1 else generator.integers(2, 6), 2)
        )
        if generator.random() < 0.3:  # to and fro, as one fills an area
            knots[:, 1] = np.linspace(0, 1, len(knots))
            knots[::2, 0] *= 0.3
        path = smooth_path(knots) * SIDE + MARGIN
        pen.line([tuple(point) for point in path], fill=255, width=width, joint="curve")
    return np.asarray(sheet, dtype=np.float64) / 255


def turned(
    digits: UInt8[np.ndarray, "M 28 28"],
    labels: Integer[np.ndarray, " M"],
    count: int,
    generator: np.random.Generator,
) -> UInt8[np.ndarray, "N 28 28"]:
    """Digits on their side, upside down or mirrored, where that makes them none; see TURNS."""
    able = np.flatnonzero(np.isin(labels, list(TURNS)))
    pictures = [digits[:0]]
    for index in able[generator.integers(len(able), size=count)] if len(able) else []:
        ways = TURNS[int(labels[index])]
        way = ways[generator.integers(len(ways))]
        picture = digits[index]
        picture = np.fliplr(picture) if way == MIRROR else np.rot90(picture, int(way))
        pictures.append(fitted(picture / 255)[None])
    return np.concatenate(pictures)


def several(digits: UInt8[np.ndarray, "M 28 28"], generator: np.random.Generator) -> Float[np.ndarray, "H W"]:
    """Two to four digits side by side, now and then one above the other."""
    ink = []
    for index in generator.integers(len(digits), size=generator.choice([2, 2, 2, 3, 3, 4])):
        columns = np.flatnonzero(digits[index].max(axis=0) > 25)
        ink.append(np.pad(digits[index][:, columns[0] : columns[-1] + 1], ((8, 8), (0, 0))))
    gap = int(generator.integers(0, 7))
    parts = []
    for picture in ink:
        parts += [np.roll(picture, generator.integers(-4, 5), axis=0), np.zeros((44, gap), np.uint8)]
    row = np.hstack(parts)
    if len(ink) == 2 and generator.random() < 0.25:
        width = max(picture.shape[1] for picture in ink)
        row = np.vstack([np.pad(p[10:34], ((0, 0), (0, width - p.shape[1]))) for p in ink])
    return row / 255


def solid(generator: np.random.Generator) -> Float[np.ndarray, "H W"]:
    """Filled outlines with sleeves, legs and holes, grey inside, often textured: objects, not strokes."""
    sheet = Image.new("L", (SIDE + 2 * MARGIN, SIDE + 2 * MARGIN))
    pen = ImageDraw.Draw(sheet)
    shape = generator.random()
    size = generator.uniform(0.5, 1, 2) * SIDE
    for _ in range(generator.integers(1, 4) if shape < 0.5 else 1):
        shade = int(generator.integers(70, 256))
        if shape < 0.5:
            corner = MARGIN + generator.uniform(0, 0.5, 2) * SIDE
            far = corner + generator.uniform(0.2, 0.9, 2) * size
            if generator.random() < 0.6:
                pen.rectangle((*corner, *far), fill=shade)
            else:
                pen.ellipse((*corner, *far), fill=shade)
        else:
            angles = np.sort(generator.uniform(0, 2 * np.pi, generator.integers(4, 12)))
            radii = generator.uniform(0.3, 1, len(angles))
            x, y = (np.cos(angles) * radii, np.sin(angles) * radii)
            if generator.random() < 0.5:  # symmetric, as clothes and faces are
                x, y = np.concatenate([x, -x[::-1]]), np.concatenate([y, y[::-1]])
            points = np.stack([x * size[0], y * size[1]], axis=1) / 2 + MARGIN + SIDE / 2
            pen.polygon([tuple(point) for point in points], fill=shade)
    ink = np.asarray(sheet, dtype=np.float64) / 255
    if generator.random() < 0.6:
        ink = ink * (1 - generator.uniform(0, 0.8) * smooth_noise(ink.shape, generator))
    return np.where(ink.max() > 0.2, ink, 1.0)


def texture(generator: np.random.Generator) -> UInt8[np.ndarray, "28 28"]:
    """A whole canvas of grain, waves or clouds, or nearly full or nearly empty."""
    rows, columns = np.mgrid[0:28, 0:28] / 28
    kind = generator.integers(4)
    if kind == 0:
        values = generator.random((28, 28)) ** generator.uniform(0.3, 6)
    elif kind == 1:
        x, y = generator.uniform(-8, 8, 2)
        values = 0.5 + 0.5 * np.sin(2 * np.pi * (x * columns + y * rows) + generator.uniform(0, 6))
    elif kind == 2:
        values = smooth_noise((28, 28), generator)
    else:
        values = np.full((28, 28), generator.uniform(0.3, 1)) + generator.normal(0, 0.05, (28, 28))
    return (np.clip(values * generator.uniform(0.4, 1), 0, 1) * 255).round().astype(np.uint8)


def smooth_noise(shape: tuple[int, ...], generator: np.random.Generator) -> Float[np.ndarray, "H W"]:
    """Clouds of some size from 0 to 1."""
    nodes = int(generator.integers(3, 16))
    coarse = Image.fromarray((generator.random((nodes, nodes)) * 255).astype(np.uint8))
    smooth = coarse.resize((shape[1], shape[0]), Image.Resampling.BICUBIC)
    return np.asarray(smooth, dtype=np.float64) / 255
