"""What the camera and the file do to it: out of focus, shaken, grainy, few pixels, JPEG."""

from __future__ import annotations

import io

import numpy as np
from jaxtyping import Float32, UInt8
from PIL import Image, ImageFilter

from esmiuca.pictures.photographs.noise import around, between, clouds

View = Float32[np.ndarray, "H W 3"]
Picture = UInt8[np.ndarray, "H W 3"]

DAMAGES = ("none", "blur", "shaken", "noise", "jpeg", "all")


def to_levels(view: View) -> Picture:
    return (np.clip(view, 0, 1) * 255 + 0.5).astype(np.uint8)


def unsharp(view: View, unit: float, generator: np.random.Generator) -> View:
    """Out of focus by up to a twentieth of a digit's height."""
    radius = unit * between(generator, 0.006, 0.028)
    soft = Image.fromarray(to_levels(view)).filter(ImageFilter.GaussianBlur(float(radius)))
    return np.asarray(soft, dtype=np.float32) / 255


def shaken(view: View, unit: float, generator: np.random.Generator) -> View:
    """Moved while it was taken."""
    steps = int(np.clip(round(unit * between(generator, 0.02, 0.07)), 2, 40))
    angle = between(generator, 0, np.pi)
    moves = [
        (round(np.sin(angle) * step), round(np.cos(angle) * step))
        for step in range(-(steps // 2), steps - steps // 2)
    ]
    pad = steps
    wide = np.pad(view, ((pad, pad), (pad, pad), (0, 0)), mode="edge")
    height, width = view.shape[:2]
    total = np.zeros_like(view)
    for y, x in moves:
        total += wide[pad + y : pad + y + height, pad + x : pad + x + width]
    return total / np.float32(len(moves))


def noise(view: View, generator: np.random.Generator) -> View:
    """Grain of the sensor, most of it of luminance, some of it in blobs, more where it is dark."""
    height, width = view.shape[:2]
    amount = around(generator, 0.006, 0.04)
    grey = generator.standard_normal((height, width, 1), dtype=np.float32)
    colour = generator.standard_normal((height, width, 3), dtype=np.float32)
    blobs = clouds((height, width), 2.5, generator)[..., None]
    return view + amount * (1.2 - 0.5 * view) * (0.7 * grey + 0.35 * colour + 0.6 * blobs)


def jpeg(picture: Picture, quality: int) -> Picture:
    """After a visit to JPEG."""
    buffer = io.BytesIO()
    Image.fromarray(picture).save(buffer, "JPEG", quality=quality)
    return np.asarray(Image.open(buffer).convert("RGB"))


def taken(
    view: View, damage: str, unit: float, size: tuple[int, int], generator: np.random.Generator
) -> Picture:
    """The view as a file of `size` (height, width) holds it; `unit` is a digit's height in the view."""
    if damage in ("blur", "all"):
        view = unsharp(view, unit, generator)
    if damage == "shaken":
        view = shaken(view, unit, generator)
    picture = None
    if view.shape[:2] != size:
        larger = Image.fromarray(to_levels(view)).resize((size[1], size[0]), Image.Resampling.BICUBIC)
        picture = np.asarray(larger)
        view = picture.astype(np.float32) / 255
    if damage in ("noise", "all"):
        view, picture = noise(view, generator), None
    result = to_levels(view) if picture is None else picture
    return jpeg(result, int(generator.integers(30, 91))) if damage in ("jpeg", "all") else result
