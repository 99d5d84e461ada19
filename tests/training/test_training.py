"""A run learns, stops, goes on to the same weights, and never loses a checkpoint."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from esmiuca.data import Dataset, load_mnist
from esmiuca.errors import CheckpointError, InputError
from esmiuca.models import CNN
from esmiuca.settings.augmentation import AugmentationConfig
from esmiuca.settings.training import TrainingConfig
from esmiuca.training import Progress, Trainer
from esmiuca.training.batches import ORDER, Batch, Batches
from esmiuca.training.checkpoint import load_checkpoint, save_checkpoint
from esmiuca.training.judge import CRITERION
from esmiuca.training.report import averaged_model
from esmiuca.training.stages import training_record
from esmiuca.training.teacher import Teacher, load_teacher

ARTIFACTS = Path(__file__).parents[2] / "artifacts"
SMALL = TrainingConfig(
    epochs=2,
    batch_size=64,
    limit=256,
    validation_size=100,
    augmentation=AugmentationConfig(synthetic=0.25, nondigits=0.1),
)


@pytest.fixture(scope="module")
def digits() -> Dataset:
    return load_mnist("train")[:1200]


def stop_after(trainer: Trainer, total: int) -> Callable[[Progress], None]:
    def report(progress: Progress) -> None:
        if progress.total_step >= total:
            trainer.stop_requested = True

    return report


@pytest.mark.slow
def test_resumed_run_equals_uninterrupted_run(tmp_path: Path, digits: Dataset) -> None:
    whole = Trainer(tmp_path / "whole", SMALL, digits)
    whole.run()
    # Interrupted in the middle of the first epoch, and again in the second.
    for step in (3, 7):
        trainer = Trainer(tmp_path / "parts", SMALL, digits, resume=step != 3)
        trainer.run(stop_after(trainer, step))
    Trainer(tmp_path / "parts", SMALL, digits, resume=True).run()

    expected, state = load_checkpoint(tmp_path / "whole" / "last.safetensors")
    actual, resumed_state = load_checkpoint(tmp_path / "parts" / "last.safetensors")
    assert state == resumed_state
    assert expected.keys() == actual.keys()
    for name, value in expected.items():
        assert torch.equal(value, actual[name]), name
    logs = [(tmp_path / run / "metrics.jsonl").read_text() for run in ("whole", "parts")]
    assert logs[0] == logs[1]
    assert [json.loads(line)["epoch"] for line in logs[0].splitlines()] == [1, 2]


@pytest.mark.slow
def test_a_short_run_learns(tmp_path: Path) -> None:
    config = TrainingConfig(
        epochs=2, batch_size=64, limit=3000, validation_size=500, augment=False, learning_rate=5e-3
    )
    Trainer(tmp_path, config, load_mnist("train")[:4000]).run()
    metrics = [json.loads(line) for line in (tmp_path / "metrics.jsonl").read_text().splitlines()]
    assert metrics[-1]["validation_accuracy"] > 0.88
    assert metrics[-1]["loss"] < metrics[0]["loss"]


@pytest.mark.slow
def test_best_is_of_the_best_epoch_and_loads(tmp_path: Path, digits: Dataset) -> None:
    Trainer(tmp_path, SMALL, digits).run()
    _, state = load_checkpoint(tmp_path / "best.safetensors")
    metrics = [json.loads(line) for line in (tmp_path / "metrics.jsonl").read_text().splitlines()]
    names = {
        name: "validation_accuracy" if name == "clean" else f"{name}_validation_accuracy"
        for name in ("clean", "varied", "spoilt", "drawn")
    }
    scores = [sum(m[key] * CRITERION[name] for name, key in names.items()) for m in metrics]
    assert state["best"] == pytest.approx(max(scores))
    assert isinstance(averaged_model(tmp_path / "best.safetensors", SMALL), CNN)


@pytest.mark.slow
def test_a_new_run_never_goes_on_from_the_weights_of_the_one_before(tmp_path: Path, digits: Dataset) -> None:
    Trainer(tmp_path, SMALL, digits).run()
    Trainer(tmp_path, SMALL.replace(learning_rate=1e-3), digits)
    assert not list(tmp_path.glob("*.safetensors"))
    with pytest.raises(CheckpointError, match=r"last\.safetensors does not exist"):
        Trainer(tmp_path, SMALL, digits, resume=True)


@pytest.mark.slow
def test_variations_come_again_from_memory_and_a_resumed_run_makes_the_same(
    tmp_path: Path, digits: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[tuple[int, int]] = []
    make = Batches.make_block

    def counted(self: Batches, order: torch.Tensor, epoch: int, index: int) -> list[Batch]:
        made.append((epoch, index))
        return make(self, order, epoch, index)

    monkeypatch.setattr(Batches, "make_block", counted)
    config = SMALL.replace(epochs=5, variations=2)
    whole = Trainer(tmp_path / "whole", config, digits)
    first, second, again = (list(whole.batches.epoch(epoch, 0)) for epoch in (0, 1, 2))
    assert len(made) == 2 * whole.steps
    assert all(one is other for one, other in zip(first, again, strict=True))
    assert not torch.equal(first[0].x, second[0].x)
    whole.run()
    assert len(made) == 2 * whole.steps
    parts = Trainer(tmp_path / "parts", config, digits)
    parts.run(stop_after(parts, 3 * parts.steps + 2))
    Trainer(tmp_path / "parts", config, digits, resume=True).run()
    expected, actual = (load_checkpoint(tmp_path / run / "last.safetensors")[0] for run in ("whole", "parts"))
    for name, value in expected.items():
        assert torch.equal(value, actual[name]), name
    with pytest.raises(InputError, match="variations=0 is too small"):
        SMALL.replace(variations=0)


def test_a_failed_write_leaves_the_old_checkpoint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "last.safetensors"
    save_checkpoint(path, {"x": torch.ones(2)}, {"epoch": 1})

    def disk_full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", disk_full)
    with pytest.raises(CheckpointError, match="can't be written.*--resume"):
        save_checkpoint(path, {"x": torch.zeros(2)}, {"epoch": 2})
    tensors, state = load_checkpoint(path)
    assert state == {"epoch": 1}
    assert not (tmp_path / "last.partial").exists()
    assert tensors["x"].tolist() == [1, 1]


@pytest.mark.slow
def test_missing_and_damaged_checkpoints_are_said(tmp_path: Path, digits: Dataset) -> None:
    with pytest.raises(CheckpointError, match="does not exist; start a run"):
        Trainer(tmp_path, SMALL, digits, resume=True)
    (tmp_path / "last.safetensors").write_bytes(b"\0" * 40)
    with pytest.raises(CheckpointError, match="is not a checkpoint"):
        Trainer(tmp_path, SMALL, digits, resume=True)


def test_configuration_round_trip_and_refusals(tmp_path: Path) -> None:
    SMALL.save(tmp_path / "config.json")
    assert TrainingConfig.load(tmp_path / "config.json") == SMALL
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(InputError, match="not the configuration of a run"):
        TrainingConfig.load(tmp_path / "config.json")
    with pytest.raises(InputError, match="learning_rate=7 is out of range"):
        TrainingConfig(learning_rate=7)
    with pytest.raises(InputError, match="epochs=0 is too small"):
        TrainingConfig(epochs=0)


def test_the_command_names_what_differs_from_the_defaults() -> None:
    config = TrainingConfig(epochs=3, teacher="runs/t/best.safetensors", bf16=False)
    assert config.command() == "esmiuca train --epochs 3 --teacher runs/t/best.safetensors --no-bf16"
    assert TrainingConfig().command() == "esmiuca train"


@pytest.mark.slow
def test_every_random_choice_follows_from_the_seed(tmp_path: Path, digits: Dataset) -> None:
    first, second = (Trainer(tmp_path / name, SMALL, digits) for name in ("a", "b"))
    for name, (pictures, _) in first.validation.sets.items():
        assert torch.equal(pictures, second.validation.sets[name][0]), name
    assert torch.equal(first.validation.nondigits, second.validation.nondigits)
    assert torch.equal(first.material.images, second.material.images)
    assert torch.equal(first.model.conv1.weight, second.model.conv1.weight)


@pytest.mark.slow
def test_a_student_learns_from_a_teacher_that_was_trained_here(tmp_path: Path, digits: Dataset) -> None:
    teacher = SMALL.replace(epochs=1, network="teacher")
    Trainer(tmp_path / "teacher", teacher, digits).run()
    checkpoint = tmp_path / "teacher" / "best.safetensors"
    assert isinstance(load_teacher(checkpoint), Teacher)
    student = Trainer(tmp_path / "student", SMALL.replace(epochs=1, teacher=str(checkpoint)), digits)
    student.run()
    alone = Trainer(tmp_path / "alone", SMALL.replace(epochs=1), digits)
    alone.run()
    assert not torch.equal(student.average.fc2.weight, alone.average.fc2.weight)  # pyright: ignore[reportAttributeAccessIssue]
    with pytest.raises(InputError, match="network=teacher learns from labels alone"):
        TrainingConfig(network="teacher", teacher=str(checkpoint))


@pytest.mark.slow
def test_a_run_starts_and_learns_from_shipped_weights_and_goes_on_without_them(
    tmp_path: Path, digits: Dataset
) -> None:
    package = tmp_path / "artifacts"
    package.mkdir()
    for name in ("weights.safetensors", "manifest.json"):
        (package / name).write_bytes((ARTIFACTS / name).read_bytes())
    weights = str(package / "weights.safetensors")
    begun = SMALL.replace(epochs=1, start=weights)
    trainer = Trainer(tmp_path / "run", begun, digits)
    shipped = averaged_model(package / "weights.safetensors", begun)
    for name, value in shipped.state_dict().items():
        assert torch.equal(trainer.average.state_dict()[name], value), name
    taught = load_teacher(package / "weights.safetensors")
    x = trainer.validation.sets["clean"][0][:8]
    assert torch.allclose(taught(x), shipped(x), atol=1e-4)
    trainer.run(stop_after(trainer, 2))
    for name in ("weights.safetensors", "manifest.json"):
        (package / name).unlink()
    again = Trainer(tmp_path / "run", begun, digits, resume=True)
    assert again.step == 2
    earlier = training_record(tmp_path / "run")["earlier"]
    assert earlier[-1]["run"] == json.loads((ARTIFACTS / "manifest.json").read_text())["training"]["run"]


@pytest.mark.slow
def test_a_run_can_start_from_the_weights_of_another(tmp_path: Path, digits: Dataset) -> None:
    Trainer(tmp_path / "first", SMALL, digits).run()
    checkpoint = tmp_path / "first" / "last.safetensors"
    second = Trainer(tmp_path / "second", SMALL.replace(start=str(checkpoint)), digits)
    for name, value in averaged_model(checkpoint, SMALL).state_dict().items():
        assert torch.equal(second.average.state_dict()[name], value), name
        assert torch.equal(second.model.state_dict()[name], value), name
    first = Trainer(tmp_path / "third", SMALL, digits)
    assert not torch.equal(
        torch.rand(4, generator=second.batches.generator(0, ORDER)),
        torch.rand(4, generator=first.batches.generator(0, ORDER)),
    )
