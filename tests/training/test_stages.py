"""The whole chain of a run's training is found from the checkpoints that it started with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from esmiuca.errors import InputError
from esmiuca.settings.training import TrainingConfig
from esmiuca.training.stages import training_record


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
