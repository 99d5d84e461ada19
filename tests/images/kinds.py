"""Pictures of one kind drawn by program that the network reads by their true ink: what is left to fail is finding the ink."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import count, islice

import numpy as np
from jaxtyping import UInt8

from esmiuca import Detector
from esmiuca.images.components import label_components
from esmiuca.images.normalize import normalize_ink
from esmiuca.inference.prediction import Prediction
from esmiuca.inference.reading import REFUSED
from esmiuca.pictures.photographs import KINDS, Kind, Photograph, make

SIDES = (180, 420)
"""Pixels of the longer side: enough to be read, few enough to be drawn quickly."""
SMALL_SIDES = (110, 200)
SURE = 0.9
"""What is less probable may be read as something else by a pixel's difference, however well the ink is found."""
COMMA = 0.5
"""What is lower than this share of the highest is a sign, not a digit."""
SPECK = 3
"""Pixels: smaller parts of the true ink are crumbs of a broken stroke."""


@dataclass(frozen=True)
class Case:
    """A picture and every text that is right for it."""

    photograph: Photograph
    right: tuple[str, ...]


@lru_cache(maxsize=1)
def detector() -> Detector:
    return Detector(threads=1)


def kind(name: str, **fixed: object) -> Kind:
    """One of KINDS at a size that is quickly drawn, with more of it held fast."""
    own = KINDS[name]
    sides = SMALL_SIDES if own.small else SIDES
    return replace(own, fixed=own.fixed | fixed, side=sides)


def cases(of: Kind, seed: int, number: int) -> list[Case]:
    """The first pictures of a kind whose true ink is read right, every digit equally often."""
    return list(islice(_cases(of, seed), number))


def _cases(of: Kind, seed: int) -> Iterator[Case]:
    digit = 0
    for attempt in count():
        photograph = make(of, np.random.default_rng([seed, attempt]), digit=digit % 10)
        text = photograph.text.replace(",", "")
        if by_true_ink(photograph.ink, of.number) == text:
            digit += 1
            signs = (photograph.text, text, photograph.text.replace(",", "?"))
            yield Case(photograph, tuple(dict.fromkeys(signs)))


def by_true_ink(ink: UInt8[np.ndarray, "H W"], number: bool) -> str:
    """What the network reads where nothing has to be found: the ink as the pen left it, each digit by itself."""
    levels = ink / 255
    parts = [np.where(own, levels, 0.0) for own in by_columns(ink)] if number else [levels]
    seen = [pixels for part in parts if (pixels := normalize_ink(part)) is not None]
    return "".join(clear(said) for said in detector().predict_normalized(seen))


def clear(said: Prediction) -> str:
    """What is read without a doubt."""
    return REFUSED if said.digit is None or min(said.confidence, said.score) < SURE else str(said.digit)


def by_columns(ink: UInt8[np.ndarray, "H W"]) -> list[np.ndarray]:
    """Where each digit is, from left to right: components that share columns belong together, low ones are signs."""
    labels = label_components(ink > 25)
    boxes = []
    for label in range(1, int(labels.max()) + 1):
        rows, columns = np.nonzero(labels == label)
        if len(rows) > SPECK:
            boxes.append([columns.min(), columns.max(), rows.min(), rows.max(), [label]])
    groups: list[list] = []
    for box in sorted(boxes, key=lambda one: one[0]):
        last = groups[-1] if groups else None
        if last and box[0] <= last[1]:
            last[1], last[4] = max(last[1], box[1]), last[4] + box[4]
            last[2], last[3] = min(last[2], box[2]), max(last[3], box[3])
        else:
            groups.append(box)
    tallest = max((group[3] - group[2] for group in groups), default=0)
    return [np.isin(labels, group[4]) for group in groups if group[3] - group[2] >= COMMA * tallest]


GREY = {"paper": "grey", "light": "soft shadow"}

CLEAN: dict[str, Kind] = {
    "drawings": kind("drawn"),
    "drawings on cream, in colour": kind("drawn", pen="marker"),
    "thin drawings": kind("drawn", pen="gel"),
    "strokes on nothing": kind("strokes alone"),
    "numbers drawn": kind("number, drawn"),
    "white paper": kind("white paper", damage="jpeg", pen="felt"),
    "paper beside a window": kind("gradient", damage="jpeg", pen="felt"),
    "a marker on a whiteboard": kind("whiteboard", damage="none", pen="marker"),
    "chalk": kind("blackboard", damage="none"),
}
"""What has always been found: an even background, or paper in soft light under a bold pen."""

TO_FIND: dict[str, Kind] = {
    "a frame": kind("drawn, frame"),
    "a sheet on a desk": kind("drawn, desk"),
    "a photographed sheet on a desk": kind("desk"),
    "a shadow at an edge": kind("drawn, shadow at an edge"),
    "half-transparent columns or rows": kind("half-transparent"),
    "squared paper": kind("squared paper", light="gradient"),
    "ruled paper": kind("ruled paper"),
    "a thin ballpoint in a soft shadow": kind("ballpoint", **GREY),
    "an underline": kind("underline", pen="pencil"),
    "hue alone": kind("hue alone"),
    "16 bits that hold 10 or 12": kind("16 bits"),
    "small scans of a soft pencil": kind("small scan"),
    "a transparent margin": kind("transparent margin"),
    "specks": kind("drawn, specks"),
    "marks at the edge": kind("drawn, edge marks"),
    "a dot above one digit": kind("drawn, dot above"),
    "a scanner's edge": kind("scanner's edge"),
    "a phone's shadow": kind("soft shadow"),
    "a whiteboard": kind("whiteboard"),
    "a blackboard": kind("blackboard"),
    "a screen": kind("screen"),
    "a sheet seen from the side": kind("perspective"),
    "a turned sheet": kind("turned"),
    "number: a dot above": kind("number, dot above"),
    "number: a comma": kind("number with a comma"),
    "number: form boxes": kind("number in a form"),
    "number: a row on a sheet on a desk": kind("number on a desk"),
    "number: half-transparent columns or rows": kind("number, half-transparent"),
    "number: squared paper": kind("number on squared paper"),
    "number: ruled paper": kind("number on ruled paper"),
    "number: a shadow": kind("number in a shadow"),
    "number: turned": kind("number, turned"),
}
"""What people bring, and an outermost ring of background or one threshold for all does not find."""
