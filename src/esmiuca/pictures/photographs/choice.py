"""What a photograph is made of, by name, and what goes together how often."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from esmiuca.pictures.photographs.camera import DAMAGES
from esmiuca.pictures.photographs.lights import LIGHTS
from esmiuca.pictures.photographs.papers import PAPERS
from esmiuca.pictures.photographs.places import ADDED

DESKS = ("desk", "light desk")
FILES = ("half-transparent", "transparent margin", "strokes alone", "16 bits")
PLACES = ("sheet", *DESKS, "perspective", "turned", *ADDED)
FLAT = "plain"  # of a paper and of a light: one even colour, as a screen's drawing has

PEN_SHARES = {"ballpoint": 4.0, "gel": 2.0, "pencil": 2.5, "felt": 2.0, "marker": 1.5, "crayon": 0.5}
PAPER_SHARES = dict.fromkeys(PAPERS, 1.0) | {"white": 4.0, "squared": 2.0, "ruled": 2.0, "screen": 0.5}
PAPER_SHARES |= {"dark screen": 0.3, "margin": 0.5, FLAT: 0.0, "scan": 0.0}
LIGHT_SHARES = dict.fromkeys(LIGHTS, 1.0) | {"even": 3.0, "gradient": 2.0, "soft shadow": 2.0}
PLACE_SHARES = dict.fromkeys(PLACES, 1.0) | {"sheet": 6.0, "desk": 2.0, "dot above": 0.5, "light desk": 0.5}
DAMAGE_SHARES = dict.fromkeys(DAMAGES, 1.0) | {"jpeg": 2.0, "all": 3.0}


@dataclass(frozen=True)
class Choice:
    """Names of PENS, PAPERS, LIGHTS, PLACES, DAMAGES and FILES (or "photograph"); `hue`: nothing but the hue differs."""

    pen: str = "gel"
    paper: str = "white"
    light: str = "even"
    place: str = "sheet"
    damage: str = "none"
    file: str = "photograph"
    hue: bool = False

    def kinds(self) -> dict[str, str]:
        """What it is made of, by name."""
        return {field.name: str(getattr(self, field.name)) for field in fields(self)}


def any_choice(generator: np.random.Generator, **fixed: Any) -> Choice:
    """Whatever goes together, each as often as one meets it."""

    def one(names: dict[str, float]) -> str:
        shares = np.array(list(names.values()))
        return str(generator.choice(list(names), p=shares / shares.sum()))

    paper_name = fixed.get("paper") or one(PAPER_SHARES)
    own = {"blackboard": "chalk", "screen": "screen", "dark screen": "screen"}
    pens = {"felt": 1.0, "marker": 2.0} if paper_name == "whiteboard" else PEN_SHARES
    if paper_name == "kraft":
        pens = {"felt": 1.0, "marker": 1.0, "gel": 1.0}
    chosen = Choice(
        pen=own.get(paper_name) or one(pens),
        paper=paper_name,
        light=one(LIGHT_SHARES),
        place=one(PLACE_SHARES),
        damage=one(DAMAGE_SHARES),
    )
    return replace(chosen, **fixed)
