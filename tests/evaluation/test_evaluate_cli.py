"""`esmiuca evaluate` as a person types it, on the shipped network."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from esmiuca.cli.evaluate import DetectorReader, evaluate, small_digits
from esmiuca.errors import DataError, InputError
from esmiuca.evaluation import yardsticks
from esmiuca.evaluation.record import network_entry, write_record
from esmiuca.inference import Detector

ROOT = Path(__file__).parents[2]
MANIFEST = json.loads((ROOT / "artifacts" / "manifest.json").read_text())


@pytest.mark.slow
def test_json_holds_every_yardstick_that_was_asked_for(tmp_path: Path) -> None:
    strokes = tmp_path / "strokes.jsonl"
    entries = [
        {"writer": 1, "label": "1", "strokes": [[[50, 0], [50, 100]]]},
        {"writer": 1, "label": "x", "strokes": [[[0, 0], [100, 100]], [[100, 0], [0, 100]]]},
    ]
    strokes.write_text("\n".join(json.dumps(entry) for entry in entries))
    others = tmp_path / "noise-idx3-ubyte"
    noise = np.random.default_rng(0).integers(0, 256, (20, 28, 28), dtype=np.uint8)
    others.write_bytes(bytes([0, 0, 8, 3]) + np.array([20, 28, 28], ">u4").tobytes() + noise.tobytes())
    arguments = ["--json", "--pen", str(strokes), "--pen-width", "0.07", "--others", f"noise={others}"]
    arguments.append("--scribbles")
    outcome = CliRunner().invoke(evaluate, arguments, catch_exceptions=False)
    assert outcome.exit_code == 0
    result = json.loads(outcome.stdout)
    shipped = MANIFEST["metrics"]["test"]
    assert result["test"]["accuracy"] == pytest.approx(shipped["accuracy"], abs=2e-4)
    assert result["test"]["expected_calibration_error"] == pytest.approx(
        shipped["expected_calibration_error"], abs=2e-4
    )
    assert len(result["test"]["mistaken"]) == result["test"]["mistakes"]
    assert sum(map(sum, result["test"]["confusion"])) == 10_000
    pens = result["pen"]["strokes"]["pens"]["0.07"]
    assert (pens["images"], pens["accuracy"], pens["others"]) == (1, 1.0, 1)
    assert result["others"]["noise"]["others_auroc"] > 0.7
    assert all(entry["others_auroc"] > 0.9 for entry in result["scribbles"].values())


def test_two_files_of_one_name_are_refused() -> None:
    arguments = ["--pen", "one/strokes.jsonl", "--pen", "two/strokes.jsonl"]
    with pytest.raises(InputError, match="two files are named strokes; tell them apart as --pen NAME=FILE"):
        CliRunner().invoke(evaluate, arguments, catch_exceptions=False)


@pytest.mark.slow
def test_saved_parts_stay_as_long_as_the_network_is_the_same(tmp_path: Path) -> None:
    path = tmp_path / "evaluation.json"
    arguments = ["--save", str(path), "--json"]
    write_record(path, {"network": network_entry(MANIFEST), "curves": {"kept": 1}})
    outcome = CliRunner().invoke(evaluate, arguments, catch_exceptions=False)
    assert json.loads(outcome.stdout) == json.loads(path.read_text())
    assert json.loads(path.read_text())["curves"] == {"kept": 1}

    write_record(path, {"network": network_entry(MANIFEST) | {"temperature": 9}, "curves": {"kept": 1}})
    CliRunner().invoke(evaluate, arguments, catch_exceptions=False)
    assert set(json.loads(path.read_text())) == {"network", "test"}


def test_a_file_that_is_not_there_is_said_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="none.jsonl can't be read"):
        CliRunner().invoke(evaluate, ["--pen", str(tmp_path / "none.jsonl")], catch_exceptions=False)


def test_small_digits_are_read_well_above_chance() -> None:
    pictures, labels = small_digits()
    reader = DetectorReader(Detector())
    entry = yardsticks.measure(reader, reader.read(pictures[:200]), labels[:200])
    assert entry["accuracy"] > 0.8
