"""What each step of the preprocessing does for the shipped network, which reads without it; nothing is retrained.

Images held out of the 60,000 lie on a sheet as large as the page's, each of some size and somewhere. The test images and
the real pens are not looked at. Part of `make ablation`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from jaxtyping import Float, UInt8
from PIL import Image

from esmiuca import Detector
from esmiuca.data import Dataset, split_validation
from esmiuca.evaluation.pens import SHEET
from esmiuca.images.normalize import centre_by_mass, crop_to_ink, normalize_ink
from esmiuca.images.resample import resample
from esmiuca.images.settings import Preprocessing
from esmiuca.inference.manifest import MANIFEST_NAME

SEED = 31_337
SIZES = (0.35, 1.0)  # of the sheet: the side of the square that holds an image

Ink = Float[np.ndarray, "H W"]
Seen = UInt8[np.ndarray, "28 28"]


def on_sheet(image: Seen, chance: np.random.Generator) -> Ink:
    """The image's ink in 0–1 on an empty sheet."""
    side = round(SHEET * chance.uniform(*SIZES))
    top, left = chance.integers(SHEET - side + 1, size=2)
    sheet = np.zeros((SHEET, SHEET))
    larger = Image.fromarray(image).resize((side, side), Image.Resampling.BICUBIC)
    sheet[top : top + side, left : left + side] = np.asarray(larger) / 255
    return sheet


def grey(ink: Ink) -> Seen:
    return np.floor(np.clip(ink, 0, 1) * 255 + 0.5).astype(np.uint8)


def without_crop(ink: Ink, settings: Preprocessing) -> Seen:
    """The whole sheet made as small as the network's picture."""
    return grey(resample(ink, settings.canvas, settings.canvas))


def stretched(ink: Ink, settings: Preprocessing) -> Seen:
    """As wide as high, whatever it was."""
    crop = crop_to_ink(ink, settings.crop_threshold)
    assert crop is not None  # every image has ink
    return grey(centre_by_mass(resample(crop, settings.box, settings.box), settings.canvas))


def without_box(ink: Ink, settings: Preprocessing) -> Seen:
    """As large as the picture, with no margin."""
    return usual(ink, replace(settings, box=settings.canvas))


def centred_by_box(ink: Ink, settings: Preprocessing) -> Seen:
    """The box's middle in the picture's, not the centre of mass."""
    seen = usual(ink, settings)
    own = crop_to_ink(seen, 0)
    assert own is not None
    top, left = ((settings.canvas - side) // 2 for side in own.shape)
    result = np.zeros_like(seen)
    result[top : top + own.shape[0], left : left + own.shape[1]] = own
    return result


def usual(ink: Ink, settings: Preprocessing) -> Seen:
    seen = normalize_ink(ink, settings)
    assert seen is not None
    return seen


WAYS: dict[str, tuple[str, Callable[[Ink, Preprocessing], Seen]]] = {
    "whole": ("as it is", usual),
    "no-crop": ("not cut out: the whole sheet made small", without_crop),
    "no-proportions": ("stretched into the box", stretched),
    "no-margin": ("as large as the picture", without_box),
    "no-mass": ("the box in the middle, not the centre of mass", centred_by_box),
}


def preprocessing(train: Dataset) -> dict[str, Any]:
    """How many of the sheets are read right each way, and the standard error of the difference to the usual one."""
    detector = Detector()
    config = json.loads((detector.folder / MANIFEST_NAME).read_text(encoding="utf-8"))["training"]["config"]
    _, held_out = split_validation(train, config["validation_size"], config["seed"])
    chance = np.random.default_rng(SEED)
    sheets = [on_sheet(image, chance) for image in held_out.images]
    settings = detector.manifest.preprocessing
    right = {
        name: detector.logits(np.stack([way(sheet, settings) for sheet in sheets])).argmax(1)
        == held_out.labels
        for name, (_, way) in WAYS.items()
    }
    rows = []
    for name, (what, _) in WAYS.items():
        change = right[name].astype(float) - right["whole"]
        rows.append(
            {
                "name": name,
                "what": what,
                "right": float(right[name].mean()),
                "standard_error": float(change.std() / len(change) ** 0.5),
            }
        )
    return {"sheets": len(sheets), "ways": rows}
