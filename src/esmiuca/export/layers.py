"""The network as data: what each layer is, what it reads, what shape it gives. The manifest's `layers`.

The deck's list, LAYERS, is the only place where its exported results get their names; the graph, the manifest and
through it every reader are made from it. Any other sequence of these operations is exported the same way.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

Operation = Literal["conv2d", "relu", "max_pool2d", "flatten", "linear", "unflatten", "upsample2d", "clamp"]
INPUT = "image"
OUTPUT = "logits"
PICTURE = (1, 28, 28)  # the deck's input, MNIST's pictures: (C, H, W)


@dataclass(frozen=True)
class Layer:
    """One named result of the network; shapes are without the batch axis."""

    name: str
    op: Operation
    input: str
    shape: tuple[int, ...]
    meaning: str
    module: str | None = None  # of the PyTorch model, where the layer has weights
    kernel_size: int | None = None
    stride: int | None = None
    padding: int | None = None
    scale_factor: int | None = None

    def as_manifest(self) -> dict[str, Any]:
        entry = {key: value for key, value in asdict(self).items() if value is not None and key != "module"}
        if self.module is not None:
            entry |= {"weight": f"{self.module}.weight", "bias": f"{self.module}.bias"}
        return entry


LAYERS = (
    Layer(
        "conv1", "conv2d", INPUT, (32, 26, 26), "32 kernels of 3×3 slide over the picture", "conv1", 3, 1, 0
    ),
    Layer("conv1_relu", "relu", "conv1", (32, 26, 26), "negative values become zero"),
    Layer(
        "conv2",
        "conv2d",
        "conv1_relu",
        (64, 24, 24),
        "64 kernels of 32×3×3 slide over the maps",
        "conv2",
        3,
        1,
        0,
    ),
    Layer("conv2_relu", "relu", "conv2", (64, 24, 24), "negative values become zero"),
    Layer("pool", "max_pool2d", "conv2_relu", (64, 12, 12), "the largest of each 2×2 window", None, 2, 2, 0),
    Layer("flatten", "flatten", "pool", (9216,), "all maps in one vector: channel, row, column"),
    Layer("fc1", "linear", "flatten", (128,), "128 weighted sums of all 9,216 values", "fc1"),
    Layer("fc1_relu", "relu", "fc1", (128,), "negative values become zero"),
    Layer(OUTPUT, "linear", "fc1_relu", (10,), "one score for each digit, before softmax", "fc2"),
)


@dataclass(frozen=True)
class Network:
    """What export needs to know of a network besides its weights: a sequence of layers on what it is given."""

    name: str
    title: str
    layers: tuple[Layer, ...]
    input_shape: tuple[int, ...] = PICTURE  # (C, H, W) of a picture
    input: str = INPUT

    @property
    def output(self) -> str:
        """The last result; of a classifier, one score a class."""
        return self.layers[-1].name


DECK = Network("digits", "The deck's CNN, trained on MNIST", LAYERS)
