"""Files that hold more than a photograph does: transparency, more than 8 bits, ink that only its hue tells from the paper."""

from __future__ import annotations

import colorsys

import numpy as np
from jaxtyping import UInt8
from PIL import Image, ImageDraw

from esmiuca.pictures.photographs.noise import between

Rgb = UInt8[np.ndarray, "H W 3"]
Rgba = UInt8[np.ndarray, "H W 4"]
LUMA = np.array([0.299, 0.587, 0.114])


def half_transparent(picture: Rgb, generator: np.random.Generator) -> Rgba:
    """Some columns or rows along an edge that one can half see through, as cut-outs have them."""
    alpha = np.full(picture.shape[:2], 255, np.uint8)
    level = int(generator.integers(60, 220))
    for _ in range(generator.integers(1, 3)):
        thick = int(generator.integers(1, 4))
        part = (np.s_[:thick], np.s_[-thick:], np.s_[:, :thick], np.s_[:, -thick:])[generator.integers(4)]
        alpha[part] = level
    return np.dstack([picture, alpha])


def transparent_margin(picture: Rgb, generator: np.random.Generator) -> Rgba:
    """The picture as a card with round corners on nothing, whatever colour that nothing has."""
    height, width = picture.shape[:2]
    left, top, right, bottom = (int(side) for side in generator.uniform(0.02, 0.22, 4) * max(height, width))
    fine = 4
    card = Image.new("L", (width * fine, height * fine))
    radius = between(generator, 0, 0.14) * min(height, width)
    box = (0, 0, width * fine - 1, height * fine - 1)
    ImageDraw.Draw(card).rounded_rectangle(box, round(radius * fine), fill=255)
    alpha = np.pad(np.asarray(card.reduce(fine)), ((top, bottom), (left, right)))
    colour = generator.choice([0, 0, 255, int(generator.integers(256))])
    around = np.full((*alpha.shape, 3), colour, np.uint8)
    around[top : top + height, left : left + width] = picture
    return np.dstack([np.where(alpha[..., None] > 0, around, np.uint8(colour)), alpha])


def strokes_alone(ink: UInt8[np.ndarray, "H W"], colour: np.ndarray) -> Rgba:
    """Nothing but the ink on nothing."""
    levels = np.broadcast_to((np.asarray(colour) * 255).astype(np.uint8), (*ink.shape, 3))
    return np.dstack([levels, ink])


def deep(picture: Rgb, generator: np.random.Generator) -> Image.Image:
    """Grey of 16 bits a pixel, of which a camera or a scanner filled the lower 10 or 12."""
    bits = int(generator.choice([10, 12]))
    grey = picture @ LUMA / 255
    return Image.fromarray(np.round(grey * (2**bits - 1)).astype(np.uint16))


def of_one_luminance(generator: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """A paper's and an ink's colour that differ in hue and hardly in luminance."""
    while True:
        hue, turn = between(generator, 0, 1), between(generator, 0.3, 0.7)
        paper = np.array(colorsys.hsv_to_rgb(hue, between(generator, 0.25, 0.8), between(generator, 0.6, 1)))
        ink = np.array(colorsys.hsv_to_rgb((hue + turn) % 1, between(generator, 0.4, 1), 1.0))
        wanted = float(paper @ LUMA) + between(generator, -0.08, 0.08)
        own = float(ink @ LUMA)
        # Darker by black, lighter by white, until it is as light as the paper.
        ink = ink * wanted / own if own > wanted else 1 - (1 - ink) * (1 - wanted) / (1 - own)
        if np.linalg.norm(ink - paper) > 0.45:
            return paper.astype(np.float32), ink.astype(np.float32)
