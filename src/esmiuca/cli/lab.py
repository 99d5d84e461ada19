"""`esmiuca lab`: the networks that the chapters compare, written, measured, described."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

from esmiuca.cli.given_path import GivenPath
from esmiuca.data import SOURCES, load
from esmiuca.errors import InputError, MissingExtraError
from esmiuca.evaluation.card import CARD_NAME
from esmiuca.evaluation.lab import NAMES, curves_of, measure_lab, read_lab_record
from esmiuca.evaluation.lab_card import lab_card
from esmiuca.evaluation.record import RECORD_NAME, write_record
from esmiuca.evaluation.variations import CURVES, NOISE
from esmiuca.inference.artifacts import artifacts_to_write
from esmiuca.inference.manifest import MANIFEST_NAME, read_manifest

if TYPE_CHECKING:
    from esmiuca.analysis.exported import Exported

FOLDER = "lab"  # in the artifacts' folder
lab_option = click.option(
    "--lab",
    "folder",
    type=GivenPath(path_type=Path),
    help="The laboratories' folder.  [default: the shipped one]",
)
data_option = click.option(
    "--data",
    type=(click.Choice(list(SOURCES)), GivenPath(path_type=Path)),
    multiple=True,
    metavar="SET DIR",
    help="Folder with a set's four IDX files: mnist DIR, fashion-mnist DIR.",
)


@click.group()
def lab() -> None:
    """The networks that the chapters compare: perceptrons beside the CNN, a VGG for garments."""


@lab.command("export")
@click.argument("runs", nargs=-1, required=True, type=GivenPath(path_type=Path))
@lab_option
@data_option
@click.option("--version", default="1.0.0", show_default=True, help="Version that the manifests state.")
def export_runs(
    runs: tuple[Path, ...], folder: Path | None, data: tuple[tuple[str, Path], ...], version: str
) -> None:
    """Write each run's best checkpoint into a folder of its network's name; `esmiuca lab evaluate` is next."""
    try:
        from esmiuca.export.lab import export_lab_run, lab_model
        from esmiuca.settings.training import TrainingConfig
    except ModuleNotFoundError as error:
        raise MissingExtraError("esmiuca lab export", "train", error.name or "torch") from error
    folder, found = to_write(folder), dict(data)
    table = Table("network", "parameters", "validation", "test")
    for run in runs:
        source = lab_model(TrainingConfig.load(run / "config.json")).source
        sets = {split: load(source, split, found.get(source.key)) for split in ("train", "test")}
        manifest = export_lab_run(run, folder, sets["train"], sets["test"], version)
        metrics = manifest["metrics"]
        table.add_row(
            manifest["model"]["name"],
            f"{manifest['model']['parameters']:,}",
            *(f"{metrics[name]['accuracy']:.2%}" for name in ("validation", "test")),
        )
    Console().print(table)


@lab.command()
@click.argument("names", nargs=-1, type=click.Choice(NAMES))
@lab_option
@data_option
def evaluate(names: tuple[str, ...], folder: Path | None, data: tuple[tuple[str, Path], ...]) -> None:
    """Measure networks (all of them, or NAMES) on their test images: evaluation.json and the model card.

    Each is measured on the test images, unchanged and varied step by step. Results of other networks in evaluation.json are
    kept if they are of the current weights.
    """
    try:
        from esmiuca.analysis.exported import Exported
    except ModuleNotFoundError as error:
        raise MissingExtraError("esmiuca lab evaluate", "train", error.name or "safetensors") from error
    folder, found = to_write(folder), dict(data)
    networks = {name: Exported(folder / name) for name in names or NAMES}
    tests = {
        source: load(SOURCES[source], "test", found.get(source)) for source in sources_of(networks)
    }  # not `key`, which Python 3.12 would then take for this loop's below
    models = measured_before(folder)
    with Progress(
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.completed:,} of {task.total:,} pictures read"),
        TimeRemainingColumn(),
        transient=True,
    ) as bar:
        total = sum(pictures(network.manifest, len(tests[key(network)])) for network in networks.values())
        task = bar.add_task("", total=total)
        for source, test in tests.items():
            of_set = {
                name: (network.manifest, network.logits)
                for name, network in networks.items()
                if key(network) == source
            }
            models |= measure_lab(of_set, test.images, test.labels, lambda count: bar.advance(task, count))
    models = {name: models[name] for name in NAMES if name in models}
    write_record(folder / RECORD_NAME, {"models": models})
    table = Table("network", "right", "level by level")
    for name, entry in models.items():
        levels = "  ".join(f"{level} {share:.2%}" for level, share in entry.get("hierarchy", {}).items())
        table.add_row(name, f"{entry['test']['accuracy']:.2%}", levels)
    Console().print(table)
    if missing := [name for name in NAMES if name not in models]:
        click.echo(f"No card yet; measure {', '.join(missing)} too.")
    else:
        write_card(folder)


@lab.command()
@lab_option
def card(folder: Path | None) -> None:
    """Write MODEL_CARD.md from the manifests and evaluation.json; nothing in it is typed by hand."""
    write_card(to_write(folder))


def to_write(folder: Path | None) -> Path:
    return artifacts_to_write(folder, "--lab", FOLDER)


def key(network: Exported) -> str:
    return network.manifest["dataset"]["key"]


def sources_of(networks: dict[str, Exported]) -> list[str]:
    """The data sets of the networks, each once."""
    return list(dict.fromkeys(key(network) for network in networks.values()))


def pictures(manifest: dict[str, Any], images: int) -> int:
    """How many pictures a network reads when it is measured."""
    return images * (1 + sum(len((CURVES | NOISE)[curve][2]) for curve in curves_of(manifest)))


def read_manifests(folder: Path, names: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The networks' manifests; raises ManifestError where one is missing or damaged."""
    for name in names:
        read_manifest(folder / name)
    return {name: json.loads((folder / name / MANIFEST_NAME).read_text(encoding="utf-8")) for name in names}


def measured_before(folder: Path) -> dict[str, Any]:
    """What evaluation.json says of the current weights; empty if it says nothing."""
    found: dict[str, Any] = {}
    for name in NAMES:
        try:
            record = read_lab_record(folder, read_manifests(folder, [name]))
        except InputError:
            continue
        found[name] = record["models"][name]
    return found


def write_card(folder: Path) -> None:
    manifests = read_manifests(folder, NAMES)
    path = folder / CARD_NAME
    path.write_text(lab_card(manifests, read_lab_record(folder, manifests)), encoding="utf-8")
    click.echo(f"{path} written.")
