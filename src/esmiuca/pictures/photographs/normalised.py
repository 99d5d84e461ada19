"""Photographs as the network gets them: made before the preprocessing, then prepared as any picture is.

What the preprocessing leaves of lines, specks and grain stays in, so that the network learns to read beside it. Where it
lost the digit, the picture is made anew: nobody could read what is left.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from jaxtyping import UInt8
from PIL import Image, ImageFilter

from esmiuca.images import decode, normalize
from esmiuca.images.normalize import normalize_ink
from esmiuca.pictures.photographs.kinds import KINDS, make

Seen = UInt8[np.ndarray, "28 28"]

SIDES = (90, 240)  # pixels of the longer side: the network sees 28
MIXED = 0.6  # share of pictures in which everything varies; the others are of one kind each
ALIKE = 0.85  # how much, of 1, what is seen has to resemble the ink that the pen left
SOFT = 1.5  # pixels by which both are blurred before: a stroke may lie a little beside itself
SINGLE = tuple(name for name, kind in KINDS.items() if not kind.number and name != "3000 pixels")
HELD_OUT = ("dotted paper", "bleed-through", "flash", "light desk", "edge marks")
"""Kinds that training never sees; where everything varies, parts of them occur."""
MOST_TRIES = 20


def draw_photographs(
    count: int, seed: int, *, held_out: bool = False
) -> tuple[UInt8[np.ndarray, "N 28 28"], UInt8[np.ndarray, " N"]]:
    """`count` pictures as MNIST stores them and their labels, the digits in equal shares.

    `held_out` writes in the styles that training never sees, on what training never sees.
    """
    labels = (np.arange(count) % 10).astype(np.uint8)
    images = np.zeros((count, 28, 28), dtype=np.uint8)
    for index, digit in enumerate(labels.tolist()):
        images[index] = one(digit, np.random.default_rng([seed, index]), held_out)
    return images, labels


def one(digit: int, generator: np.random.Generator, held_out: bool) -> Seen:
    """One photograph of a digit as the network sees it."""
    usual = [name for name in SINGLE if name not in HELD_OUT]
    ink = None
    for _ in range(MOST_TRIES):
        names = HELD_OUT if held_out else usual
        name = "mixed" if generator.random() < MIXED else str(generator.choice(names))
        side = int(generator.integers(*SIDES))
        found = make(replace(KINDS[name], side=(side, side)), generator, held_out=held_out, digit=digit)
        ink = normalize_ink(found.ink / 255)
        seen = normalize(decode(found.picture))
        if ink is not None and seen is not None and likeness(seen, ink) >= ALIKE:
            return seen
    assert ink is not None, "what was written has ink"
    return ink


def likeness(one: Seen, other: Seen) -> float:
    """How much two pictures resemble each other, softened: 1 where they are the same, 0 where they share no pixel."""
    blur = ImageFilter.GaussianBlur(SOFT)
    a, b = (np.asarray(Image.fromarray(levels).filter(blur), dtype=np.float64) for levels in (one, other))
    return float((a * b).sum() / max(np.sqrt((a * a).sum() * (b * b).sum()), 1e-9))
