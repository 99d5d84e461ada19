"""The numbers of the preprocessing. The manifest carries them, so that the page uses the same ones."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Preprocessing:
    """How a picture becomes what the network sees.

    Box, canvas and centre of mass are MNIST's own (http://yann.lecun.com/exdb/mnist: "the images were
    centered in a 28x28 image by computing the center of mass of the pixels"); the others make a drawing or a
    photo comparable.
    """

    box: int = 20
    """Pixels: the longer side of the ink after scaling."""
    canvas: int = 28
    """Pixels: the side of the picture that the network sees."""
    crop_threshold: float = 0.1
    """Ink (0–1) above which a pixel counts as drawn."""
    min_contrast: float = 0.1
    """Luminance (0–1): a picture with less between its darkest and lightest pixel is blank."""
    working_size: int = 256
    """Pixels: a longer picture is reduced to this before its ink is looked for."""
    flat_background: float = 0.1
    """Fraction of the contrast by which the border may vary and still be one even background."""
