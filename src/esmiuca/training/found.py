"""What a run learns from besides MNIST and its own drawings, which a machine may have or not: people's pens, and fonts.

A run that asks for it does not begin without it, so that a command gives the same on every machine; what was found stands in
its folder and in the manifest.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from esmiuca.data.fonts import Fonts, checksum, find_fonts
from esmiuca.data.pendigits import HELD_OUT_WRITERS, PENDIGITS, Pens, load_pens
from esmiuca.errors import CheckpointError, InputError
from esmiuca.settings.augmentation import AugmentationConfig
from esmiuca.settings.training import TrainingConfig

FOUND_NAME = "found.json"
SHARE_OF = {"pens": "pens", "fonts": "printed"}  # the setting that asks for each


@dataclass(frozen=True)
class Found:
    """What was found."""

    pens: Pens | None = None
    fonts: Fonts | None = None

    def record(self) -> dict[str, Any]:
        """What of it the run's folder and the manifest say."""
        pens = self.pens and {
            "title": PENDIGITS.title,
            "file": PENDIGITS.name,
            "sha256": PENDIGITS.checksum,
            "digits": len(self.pens.trained),
            "held_out_digits": len(self.pens.held_out),
            "held_out_writers": sorted(HELD_OUT_WRITERS, key=int),
        }
        fonts = self.fonts and {
            "families": self.fonts.families,
            "faces": len(self.fonts.trained),
            "held_out_families": sorted({face.family for face in self.fonts.held_out}),
            "sha256": checksum([*self.fonts.trained, *self.fonts.held_out]),
        }
        return {name: entry for name, entry in (("pens", pens), ("fonts", fonts)) if entry}


NOTHING = Found()


def find_for(config: TrainingConfig, pens: Path | None = None, fonts: Path | None = None) -> Found:
    """What a configuration asks for; raises DataError where it is nowhere, InputError where it is given and not asked for.

    Args:
        config: of the run.
        pens: the only file of people's digits to look at.
        fonts: the only folder of fonts to look in.
    """
    if not config.drawn:
        return NOTHING
    asked = config.augmentation
    for name, given, share in (("pens", pens, asked.pens), ("fonts", fonts, asked.printed)):
        if given is not None and not share:
            raise InputError(
                f"--{name} {given} is given, but nothing is to be learnt from it; add --vary {SHARE_OF[name]}=0.2, "
                "or leave it out."
            )
    return Found(load_pens(pens) if asked.pens else None, find_fonts(fonts) if asked.printed else None)


def require_found(augmentation: AugmentationConfig, found: Found) -> None:
    """Raises InputError where something that is asked for was not given."""
    if augmentation.pens and found.pens is None:
        raise InputError(f"pens={augmentation.pens} asks for people's digits, of which none were given.")
    if augmentation.printed and found.fonts is None:
        raise InputError(f"printed={augmentation.printed} asks for fonts, of which none were given.")


def write_found(folder: Path, found: Found) -> None:
    """Into a new run's folder, where there is anything to say."""
    path = folder / FOUND_NAME
    path.unlink(missing_ok=True)
    if found.record():
        path.write_text(json.dumps(found.record(), indent=2) + "\n", encoding="utf-8")


def read_found(folder: Path) -> dict[str, Any]:
    """What a run's folder says of it; raises CheckpointError where that can't be read."""
    path = folder / FOUND_NAME
    try:
        return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    except (OSError, ValueError) as error:
        raise CheckpointError(f"{path} can't be read ({error}); start a new run.") from error


def require_same(folder: Path, found: Found) -> None:
    """Raises CheckpointError where a run was begun with something else than it is to go on with."""
    begun, now = read_found(folder), found.record()
    for name in sorted(begun.keys() | now.keys()):
        if begun.get(name) != now.get(name):
            raise CheckpointError(
                f"{folder / FOUND_NAME} says that the run was begun with other {name} than there are now; give the same, "
                "or start a new run."
            )
