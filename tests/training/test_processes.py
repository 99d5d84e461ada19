"""Two processes that share every batch end where one alone would; Ctrl-C saves, --resume goes on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import torch

from esmiuca.data import load_mnist
from esmiuca.errors import InputError
from esmiuca.settings.training import TrainingConfig
from esmiuca.training.batches import Batch, Batches
from esmiuca.training.checkpoint import load_checkpoint
from esmiuca.training.material import make_material
from esmiuca.training.processes import Processes

TORCHRUN = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2"]
SMALL = ["--limit", "256", "--batch-size", "128", "--validation-size", "100", "--no-bf16"]
# Differences from another order of summation, relative to a tensor's norm. Muon scales the weakest directions of a gradient
# up to the strongest, with their rounding errors.
TOLERANCE = {"adamw": 1e-4, "muon": 2e-2}


def start(folder: Path, *arguments: str, processes: int) -> subprocess.Popen[str]:
    launcher = [*TORCHRUN, "-m", "--", "esmiuca"] if processes > 1 else [sys.executable, "-m", "esmiuca"]
    return subprocess.Popen(
        [*launcher, "train", "--run", str(folder), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,  # a terminal's Ctrl-C reaches launcher and processes alike
        env=os.environ | {"OMP_NUM_THREADS": "1"},
    )


def finish(process: subprocess.Popen[str]) -> str:
    output, _ = process.communicate(timeout=300)
    assert process.returncode == 0, output
    return output


def stop_after_an_epoch(process: subprocess.Popen[str], log: Path) -> str:
    """Presses Ctrl-C once the log has a line; returns the output."""
    deadline = time.monotonic() + 300
    while time.monotonic() < deadline and not (log.exists() and log.read_text()):
        assert process.poll() is None, process.communicate()[0]
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    return process.communicate(timeout=300)[0]


def assert_same_weights(one: Path, other: Path, tolerance: float) -> None:
    expected, state = load_checkpoint(one)
    actual, other_state = load_checkpoint(other)
    assert (state["epoch"], state["step"]) == (other_state["epoch"], other_state["step"])
    assert expected.keys() == actual.keys()
    for name, value in expected.items():
        if name.startswith("average."):
            difference = (actual[name].float() - value.float()).norm()
            assert difference <= tolerance * value.float().norm(), (name, difference)


@pytest.mark.slow
@pytest.mark.parametrize(("optimizer", "more"), [("adamw", ["--dropout", "0.2"]), ("muon", ["--no-augment"])])
def test_two_processes_end_where_one_does(tmp_path: Path, optimizer: str, more: list[str]) -> None:
    arguments = ["--epochs", "2", *SMALL, "--optimizer", optimizer, *more]
    shared = start(tmp_path / "two", *arguments, processes=2)
    output = finish(start(tmp_path / "one", *arguments, processes=1))
    assert (
        output.count("epoch   2") == finish(shared).count("epoch   2") == 1
    )  # shown once, however many train
    assert_same_weights(
        tmp_path / "one" / "last.safetensors", tmp_path / "two" / "last.safetensors", TOLERANCE[optimizer]
    )
    logs = [
        [json.loads(line) for line in (tmp_path / name / "metrics.jsonl").read_text().splitlines()]
        for name in ("one", "two")
    ]
    assert len(logs[0]) == len(logs[1]) == 2
    for alone, shared in zip(*logs, strict=True):
        assert shared["loss"] == pytest.approx(alone["loss"], rel=1e-3)


@pytest.mark.slow
def test_two_processes_normalise_over_the_whole_batch(tmp_path: Path) -> None:
    # With steps so short that the loss depends only on the normalisation. The rest of the run would add nothing.
    arguments = ["--epochs", "1000", *SMALL, "--network", "vgg", "--no-augment", "--learning-rate", "1e-7"]
    losses = []
    for name, processes in (("one", 1), ("two", 2)):
        process = start(tmp_path / name, *arguments, processes=processes)
        stop_after_an_epoch(process, log := tmp_path / name / "metrics.jsonl")
        losses.append(json.loads(log.read_text().splitlines()[0])["loss"])
    assert losses[1] == pytest.approx(losses[0], rel=1e-4)


@pytest.mark.slow
def test_interrupt_saves_once_and_resume_goes_on_to_the_same_weights(tmp_path: Path) -> None:
    arguments = ["--epochs", "8", *SMALL, "--no-augment", "--optimizer", "adamw"]
    whole = start(tmp_path / "one", *arguments, processes=1)
    parts = start(tmp_path / "two", *arguments, processes=2)
    output = stop_after_an_epoch(parts, log := tmp_path / "two" / "metrics.jsonl")
    assert output.count("Stopped and saved") == 1
    assert 1 <= load_checkpoint(tmp_path / "two" / "last.safetensors")[1]["epoch"] < 8
    finish(start(tmp_path / "two", "--resume", processes=2))
    finish(whole)
    assert len(log.read_text().splitlines()) == 8
    assert_same_weights(tmp_path / "one" / "last.safetensors", tmp_path / "two" / "last.safetensors", 1e-3)


def test_shares_are_the_whole_batch_each_picture_once() -> None:
    config = TrainingConfig(batch_size=192, limit=192, validation_size=100, dropout=0.5, mixup=0.4)
    material, _ = make_material(load_mnist("train")[:400], config)
    order = torch.randperm(len(material.images), generator=torch.Generator().manual_seed(0))

    def batch(rank: int, count: int) -> Batch:
        return Batches(material, config, Processes(rank, count), None, False).block(order, 0, 0)[0]

    whole, shares = batch(0, 1), [batch(rank, 3) for rank in range(3)]
    assert torch.equal(torch.cat([share.x for share in shares]), whole.x)
    assert torch.equal(torch.cat([share.labels for share in shares]), whole.labels)
    assert whole.kept is not None
    for part in range(2):
        assert torch.equal(torch.cat([share.kept[part] for share in shares if share.kept]), whole.kept[part])
    assert whole.mixed is not None
    for part in range(2):
        assert torch.equal(
            torch.cat([share.mixed[part] for share in shares if share.mixed]), whole.mixed[part]
        )
    with pytest.raises(
        InputError, match="batch_size=192 can't be shared among 2 processes; give a multiple of 128"
    ):
        batch(0, 2)
