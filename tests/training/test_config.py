"""A configuration's command asks for that configuration, to the last field."""

from __future__ import annotations

from dataclasses import replace

import pytest

from esmiuca.errors import InputError
from esmiuca.training import AugmentationConfig, TrainingConfig
from esmiuca.training.config import DEFAULT_RUN


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
