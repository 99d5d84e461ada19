"""A configuration's command asks for that configuration, to the last field."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from esmiuca.errors import InputError
from esmiuca.settings.augmentation import AugmentationConfig
from esmiuca.settings.training import DEFAULT_RUN, TrainingConfig


def test_how_pictures_are_varied_is_part_of_the_command() -> None:
    config = TrainingConfig(epochs=2, augmentation=AugmentationConfig().replace(damage=0.2, nondigits=1 / 3))
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
    with pytest.raises(InputError, match=f"is out of range; give a (share|number) from 0 to {most}"):
        AugmentationConfig.varied([change])


def test_an_older_run_had_no_marks_and_nobody_elses_digits(tmp_path: Path) -> None:
    path = tmp_path / "config.json"
    TrainingConfig(epochs=3).save(path)
    assert TrainingConfig.load(path) == TrainingConfig(epochs=3)
    kept = json.loads(path.read_text())
    del kept["distrust"]
    for name in ("marked", "pens", "printed"):
        del kept["augmentation"][name]
    path.write_text(json.dumps(kept))
    assert TrainingConfig.load(path).augmentation == AugmentationConfig().replace(marked=0.0)


def test_a_command_is_what_a_shell_takes() -> None:
    config = TrainingConfig(start="runs/my run/best.safetensors")
    words = shlex.split(config.command("runs/it's one"))
    assert words == ["esmiuca", "train", "--run", "runs/it's one", "--start", "runs/my run/best.safetensors"]
