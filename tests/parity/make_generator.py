"""Writes a small generator as `esmiuca gan export` would: python tests/parity/make_generator.py

Its weights are random: layers are what is tested. Beside the artifacts: expected.safetensors, PyTorch's result of every
layer for a few vectors of noise. Run it only when a layer or the manifest changes on purpose, and commit the folder whole.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from generator_network.network import CLASSES, NOISE, SMALL_GENERATOR, SmallGenerator
from safetensors.numpy import save_file

from esmiuca.export.gan.write import write_network

FOLDER = Path(__file__).parent
SEED = 5
WISHES = 3


def main() -> None:
    torch.manual_seed(SEED)
    model = SmallGenerator().eval()
    weights = {
        name: tensor.numpy().astype(np.float16).astype(np.float32)
        for name, tensor in model.state_dict().items()
    }
    training = {"command": "python tests/parity/make_generator.py", "config": {"seed": SEED}}
    facts = {
        "noise": {"size": NOISE, "distribution": "independent, normal, mean 0, standard deviation 1"},
        "labels": [str(label) for label in range(CLASSES)],
        "directions": [],
    }
    meaning = f"{NOISE} numbers of noise, then a one for the digit wanted among {CLASSES - 1} zeros"
    write_network(FOLDER, SMALL_GENERATOR, weights, "1.0.0", training, facts, meaning)

    model.load_state_dict({name: torch.from_numpy(values) for name, values in weights.items()})
    noise = torch.randn(WISHES, NOISE)
    wishes = torch.cat([noise, torch.eye(CLASSES)[:WISHES]], 1)  # (3, 9)
    with torch.no_grad():
        results = {name: tensor.contiguous().numpy() for name, tensor in model.results(wishes).items()}
    save_file(
        {SMALL_GENERATOR.input: wishes.numpy(), **results}, FOLDER / "generator_network/expected.safetensors"
    )


if __name__ == "__main__":
    main()
