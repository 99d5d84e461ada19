"""How training pictures are varied."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from esmiuca.errors import InputError
from esmiuca.settings.base import Settings, setting

MOST = 360  # of what is an angle or a length
MOST_ADDED = 10  # pictures that are added, for each of MNIST's


def share(explanation: str) -> object:
    """Of all pictures."""
    return setting(explanation, "share", ge=0, le=1)


def length(explanation: str) -> object:
    """In pixels of the 28×28 picture."""
    return setting(explanation, "pixels", ge=0, le=MOST)


def amount(explanation: str) -> object:
    """A number without a unit."""
    return setting(explanation, ge=0, le=MOST)


def added(explanation: str) -> object:
    """As a share of MNIST's pictures."""
    return setting(explanation, ge=0, le=MOST_ADDED)


class AugmentationConfig(Settings):
    """How training pictures are varied; each field may be asked for by `esmiuca train --vary NAME=VALUE`.

    People turn, slant and stretch their digits more than MNIST's writers did, and draw with pens of any width.
    """

    plain: Annotated[float, share("Fed as MNIST has it.")] = 0.15
    rotation: Annotated[float, setting("Turned by up to this much.", "degrees", ge=0, le=MOST)] = 14.0
    shear: Annotated[float, amount("Slanted by up to this much, as x per y.")] = 0.30
    aspect: Annotated[float, amount("Stretched by up to this much, as ln(width / height).")] = 0.30
    scale: Annotated[float, amount("Resized by up to this share after it was fitted into its box.")] = 0.08
    shift: Annotated[float, length("Shifted by up to this much.")] = 1.0
    free: Annotated[
        float, share("Not fitted: any size, twice as turned, up to free_shift off the centre.")
    ] = 0.12
    free_shift: Annotated[float, length("How far off the centre those are that are not fitted.")] = 4.0
    elastic: Annotated[float, length("Largest displacement of the elastic field.")] = 1.4
    repen: Annotated[float, share("Strokes grow or shrink by up to about `thickness`.")] = 0.3
    thickness: Annotated[float, length("By how much strokes grow or shrink.")] = 1.6
    redraw: Annotated[
        float, share("Drawn again along the skeleton by a pen from `thinnest` to `thickest`.")
    ] = 0.3
    thinnest: Annotated[float, length("The thinnest pen that draws again.")] = 0.5
    thickest: Annotated[float, length("The thickest pen that draws again.")] = 4.8
    pressure: Annotated[
        float, share("How much a pen's half-width may vary along the stroke, until it breaks.")
    ] = 0.7
    hollow: Annotated[float, share("Of those with changed strokes: only the outline.")] = 0.12
    contrast: Annotated[float, amount("Edges up to this much crisper.")] = 1.0
    coarse: Annotated[float, share("Scanned with few pixels, half of them black and white only.")] = 0.06
    damage: Annotated[float, share("Spoilt by grain, blur, scratches, …, see pictures/damage.py.")] = 0.16
    synthetic: Annotated[
        float, added("Digits drawn by program, as a share of MNIST's, see pictures/strokes.py.")
    ] = 0.25
    marked: Annotated[
        float,
        added("MNIST's own 1s with a flag and 7s crossed, as a share of MNIST's, see pictures/marks.py."),
    ] = 0.12
    # None unless asked for: not every machine has that file, or those fonts.
    pens: Annotated[
        float,
        added("Digits of people with pens, written again, as a share of MNIST's, see pictures/written.py."),
    ] = 0.0
    printed: Annotated[
        float,
        added("Digits of this machine's fonts, as a share of MNIST's, see pictures/printed.py."),
    ] = 0.0
    # Where none is asked for: they take minutes to make.
    photographs: Annotated[
        float,
        added(
            "Digits on photographs made by program, as the preprocessing leaves them, as a share of MNIST's, see "
            "pictures/photographs/."
        ),
    ] = 0.0
    nondigits: Annotated[
        float, added("What is not a digit, as a share of MNIST's, see pictures/nondigits.py.")
    ] = 0.26

    @staticmethod
    def varied(changes: Iterable[str]) -> AugmentationConfig:
        """The usual one but for `changes`, each NAME=VALUE; raises InputError where there is no such field or number."""
        names = list(AugmentationConfig.model_fields)
        values = {}
        for change in changes:
            name, _, value = change.partition("=")
            try:
                if name not in names:
                    raise ValueError(f"{name!r} is no field of it")
                values[name] = float(value)
            except ValueError as error:
                raise InputError(
                    f"--vary {change} can't be used ({error}); give NAME=NUMBER with one of {', '.join(names)}."
                ) from error
        return AugmentationConfig(**values)
