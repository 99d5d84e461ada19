"""The fifteen corruptions of MNIST-C, in kind and strength.

Source: Mu and Gilmer 2019, "MNIST-C: A Robustness Benchmark for Computer Vision"; the strengths are those of its
generator (https://github.com/google-research/mnist-c). The code and the random draws are our own, so the pictures are
not pixel by pixel those of the published files.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from jaxtyping import Float, UInt8

from esmiuca.evaluation.edges import canny
from esmiuca.evaluation.raster import Stack, affine, gaussian

Generator = np.random.Generator
SIDE = 28
PIECES = 32  # side of the fog texture. Making one is slow; it wraps around, so any crop will do


def corrupt(images: UInt8[np.ndarray, "N 28 28"], name: str, seed: int = 0) -> UInt8[np.ndarray, "N 28 28"]:
    """The images spoilt by one of CORRUPTIONS, the same way for the same seed."""
    generator = np.random.default_rng([seed, sorted(CORRUPTIONS).index(name)])
    spoilt = CORRUPTIONS[name](images / 255, generator)
    return np.round(np.clip(spoilt, 0, 1) * 255).astype(np.uint8)


def signs(count: int, generator: Generator) -> Float[np.ndarray, " N"]:
    return generator.choice([-1.0, 1.0], size=count)


def matrices(rows: list[list[np.ndarray | float]], count: int) -> Float[np.ndarray, "N 2 2"]:
    result = np.zeros((count, 2, 2))
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            result[:, i, j] = value
    return result


def shot_noise(x: Stack, generator: Generator) -> Stack:
    """Few photons: each pixel is a Poisson count whose mean is three for full ink."""
    return generator.poisson(x * 3) / 3


def impulse_noise(x: Stack, generator: Generator) -> Stack:
    """Salt and pepper in 17% of the pixels."""
    hit = generator.random(x.shape) < 0.17
    return np.where(hit, generator.integers(0, 2, x.shape), x)


def glass_blur(x: Stack, generator: Generator) -> Stack:
    """As through frosted glass: blurred, neighbours swapped at random twice, blurred again."""
    x = gaussian(x, 0.7)
    pictures = np.arange(len(x))
    for _ in range(2):
        for row in range(SIDE - 1, 1, -1):
            for column in range(SIDE - 1, 1, -1):
                swapped = generator.random(len(x)) < 0.5
                near = generator.integers(-1, 1, (2, len(x))) * swapped
                other = (pictures, row + near[0], column + near[1])
                x[:, row, column], x[other] = x[other], x[:, row, column].copy()
    return gaussian(x, 0.7)


def motion_blur(x: Stack, generator: Generator) -> Stack:
    """The picture smeared along a direction within 45° of the horizontal, fading over three pixels' deviation."""
    angle = generator.uniform(-np.pi / 4, np.pi / 4, len(x))
    steps = np.arange(0, 11)
    weights = np.exp(-0.5 * (steps / 3) ** 2)
    weights /= weights.sum()
    still = matrices([[1, 0], [0, 1]], len(x))
    result = np.zeros_like(x)
    for step, weight in zip(steps, weights, strict=True):
        shift = step * np.stack([np.sin(angle), np.cos(angle)], axis=1)
        result += weight * affine(x, still, shift)
    return result


def shear(x: Stack, generator: Generator) -> Stack:
    """Slanted by 0.4 to either side."""
    slant = 0.4 * signs(len(x), generator)
    return affine(x, matrices([[1, 0], [slant, 1]], len(x)))


def scale(x: Stack, generator: Generator) -> Stack:
    """Made smaller, to 0.7 of its size."""
    return affine(x, matrices([[1 / 0.7, 0], [0, 1 / 0.7]], len(x)))


def rotate(x: Stack, generator: Generator) -> Stack:
    """Turned by 0.4 radians (23°) either way."""
    angle = 0.4 * signs(len(x), generator)
    cos, sin = np.cos(angle), np.sin(angle)
    return affine(x, matrices([[cos, sin], [-sin, cos]], len(x)))


def brightness(x: Stack, generator: Generator) -> Stack:
    """Half of the whole range added everywhere."""
    return x + 0.5


def translate(x: Stack, generator: Generator) -> Stack:
    """Moved by three pixels along both axes."""
    shift = 3 * np.stack([signs(len(x), generator), signs(len(x), generator)], axis=1)
    return affine(x, matrices([[1, 0], [0, 1]], len(x)), shift)


def stripe(x: Stack, generator: Generator) -> Stack:
    """Black and white exchanged in the outer quarters, left and right."""
    columns = np.arange(SIDE)
    outer = (columns < SIDE // 4) | (columns >= SIDE - SIDE // 4)
    return np.where(outer, 1 - x, x)


def fog(x: Stack, generator: Generator) -> Stack:
    """Clouds three times as bright as the ink laid over it, and the whole brought back into range."""
    brightest = x.max(axis=(1, 2), keepdims=True)
    clouds, sky = np.zeros_like(x), None
    for index in range(len(x)):
        if index % PIECES == 0 or sky is None:
            sky = plasma(generator, decay=1.4)
        row, column = generator.integers(0, len(sky) - SIDE, 2)
        clouds[index] = sky[row : row + SIDE, column : column + SIDE]
    return (x + 3 * clouds) * brightest / (brightest + 3)


def plasma(generator: Generator, decay: float, side: int = 256) -> Float[np.ndarray, "side side"]:
    """Clouds from 0 to 1 by the diamond-square rule on a torus: means of neighbours plus ever smaller noise.

    Source: Fournier, Fussell and Carpenter 1982, "Computer Rendering of Stochastic Models".
    """
    field = np.zeros((side, side))
    step, noise = side, 1.0
    while step >= 2:
        half = step // 2
        corners = field[::step, ::step]
        centres = (
            corners + np.roll(corners, -1, 0) + np.roll(corners, -1, 1) + np.roll(corners, (-1, -1), (0, 1))
        ) / 4
        centres = centres + generator.uniform(-noise, noise, centres.shape)
        field[half::step, half::step] = centres
        beside = (corners + np.roll(corners, -1, 1) + centres + np.roll(centres, 1, 0)) / 4
        field[::step, half::step] = beside + generator.uniform(-noise, noise, centres.shape)
        under = (corners + np.roll(corners, -1, 0) + centres + np.roll(centres, 1, 1)) / 4
        field[half::step, ::step] = under + generator.uniform(-noise, noise, centres.shape)
        step, noise = half, noise / decay
    field -= field.min()
    return field / field.max()


def spatter(x: Stack, generator: Generator) -> Stack:
    """Drops of mud: dark grey where blurred noise is high, over ink and paper alike."""
    liquid = gaussian(generator.normal(0.65, 0.3, x.shape), 1.0)
    mask = gaussian((liquid > 0.65).astype(float), 1.5)
    mask[mask < 0.8] = 0
    return x * (1 - mask) + 63 / 255 * mask


def profile(distance: np.ndarray) -> np.ndarray:
    """How dark a line is at a (vertical) distance from it, in pixels: 1 on it, 0 from 1.45 on."""
    return np.clip(np.log(1 - np.minimum(distance, 2.2999) / 2.3) + 1, 0, 1)


def dotted_line(x: Stack, generator: Generator) -> Stack:
    """A line from the left border to the right one, two pixels drawn and two left out."""
    rows, columns = np.mgrid[0:SIDE, 0:SIDE]
    left, right = generator.integers(0, 27, (2, len(x), 1, 1))
    line = profile(np.abs(rows - (left + (right - left) * columns / (SIDE - 1))))
    return x + line * (columns % 4 >= 2)


def zigzag(x: Stack, generator: Generator) -> Stack:
    """A zigzag two pixels high and four wide that runs from the left to the right."""
    rows, columns = np.mgrid[0:SIDE, 0:SIDE].astype(float)
    first, last = 2.0, 25.0
    start = generator.integers(0, 27, (len(x), 1, 1))
    rise = generator.integers(-5, 5, (len(x), 1, 1))
    angle = np.arctan(rise / (last - first))
    # Along the way and across it, from where it starts.
    along = (columns - first) * np.cos(angle) + (rows - start) * np.sin(angle)
    across = (rows - start) * np.cos(angle) - (columns - first) * np.sin(angle)
    wave = 2 * (2 / np.pi) * np.arcsin(np.sin(along * np.pi / 4))
    line = profile(np.abs(across - wave)) * ((columns >= first) & (columns < last))
    return x + line


def canny_edges(x: Stack, generator: Generator) -> Stack:
    """Only the edges, one pixel wide."""
    return canny(x).astype(float)


CORRUPTIONS: dict[str, Callable[[Stack, Generator], Stack]] = {
    function.__name__: function
    for function in (
        shot_noise,
        impulse_noise,
        glass_blur,
        motion_blur,
        shear,
        scale,
        rotate,
        brightness,
        translate,
        stripe,
        fog,
        spatter,
        dotted_line,
        zigzag,
        canny_edges,
    )
}
