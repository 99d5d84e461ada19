"""The laboratories' networks as data: the layers of the perceptrons and of the VGG, for the manifest and the graph.

Their names are those of the models' `results`, as tests/export/test_networks.py makes sure.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

from esmiuca.export.layers import INPUT, LAYERS, OUTPUT, PICTURE, Layer
from esmiuca.models.mlp import BIG, SMALL
from esmiuca.models.vgg import CLASSES, DENSE, FIRST_PADDING, WIDTHS

NEGATIVE = "negative values become zero"
SCORES = "one score for each class, before softmax"


def mlp_layers(hidden: Sequence[int]) -> tuple[Layer, ...]:
    """A perceptron: the picture as a vector, dense layers with ReLU between them."""
    size = prod(PICTURE)
    layers = [Layer("flatten", "flatten", INPUT, (size,), "all pixels in one vector: row, column")]
    for index, width in enumerate(hidden, 1):
        meaning = f"{width:,} weighted sums of all {size:,} values"
        layers += [
            Layer(f"fc{index}", "linear", layers[-1].name, (width,), meaning, f"fc{index}"),
            Layer(f"fc{index}_relu", "relu", f"fc{index}", (width,), NEGATIVE),
        ]
        size = width
    scores = Layer(OUTPUT, "linear", layers[-1].name, (CLASSES,), SCORES, f"fc{len(hidden) + 1}")
    return (*layers, scores)


def vgg_layers(widths: Sequence[int]) -> tuple[Layer, ...]:
    """Blocks of two padded 3×3 convolutions and a 2×2 pooling, then two dense layers."""
    layers: list[Layer] = []
    before, channels, side = INPUT, *PICTURE[:2]
    for number, width in enumerate(widths, 1):
        for index in (1, 2):
            padding = FIRST_PADDING if before == INPUT else 1
            side += 2 * (padding - 1)
            conv, relu = f"block{number}_conv{index}", f"block{number}_relu{index}"
            meaning = f"{width} kernels of {channels}×3×3 slide over the maps, padded by {padding}"
            shape = (width, side, side)
            layers += [
                Layer(conv, "conv2d", before, shape, meaning, f"block{number}.conv{index}", 3, 1, padding),
                Layer(relu, "relu", conv, shape, NEGATIVE),
            ]
            before, channels = relu, width
        side //= 2
        pool = f"block{number}_pool"
        meaning = "the largest of each 2×2 window"
        layers.append(Layer(pool, "max_pool2d", before, (channels, side, side), meaning, None, 2, 2, 0))
        before = pool
    size = channels * side * side
    return (
        *layers,
        Layer("flatten", "flatten", before, (size,), "all maps in one vector: channel, row, column"),
        Layer("fc1", "linear", "flatten", (DENSE,), f"{DENSE} weighted sums of all {size:,} values", "fc1"),
        Layer("fc1_relu", "relu", "fc1", (DENSE,), NEGATIVE),
        Layer(OUTPUT, "linear", "fc1_relu", (CLASSES,), SCORES, "fc2"),
    )


LAYERS_OF = {
    "cnn": LAYERS,
    "mlp": mlp_layers(BIG),
    "small-mlp": mlp_layers(SMALL),
    "vgg": vgg_layers(WIDTHS),
}
"""By the names that `esmiuca train --network` knows."""
