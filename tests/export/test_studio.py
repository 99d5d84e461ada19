"""Recorded runs: every moment is kept, a stopped run resumes, and packed weights read as the real ones do."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import load_file

from esmiuca.data import Dataset, load_mnist, split_validation
from esmiuca.errors import InputError
from esmiuca.export.studio.moving import Moving, mended, patterns_of, take_apart
from esmiuca.export.studio.pack import OTHERS, Reader
from esmiuca.export.studio.write import CHECKED, STUDIO_NAME, compare_on, halves_at, limits_of, write_studio
from esmiuca.inference.artifacts import find_artifacts
from esmiuca.settings.presets import PRESETS
from esmiuca.settings.studio import RunSettings
from esmiuca.settings.training import TrainingConfig
from esmiuca.training import Progress, Trainer
from esmiuca.training.material import as_they_are, inputs
from esmiuca.training.recording import moments_of, read_lines, record

SHORT = TrainingConfig(epochs=2, batch_size=32, limit=128, validation_size=300, augment=False)
COMPARED = 100
PACKED = SHORT.replace(epochs=1)
PRESETS_PACKED = {"usual": PACKED, "lies": PACKED.replace(label_noise=1.0)}
SHIPPED = find_artifacts() / "lab" / "studio"


@pytest.fixture(scope="module")
def digits() -> Dataset:
    return load_mnist("train")[:600]


def stopping_at(step: int | None) -> Callable[[Trainer], Callable[[Progress], None]]:
    def watch(trainer: Trainer) -> Callable[[Progress], None]:
        def report(progress: Progress) -> None:
            trainer.stop_requested = progress.total_step == step

        return report

    return watch


def trained(runs: Path, digits: Dataset) -> None:
    for key, config in PRESETS_PACKED.items():
        assert record(runs / key, config, digits, stopping_at(None))


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory, digits: Dataset) -> tuple[Path, Path, dict[str, Any]]:
    """(runs, folder, studio.json)"""
    runs, folder = (tmp_path_factory.mktemp(name) for name in ("runs", "studio"))
    trained(runs, digits)
    return runs, folder, write_studio(runs, folder, PRESETS_PACKED, digits, digits[:50], compared=COMPARED)


@pytest.mark.slow
def test_a_run_gone_on_with_is_recorded_as_one_that_was_not_stopped(tmp_path: Path, digits: Dataset) -> None:
    assert record(tmp_path / "whole", SHORT, digits, stopping_at(None))
    assert not record(tmp_path / "parts", SHORT, digits, stopping_at(3))
    assert record(tmp_path / "parts", SHORT, digits, stopping_at(None))
    seconds = {"images_per_second", "seconds_left"}

    def told(name: str) -> list[dict[str, Any]]:
        lines = read_lines(tmp_path / name)
        return [{key: value for key, value in line.items() if key not in seconds} for line in lines]

    assert told("parts") == told("whole")
    for step in moments_of(8):
        whole, parts = (halves_at(tmp_path / name, step) for name in ("whole", "parts"))
        for name, values in whole.items():
            np.testing.assert_array_equal(parts[name], values)


@pytest.mark.slow
def test_a_finished_run_is_not_trained_again_and_another_configuration_is(
    tmp_path: Path, digits: Dataset
) -> None:
    assert record(tmp_path, SHORT, digits, stopping_at(None))

    def never(trainer: Trainer) -> Callable[[Progress], None]:
        raise AssertionError("trained again")

    assert record(tmp_path, SHORT, digits, never)
    other = SHORT.replace(learning_rate=0.001)
    assert record(tmp_path, other, digits, stopping_at(None))
    assert TrainingConfig.load(tmp_path / "config.json") == other


@pytest.mark.parametrize("total", [1, 2, 8, 135, 630])
def test_moments_go_from_the_first_step_to_the_last(total: int) -> None:
    steps = moments_of(total)
    assert steps[0] == 0
    assert steps[1] == 1
    assert steps[-1] == total
    assert steps == sorted(set(steps))


@pytest.mark.slow
def test_files_are_what_studio_json_says(written: tuple[Path, Path, dict[str, Any]]) -> None:
    _, folder, made = written
    assert json.loads((folder / STUDIO_NAME).read_text(encoding="utf-8")) == made
    files = [made["start"], made["held_out"]]
    for entry in made["presets"]:
        files += [entry["lines"], entry["weights"]]
        lines = json.loads((folder / entry["lines"]["path"]).read_text(encoding="utf-8"))
        assert [line["kind"] for line in lines][:2] == ["start", "look"]
        assert [line["kind"] for line in lines][-2:] == ["test", "end"]
        assert [line["step"] for line in lines if line["kind"] == "look"] == entry["moments"]
        assert len(entry["figures"]) == 5
    assert {entry["path"] for entry in files} | {STUDIO_NAME} == {path.name for path in folder.iterdir()}
    for entry in files:
        content = (folder / entry["path"]).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (entry["bytes"], entry["sha256"])


@pytest.mark.slow
def test_moments_read_as_they_did(written: tuple[Path, Path, dict[str, Any]], digits: Dataset) -> None:
    runs, folder, made = written
    _, held_out = split_validation(digits, SHORT.validation_size, SHORT.seed)
    packed_by = inputs(as_they_are(held_out[:COMPARED], SHORT))
    start = load_file(folder / made["start"]["path"])
    for entry in made["presets"]:
        assert entry["fidelity"]["pictures"] == len(held_out) - COMPARED - OTHERS
        # On few pictures that packing did not use; after random labels, reading is guessing.
        assert entry["fidelity"]["agreement"] >= (0.98 if entry["key"] == "usual" else 0.9)
        moving = Moving.unpacked((folder / entry["weights"]["path"]).read_bytes())
        limits = limits_of(PRESETS_PACKED[entry["key"]])
        for moment, step in enumerate(entry["moments"]):
            made_of, real = moving.at(moment, start), halves_at(runs / entry["key"], step)
            assert compare_on(packed_by, real, made_of, Reader()).is_within(limits)
            for name, values in real.items():
                assert made_of[name].shape == values.shape
                if name not in start or moment == 0:
                    np.testing.assert_array_equal(made_of[name], values.astype(np.float32))


@pytest.mark.slow
def test_presets_must_begin_alike(tmp_path: Path, digits: Dataset) -> None:
    presets = {"a": SHORT, "b": SHORT.replace(seed=8)}
    for key, config in presets.items():
        record(tmp_path / key, config, digits, stopping_at(None))
    folder = tmp_path / "studio"
    folder.mkdir()
    (folder / STUDIO_NAME).write_text("what was there")
    with pytest.raises(InputError, match="the same seed"):
        write_studio(tmp_path, folder, presets, digits, digits[:50], compared=COMPARED)
    assert [(path.name, path.read_text()) for path in folder.iterdir()] == [(STUDIO_NAME, "what was there")]


def test_rounding_costs_no_more_than_a_step_and_nothing_of_what_is_seen() -> None:
    chance = np.random.default_rng(3)
    movement = np.cumsum(chance.standard_normal((9, 20 * 30)), axis=0).astype(np.float32)
    movement[0] = 0
    inputs = chance.random((40, 30)).astype(np.float32)
    seen = patterns_of(inputs, 3)
    directions, course = take_apart(movement, np.ones(9), 0.5)
    lost = movement - course @ directions.astype(np.float32)
    assert np.sqrt((lost**2).mean(axis=1)).max() < 0.5
    along = mended(directions, course, movement, seen)
    left = lost.reshape(9, 20, 30) - along.astype(np.float32) @ seen.astype(np.float32)
    assert np.abs(left @ seen.astype(np.float32).T).max() < 0.02


def test_each_preset_can_be_asked_for_in_the_studio() -> None:
    for config in PRESETS.values():
        said = RunSettings.of(config)
        assert TrainingConfig(**said.model_dump()) == config


def test_shipped_records_are_of_the_presets_and_faithful() -> None:
    made = json.loads((SHIPPED / STUDIO_NAME).read_text(encoding="utf-8"))
    assert [entry["key"] for entry in made["presets"]] == list(PRESETS)
    # No smaller than what a server sends.
    start = gzip.compress((SHIPPED / made["start"]["path"]).read_bytes())
    for entry in made["presets"]:
        assert entry["settings"] == RunSettings.of(PRESETS[entry["key"]]).model_dump()
        # Packing used other pictures, on which it is more exact.
        by_chance = entry["settings"]["label_noise"] == 1
        assert entry["fidelity"]["pictures"] == CHECKED
        assert entry["fidelity"]["agreement"] >= (0.94 if by_chance else 0.985)
        assert entry["fidelity"]["accuracy_difference"] <= (0.015 if by_chance else 0.005)
        assert entry["weights"]["bytes"] + len(start) <= 6_000_000
        content = (SHIPPED / entry["weights"]["path"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == entry["weights"]["sha256"]
