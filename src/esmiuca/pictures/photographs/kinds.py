"""Kinds of pictures that people bring: what each holds fast, while everything else varies a little."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from esmiuca.pictures.photographs.choice import FLAT, PLACES, any_choice
from esmiuca.pictures.photographs.photograph import Photograph, photograph

MILD = {"place": "sheet", "light": "even", "paper": "white"}
"""What is usual: a sheet of white paper in even light."""
DRAWN = {"place": "sheet", "light": FLAT, "paper": FLAT, "damage": "none", "pen": "screen"}
"""Nothing but the ink on one even colour."""


@dataclass(frozen=True)
class Kind:
    """`fixed` are fields of Choice; `length` how many digits there are, at least and at most."""

    fixed: dict[str, Any] = field(default_factory=dict)
    length: tuple[int, int] = (1, 1)
    comma: bool = False
    small: bool = False
    side: tuple[int, int] | None = None

    @property
    def number(self) -> bool:
        """Whether it is read as a number."""
        return self.length != (1, 1)


def mild(**fixed: Any) -> Kind:
    return Kind(MILD | fixed)


def drawn(**fixed: Any) -> Kind:
    return Kind(DRAWN | fixed)


def several(kind: Kind, low: int = 2, high: int = 6, **more: Any) -> Kind:
    return Kind(kind.fixed, (low, high), small=kind.small, side=kind.side, **more)


KINDS: dict[str, Kind] = {
    "drawn": drawn(),
    "white paper": mild(),
    **{
        f"{name} paper": mild(paper=name)
        for name in ("squared", "ruled", "dotted", "kraft", "rough", "tinted")
    },
    "margin line": mild(paper="margin"),
    "underline": mild(paper="underline"),
    "form box": mild(paper="form"),
    "bleed-through": mild(paper="bleed-through"),
    "folded": mild(paper="folded"),
    "whiteboard": mild(paper="whiteboard"),
    "blackboard": mild(paper="blackboard"),
    "screen": mild(paper="screen"),
    "ballpoint": mild(pen="ballpoint"),
    "pencil": mild(pen="pencil"),
    **{name: mild(light=name) for name in ("gradient", "soft shadow", "hard shadow", "vignette", "flash")},
    "low light": mild(light="low"),
    **{name: mild(place=name) for name in PLACES if name != "sheet"},
    "drawn, shadow at an edge": drawn(light="hard shadow"),
    **{
        f"drawn, {name}": drawn(place=name) for name in ("frame", "desk", "specks", "edge marks", "dot above")
    },
    "hue alone": drawn(hue=True),
    "16 bits": drawn(file="16 bits"),
    "transparent margin": drawn(file="transparent margin"),
    "half-transparent": drawn(file="half-transparent"),
    "strokes alone": drawn(file="strokes alone"),
    "small scan": Kind(MILD | {"paper": "scan", "light": FLAT, "pen": "soft pencil"}, small=True),
    "120 pixels": Kind(MILD, side=(120, 120)),
    "3000 pixels": Kind(MILD, side=(2000, 3000)),
    "mixed": Kind(),
    "number, drawn": several(drawn()),
    "number, white paper": several(mild()),
    "number in a form": several(drawn(paper="form", pen="gel")),
    "number on squared paper": several(mild(paper="squared")),
    "number on ruled paper": several(mild(paper="ruled")),
    "number on a desk": several(mild(place="desk", pen="ballpoint")),
    "number in a shadow": several(mild(light="soft shadow")),
    "number, turned": several(mild(place="turned")),
    "number, dot above": several(drawn(place="dot above")),
    "number, edge marks": several(drawn(place="edge marks")),
    "number, half-transparent": several(drawn(file="half-transparent"), 1, 4),
    "number with a comma": several(drawn(), 2, 4, comma=True),
    "number, mixed": several(Kind()),
}


def make(
    kind: Kind, generator: np.random.Generator, *, held_out: bool = False, digit: int | None = None
) -> Photograph:
    """One picture of the kind; `digit` says what is written where it is one digit."""
    length = int(generator.integers(kind.length[0], kind.length[1] + 1))
    text = "".join(str(value) for value in generator.integers(0, 10, length))
    if digit is not None and length == 1:
        text = str(digit)
    if kind.comma:
        at = int(generator.integers(1, length))
        text = f"{text[:at]},{text[at:]}"
    choice = any_choice(generator, **kind.fixed)
    side = int(generator.integers(kind.side[0], kind.side[1] + 1)) if kind.side else None
    return photograph(text, choice, generator, held_out=held_out, side=side, small=kind.small)
