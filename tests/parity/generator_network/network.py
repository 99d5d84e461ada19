"""A small generator, for the tests of the layers that make pictures: unflatten, upsampling by two and by three, clamp."""

from __future__ import annotations

from jaxtyping import Float
from torch import Tensor, nn

from esmiuca.export.layers import Layer, Network

NOISE = 6
CLASSES = 3

LAYERS = (
    Layer("dense", "linear", "wish", (30,), "30 weighted sums of the noise and the digit wanted", "dense"),
    Layer("dense_relu", "relu", "dense", (30,), "negative values become zero"),
    Layer("maps", "unflatten", "dense_relu", (5, 2, 3), "the vector laid out as maps"),
    Layer("larger", "upsample2d", "maps", (5, 6, 9), "each value becomes a 3×3 square", scale_factor=3),
    Layer("parts", "conv2d", "larger", (4, 6, 9), "4 kernels of 5×3×3, padded by 1", "parts", 3, 1, 1),
    Layer("parts_relu", "relu", "parts", (4, 6, 9), "negative values become zero"),
    Layer(
        "largest", "upsample2d", "parts_relu", (4, 12, 18), "each value becomes a 2×2 square", scale_factor=2
    ),
    Layer("whole", "conv2d", "largest", (1, 12, 18), "one kernel of 4×3×3, padded by 1", "whole", 3, 1, 1),
    Layer("picture", "clamp", "whole", (1, 12, 18), "no darker than 0, no brighter than 1"),
)
SMALL_GENERATOR = Network(
    "generator_network", "A small generator that the tests take apart", LAYERS, (NOISE + CLASSES,), "wish"
)


class SmallGenerator(nn.Module):
    """6 numbers of noise and one of three classes in, 12×18 pixels out."""

    def __init__(self) -> None:
        super().__init__()
        self.dense = nn.Linear(NOISE + CLASSES, 30)
        self.parts = nn.Conv2d(5, 4, kernel_size=3, padding=1)
        self.whole = nn.Conv2d(4, 1, kernel_size=3, padding=1)
        # Large enough that pixels fall below 0 and above 1.
        nn.init.normal_(self.whole.weight, mean=0.5, std=3.0)

    def results(self, wished: Float[Tensor, "N 9"]) -> dict[str, Tensor]:
        """Every layer's result by its name in the manifest."""
        dense = self.dense(wished)  # (N, 30)
        dense_relu = dense.relu()
        maps = dense_relu.view(-1, 5, 2, 3)  # (N, 5, 2, 3)
        larger = nn.functional.interpolate(maps, scale_factor=3)  # (N, 5, 6, 9)
        parts = self.parts(larger)  # (N, 4, 6, 9)
        parts_relu = parts.relu()
        largest = nn.functional.interpolate(parts_relu, scale_factor=2)  # (N, 4, 12, 18)
        whole = self.whole(largest)  # (N, 1, 12, 18)
        return {
            "dense": dense,
            "dense_relu": dense_relu,
            "maps": maps,
            "larger": larger,
            "parts": parts,
            "parts_relu": parts_relu,
            "largest": largest,
            "whole": whole,
            "picture": whole.clamp(0, 1),
        }
