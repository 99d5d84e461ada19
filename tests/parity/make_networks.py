"""Trains a network of the tests and writes it as `esmiuca export` would: python tests/parity/make_networks.py small

Beside the artifacts: expected.safetensors, PyTorch's result of every layer for the first three test images. It takes some
minutes; run it only when the network or the manifest changes on purpose, and commit the folder whole.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from padded_network.network import PADDED, PaddedCNN
from safetensors.numpy import save_file
from small_network.network import SMALL, SmallCNN

from esmiuca.data import Dataset, load_mnist, split_validation
from esmiuca.export.layers import Network
from esmiuca.export.write import export_network, held_out_sets
from esmiuca.pictures.augmentation import augment, to_input
from esmiuca.settings.training import TrainingConfig

FOLDER = Path(__file__).parent
SEED = 4
BATCH = 256
LEARNING_RATE = 0.01
EXPECTED_IMAGES = 3


@dataclass(frozen=True)
class Recipe:
    """One of the networks, and for how long it is trained."""

    network: Network
    model: type[SmallCNN] | type[PaddedCNN]
    epochs: int


RECIPES = {"small": Recipe(SMALL, SmallCNN, 10), "padded": Recipe(PADDED, PaddedCNN, 4)}


def train(recipe: Recipe, dataset: Dataset, config: TrainingConfig) -> SmallCNN | PaddedCNN:
    """One-cycle AdamW on pictures varied anew in every step."""
    torch.manual_seed(SEED)
    generator = torch.Generator().manual_seed(SEED)
    model = recipe.model()
    images = torch.from_numpy(dataset.images.copy())  # (N, 28, 28)
    labels = torch.from_numpy(dataset.labels.astype("int64"))
    steps = len(images) // BATCH
    optimizer = torch.optim.AdamW(model.parameters(), lr=LEARNING_RATE)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, LEARNING_RATE, total_steps=steps * recipe.epochs
    )
    for epoch in range(recipe.epochs):
        order = torch.randperm(len(images), generator=generator)
        total = 0.0
        for step in range(steps):
            chosen = order[step * BATCH : (step + 1) * BATCH]
            loss = F.cross_entropy(
                model(augment(images[chosen], config.augmentation, generator)), labels[chosen]
            )
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch + 1}: loss {total / steps:.4f}", flush=True)
    return model.eval()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split(":")[0])
    parser.add_argument("network", choices=RECIPES)
    name = parser.parse_args().network
    recipe, folder = RECIPES[name], FOLDER / f"{name}_network"
    config = TrainingConfig()
    kept, held_out = split_validation(load_mnist("train"), config.validation_size, config.seed)
    test = load_mnist("test")
    model = train(recipe, kept, config)
    weights = {
        name: tensor.numpy().astype(np.float16).astype(np.float32)
        for name, tensor in model.state_dict().items()
    }
    sets, nondigits = held_out_sets(held_out, config)
    training = {"command": f"python tests/parity/make_networks.py {name}", "config": {"seed": SEED}}
    manifest = export_network(
        folder, recipe.network, weights, {**sets, "test": test}, nondigits, "1.0.0", training
    )

    model.load_state_dict({name: torch.from_numpy(values) for name, values in weights.items()})
    pictures = to_input(torch.from_numpy(test.images[:EXPECTED_IMAGES].copy()))  # (3, 1, 28, 28)
    with torch.no_grad():
        results = {name: tensor.contiguous().numpy() for name, tensor in model.results(pictures).items()}
    save_file({"image": pictures.numpy(), **results}, folder / "expected.safetensors")
    print(manifest["model"], manifest["metrics"])


if __name__ == "__main__":
    main()
