"""Both networks as data, for the manifests and the graphs.

Their names are those of the models' `results`, as tests/export/test_gan.py makes sure.
"""

from __future__ import annotations

from math import prod

from esmiuca.export.layers import INPUT, PICTURE, Layer, Network
from esmiuca.models.gan import (
    CLASSES,
    DISCRIMINATOR_KERNELS,
    DISCRIMINATOR_WIDTHS,
    GENERATOR_WIDTHS,
    NOISE,
    SEED_MAPS,
    SEED_SIDE,
)

WISH = "wish"
NEGATIVE = "negative values become zero"


def generator_layers() -> tuple[Layer, ...]:
    """Small maps made of the noise, doubled and convolved twice, then one map: the picture."""
    channels, side = SEED_MAPS, SEED_SIDE
    size = channels * side * side
    meaning = f"{size:,} weighted sums of the noise and the digit wanted"
    layers = [
        Layer("fc", "linear", WISH, (size,), meaning, "fc"),
        Layer("fc_relu", "relu", "fc", (size,), NEGATIVE),
        Layer("maps", "unflatten", "fc_relu", (channels, side, side), "the vector laid out as maps"),
    ]
    for number, width in enumerate(GENERATOR_WIDTHS, 1):
        side *= 2
        double, conv = f"upsample{number}", f"conv{number}"
        meaning = f"{width} kernels of {channels}×3×3 slide over the maps, padded by 1"
        layers += [
            Layer(
                double,
                "upsample2d",
                layers[-1].name,
                (channels, side, side),
                "each value becomes a 2×2 square",
                scale_factor=2,
            ),
            Layer(conv, "conv2d", double, (width, side, side), meaning, conv, 3, 1, 1),
            Layer(f"{conv}_relu", "relu", conv, (width, side, side), NEGATIVE),
        ]
        channels = width
    last = f"conv{len(GENERATOR_WIDTHS) + 1}"
    meaning = f"one kernel of {channels}×3×3 slides over the maps, padded by 1"
    return (
        *layers,
        Layer(last, "conv2d", layers[-1].name, PICTURE, meaning, last, 3, 1, 1),
        Layer("picture", "clamp", last, PICTURE, "no darker than 0, no brighter than 1"),
    )


def discriminator_layers() -> tuple[Layer, ...]:
    """Convolutions that halve the picture, then one dense layer."""
    layers: list[Layer] = []
    before, channels, side = INPUT, *PICTURE[:2]
    for number, (width, size) in enumerate(zip(DISCRIMINATOR_WIDTHS, DISCRIMINATOR_KERNELS, strict=True), 1):
        side = (side + 2 - size) // 2 + 1
        conv = f"conv{number}"
        meaning = f"{width} kernels of {channels}×{size}×{size} slide over it by two, padded by 1"
        layers += [
            Layer(conv, "conv2d", before, (width, side, side), meaning, conv, size, 2, 1),
            Layer(f"{conv}_relu", "relu", conv, (width, side, side), NEGATIVE),
        ]
        before, channels = f"{conv}_relu", width
    flat = prod(layers[-1].shape)
    return (
        *layers,
        Layer("flatten", "flatten", before, (flat,), "all maps in one vector: channel, row, column"),
        Layer("scores", "linear", "flatten", (CLASSES,), "how real as each of the digits", "fc"),
    )


GENERATOR = Network("generator", "A generator of digits", generator_layers(), (NOISE + CLASSES,), input=WISH)
DISCRIMINATOR = Network("discriminator", "Its discriminator", discriminator_layers())
