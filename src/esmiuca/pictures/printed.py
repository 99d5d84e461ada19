"""Printed digits: drawn from this machine's fonts, then spoilt as printers, scanners and cameras spoil them.

What is spoilt is the ink: paper and light are left to the preprocessing, as with everything that is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from jaxtyping import Float, UInt8
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from esmiuca.data.fonts import Face
from esmiuca.pictures.nondigits import smooth_noise
from esmiuca.pictures.strokes import fitted

LARGE = 96  # pixels that a digit's font is high before it is spoilt
SMALLEST, LARGEST = 14, 64  # pixels that are left of those
SLANT = 0.12  # x per y, most
STRETCH = 0.18  # as ln(width / height): its deviation
# How many times as often as other families: seven segments are a kind of their own.
OFTEN = {"DSEG7 Classic": 8, "DSEG7 Classic Mini": 4}
PLAIN = 0.25  # share that is left as it is printed
SCANNED = 0.35  # of the others, black and white alone


def draw_printed(
    count: int, faces: Sequence[Face], seed: int
) -> tuple[UInt8[np.ndarray, "N 28 28"], UInt8[np.ndarray, " N"]]:
    """`count` pictures as MNIST stores them and their labels, the digits and families in equal shares."""
    generator = np.random.default_rng(seed)
    families: dict[str, list[Face]] = {}
    for face in faces:
        families.setdefault(face.family, []).append(face)
    names = [name for name in sorted(families) for _ in range(OFTEN.get(name, 1))]
    labels = (np.arange(count) % 10).astype(np.uint8)
    images = np.zeros((count, 28, 28), dtype=np.uint8)
    for index, digit in enumerate(labels.tolist()):
        family = families[names[generator.integers(len(names))]]
        face = family[generator.integers(len(family))]
        images[index] = fitted(printed(digit, face, generator))
    return images, labels


def printed(digit: int, face: Face, generator: np.random.Generator) -> Float[np.ndarray, "H W"]:
    """One digit as ink from 0 to 1."""
    sheet = glyph(digit, face)
    if generator.random() < PLAIN:
        return np.asarray(sheet, dtype=np.float64) / 255
    slant, stretch = generator.uniform(-SLANT, SLANT), np.exp(generator.normal(0, STRETCH))
    middle = sheet.height / 2
    slanted = sheet.transform(
        sheet.size, Image.Transform.AFFINE, (1, slant, -slant * middle, 0, 1, 0), Image.Resampling.BILINEAR
    )
    height = int(generator.integers(SMALLEST, LARGEST + 1)) * sheet.height // LARGE
    width = max(8, round(height * sheet.width / sheet.height * stretch))
    ink = np.asarray(slanted.resize((width, height), Image.Resampling.BOX), dtype=np.float64) / 255
    return spoilt(ink, generator)


@lru_cache(maxsize=4096)  # some 20 kB each
def glyph(digit: int, face: Face) -> Image.Image:
    """A digit with room around it."""
    font = ImageFont.truetype(face.path, LARGE)
    left, top, right, bottom = (round(side) for side in font.getbbox(str(digit)))
    room = LARGE // 4
    sheet = Image.new("L", (right - left + 2 * room, bottom - top + 2 * room))
    ImageDraw.Draw(sheet).text((room - left, room - top), str(digit), fill=255, font=font)
    return sheet


def spoilt(ink: Float[np.ndarray, "H W"], generator: np.random.Generator) -> Float[np.ndarray, "H W"]:
    """Blurred, worn, and either black and white, as a scanner has it, or softer and paler, as a camera has it."""
    blur = generator.uniform(0, 0.035) * len(ink)
    sheet = Image.fromarray((ink * 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(blur))
    soft = np.asarray(sheet, dtype=np.float64) / 255
    largest = max(float(soft.max()), 1e-9)
    worn = soft / largest * (1 - generator.uniform(0, 0.4) * smooth_noise(ink.shape, generator))
    if generator.random() < SCANNED:
        rough = worn + generator.normal(0, generator.uniform(0, 0.1), ink.shape) * (worn > 0.05)
        return (rough > generator.uniform(0.25, 0.5)).astype(np.float64)
    pale = np.clip(worn, 0, 1) ** generator.uniform(0.6, 1.6)
    pale = np.where(pale > 0.08, pale, 0)
    return pale / max(float(pale.max()), 1e-9) * generator.uniform(0.6, 1)
