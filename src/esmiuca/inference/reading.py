"""What the detector reads in a picture of several digits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from esmiuca.images import Box, PlacedDigit
from esmiuca.inference.prediction import Prediction

REFUSED = "?"
"""Stands in the text for what is no digit."""


@dataclass(frozen=True)
class PlacedPrediction(Prediction):
    """What one digit of a number shows, and its box in pixels of the picture."""

    box: Box

    def to_dict(self) -> dict[str, Any]:
        """digit, verdict, probabilities, box: x, y, width, height."""
        return super().to_dict() | {"box": asdict(self.box)}


@dataclass(frozen=True)
class Reading:
    """The digits of a picture, from left to right; none where nothing is drawn."""

    digits: tuple[PlacedPrediction, ...]

    @property
    def text(self) -> str:
        """The number as it reads, such as "2026"; "?" stands for what is no digit."""
        return "".join(REFUSED if digit.digit is None else str(digit.digit) for digit in self.digits)

    def to_dict(self) -> dict[str, Any]:
        """The same as the HTTP interface and `predict --number --json` give: number, digits."""
        return {"number": self.text, "digits": [digit.to_dict() for digit in self.digits]}


def placed(predictions: Sequence[Prediction], digits: Sequence[PlacedDigit]) -> Reading:
    """What each digit of a picture was seen as, where `normalize_number` found it."""
    return Reading(
        tuple(
            PlacedPrediction(said.digit, said.verdict, said.probabilities, said.score, digit.box)
            for said, digit in zip(predictions, digits, strict=True)
        )
    )
