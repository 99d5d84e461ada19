"""One photograph: something written, a pen, a paper, a light, a place, a camera; each by name or by chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from jaxtyping import UInt8
from PIL import Image

from esmiuca.pictures.photographs.camera import taken, to_levels
from esmiuca.pictures.photographs.choice import DESKS, FLAT, Choice
from esmiuca.pictures.photographs.files import (
    LUMA,
    deep,
    half_transparent,
    of_one_luminance,
    strokes_alone,
    transparent_margin,
)
from esmiuca.pictures.photographs.lights import light
from esmiuca.pictures.photographs.noise import around, between
from esmiuca.pictures.photographs.papers import paper
from esmiuca.pictures.photographs.pens import LIGHTS as LIGHT_INKS
from esmiuca.pictures.photographs.pens import PENS, ink
from esmiuca.pictures.photographs.places import ADDED, Scene, desk, dropped, moire
from esmiuca.pictures.photographs.sheets import Sheet
from esmiuca.pictures.photographs.views import View, corners, scaled, seen
from esmiuca.pictures.photographs.views import around as extent_of
from esmiuca.pictures.photographs.writing import Writing, write

MOST = 900  # pixels of the longer side in which it is made; larger pictures are enlarged
LEAST_HEIGHT = 20  # pixels of a digit's height
CONTRAST = 0.25  # of luminance, between ink and paper before the light falls on them


@dataclass(frozen=True)
class Photograph:
    """A picture as `Detector.predict` takes it, what is written in it, what it is made of, and where its ink is."""

    picture: UInt8[np.ndarray, "H W C"] | Image.Image
    text: str
    choice: Choice
    ink: UInt8[np.ndarray, "H W"]


def photograph(
    text: str,
    choice: Choice,
    generator: np.random.Generator,
    *,
    held_out: bool = False,
    side: int | None = None,
    small: bool = False,
) -> Photograph:
    """A photograph of a written digit or number; `side` is its longer side in pixels; `small`: cut as scans of one digit are.

    The generator decides everything that `choice` leaves open.
    """
    apart = between(generator, 0.35, 0.7) if choice.paper == "form" else None
    written = write(
        text, generator, held_out=held_out, apart=apart, slanted=small and generator.random() < 0.5
    )
    view, sheet_extent, extent = geometry(written, choice, generator, small)
    longer = max(extent[2] - extent[0], extent[3] - extent[1])
    side = side or picture_side(choice, generator, small)
    wanted = float(max(side / longer, LEAST_HEIGHT))  # pixels of the file to a digit's height
    unit = float(min(wanted, MOST / longer))
    colours = chosen_colours(choice, generator)
    sheet, covered, colour = written_sheet(written, choice, sheet_extent, unit, colours, generator)
    looked = seen(to_levels(sheet), sheet_extent, view, extent, unit)
    mask = seen((covered * 255).astype(np.uint8), sheet_extent, view, extent, unit)
    result = looked.astype(np.float32) / 255
    if choice.place in DESKS:
        lies = seen(np.full(covered.shape, 255, np.uint8), sheet_extent, view, extent, unit)
        share = lies.astype(np.float32)[..., None] / 255
        below = desk(result.shape[:2], choice.place == "light desk", generator)
        below = below * (1 - dropped(share[..., 0], unit, generator))[..., None]
        result = below * (1 - share) + result * share
    box = tuple((np.asarray(extent_of(view.of(corners(box_of(written))))) - [*extent[:2]] * 2) * unit)
    scene = Scene(box, unit, generator)  # pyright: ignore[reportArgumentType]
    if "screen" in choice.paper:
        result = moire(result, scene)
    if choice.light != FLAT:
        result = np.clip(result * light(choice.light, result.shape[:2], generator), 0, 1)
    result = ADDED.get(choice.place, lambda view, scene: view)(result, scene)
    picture = taken(result, choice.damage, unit, scaled(extent, wanted), generator)
    if mask.shape != picture.shape[:2]:
        mask = np.asarray(Image.fromarray(mask).resize(picture.shape[1::-1], Image.Resampling.BILINEAR))
    return filed(picture, mask, colour, text, choice, generator)


def filed(
    picture: np.ndarray,
    mask: np.ndarray,
    colour: np.ndarray,
    text: str,
    choice: Choice,
    generator: np.random.Generator,
) -> Photograph:
    """As the file holds it."""
    if choice.file == "half-transparent":
        return Photograph(half_transparent(picture, generator), text, choice, mask)
    if choice.file == "strokes alone":
        return Photograph(strokes_alone(mask, colour), text, choice, mask)
    if choice.file == "16 bits":
        return Photograph(deep(picture, generator), text, choice, mask)
    if choice.file == "transparent margin":
        card = transparent_margin(picture, generator)
        top, left = (int(np.argmax(card[..., 3].any(axis).astype(bool))) for axis in (1, 0))
        own = np.zeros(card.shape[:2], np.uint8)
        own[top : top + mask.shape[0], left : left + mask.shape[1]] = mask
        return Photograph(card, text, choice, own)
    return Photograph(picture, text, choice, mask)


def box_of(written: Writing) -> tuple[float, float, float, float]:
    """The writing around its middle, in heights of a digit."""
    width, height = written.size
    return -width / 2, -height / 2, width / 2, height / 2


def geometry(
    written: Writing, choice: Choice, generator: np.random.Generator, small: bool
) -> tuple[View, tuple[float, float, float, float], tuple[float, float, float, float]]:
    """Where the camera stands, how far the sheet reaches, and how far the picture, in heights of a digit."""
    flat = choice.paper == FLAT or choice.light == FLAT
    turn = {
        "turned": between(generator, 7, 20) * generator.choice([-1, 1]),
        "perspective": generator.normal(0, 5),
    }
    angle = np.radians(turn.get(choice.place, 0.0 if flat or small else generator.normal(0, 2.5)))
    box = corners(box_of(written))
    reach = max(written.size)
    strength = 0.3 if choice.place == "perspective" else 0.0 if flat else 0.05
    if choice.place in DESKS and not flat:
        strength = 0.15
    view = View.turned(angle, tuple(generator.uniform(-strength, strength, 2) / (reach + 0.5)))
    far = 1.1 if len(written.text) > 1 else 3.0 if flat else 2.0
    least, most = (0.06, 0.9) if small else (0.2, far)
    margins = np.array([around(generator, least, most) for _ in range(4)])
    if small and generator.random() < 0.25:
        margins[generator.integers(4)] = -0.02  # the scan ends with the stroke
    if choice.place == "dot above":
        margins[1] = between(generator, 0.6, 1.9)
    if choice.place in DESKS:
        own = np.array([around(generator, 0.2, 1.0) for _ in range(4)])
        sheet = extent_of(box, own.tolist())
        outer = view.of(corners(sheet))
        beyond = np.array([around(generator, 0.1, 1.2) for _ in range(4)])
        whole = np.array(extent_of(outer, beyond.tolist()))
        # On some sides the sheet leaves the picture.
        inner = np.array(extent_of(view.of(box), np.minimum(own, margins).tolist()))
        leaves = generator.random(4) < (0.25 if generator.random() < 0.6 else 0.0)
        return view, sheet, tuple(np.where(leaves, inner, whole))
    extent = extent_of(view.of(box), margins.tolist())
    if flat and np.allclose(view.matrix, np.eye(3)):
        return view, extent, extent
    return view, extent_of(view.back().of(corners(extent)), (0.1,) * 4), extent


def picture_side(choice: Choice, generator: np.random.Generator, small: bool) -> int:
    """Pixels of the longer side."""
    if small:
        return int(around(generator, 90, 220))
    if generator.random() < 0.06:
        return int(around(generator, 900, 3000))
    return int(around(generator, 120, 750))


def chosen_colours(choice: Choice, generator: np.random.Generator) -> tuple[np.ndarray, np.ndarray] | None:
    """Of paper and ink, where they are chosen together."""
    return of_one_luminance(generator) if choice.hue else None


def written_sheet(
    written: Writing,
    choice: Choice,
    extent: tuple[float, float, float, float],
    unit: float,
    colours: tuple[np.ndarray, np.ndarray] | None,
    generator: np.random.Generator,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The sheet with what is written on it, where the pen went, and the ink's colour."""
    shape = scaled(extent, unit)
    left, top, *_ = box_of(written)
    origin = ((left - extent[0]) * unit, (top - extent[1]) * unit)
    pen = PENS[choice.pen]
    inks = LIGHT_INKS if choice.paper in ("blackboard", "dark screen") else pen.colours
    colour = np.asarray(inks[generator.integers(len(inks))], np.float32)
    on = Sheet(shape, unit, origin, written, tuple(colour.tolist()), generator)
    base = paper(choice.paper, on)
    if colours is not None:
        base = base / np.maximum(base.mean((0, 1)), 1e-3) * colours[0]
        colour = colours[1]
    else:
        light_of_paper = float(base.mean((0, 1)) @ LUMA)
        while abs(float(colour @ LUMA) - light_of_paper) < CONTRAST:
            colour = colour * 0.6 if inks is not LIGHT_INKS else 1 - (1 - colour) * 0.6
    paths = [path * unit + origin for path in written.paths]
    covered, left_there = ink(paths, shape, unit, pen, generator)
    return base + left_there[..., None] * (colour - base), covered, colour
