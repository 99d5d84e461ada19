"""A second, different network, for the tests that show that layers are data.

What the deck's network has not: 5×5 kernels, stride, padding, a third convolution, overlapping pooling windows that
reach outside the map, ReLU after pooling, a single dense layer.
"""

from __future__ import annotations

from jaxtyping import Float
from torch import Tensor, nn

from esmiuca.export.layers import Layer, Network

LAYERS = (
    Layer(
        "edges", "conv2d", "image", (6, 14, 14), "6 kernels of 5×5 in steps of two pixels", "edges", 5, 2, 2
    ),
    Layer("edges_relu", "relu", "edges", (6, 14, 14), "negative values become zero"),
    Layer("parts", "conv2d", "edges_relu", (8, 14, 14), "8 kernels of 6×3×3, padded", "parts", 3, 1, 1),
    Layer(
        "pool", "max_pool2d", "parts", (8, 7, 7), "the largest of each overlapping 3×3 window", None, 3, 2, 1
    ),
    Layer("pool_relu", "relu", "pool", (8, 7, 7), "negative values become zero"),
    Layer("shapes", "conv2d", "pool_relu", (10, 5, 5), "10 kernels of 8×3×3", "shapes", 3, 1, 0),
    Layer("shapes_relu", "relu", "shapes", (10, 5, 5), "negative values become zero"),
    Layer("vector", "flatten", "shapes_relu", (250,), "all maps in one vector: channel, row, column"),
    Layer("scores", "linear", "vector", (10,), "one score for each digit, before softmax", "dense"),
)
SMALL = Network("small", "A small network that the tests take apart", LAYERS)


class SmallCNN(nn.Module):
    """28×28 pixels in, ten logits out; 3,836 parameters."""

    def __init__(self) -> None:
        super().__init__()
        self.edges = nn.Conv2d(1, 6, kernel_size=5, stride=2, padding=2)
        self.parts = nn.Conv2d(6, 8, kernel_size=3, padding=1)
        self.shapes = nn.Conv2d(8, 10, kernel_size=3)
        self.dense = nn.Linear(10 * 5 * 5, 10)
        self.relu = nn.ReLU()
        self.pool = nn.MaxPool2d(3, stride=2, padding=1)

    def forward(self, x: Float[Tensor, "N 1 28 28"]) -> Float[Tensor, "N 10"]:
        """Logits for pictures with values from 0 (background) to 1 (ink)."""
        return self.results(x)["scores"]

    def results(self, x: Float[Tensor, "N 1 28 28"]) -> dict[str, Tensor]:
        """Every result by its name."""
        edges = self.edges(x)  # (N, 6, 14, 14)
        edges_relu = self.relu(edges)
        parts = self.parts(edges_relu)  # (N, 8, 14, 14)
        pool = self.pool(parts)  # (N, 8, 7, 7)
        pool_relu = self.relu(pool)
        shapes = self.shapes(pool_relu)  # (N, 10, 5, 5)
        shapes_relu = self.relu(shapes)
        vector = shapes_relu.flatten(1)  # (N, 250)
        return {
            "edges": edges,
            "edges_relu": edges_relu,
            "parts": parts,
            "pool": pool,
            "pool_relu": pool_relu,
            "shapes": shapes,
            "shapes_relu": shapes_relu,
            "vector": vector,
            "scores": self.dense(vector),  # (N, 10)
        }
