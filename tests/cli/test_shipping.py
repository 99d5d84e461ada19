"""The commands that write and measure what is shipped, on few pictures and into folders of the tests."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from esmiuca.cli.evaluate import evaluate
from esmiuca.cli.gan import gan
from esmiuca.cli.lab import lab
from esmiuca.cli.studio import studio
from esmiuca.data import MNIST, Dataset, Source, load
from esmiuca.evaluation.gan import read_gan_record
from esmiuca.evaluation.lab import NAMES, read_lab_record
from esmiuca.manual.__main__ import manual
from esmiuca.settings.gan import GanConfig
from esmiuca.settings.training import TrainingConfig
from esmiuca.training import Trainer
from esmiuca.training.gan import GanTrainer

ARTIFACTS = Path(__file__).parents[2] / "artifacts"

pytestmark = pytest.mark.slow


def run(command: click.Command, *words: object) -> Result:
    outcome = CliRunner().invoke(command, [str(word) for word in words], catch_exceptions=False)
    assert outcome.exit_code == 0, outcome.output
    return outcome


def few(count: int) -> Callable[..., Dataset]:
    """load_mnist, but for its first pictures alone."""

    def load_few(split: str, data: Path | None = None) -> Dataset:
        return load(MNIST, split, data)[:count]

    return load_few


def test_a_laboratorys_run_is_written_measured_and_waits_for_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load_few(source: Source, split: str, data: Path | None = None) -> Dataset:
        return load(source, split, data)[:400]

    monkeypatch.setattr("esmiuca.cli.lab.load", load_few)
    config = TrainingConfig(
        network="small-mlp", epochs=1, batch_size=32, limit=200, validation_size=100, augment=False
    )
    Trainer(tmp_path / "run", config, load(MNIST, "train")[:400]).run()
    said = run(lab, "export", tmp_path / "run", "--lab", tmp_path / "lab", "--version", "9.9.9")
    assert "small-mlp-mnist" in said.output
    manifest = json.loads((tmp_path / "lab" / "small-mlp-mnist" / "manifest.json").read_text())
    assert manifest["model"]["version"] == "9.9.9"
    said = run(lab, "evaluate", "small-mlp-mnist", "--lab", tmp_path / "lab")
    assert "No card yet; measure" in said.output
    record = read_lab_record(tmp_path / "lab", {"small-mlp-mnist": manifest})["models"]["small-mlp-mnist"]
    assert record["test"]["images"] == 400
    assert record["test"]["accuracy"] == pytest.approx(
        manifest["metrics"]["test"]["accuracy"], abs=1e-4
    )  # of the same pictures


def test_a_card_is_written_from_what_was_measured(tmp_path: Path) -> None:
    for name in (*NAMES, ""):
        (tmp_path / name).mkdir(exist_ok=True)
        for file in ("manifest.json", "evaluation.json"):
            if (ARTIFACTS / "lab" / name / file).exists():
                shutil.copy(ARTIFACTS / "lab" / name / file, tmp_path / name)
    run(lab, "card", "--lab", tmp_path)
    assert (tmp_path / "MODEL_CARD.md").read_text() == (ARTIFACTS / "lab" / "MODEL_CARD.md").read_text()


def test_a_generator_is_written_and_measured_beside_another_seeds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("esmiuca.cli.gan.load_mnist", few(500))
    monkeypatch.setattr("esmiuca.analysis.directions.MADE", 200)
    monkeypatch.setattr("esmiuca.analysis.directions.TRIED", 50)
    monkeypatch.setattr("esmiuca.evaluation.gan.MADE", 200)
    monkeypatch.setattr("esmiuca.evaluation.gan.COPIES", 20)
    config = GanConfig(steps=4, batch_size=8, validation_size=200, snapshots=3)
    GanTrainer(tmp_path / "run", config, load(MNIST, "train")[:500]).run()
    folder = tmp_path / "gan"
    said = run(gan, "export", "--run", tmp_path / "run", "--gan", folder, "--version", "9.9.9")
    assert "290,881" in said.output
    run(gan, "evaluate", "--gan", folder, "--seed-run", tmp_path / "run")
    card = (folder / "MODEL_CARD.md").read_text()
    manifests = {
        name: json.loads((folder / name / "manifest.json").read_text())
        for name in ("generator", "discriminator")
    }
    record = read_gan_record(folder, manifests)
    assert [entry["seed"] for entry in record["seeds"]] == [config.seed]
    # The same weights, but for half precision.
    assert record["seeds"][0]["frechet_distance"] == pytest.approx(
        record["generator"]["frechet_distance"], rel=0.02
    )
    # Measured again without the other seed's run, what was measured of it stays.
    run(gan, "evaluate", "--gan", folder)
    assert read_gan_record(folder, manifests)["seeds"] == record["seeds"]
    (folder / "MODEL_CARD.md").unlink()
    run(gan, "card", "--gan", folder)
    assert (folder / "MODEL_CARD.md").read_text() == card


def test_presets_are_trained_recorded_and_packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    preset = TrainingConfig(epochs=1, batch_size=32, limit=64, validation_size=700, augment=False)
    monkeypatch.setattr("esmiuca.settings.presets.PRESETS", {"usual": preset})
    monkeypatch.setattr("esmiuca.cli.studio.load_mnist", few(1500))
    said = run(studio, "record", "--runs", tmp_path / "runs", "--studio", tmp_path / "studio")
    assert "bytes that all runs begin with" in said.output
    made = json.loads((tmp_path / "studio" / "studio.json").read_text())
    assert [entry["key"] for entry in made["presets"]] == ["usual"]
    assert made["presets"][0]["moments"] == [0, 1, 2]


def test_every_yardstick_has_a_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("esmiuca.cli.evaluate.load_mnist", few(100))
    strokes = tmp_path / "strokes.jsonl"
    strokes.write_text(json.dumps({"writer": 1, "label": "1", "strokes": [[[50, 0], [50, 100]]]}))
    said = run(evaluate, "--all", "--pen", strokes, "--report", tmp_path / "report").output
    for words in (
        "MNIST test set",
        "strokes, pen 0.05",
        "scikit-learn's digits",
        "several",
        "canny edges",
        "read as 9",
        "known label errors of the test set",
    ):
        assert words in said
    assert (tmp_path / "report" / "index.html").is_file()


def test_manual_features_are_fitted_written_and_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("esmiuca.manual.__main__.load_mnist", few(6500))  # 6,000 of them are held out
    strokes = tmp_path / "strokes.jsonl"
    strokes.write_text(json.dumps({"writer": 1, "label": "1", "strokes": [[[50, 0], [50, 100]]]}))
    said = run(manual, "--out", tmp_path / "out", "--pen", strokes, "--version", "9.9.9")
    assert "hog+zoning+profiles" in said.output
    record = json.loads((tmp_path / "out" / "evaluation.json").read_text())
    assert record["classifiers"]["hog"]["test"]["accuracy"] > 0.85
    assert record["pen"] == {"digits": 1, "writers": 1, "widths": [0.03, 0.05, 0.07, 0.1, 0.14]}
    assert "9.9.9" in (tmp_path / "out" / "manifest.json").read_text()
    assert (tmp_path / "out" / "MODEL_CARD.md").read_text().startswith("# ")
