"""`esmiuca train-gan` and `esmiuca gan` as a person types them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cli.conftest import Ask

COMMAND = [sys.executable, "-m", "esmiuca.cli.main"]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *arguments], capture_output=True, text=True, timeout=300)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--steps", "0"], "steps=0 is too small; give at least 1"),
        (["--seed", "-1"], "seed=-1 is too small"),
        (["--gradient-penalty", "-1"], "gradient_penalty=-1.0 is out of range; give a number, 0 or more"),
        (["--resume"], "is not the configuration of a run of train-gan"),
        (["--data", "/nonexistent"], "holds no train-images-idx3-ubyte"),
    ],
)
def test_bad_input_ends_with_two(tmp_path: Path, ask: Ask, arguments: list[str], sentence: str) -> None:
    result = ask("train-gan", "--run", str(tmp_path / "run"), *arguments)
    assert result.returncode == 2
    assert sentence in result.stderr


@pytest.mark.slow
def test_a_run_is_made_refused_a_second_time_and_its_choices_stay(tmp_path: Path, ask: Ask) -> None:
    folder = str(tmp_path / "run")
    small = ("--steps", "2", "--batch-size", "4", "--snapshots", "2")
    made = run("train-gan", "--run", folder, *small)
    assert made.returncode == 0, made.stderr
    assert "Next: esmiuca gan export --run" in made.stdout
    again = ask("train-gan", "--run", folder)
    assert again.returncode == 2
    assert "already holds a run; go on with --resume" in again.stderr
    changed = ask("train-gan", "--run", folder, "--resume", "--steps", "9")
    assert changed.returncode == 2
    assert "--steps can't change a run that goes on" in changed.stderr


def test_what_is_not_there_is_named(tmp_path: Path, ask: Ask) -> None:
    exported = ask("gan", "export", "--run", str(tmp_path / "none"))
    assert exported.returncode == 2
    assert "is not the configuration of a run of train-gan" in exported.stderr
    measured = ask("gan", "evaluate", "--gan", str(tmp_path))
    assert measured.returncode == 2
    assert "write it again with `esmiuca gan export`" in measured.stderr
