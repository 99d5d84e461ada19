"""Drawings that are no digits, by a program that training never used.

A hand that circles and wanders: its speed decays, gets random pushes and is pulled back to the middle (a damped
oscillator driven by noise). The longer it goes on, the clearer it is no digit: a single turn may well be a 0.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from jaxtyping import Float, UInt8

from esmiuca.evaluation.pens import PEN_WIDTHS, Drawing, draw

SEED = 9_176
PICTURES = 500  # of each kind
HOLD = 0.95  # of the speed, from one point to the next
PULL = 0.05  # back to the middle, of the distance: some 28 points a turn
TURN = 28
WANDERINGS = {"short_scribble": 1, "scribble": 3, "long_scribble": 9}  # turns
HATCHED, SEVERAL = "hatching", "several"
SCRIBBLED = PICTURES * (len(WANDERINGS) + 2)  # pictures in all
ROWS = (5, 14)  # of hatching: how often it goes to and fro
GAPS = (2, 12)  # pixels between digits side by side
PAPER = 14  # pixels around them


def scribbles(digits: UInt8[np.ndarray, "N 28 28"]) -> Iterator[tuple[str, list[np.ndarray]]]:
    """Each kind's pictures, to be read as one drawing each; the same every time.

    Args:
        digits: of which two to four stand side by side in pictures of the kind `several`.
    """
    chance = np.random.default_rng(SEED)
    for kind, turns in WANDERINGS.items():
        yield kind, drawn([wandering(turns * TURN, chance) for _ in range(PICTURES)])
    yield HATCHED, drawn([hatching(chance) for _ in range(PICTURES)])
    yield SEVERAL, [side_by_side(digits, chance) for _ in range(PICTURES)]


def drawn(paths: list[Float[np.ndarray, "P 2"]]) -> list[np.ndarray]:
    """One stroke a sheet, by pens of all widths in turn."""
    return [
        draw(Drawing("", "", (path,)), PEN_WIDTHS[index % len(PEN_WIDTHS)])
        for index, path in enumerate(paths)
    ]


def wandering(points: int, chance: np.random.Generator) -> Float[np.ndarray, "P 2"]:
    """An aimless path, still to be fitted into the sheet."""
    path = np.empty((points, 2))
    place, speed = chance.normal(size=(2, 2)) / [[PULL**0.5], [1]]  # as far and as fast as it is on average
    for index, push in enumerate(chance.normal(scale=(1 - HOLD**2) ** 0.5, size=(points, 2))):
        speed = HOLD * speed + push - PULL * place
        place = place + speed
        path[index] = place
    return path


def hatching(chance: np.random.Generator) -> Float[np.ndarray, "P 2"]:
    """To and fro, as one fills an area or strikes something out, in any direction."""
    count = int(chance.integers(*ROWS)) * 2
    along = np.where(np.arange(count) % 2, 1.0, 0.0) + chance.normal(scale=0.08, size=count)
    across = np.linspace(0, chance.uniform(0.4, 1.4), count) + chance.normal(scale=0.02, size=count)
    angle = chance.uniform(0, np.pi)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return np.stack([along, across], axis=1) @ turn.T


def side_by_side(
    digits: UInt8[np.ndarray, "N 28 28"], chance: np.random.Generator
) -> UInt8[np.ndarray, "H W"]:
    """Two to four digits on black paper, up and down a little."""
    parts: list[np.ndarray] = []
    for index in chance.integers(len(digits), size=chance.integers(2, 5)):
        columns = np.flatnonzero(digits[index].any(axis=0))
        picture = np.pad(digits[index][:, columns[0] : columns[-1] + 1], ((PAPER, PAPER), (0, 0)))
        shifted = np.roll(picture, chance.integers(-4, 5), axis=0)
        parts += [shifted, np.zeros((len(picture), int(chance.integers(*GAPS))), np.uint8)]
    return np.pad(np.hstack(parts[:-1]), ((0, 0), (PAPER, PAPER)))
