"""Writes golden steps of training by PyTorch: python tests/parity/make_training_cases.py

Gradients of the loss (cross-entropy of one picture) with respect to every weight, what torch.optim makes of them, and how
PyTorch's default weights are spread. `trainingStep.ts` and `optimizers.ts` in web/src/core, and
web/src/labs/slow-step/initialWeights.ts, are tested against them. All in float64, from float32 weights, so that nothing is
rounded before the comparison. Run it when the shipped weights change, or to change the cases.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from small_network.network import SmallCNN
from torch import Tensor, nn

from esmiuca.export.write import read_weights
from esmiuca.models import CNN

PARITY = Path(__file__).parent
ROOT = PARITY.parents[1]
FOLDER = PARITY / "training"
NETWORKS: dict[str, type[nn.Module]] = {"artifacts": CNN, "tests/parity/small_network": SmallCNN}
# Network, index of a shipped example, its label.
CASES = [
    ("artifacts", 3, 3),
    ("artifacts", 5, 8),
    ("artifacts", 9, 0),
    ("tests/parity/small_network", 2, 2),
    ("tests/parity/small_network", 7, 1),
]
STEPPED = ("tests/parity/small_network", 4, 9)
STEPS = 4
MOMENTUM = 0.9
RATES = {"sgd": 0.003, "momentum": 0.002, "adam": 0.003, "adamw": 0.003}
SEED = 8
# The deck's network has more than a million weights: of each tensor this many, evenly apart, and the norm of all.
KEPT = 60


def trained(folder: str) -> nn.Module:
    """A network with its weights."""
    model = NETWORKS[folder]()
    weights = read_weights(ROOT / folder / "network.onnx").items()
    model.load_state_dict({name: torch.from_numpy(value.copy()) for name, value in weights})
    return model.double()


def picture(example: int) -> Tensor:
    """One of the shipped examples, as the page takes it: divided in single precision."""
    images = json.loads((ROOT / "artifacts" / "examples.json").read_text())["images"]
    grey = np.frombuffer(base64.b64decode(images[example]["pixels"]), np.uint8).astype(np.float32)
    return torch.from_numpy(grey / np.float32(255)).double().view(1, 1, 28, 28)


def kept(values: Tensor) -> dict[str, Any]:
    """Some of the numbers with their places, and the size of all."""
    flat = values.detach().flatten()
    count = min(KEPT, len(flat))
    places = np.linspace(0, len(flat) - 1, count).round().astype(int).tolist()
    return {"places": places, "values": flat[places].tolist(), "norm": flat.norm().item()}


def kept_of(named: Iterable[tuple[str, Tensor]]) -> dict[str, Any]:
    """The same of every tensor, by its name."""
    return {name: kept(values) for name, values in named}


def gradient_case(folder: str, example: int, label: int) -> dict[str, Any]:
    """Loss and gradients of one picture."""
    model = trained(folder)
    logits = model(picture(example))
    loss = F.cross_entropy(logits, torch.tensor([label]))
    loss.backward()
    gradients = [(name, weight.grad) for name, weight in model.named_parameters() if weight.grad is not None]
    return {
        "network": folder,
        "example": example,
        "label": label,
        "logits": logits[0].tolist(),
        "loss": loss.item(),
        "gradients": kept_of(gradients),
    }


def steps_case(name: str) -> dict[str, Any]:
    """The loss before each step on one picture, and the weights after it."""
    folder, example, label = STEPPED
    model, rate = trained(folder), RATES[name]
    optimizer = {
        "sgd": lambda: torch.optim.SGD(model.parameters(), rate),
        "momentum": lambda: torch.optim.SGD(model.parameters(), rate, MOMENTUM),
        "adam": lambda: torch.optim.Adam(model.parameters(), rate),
        "adamw": lambda: torch.optim.AdamW(model.parameters(), rate),
    }[name]()
    steps = []
    for _ in range(STEPS):
        loss = F.cross_entropy(model(picture(example)), torch.tensor([label]))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        steps.append({"loss": loss.item(), "weights": kept_of(model.named_parameters())})
    return {"optimizer": name, "learning_rate": rate, "steps": steps}


def initial_case() -> dict[str, dict[str, float]]:
    """How far PyTorch's default weights of the deck's network reach, and their mean square."""
    torch.manual_seed(SEED)
    return {
        name: {"most": weight.abs().max().item(), "square": weight.double().square().mean().item()}
        for name, weight in CNN().named_parameters()
    }


def main() -> None:
    """Write every case into its own file."""
    folder, example, label = STEPPED
    steps = {
        "network": folder,
        "example": example,
        "label": label,
        "cases": [steps_case(name) for name in RATES],
    }
    written = {
        "gradients": [gradient_case(*case) for case in CASES],
        "steps": steps,
        "initial": initial_case(),
    }
    FOLDER.mkdir(exist_ok=True)
    for name, content in written.items():
        (FOLDER / f"{name}.json").write_text(json.dumps(content) + "\n")


if __name__ == "__main__":
    main()
