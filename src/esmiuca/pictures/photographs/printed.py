"""What is on paper before anybody writes: lines, squares, dots, boxes, what shines through, folds; and on a wiped board."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from PIL import Image, ImageDraw

from esmiuca.pictures.photographs.noise import along, around, between, blurred, clouds, mixed, rule
from esmiuca.pictures.photographs.sheets import Colour, Ground, Sheet, choose
from esmiuca.pictures.photographs.writing import write

LINES: tuple[Colour, ...] = (
    (0.55, 0.68, 0.85),
    (0.62, 0.64, 0.68),
    (0.72, 0.62, 0.80),
    (0.60, 0.78, 0.76),
    (0.80, 0.60, 0.55),
    (0.45, 0.47, 0.52),
)


def lines_at(sheet: Sheet, axis: int, spacing: float, phase: float) -> np.ndarray:
    """Where lines lie, beginning from the writing."""
    length = sheet.shape[axis]
    start = sheet.origin[1 - axis] + phase * spacing
    first = -np.floor(start / spacing)
    return start + spacing * np.arange(first - 1, first + length / spacing + 2)


def line_look(sheet: Sheet) -> tuple[np.ndarray, float, float]:
    """A printed line's colour, its width in pixels and how strong it is."""
    generator = sheet.generator
    width = max(0.7, sheet.unit * around(generator, 0.006, 0.045))
    return choose(LINES, generator), width, between(generator, 0.3, 1.0)


def ruled(base: Ground, sheet: Sheet) -> Ground:
    colour, width, strength = line_look(sheet)
    generator = sheet.generator
    at = lines_at(
        sheet, 0, sheet.unit * between(generator, 1.05, 2.0), 1 / 1.4 + between(generator, -0.1, 0.25)
    )
    across = np.repeat(rule(sheet.shape[0], at, width)[:, None], sheet.shape[1], 1)
    result = mixed(base, colour, across * strength)
    return margin(result, sheet) if generator.random() < 0.4 else result


def squared(base: Ground, sheet: Sheet) -> Ground:
    colour, width, strength = line_look(sheet)
    generator = sheet.generator
    spacing = sheet.unit * around(generator, 0.3, 1.3)
    down = rule(sheet.shape[0], lines_at(sheet, 0, spacing, between(generator, 0, 1)), width)
    right = rule(sheet.shape[1], lines_at(sheet, 1, spacing, between(generator, 0, 1)), width)
    return mixed(base, colour, np.maximum(down[:, None], right[None]) * strength)


def dotted(base: Ground, sheet: Sheet) -> Ground:
    colour, width, strength = line_look(sheet)
    generator = sheet.generator
    spacing = sheet.unit * around(generator, 0.3, 0.9)
    width = max(width * 1.8, 1.2)
    down = rule(sheet.shape[0], lines_at(sheet, 0, spacing, between(generator, 0, 1)), width)
    right = rule(sheet.shape[1], lines_at(sheet, 1, spacing, between(generator, 0, 1)), width)
    return mixed(base, colour * 0.8, down[:, None] * right[None] * strength)


def margin(base: Ground, sheet: Sheet) -> Ground:
    """A margin line to the left of what is written."""
    generator = sheet.generator
    left = sheet.box()[0] - sheet.unit * between(generator, 0.12, 0.5)
    width = max(0.8, sheet.unit * around(generator, 0.008, 0.03))
    line = np.repeat(rule(sheet.shape[1], np.array([left]), width)[None], sheet.shape[0], 0)
    return mixed(base, (0.80, 0.35, 0.38), line * between(generator, 0.4, 0.9))


def form(base: Ground, sheet: Sheet) -> Ground:
    """A box around each character, apart or as one comb."""
    generator, unit = sheet.generator, sheet.unit
    width = max(1.0, unit * around(generator, 0.01, 0.04))
    comb = generator.random() < 0.4
    pad = unit * between(generator, 0.08, 0.2)
    boxes = [sheet.box(i) for i in range(len(sheet.writing.boxes))]
    top, bottom = min(box[1] for box in boxes) - pad, max(box[3] for box in boxes) + pad
    middles = [(a[2] + b[0]) / 2 for a, b in pairwise(boxes)]
    half = max(max(box[2] - box[0] for box in boxes) / 2 + pad * 0.8, 0.3 * unit)
    fine = 4
    drawn = Image.new("L", (sheet.shape[1] * fine, sheet.shape[0] * fine))
    brush = ImageDraw.Draw(drawn)
    thick = max(1, round(width * fine))
    if comb:
        left, right = boxes[0][0] - pad, boxes[-1][2] + pad
        brush.rectangle((left * fine, top * fine, right * fine, bottom * fine), outline=255, width=thick)
        for x in middles:
            start = top if generator.random() < 0.7 else (top + 2 * bottom) / 3
            brush.line((x * fine, start * fine, x * fine, bottom * fine), fill=255, width=thick)
    else:
        limits = [-np.inf, *middles, np.inf]
        for i, box in enumerate(boxes):
            centre = (box[0] + box[2]) / 2
            left = max(centre - half, limits[i] + 0.04 * unit)
            right = min(centre + half, limits[i + 1] - 0.04 * unit)
            brush.rectangle((left * fine, top * fine, right * fine, bottom * fine), outline=255, width=thick)
    colour = choose((*LINES, (0.35, 0.35, 0.36), (0.15, 0.15, 0.15), (0.85, 0.35, 0.30)), generator)
    share = np.asarray(drawn.reduce(fine), dtype=np.float32) / 255
    return mixed(base, colour, share * between(generator, 0.6, 1.0))


def underlined(base: Ground, sheet: Sheet) -> Ground:
    """A line below what is written, printed or by hand, a little aslant, often to both sides of the picture."""
    generator, unit = sheet.generator, sheet.unit
    left, _, right, bottom = sheet.box()
    y = bottom + unit * between(generator, 0.1, 0.4)
    reach = unit * between(generator, 0.1, 2.5)
    slope = between(generator, -0.06, 0.06)
    across = np.arange(sheet.shape[1])
    way = y + slope * (across - (left + right) / 2) + 0.012 * unit * along(len(across), 12, generator)
    width = max(1.0, unit * around(generator, 0.015, 0.06))
    rows = np.abs(np.arange(sheet.shape[0])[:, None] + 0.5 - way[None])
    share = np.clip(width / 2 + 0.5 - rows, 0, 1) * ((across > left - reach) & (across < right + reach))
    colour = sheet.ink if generator.random() < 0.6 else choose(LINES, generator)
    return mixed(base, colour, share.astype(np.float32) * between(generator, 0.5, 0.95))


def bled(base: Ground, sheet: Sheet) -> Ground:
    """What is written on the other side shines through, mirrored, soft and pale."""
    generator, unit, shape = sheet.generator, sheet.unit, sheet.shape
    drawn = Image.new("L", (shape[1], shape[0]))
    brush = ImageDraw.Draw(drawn)
    thick = max(1, round(unit * between(generator, 0.03, 0.1)))
    for row in range(-1, 3):
        other = write("".join(generator.choice(list("0123456789"), 5)), generator)
        start = (between(generator, -0.5, 0.5) * unit, sheet.origin[1] + (row * 1.3 - 0.4) * unit)
        for path in other.paths:
            points = path * unit + start
            brush.line([(shape[1] - x, y) for x, y in points], fill=255, width=thick)
    share = blurred(np.asarray(drawn, dtype=np.float32) / 255, 0.02 * unit + 0.5)
    return mixed(base, sheet.ink, share * between(generator, 0.04, 0.16))


def folded(base: Ground, sheet: Sheet) -> Ground:
    """One fold or two: each half catches the light otherwise, with a bright and a dark edge between."""
    generator = sheet.generator
    result = base
    for _ in range(generator.integers(1, 3)):
        axis = int(generator.integers(2))
        length = sheet.shape[axis]
        at = between(generator, 0.15, 0.85) * length
        distance = np.arange(length) - at
        side = np.where(distance < 0, -1, 1) * between(generator, 0.01, 0.06)
        fade = np.exp(-np.abs(distance) / (length * between(generator, 0.05, 0.3)))
        edge = np.exp(-((distance / max(1.0, 0.02 * sheet.unit)) ** 2)) * between(generator, -0.12, 0.12)
        factor = (1 + side * fade + edge).astype(np.float32)
        result = result * (factor[:, None, None] if axis == 0 else factor[None, :, None])
    return result


def smeared(base: Ground, sheet: Sheet) -> Ground:
    """A board that was wiped: pale clouds along the wiping, and dust."""
    generator, shape = sheet.generator, sheet.shape
    turned = clouds(shape, between(generator, 20, 80), generator)
    streaks = np.repeat(along(shape[0], shape[0] // 6 + 2, generator)[:, None], shape[1], 1)
    haze = np.clip(0.5 + 0.4 * turned + 0.25 * streaks, 0, 1) * between(generator, 0.02, 0.14)
    return mixed(base, (0.85, 0.86, 0.84), haze.astype(np.float32))
