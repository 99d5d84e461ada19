"""A third network for the tests, for padding: five blocks of padded 3×3 kernels and 2×2 pooling, as VGGNet has them.

What the other two have not: a first convolution padded by as much as its kernel, so that whole windows lie outside the
picture and the map is larger than what it looks at, and maps of one value at the end.
"""

from __future__ import annotations

from itertools import pairwise

from jaxtyping import Float
from torch import Tensor, nn

from esmiuca.export.layers import Layer, Network

MAPS = (1, 4, 6, 8, 10, 12)  # the picture's, then each block's
SIDE = 32  # of the first block's maps: 28 + 2·3 − 3 + 1
PADDINGS = (3, 1, 1, 1, 1)


def layers() -> tuple[Layer, ...]:
    """Convolution, ReLU and pooling of each block, and one dense layer."""
    result: list[Layer] = []
    before, side = "image", SIDE
    for block, ((channels, maps), padding) in enumerate(zip(pairwise(MAPS), PADDINGS, strict=True), 1):
        conv, relu, pool = f"block{block}", f"block{block}_relu", f"pool{block}"
        words = f"{maps} kernels of {channels}×3×3, padded by {padding}"
        result.append(Layer(conv, "conv2d", before, (maps, side, side), words, conv, 3, 1, padding))
        result.append(Layer(relu, "relu", conv, (maps, side, side), "negative values become zero"))
        before, side = pool, side // 2
        result.append(
            Layer(
                pool, "max_pool2d", relu, (maps, side, side), "the largest of each 2×2 window", None, 2, 2, 0
            )
        )
    words = "all maps in one vector: channel, row, column"
    result.append(Layer("vector", "flatten", before, (MAPS[-1],), words))
    words = "one score for each digit, before softmax"
    return *result, Layer("scores", "linear", "vector", (10,), words, "dense")


LAYERS = layers()
PADDED = Network("padded", "A padded network that the tests take apart", LAYERS)


class PaddedCNN(nn.Module):
    """28×28 pixels in, ten logits out; 2,654 parameters."""

    def __init__(self) -> None:
        super().__init__()
        for block, ((channels, maps), padding) in enumerate(zip(pairwise(MAPS), PADDINGS, strict=True), 1):
            self.add_module(f"block{block}", nn.Conv2d(channels, maps, kernel_size=3, padding=padding))
        self.dense = nn.Linear(MAPS[-1], 10)
        self.relu = nn.ReLU()
        self.pool = nn.MaxPool2d(2)

    def forward(self, x: Float[Tensor, "N 1 28 28"]) -> Float[Tensor, "N 10"]:
        """Logits for pictures with values from 0 (background) to 1 (ink)."""
        return self.results(x)["scores"]

    def results(self, x: Float[Tensor, "N 1 28 28"]) -> dict[str, Tensor]:
        """Every result by its name."""
        results: dict[str, Tensor] = {}
        for block in range(1, len(PADDINGS) + 1):
            conv = self.get_submodule(f"block{block}")(x)  # (N, maps, side, side): 32, 16, 8, 4, 2
            relu = self.relu(conv)
            x = self.pool(relu)  # half the side
            results |= {f"block{block}": conv, f"block{block}_relu": relu, f"pool{block}": x}
        vector = x.flatten(1)  # (N, 12)
        return results | {"vector": vector, "scores": self.dense(vector)}  # (N, 10)
