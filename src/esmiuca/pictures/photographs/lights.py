"""The light that falls on it: a factor for every pixel of the picture, and the light's colour."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from jaxtyping import Float32
from PIL import Image, ImageDraw

from esmiuca.pictures.photographs.noise import Map, between, blurred, clouds

Light = Float32[np.ndarray, "H W 3"]


def places(shape: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """Each pixel's place, from −1 to 1 across and down."""
    down, across = (np.linspace(-1, 1, side, dtype=np.float32) for side in shape)
    return across[None], down[:, None]


def even(shape: tuple[int, int], generator: np.random.Generator) -> Map:
    return np.full(shape, between(generator, 0.85, 1.0), np.float32)


def gradient(shape: tuple[int, int], generator: np.random.Generator) -> Map:
    """Brighter to one side, as beside a window."""
    angle = between(generator, 0, 2 * np.pi)
    across, down = places(shape)
    along = np.clip((np.cos(angle) * across + np.sin(angle) * down) / 2.8 + 0.5, 0, 1)
    darkest = between(generator, 0.35, 0.75)
    return np.clip(darkest + (1 - darkest) * along ** between(generator, 0.6, 1.6), 0.2, 1).astype(np.float32)


def polygon(shape: tuple[int, int], corners: np.ndarray, soft: float) -> Map:
    """1 inside of corners given from 0 to 1, with a soft edge."""
    drawn = Image.new("L", (shape[1], shape[0]))
    ImageDraw.Draw(drawn).polygon([(x * shape[1], y * shape[0]) for x, y in corners.tolist()], fill=255)
    return np.clip(blurred(np.asarray(drawn, dtype=np.float32) / 255, soft), 0, 1)


def soft_shadow(shape: tuple[int, int], generator: np.random.Generator) -> Map:
    """A hand's or a phone's shadow that comes in from one side."""
    side, middle = between(generator, 0, 2 * np.pi), between(generator, 0.2, 0.8)
    reach, half = between(generator, 0.25, 0.8), between(generator, 0.15, 0.5)
    corners = np.array([[-0.6, middle - half], [reach, middle - half * 0.8], [reach, middle + half * 0.9]])
    corners = np.vstack([corners, [-0.6, middle + half]]) - 0.5
    turn = np.array([[np.cos(side), -np.sin(side)], [np.sin(side), np.cos(side)]])
    inside = polygon(shape, corners @ turn.T + 0.5, max(shape) * between(generator, 0.03, 0.12))
    return gradient(shape, generator) ** 0.4 * (1 - between(generator, 0.2, 0.5) * inside)


def hard_shadow(shape: tuple[int, int], generator: np.random.Generator) -> Map:
    """A dark band with a sharp edge along the foot, or another side, of the picture."""
    depth, aslant = between(generator, 0.05, 0.22), between(generator, -0.06, 0.06)
    edge = 1 - depth
    corners = np.array([[-0.1, edge - aslant], [1.1, edge + aslant], [1.1, 1.2], [-0.1, 1.2]])
    if generator.random() < 0.4:
        corners = corners[:, ::-1] if generator.random() < 0.5 else 1 - corners
    inside = polygon(shape, corners, between(generator, 0, 0.006) * max(shape))
    return even(shape, generator) * (1 - between(generator, 0.25, 0.65) * inside)


def vignette(shape: tuple[int, int], generator: np.random.Generator) -> Map:
    across, down = places(shape)
    far = (across - between(generator, -0.2, 0.2)) ** 2 + (down - between(generator, -0.2, 0.2)) ** 2
    return (between(generator, 0.9, 1.0) * (1 - between(generator, 0.15, 0.35) * far)).clip(0.15, 1)


def low(shape: tuple[int, int], generator: np.random.Generator) -> Map:
    """Too little light."""
    return (vignette(shape, generator) ** 0.5 * between(generator, 0.3, 0.55)).astype(np.float32)


def flash(shape: tuple[int, int], generator: np.random.Generator) -> Map:
    """A bright spot that washes some of it out."""
    across, down = places(shape)
    far = (across - between(generator, -0.7, 0.7)) ** 2 + (down - between(generator, -0.7, 0.7)) ** 2
    return 0.6 + between(generator, 0.3, 0.55) * np.exp(-far / between(generator, 0.15, 0.8))


def patches(shape: tuple[int, int], generator: np.random.Generator) -> Map:
    """Light through leaves, or a crumpled sheet: wide clouds."""
    wide = clouds(shape, max(shape) * between(generator, 0.2, 0.5), generator)
    return np.clip(0.8 + 0.1 * wide, 0.4, 1.0)


LIGHTS: dict[str, Callable[[tuple[int, int], np.random.Generator], Map]] = {
    "even": even,
    "gradient": gradient,
    "soft shadow": soft_shadow,
    "hard shadow": hard_shadow,
    "vignette": vignette,
    "low": low,
    "flash": flash,
    "patches": patches,
}


def light(name: str, shape: tuple[int, int], generator: np.random.Generator) -> Light:
    """By what each pixel is multiplied, colour by colour; a lamp's light is warm, a cloudy sky's cold."""
    warm = between(generator, -0.05, 0.14) if generator.random() < 0.4 else 0.0
    colour = np.array([1 + 0.3 * warm, 1.0, 1 - warm], np.float32) / (1 + max(0.0, 0.3 * warm))
    return LIGHTS[name](shape, generator)[..., None] * colour
