"""The whole chain of a run's training is found from the checkpoints that it started with."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from esmiuca.data.drawing import Drawing
from esmiuca.data.pendigits import PENDIGITS, Pens
from esmiuca.errors import CheckpointError, DataError, InputError
from esmiuca.settings.augmentation import AugmentationConfig
from esmiuca.settings.training import TrainingConfig
from esmiuca.training.found import NOTHING, Found, find_for, require_same, write_found
from esmiuca.training.stages import training_record
from esmiuca.training.start import keep_stages, starting_weights


def make_run(root: Path, name: str, epochs_finished: int = 0, **choices: object) -> Path:
    folder = root / "runs" / name
    folder.mkdir(parents=True)
    TrainingConfig(**choices).save(folder / "config.json")  # pyright: ignore[reportArgumentType]
    if epochs_finished:
        lines = [json.dumps({"epoch": epoch + 1}) for epoch in range(epochs_finished)]
        (folder / "metrics.jsonl").write_text("\n".join(lines) + "\n")
    return folder


def test_every_stage_is_there_once_and_in_order(tmp_path: Path) -> None:
    make_run(tmp_path, "teacher", 34, network="teacher", epochs=34)
    make_run(tmp_path, "student", 45, teacher="runs/teacher/best.safetensors", epochs=60)
    last = make_run(
        tmp_path,
        "digits",
        9,
        teacher="runs/teacher/best.safetensors",
        start="runs/student/last.safetensors",
        epochs=9,
    )
    record = training_record(last)
    assert [entry["command"] for entry in record["earlier"]] == [
        "esmiuca train --run runs/teacher --epochs 34 --network teacher",
        "esmiuca train --run runs/student --epochs 60 --teacher runs/teacher/best.safetensors",
    ]
    assert [entry["epochs_finished"] for entry in record["earlier"]] == [34, 45]
    assert record["earlier"][1]["config"]["augmentation"]["rotation"] == 14.0
    assert record["command"] == (
        "esmiuca train --epochs 9 --start runs/student/last.safetensors --teacher runs/teacher/best.safetensors"
    )
    assert (record["run"], record["epochs_finished"]) == ("runs/digits", 9)


def test_a_run_from_nothing_has_no_earlier_stages(tmp_path: Path) -> None:
    record = training_record(make_run(tmp_path, "digits"))
    assert record["earlier"] == []
    assert record["command"] == "esmiuca train"
    assert record["epochs_finished"] is None


def test_no_folder_of_this_machine_gets_into_the_manifest(tmp_path: Path) -> None:
    teacher = make_run(tmp_path, "teacher", network="teacher")
    last = make_run(tmp_path, "final", teacher=str(teacher / "best.safetensors"))
    record = training_record(last)
    assert str(tmp_path) not in json.dumps(record)
    assert record["config"]["teacher"] == "runs/teacher/best.safetensors"
    assert record["command"] == "esmiuca train --run runs/final --teacher runs/teacher/best.safetensors"


def test_shipped_weights_bring_the_stages_of_their_manifest_whatever_becomes_of_it(tmp_path: Path) -> None:
    package = tmp_path / "artifacts"
    package.mkdir()
    weights = package / "weights.safetensors"
    save_file({"fc2.bias": torch.tensor([0.5, -1.25]).half()}, weights)
    manifest = package / "manifest.json"
    before = training_record(make_run(tmp_path, "before", 3, epochs=3))
    manifest.write_text(json.dumps({"training": before}))
    assert starting_weights(weights)["fc2.bias"].tolist() == [0.5, -1.25]
    assert starting_weights(weights)["fc2.bias"].dtype == torch.float32
    last = make_run(tmp_path, "digits", 2, start=str(weights))
    keep_stages(last, str(weights))
    manifest.unlink()  # a later export writes over it
    record = training_record(last)
    assert [entry["run"] for entry in record["earlier"]] == ["runs/before"]
    assert record["earlier"][0]["epochs_finished"] == 3
    assert record["command"] == "esmiuca train --start artifacts/weights.safetensors"
    manifest.write_text("{}")
    with pytest.raises(InputError, match="manifest.json does not say how weights.safetensors was trained"):
        keep_stages(last, str(weights))
    (last / "start.json").write_text("{")
    with pytest.raises(InputError, match=r"start.json can't be read"):
        training_record(last)
    keep_stages(last, None)
    assert not (last / "start.json").exists()


def test_what_was_found_is_told_and_a_run_goes_on_with_the_same_alone(tmp_path: Path) -> None:
    run = make_run(tmp_path, "digits")
    pens = Found(Pens([Drawing("1", "7", (np.zeros((2, 2)),))], []))
    write_found(run, pens)
    require_same(run, pens)
    found = training_record(run)["found"]
    assert found["pens"]["sha256"] == PENDIGITS.checksum
    assert found["pens"]["digits"] == 1
    with pytest.raises(CheckpointError, match=r"found.json says that the run was begun with other pens"):
        require_same(run, NOTHING)
    (run / "found.json").write_text("[")
    with pytest.raises(CheckpointError, match=r"found.json can't be read"):
        require_same(run, pens)
    write_found(run, NOTHING)
    assert "found" not in training_record(run)
    assert find_for(TrainingConfig()) == NOTHING
    asked = TrainingConfig(augmentation=AugmentationConfig(pens=0.1))
    with pytest.raises(DataError, match="can't be read"):
        find_for(asked, tmp_path / "none")
    assert find_for(asked.replace(augment=False), tmp_path / "none") == NOTHING
    with pytest.raises(InputError, match=r"--pens .*none is given, but .*; add --vary pens=0.2"):
        find_for(TrainingConfig(), tmp_path / "none")
    with pytest.raises(InputError, match=r"--fonts .*none is given, but .*; add --vary printed=0.2"):
        find_for(TrainingConfig(), fonts=tmp_path / "none")


def test_a_stage_that_is_gone_or_was_overwritten_is_told(tmp_path: Path) -> None:
    last = make_run(tmp_path, "digits", teacher="runs/gone/best.safetensors")
    with pytest.raises(
        InputError, match="runs/gone/best.safetensors, the teacher of .*/digits, can't be traced"
    ):
        training_record(last)
    again = make_run(tmp_path, "again", start="runs/again/best.safetensors")
    with pytest.raises(
        InputError, match="the start of .*/again, can't be traced: its folder has been trained anew"
    ):
        training_record(again)
