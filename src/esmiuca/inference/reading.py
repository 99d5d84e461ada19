"""What the detector reads in a picture of several digits."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import asdict, dataclass
from math import prod
from typing import Any

import numpy as np
from jaxtyping import UInt8

from esmiuca.images import Box, FoundDigit, NumberLine, Sign
from esmiuca.images.cuts import Part
from esmiuca.inference.prediction import Prediction
from esmiuca.inference.touching import best_cut, is_sure

REFUSED = "?"
"""Stands in the text for what is no digit."""

MAX_PARTS = 512
"""Of all that touches in one picture: what is beyond stays whole. Each is a run of the network."""


@dataclass(frozen=True)
class PlacedPrediction(Prediction):
    """What one digit of a number shows, and its box in pixels of the picture."""

    box: Box

    def to_dict(self) -> dict[str, Any]:
        """digit, verdict, probabilities, box: x, y, width, height."""
        return super().to_dict() | {"box": asdict(self.box)}


@dataclass(frozen=True)
class PlacedSign:
    """A decimal comma, a point or a minus as it is written, its box, and how many digits stand before it."""

    sign: str
    before: int
    box: Box

    def to_dict(self) -> dict[str, Any]:
        """sign, before, box: x, y, width, height."""
        return asdict(self)


@dataclass(frozen=True)
class Reading:
    """The digits of a picture, line by line and from left to right; none where nothing is drawn."""

    digits: tuple[PlacedPrediction, ...]
    signs: tuple[PlacedSign, ...] = ()
    """In the order in which they are read."""
    breaks: tuple[int, ...] = ()
    """How many digits stand before each line but the first."""

    @property
    def text(self) -> str:
        """The number as it reads, such as "2026" or "-3,5"; "?" stands for what is no digit, lines are lines."""
        signs, breaks, text = list(self.signs), list(self.breaks), ""
        for place in range(len(self.digits) + 1):
            # A comma ends what was before it; a minus begins what comes.
            for starts in (False, True):
                while signs and signs[0].before == place and (signs[0].sign == "-") == starts:
                    text += signs.pop(0).sign
                if not starts and breaks and breaks[0] == place:
                    breaks.pop(0)
                    text += "\n"
            if place < len(self.digits):
                digit = self.digits[place].digit
                text += REFUSED if digit is None else str(digit)
        return text

    @property
    def probability(self) -> float | None:
        """That every digit is right, if mistakes were independent: the product of the digits' probabilities.

        None where nothing is drawn or a digit is refused. The signs, which no network reads, don't count.
        """
        if not self.digits or any(digit.digit is None for digit in self.digits):
            return None
        return prod(digit.confidence for digit in self.digits)

    def to_dict(self) -> dict[str, Any]:
        """The same as the HTTP interface and `predict --number --json` give: number, digits, signs, probability."""
        return {
            "number": self.text,
            "digits": [digit.to_dict() for digit in self.digits],
            "signs": [sign.to_dict() for sign in self.signs],
            "probability": self.probability,
        }


Asking = Generator[Sequence[UInt8[np.ndarray, "28 28"]], Sequence[Prediction], Reading]
"""Yields normalised pictures, gets their predictions, returns the reading."""


def reading_of(lines: Sequence[NumberLine]) -> Asking:
    """Reads what `lay_out_number` found: the whole digits first, then what touches, if anything does."""
    wholes = [part for line in lines for part in line if isinstance(part, FoundDigit)]
    said = yield [whole.pixels for whole in wholes]
    tried: dict[int, list[Part]] = {}
    left = MAX_PARTS
    for place, (whole, prediction) in enumerate(zip(wholes, said, strict=True)):
        if whole.is_cuttable and not is_sure(prediction):
            parts = whole.parts()
            left -= len(parts)
            if left < 0:
                break
            tried[place] = parts
    asked = [part.pixels for parts in tried.values() for part in parts]
    more = iter((yield asked) if asked else ())
    digits: list[PlacedPrediction] = []
    signs: list[PlacedSign] = []
    breaks: list[int] = []
    known = enumerate(zip(wholes, said, strict=True))
    for row, line in enumerate(lines):
        if row:
            breaks.append(len(digits))
        for part in line:
            if isinstance(part, Sign):
                signs.append(PlacedSign(part.text, len(digits), part.box))
                continue
            place, (whole, prediction) = next(known)
            parts = tried.get(place, [])
            cut = best_cut(prediction, whole.segment.box, parts, [next(more) for _ in parts])
            digits += [placed(own, one.box) for one, own in cut or ((whole, prediction),)]
    return Reading(tuple(digits), tuple(signs), tuple(breaks))


def placed(said: Prediction, box: Box) -> PlacedPrediction:
    """A prediction with the box of what it is of."""
    return PlacedPrediction(said.digit, said.verdict, said.probabilities, said.score, box)
