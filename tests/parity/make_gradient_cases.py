"""Writes the golden gradients of PyTorch's autograd: python tests/parity/make_gradient_cases.py

Each case is a small random network, a picture, and what autograd says: d output[unit] / d every result before it.
web/src/core/backward.ts is tested against them. Run it only when the cases change on purpose.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

FOLDER = Path(__file__).parent / "gradients"
SEED = 20240611
INPUT = "picture"
# PyTorch's initial weights let gradients shrink from layer to layer; these keep them well above the tolerance.
WEIGHT_SCALE = 2

# Name, shape of the picture, layers in order: odd sides, strides, paddings, overlapping windows, several channels.
NETWORKS: list[tuple[str, tuple[int, int, int], list[nn.Module]]] = [
    (
        "as-the-deck",
        (1, 12, 12),
        [
            nn.Conv2d(1, 3, 3),
            nn.ReLU(),
            nn.Conv2d(3, 4, 3),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Flatten(),
            nn.Linear(64, 6),
            nn.ReLU(),
            nn.Linear(6, 5),
        ],
    ),
    (
        "stride-and-padding",
        (2, 15, 11),
        [
            nn.Conv2d(2, 3, 5, stride=2, padding=2),
            nn.ReLU(),
            nn.Conv2d(3, 4, 3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(3, stride=2, padding=1),
            nn.Conv2d(4, 5, 3, stride=3, padding=2),
            nn.ReLU(),
            nn.Flatten(),
            nn.Linear(20, 4),
        ],
    ),
    (
        "left-over-rows",
        (3, 10, 13),
        [
            nn.Conv2d(3, 4, 2, stride=3),
            nn.MaxPool2d(2, stride=1),
            nn.ReLU(),
            nn.Flatten(),
            nn.Linear(24, 3),
        ],
    ),
    (
        # Whole windows of the first layer lie outside the picture.
        "padded-by-the-kernel",
        (1, 8, 6),
        [
            nn.Conv2d(1, 3, 3, padding=3),
            nn.ReLU(),
            nn.Conv2d(3, 4, 3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(4, 5, 3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Flatten(),
            nn.Linear(30, 4),
        ],
    ),
]

OPERATIONS = {
    nn.Conv2d: "conv2d",
    nn.ReLU: "relu",
    nn.MaxPool2d: "max_pool2d",
    nn.Flatten: "flatten",
    nn.Linear: "linear",
}


def packed(values: Tensor) -> str:
    """Base64 of the numbers as little-endian float32."""
    return base64.b64encode(values.detach().numpy().astype("<f4").tobytes()).decode()


def case(name: str, shape: tuple[int, int, int], modules: list[nn.Module]) -> dict[str, Any]:
    """One network run on one picture, with the gradients of one of its outputs."""
    picture = torch.rand(1, *shape).requires_grad_()
    layers: list[dict[str, Any]] = []
    weights: dict[str, Any] = {}
    results: dict[str, Tensor] = {INPUT: picture}
    with torch.no_grad():
        for parameter in nn.Sequential(*modules).parameters():
            parameter.mul_(WEIGHT_SCALE)
    before, result = INPUT, picture
    for number, module in enumerate(modules, 1):
        result = module(result)
        result.retain_grad()
        operation = OPERATIONS[type(module)]
        layer: dict[str, Any] = {"name": f"{operation}_{number}", "op": operation, "input": before}
        layer["shape"] = list(result.shape[1:])
        if isinstance(module, nn.Conv2d | nn.MaxPool2d):
            for size in ("kernel_size", "stride", "padding"):
                value = getattr(module, size)
                layer[size] = value[0] if isinstance(value, tuple) else value
        for part, values in module.named_parameters():
            layer[part] = f"{layer['name']}.{part}"
            weights[layer[part]] = {"shape": list(values.shape), "data": packed(values)}
        layers.append(layer)
        before = layer["name"]
        results[before] = result
    unit = int(result.argmax())
    result[0, unit].backward()
    return {
        "name": name,
        "input": {"name": INPUT, "shape": list(shape)},
        "layers": layers,
        "weights": weights,
        "unit": unit,
        "values": {key: packed(value) for key, value in results.items()},
        "gradients": {key: packed(value.grad) for key, value in results.items() if value.grad is not None},
    }


def main() -> None:
    """Write every case into its own file."""
    torch.manual_seed(SEED)
    FOLDER.mkdir(exist_ok=True)
    for name, shape, modules in NETWORKS:
        (FOLDER / f"{name}.json").write_text(json.dumps(case(name, shape, modules), indent=1) + "\n")


if __name__ == "__main__":
    main()
