"""A configuration's command asks for that configuration, to the last field."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from esmiuca.data import Dataset
from esmiuca.errors import InputError
from esmiuca.models import CNN
from esmiuca.settings.training import DEFAULT_RUN
from esmiuca.training import AugmentationConfig, TrainingConfig
from esmiuca.training.material import with_noise
from esmiuca.training.optimizers import RISE, learning_rate, make_optimizers


def test_how_pictures_are_varied_is_part_of_the_command() -> None:
    config = TrainingConfig(epochs=2, augmentation=replace(AugmentationConfig(), damage=0.2, nondigits=1 / 3))
    assert config.command("runs/one") == (
        "esmiuca train --run runs/one --epochs 2 --vary damage=0.2 --vary nondigits=0.3333333333333333"
    )
    changes = [word for word in config.command().split() if "=" in word]
    assert AugmentationConfig.varied(changes) == config.augmentation
    assert AugmentationConfig.varied(()) == AugmentationConfig()
    assert TrainingConfig().command(DEFAULT_RUN) == "esmiuca train"


@pytest.mark.parametrize("change", ["wind=1", "damage=much", "damage", "=1"])
def test_what_can_not_be_varied_is_told(change: str) -> None:
    with pytest.raises(
        InputError, match=f"--vary {change} can't be used .* give NAME=NUMBER with one of plain, "
    ):
        AugmentationConfig.varied([change])


@pytest.mark.parametrize(
    ("change", "most"), [("damage=2", 1), ("damage=nan", 1), ("shift=-1", 360), ("synthetic=1e9", 10)]
)
def test_what_is_out_of_range_is_told(change: str, most: int) -> None:
    with pytest.raises(InputError, match=f"is out of range; give a number from 0 to {most}"):
        AugmentationConfig.varied([change])


def test_an_older_run_had_no_marks(tmp_path: Path) -> None:
    path = tmp_path / "config.json"
    TrainingConfig(epochs=3).save(path)
    assert TrainingConfig.load(path) == TrainingConfig(epochs=3)
    kept = json.loads(path.read_text())
    del kept["augmentation"]["marked"]
    path.write_text(json.dumps(kept))
    assert TrainingConfig.load(path).augmentation == replace(AugmentationConfig(), marked=0.0)


def test_label_noise_replaces_its_share_and_no_picture() -> None:
    dataset = Dataset(np.zeros((1000, 28, 28), np.uint8), (np.arange(1000) % 10).astype(np.uint8))
    noisy = with_noise(dataset, TrainingConfig(label_noise=0.5))
    changed = (noisy.labels != dataset.labels).mean()
    assert changed == pytest.approx(0.45, abs=0.04)  # a tenth of the drawn ones are right
    assert noisy.images is dataset.images
    assert with_noise(dataset, TrainingConfig()) is dataset
    with pytest.raises(InputError, match="label_noise=2 is out of range; give a share from 0 to 1"):
        TrainingConfig(label_noise=2)


def test_plain_gradient_descent_is_one_optimiser_for_all() -> None:
    (optimizer,) = make_optimizers(CNN(), TrainingConfig(optimizer="sgd", learning_rate=0.1))
    assert isinstance(optimizer, torch.optim.SGD)
    assert sum(len(group["params"]) for group in optimizer.param_groups) == 8
    with pytest.raises(InputError, match="optimizer='adam' is unknown; give one of muon, adamw, sgd"):
        TrainingConfig(optimizer="adam")  # pyright: ignore[reportArgumentType]


def test_the_learning_rate_rises_and_then_falls_or_stays() -> None:
    usual = TrainingConfig(learning_rate=0.1)
    constant = TrainingConfig(learning_rate=0.1, schedule="constant")
    assert learning_rate(usual, RISE / 2) == learning_rate(constant, RISE / 2) == pytest.approx(0.05)
    assert learning_rate(usual, RISE) == learning_rate(constant, RISE) == pytest.approx(0.1)
    assert learning_rate(usual, (1 + RISE) / 2) == pytest.approx(0.05)
    assert learning_rate(usual, 1) == pytest.approx(0)
    assert learning_rate(constant, 1) == 0.1
