"""The duel learns by the losses that it states, stops, goes on to the same weights, and keeps its moments."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file
from torch.nn import functional as F

from esmiuca.data import Dataset, load_mnist
from esmiuca.errors import CheckpointError, InputError
from esmiuca.export.gan.write import curves, finished, read_snapshot
from esmiuca.models.gan import NOISE
from esmiuca.settings.gan import GanConfig
from esmiuca.training.checkpoint import load_checkpoint, save_checkpoint, save_halves
from esmiuca.training.gan import GanProgress, GanTrainer
from esmiuca.training.gan.loop import falling
from esmiuca.training.gan.moments import moments
from esmiuca.training.gan.step import Networks, find_gradients

SMALL = GanConfig(steps=6, batch_size=8, validation_size=100, snapshots=4)


@pytest.fixture(scope="module")
def digits() -> Dataset:
    return load_mnist("train")[:600]


def test_each_network_gets_the_gradient_of_its_own_loss() -> None:
    torch.manual_seed(0)
    networks = Networks()
    real, noise = torch.rand(6, 1, 28, 28), torch.randn(6, NOISE)
    labels = torch.tensor([3, 1, 4, 1, 5, 9])
    judged = find_gradients(networks, real, labels, noise, gradient_penalty=2.0, bf16=False)

    def scores(x: torch.Tensor) -> torch.Tensor:
        return networks.discriminator(x)[torch.arange(6), labels]

    generator, discriminator = (list(n.parameters()) for n in (networks.generator, networks.discriminator))
    ahead = scores(real) - scores(networks.generator(noise, labels))
    expected = torch.autograd.grad(F.softplus(ahead).mean(), generator)
    for weight, gradient in zip(generator, expected, strict=True):
        torch.testing.assert_close(weight.grad, gradient, rtol=1e-4, atol=1e-6)

    fake = judged.fake.requires_grad_()
    real = real.requires_grad_()
    steep = [
        torch.autograd.grad(scores(x).sum(), x, create_graph=True)[0].square().sum((1, 2, 3)).mean()
        for x in (real, fake)
    ]
    loss = F.softplus(scores(fake) - scores(real)).mean() + steep[0] + steep[1]  # 2 / 2 · (R1 + R2)
    for weight, gradient in zip(discriminator, torch.autograd.grad(loss, discriminator), strict=True):
        torch.testing.assert_close(weight.grad, gradient, rtol=1e-4, atol=1e-6)
    assert judged.real_steepness == pytest.approx(steep[0].item(), rel=1e-4)
    assert judged.generator_loss == pytest.approx(F.softplus(ahead).mean().item(), rel=1e-5)


def test_resumed_run_equals_uninterrupted_run(tmp_path: Path, digits: Dataset) -> None:
    GanTrainer(tmp_path / "whole", SMALL, digits).run()
    parts = GanTrainer(tmp_path / "parts", SMALL, digits)

    def stop(progress: GanProgress) -> None:
        parts.stop_requested = progress.step == 3

    parts.run(stop)
    assert parts.step == 3
    GanTrainer(tmp_path / "parts", SMALL, digits, resume=True).run()
    expected, state = load_checkpoint(tmp_path / "whole" / "last.safetensors")
    actual, resumed = load_checkpoint(tmp_path / "parts" / "last.safetensors")
    assert state == resumed
    assert expected.keys() == actual.keys()
    for name, value in expected.items():
        assert torch.equal(value, actual[name]), name
    found = [
        sorted(path.name for path in (tmp_path / run / "snapshots").iterdir()) for run in ("whole", "parts")
    ]
    assert found[0] == found[1]


@pytest.mark.parametrize("snapshots", [2, 3, 4, 25])
def test_the_first_and_the_last_moment_are_kept(snapshots: int) -> None:
    kept = moments(GanConfig(steps=15_000, snapshots=snapshots))
    assert (kept[0], kept[-1], len(kept)) == (0, 15_000, snapshots)


def test_moments_hold_both_networks_and_the_step_that_followed(tmp_path: Path, digits: Dataset) -> None:
    trainer = GanTrainer(tmp_path, SMALL, digits)
    start = {name: value.clone() for name, value in trainer.networks.state_dict().items()}
    trainer.run()
    kept = moments(SMALL)
    assert kept[0] == 0
    assert kept[-1] == SMALL.steps
    assert sorted(path.stem for path in (tmp_path / "snapshots").glob("*.safetensors")) == [
        f"{step:06}" for step in kept
    ]
    first = load_file(tmp_path / "snapshots" / "000000.safetensors")
    assert first.keys() == start.keys()
    assert all(torch.equal(value, start[name].half()) for name, value in first.items())

    record = json.loads((tmp_path / "snapshots" / "000000.json").read_text())
    real, labels, noise = trainer.draw(0)
    networks = Networks()
    networks.load_state_dict(start)
    judged = find_gradients(networks, real, labels, noise, SMALL.gradient_penalty, trainer.bf16)
    assert record["before"]["generator_loss"] == pytest.approx(float(judged.generator_loss), rel=1e-2)
    pair = record["pairs"][2]
    assert pair["label"] == labels[2]
    assert pair["noise"] == pytest.approx(noise[2].tolist(), abs=1e-5)
    levels = np.frombuffer(base64.b64decode(pair["real"]), np.uint8)
    assert np.array_equal(levels, (real[2].flatten() * 255).round().to(torch.uint8).numpy())
    changed = {entry["name"]: entry for entry in record["weights"]}
    assert changed.keys() == start.keys()
    # Adam's first step moves a weight by the learning rate; what is only ever compared has no gradient.
    assert changed["generator.conv3.bias"]["change"] == pytest.approx(record["learning_rate"], rel=0.01)
    assert changed["discriminator.fc.bias"]["gradient"] == pytest.approx(0, abs=1e-6)


def test_bad_choices_are_named() -> None:
    with pytest.raises(InputError, match="steps=0 is too small; give at least 1"):
        GanConfig(steps=0)
    with pytest.raises(InputError, match="learning_rate=nan is out of range"):
        GanConfig(learning_rate=float("nan"))
    with pytest.raises(InputError, match="gradient_penalty=-1 is out of range; give a number, 0 or more"):
        GanConfig(gradient_penalty=-1)


def test_command_asks_for_the_same_run() -> None:
    assert GanConfig().command() == "esmiuca train-gan"
    assert (
        GanConfig(steps=5, bf16=False).command("runs/x")
        == "esmiuca train-gan --run runs/x --steps 5 --no-bf16"
    )


def test_other_checkpoint_is_refused(tmp_path: Path, digits: Dataset) -> None:
    GanTrainer(tmp_path, SMALL, digits)
    with pytest.raises(CheckpointError, match="does not exist"):
        GanTrainer(tmp_path, SMALL, digits, resume=True)


def test_learning_rate_falls_at_the_end() -> None:
    assert falling(0.0) == falling(0.2) == 1.0
    assert falling(1.0) == 0.0
    assert 0 < falling(0.9) < falling(0.5) < 1


def test_a_spoilt_run_is_told_and_strangers_stay(tmp_path: Path, digits: Dataset) -> None:
    trainer = GanTrainer(tmp_path, SMALL, digits)
    stranger = tmp_path / "snapshots" / "._000001.safetensors"
    stranger.write_bytes(b"\x00\x05\x16\x07")
    trainer.run(lambda progress: setattr(trainer, "stop_requested", progress.step == 2))
    last = tmp_path / "last.safetensors"
    whole = last.read_bytes()
    tensors, state = load_checkpoint(last)
    for spoilt, sentence in (
        ({"step": -3}, r"step=-3 \(Input should be greater than or equal to 0\)"),
        ({"step": 7}, "says step=7 of 6"),
        ({"sums": {}}, "says step=2 of 6, with sums of ;"),
        ({"counted": None}, "counted=None"),
        ({"config": {"steps": 9}}, "says steps=6, but the run was begun with steps=9"),
    ):
        save_checkpoint(last, tensors, state | spoilt)
        with pytest.raises(CheckpointError, match=sentence):
            GanTrainer(tmp_path, SMALL, digits, resume=True)
    save_checkpoint(last, {name: value for name, value in tensors.items() if "conv" not in name}, state)
    with pytest.raises(CheckpointError, match=r"does not fit these networks \(.*\); start a new run\."):
        GanTrainer(tmp_path, SMALL, digits, resume=True)
    last.write_bytes(whole[:-8] + bytes(8))
    with pytest.raises(CheckpointError, match=r"last\.safetensors is damaged"):
        GanTrainer(tmp_path, SMALL, digits, resume=True)
    last.write_bytes(whole)
    GanTrainer(tmp_path, SMALL, digits, resume=True).run()
    assert [int(path.stem) for path in finished(tmp_path)[1]] == moments(SMALL)
    assert stranger.is_file()
    snapshot = finished(tmp_path)[1][0]
    assert {network: len(weights) > 0 for network, weights in read_snapshot(snapshot).items()} == {
        "generator": True,
        "discriminator": True,
    }
    save_halves(snapshot, {"conv1.weight": torch.zeros(2)})
    with pytest.raises(CheckpointError, match=r"holds 'conv1\.weight', which no duel has"):
        read_snapshot(snapshot)
    log = tmp_path / "metrics.jsonl"
    log.write_text('{"step": 50, "fooled": 0.123456}\n{"step": 100}\n')
    with pytest.raises(CheckpointError, match=r"metrics\.jsonl has a line without 'fooled'"):
        curves(log)
    log.write_text('{"step": 50, "fooled": 0.123456}\n')
    assert curves(log) == {"step": [50], "fooled": [0.1235]}
