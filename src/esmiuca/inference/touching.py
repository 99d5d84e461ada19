"""Digits that touch: of all ways to cut ink apart, the one that the network finds most like digits.

The value of a part is its percentage times how much it looks like a digit (the refusal score), a little less where it is
too narrow, or too wide for the 1 that it is read as. The way with the largest product wins, if that is larger than the value of
the whole as one digit.

Source: dynamic programming over an over-segmentation, LeCun et al., "Gradient-based learning applied to document
recognition", 1998, section V.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

from esmiuca.images import Box
from esmiuca.images.cuts import Part
from esmiuca.inference.prediction import Prediction

SURE = 0.9
"""A whole of this value is a digit, and nothing else is tried."""
NARROW, WIDE_ONE = 0.45, 0.6
"""Width, in heights: of the narrowest digit but a 1, and of the widest 1."""
TOO_NARROW = 3.0
"""How fast the value falls beyond those. No whole is too wide: one 5 in a hundred has a flag that makes it wider than high."""
DOUBT = 0.6
"""How much of a cut's value counts against a whole that is a digit."""
LEAST = 0.15
"""The least value of what is cut though it was refused as a whole: letters, too, are cut into what looks a little like digits."""
SLIM = 4
"""What is narrower than high needs parts better by this power of its width in heights: a 4 is two 1s for many a network."""

Cut = tuple[tuple[Part, Prediction], ...]


def is_sure(whole: Prediction) -> bool:
    """Whether a whole needs no second look."""
    return whole.verdict == "digit" and whole.confidence * whole.score >= SURE


def best_cut(whole: Prediction, box: Box, parts: Sequence[Part], said: Sequence[Prediction]) -> Cut | None:
    """The parts of the best way to cut a whole, from left to right, each with its prediction; None where it is one digit."""
    last = max((part.end for part in parts), default=0)
    ways: dict[int, tuple[float, Cut]] = {0: (1.0, ())}
    for end in range(1, last + 1):
        for part, prediction in zip(parts, said, strict=True):
            if part.end != end or part.start not in ways or prediction.verdict != "digit":
                continue
            value, before = ways[part.start]
            if before and before[-1][1].digit == prediction.digit == 1:
                continue  # strokes that stand side by side don't touch: those of a W, an m, a u do
            value *= value_of(prediction, part.box)
            if end not in ways or value > ways[end][0]:
                ways[end] = value, (*before, (part, prediction))
    value, cut = ways.get(last, (0.0, ()))
    one = whole.confidence * whole.score
    slim = min(1.0, box.width / box.height) ** SLIM
    good = value * slim * DOUBT > one if whole.verdict == "digit" else value > one and value * slim >= LEAST
    return cut if good and len(cut) > 1 else None


def value_of(prediction: Prediction, box: Box) -> float:
    """How good a part is as a digit."""
    ratio = box.width / box.height
    off = max(0.0, ratio - WIDE_ONE) if prediction.digit == 1 else max(0.0, NARROW - ratio)
    return prediction.confidence * prediction.score * exp(-TOO_NARROW * off)
