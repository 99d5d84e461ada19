"""An installed Esmiúça writes nothing into its own package."""

from __future__ import annotations

import shutil
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from esmiuca import InputError
from esmiuca.cli.card import card
from esmiuca.cli.gan import gan
from esmiuca.cli.lab import lab
from esmiuca.cli.main import cli
from esmiuca.cli.studio import studio
from esmiuca.inference import artifacts
from esmiuca.manual.__main__ import manual

ARTIFACTS = Path(__file__).parents[2] / "artifacts"


def contents(folder: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in sorted(folder.rglob("*"))}


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package as a wheel lays it: artifacts/ inside, no clone around."""
    folder = tmp_path / "site-packages" / "esmiuca"
    shutil.copytree(
        ARTIFACTS, folder / "artifacts", ignore=shutil.ignore_patterns("*.onnx", "*.webp", "studio")
    )
    monkeypatch.setattr(artifacts, "PACKAGE", folder)
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.mark.parametrize(
    ("command", "words", "option"),
    [
        (card, [], "--model"),
        (gan, ["card"], "--gan"),
        (gan, ["evaluate"], "--gan"),
        (gan, ["export"], "--gan"),
        (lab, ["card"], "--lab"),
        (lab, ["evaluate"], "--lab"),
        (lab, ["export", "runs/vgg"], "--lab"),
        (studio, ["record"], "--studio"),
        (manual, [], "--out"),
    ],
)
def test_what_would_write_there_asks_for_a_folder(
    package: Path, command: click.Command, words: list[str], option: str
) -> None:
    before = contents(package)
    ended = CliRunner().invoke(command, words)
    assert isinstance(ended.exception, InputError)
    assert "belongs to the installed package and is not written into" in str(ended.exception)
    assert str(ended.exception).endswith(f"name a folder of your own with {option}.")
    assert contents(package) == before


def test_a_folder_that_is_named_is_written_into(package: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    shutil.copytree(package / "artifacts", own)
    (own / "MODEL_CARD.md").unlink()
    assert CliRunner().invoke(cli, ["card", "--model", str(own)]).exit_code == 0
    assert (own / "MODEL_CARD.md").is_file()
