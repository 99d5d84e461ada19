"""`esmiuca train` as a person types it: refusals in one sentence, Ctrl-C that saves, --resume that goes on."""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cli.conftest import Ask
from esmiuca.lock import LOCK_NAME, take

COMMAND = [sys.executable, "-m", "esmiuca.cli.main"]
QUICK = ["--limit", "256", "--batch-size", "64", "--validation-size", "100", "--no-augment"]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *arguments], capture_output=True, text=True, timeout=300)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--data", "/nonexistent"], "holds no train-images-idx3-ubyte"),
        (["--learning-rate", "7"], "learning_rate=7.0 is out of range"),
        (["--resume"], "is not the configuration of a run"),
        (["--epochs", "many"], "is not a valid integer"),
        (["--vary", "wind=1"], "--vary wind=1 can't be used ('wind' is no field of it)"),
        (["--vary", "damage=2"], "damage=2.0 is out of range; give a share from 0 to 1"),
        (["--seed", "-1"], "seed=-1 is too small"),
        (["--teacher", "/nonexistent"], "/nonexistent"),
        (["--start", "/nonexistent"], "/nonexistent"),
        (["--vary", "pens=0.1", "--pens", "/nonexistent"], "/nonexistent can't be read"),
        (["--vary", "printed=0.1", "--fonts", "/nonexistent"], "/nonexistent holds 0 of the known families"),
        (["--resume", "--vary", "damage=0.2"], "--vary can't change a run that goes on"),
    ],
)
def test_bad_input_ends_with_two(tmp_path: Path, ask: Ask, arguments: list[str], sentence: str) -> None:
    result = ask("train", "--run", str(tmp_path / "run"), *arguments)
    assert result.returncode == 2
    assert sentence in result.stderr


@pytest.mark.parametrize("words", [["train"], ["train-gan"], ["train", "--resume"]])
def test_a_folder_in_which_another_trains_is_refused(tmp_path: Path, ask: Ask, words: list[str]) -> None:
    with take(tmp_path / LOCK_NAME, "esmiuca serve", "stop it first"):
        result = ask(*words, "--run", str(tmp_path))
    assert result.returncode == 2
    assert f"{tmp_path} is in use by process {os.getpid()} (esmiuca serve, since " in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_what_came_to_nothing_leaves_no_folder(tmp_path: Path, ask: Ask) -> None:
    assert ask("train", "--run", str(tmp_path / "run"), "--data", "/nonexistent").returncode == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [["--save", "{}/no/x.json"], ["--report", "{}"]])
def test_a_path_that_can_not_be_written_is_told(tmp_path: Path, arguments: list[str]) -> None:
    taken = tmp_path / "taken"
    taken.write_text("")
    result = run("evaluate", *(word.format(taken) for word in arguments))
    assert result.returncode == 2
    assert str(taken) in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.slow
def test_interrupt_saves_and_resume_finishes(tmp_path: Path, ask: Ask) -> None:
    folder = tmp_path / "it's [bold]my run[/bold]" / ("of a long name, " * 8)
    process = subprocess.Popen(
        [*COMMAND, "train", "--run", str(folder), "--epochs", "20", "--vary", "damage=0.2", *QUICK],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )
    log = folder / "metrics.jsonl"
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and not (log.exists() and log.read_text()):
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "Stopped and saved" in output
    assert json.loads((folder / "config.json").read_text())["augmentation"]["damage"] == 0.2
    done = len(log.read_text().splitlines())
    assert 1 <= done < 20

    again = ask("train", "--run", str(folder), "--epochs", "20")
    assert again.returncode == 2
    assert "already holds a run; go on with --resume" in again.stderr
    told = next(line for line in output.splitlines() if "Go on with: " in line)
    program, *words = shlex.split(told.partition("Go on with: ")[2])  # as a shell takes what was printed
    assert program == "esmiuca"
    assert run(*words).returncode == 0
    assert len(log.read_text().splitlines()) == 20
