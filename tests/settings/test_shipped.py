"""The configurations of the runs behind what is shipped are read, and give their commands again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from esmiuca.settings.gan import GanConfig
from esmiuca.settings.training import TrainingConfig

ARTIFACTS = Path(__file__).parents[2] / "artifacts"
MANIFESTS = [
    path for path in sorted(ARTIFACTS.rglob("manifest.json")) if path.parent.name != "manual-features"
]


@pytest.mark.parametrize("path", MANIFESTS, ids=lambda path: path.parent.name)
def test_a_manifests_configuration_gives_its_command(path: Path, tmp_path: Path) -> None:
    training = json.loads(path.read_text(encoding="utf-8"))["training"]
    (tmp_path / "config.json").write_text(json.dumps(training["config"]))
    kind = GanConfig if "steps" in training["config"] else TrainingConfig
    config = kind.load(tmp_path / "config.json")
    assert config.command(training.get("run")) == training["command"]
    config.save(tmp_path / "again.json")
    assert kind.load(tmp_path / "again.json") == config
