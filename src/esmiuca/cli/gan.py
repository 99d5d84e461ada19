"""`esmiuca gan`: the generator of digits and its discriminator, written, measured, described."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from esmiuca.cli.given_path import GivenPath
from esmiuca.data import load_mnist
from esmiuca.errors import InputError, ManifestError, MissingExtraError
from esmiuca.evaluation.card import CARD_NAME
from esmiuca.evaluation.gan import (
    measure_copying,
    measure_discriminator,
    measure_floor,
    measure_generator,
    read_gan_record,
    realness,
    weights_of,
)
from esmiuca.evaluation.gan_card import gan_card
from esmiuca.evaluation.record import RECORD_NAME, write_record
from esmiuca.inference.artifacts import artifacts_to_write, find_artifacts
from esmiuca.inference.manifest import MANIFEST_NAME

FOLDER = Path("lab", "gan")  # in the artifacts' folder
NETWORKS = ("generator", "discriminator")
gan_option = click.option(
    "--gan",
    "folder",
    type=GivenPath(path_type=Path),
    help="The networks' folder.  [default: the shipped one]",
)
data_option = click.option(
    "--data", type=GivenPath(path_type=Path), help="Folder with MNIST's four IDX files."
)


@click.group()
def gan() -> None:
    """A generator of digits and the discriminator that it learned from."""


@gan.command("export")
@click.option(
    "--run",
    type=GivenPath(path_type=Path),
    default=Path("runs/gan"),
    show_default=True,
    help="Folder of a finished run of `esmiuca train-gan`.",
)
@gan_option
@data_option
@click.option("--version", default="1.0.0", show_default=True, help="Version that the manifests state.")
def export_run(run: Path, folder: Path | None, data: Path | None, version: str) -> None:
    """Write a run's networks, the directions in its noise and its duel; `esmiuca gan evaluate` is next."""
    try:
        from esmiuca.export.gan.write import export_gan
    except ModuleNotFoundError as error:
        raise MissingExtraError("esmiuca gan export", "train", error.name or "torch") from error
    folder = to_write(folder)
    with Console().status("Calibrating each moment's discriminator"):
        manifests = export_gan(run, folder, load_mnist("train", data), version)
    table = Table("network", "parameters", "bytes of both its forms")
    for name, manifest in manifests.items():
        size = sum(entry["bytes"] for entry in manifest["files"].values())
        table.add_row(name, f"{manifest['model']['parameters']:,}", f"{size:,}")
    Console().print(table)


@gan.command()
@gan_option
@data_option
@click.option(
    "--seed-run",
    "runs",
    type=GivenPath(path_type=Path),
    multiple=True,
    help="A finished run with another seed, measured too; several may be named.",
)
def evaluate(folder: Path | None, data: Path | None, runs: tuple[Path, ...]) -> None:
    """Measure both networks beside the test images: evaluation.json and the model card.

    Results of other seeds in evaluation.json are kept if they are of the current weights.
    """
    try:
        from esmiuca.analysis.exported import Exported
        from esmiuca.export.gan.made import Discriminating, Generating, exported_weights, reader
        from esmiuca.export.gan.write import last_snapshot
    except ModuleNotFoundError as error:
        raise MissingExtraError("esmiuca gan evaluate", "train", error.name or "torch") from error
    folder = to_write(folder)
    manifests = read_manifests(folder)
    size = manifests["generator"]["noise"]["size"]
    read = reader(Exported(find_artifacts()))

    console = Console()
    train, test = load_mnist("train", data), load_mnist("test", data)
    tested = read(test.images)
    with console.status("Generating and comparing"):
        generator = Generating(exported_weights(folder / "generator", manifests["generator"]))
        discriminator = Discriminating(exported_weights(folder / "discriminator", manifests["discriminator"]))
        measured, made, labels = measure_generator(generator.levels, size, tested, read)
        calibration = manifests["discriminator"]["realness"]
        probabilities = [
            realness(discriminator.scores(images), digits, calibration)
            for images, digits in ((test.images, test.labels), (made, labels))
        ]
        record: dict[str, Any] = {
            "weights": weights_of(manifests),
            "generator": measured,
            "floor": measure_floor(train.images, tested, read),
            "copying": measure_copying(made, test.images, train.images),
            "discriminator": measure_discriminator(*probabilities),
        }
    seeds = {entry["seed"]: entry for entry in measured_before(folder, manifests)}
    for run in runs:
        with console.status(f"Measuring {run}"):
            seed, weights = last_snapshot(run)
            found, _, _ = measure_generator(Generating(weights["generator"]).levels, size, tested, read)
        seeds[seed] = {"seed": seed, **found}
    record["seeds"] = [seeds[seed] for seed in sorted(seeds)]
    write_record(folder / RECORD_NAME, record)
    table = Table("", "Fréchet distance", "precision", "recall", "read as asked")
    rows = {"generated": measured, "training images": record["floor"]}
    rows |= {f"seed {entry['seed']}": entry for entry in record["seeds"]}
    for name, entry in rows.items():
        shares = (
            f"{entry[key]:.2%}" if key in entry else "–" for key in ("precision", "recall", "read_as_asked")
        )
        table.add_row(name, f"{entry['frechet_distance']:.2f}", *shares)
    console.print(table)
    told = record["discriminator"]
    console.print(
        f"discriminator: {told['mean_of_real']:.1%} real for test images, {told['mean_of_generated']:.1%} for generated "
        f"digits; calibration error {told['expected_calibration_error']:.2%}, AUROC {told['auroc']:.3f}"
    )
    near = {kind: record["copying"][kind]["median"] for kind in ("generated", "test")}
    console.print(
        f"nearest training image, median distance: {near['generated']:.3f} from generated digits, {near['test']:.3f} from "
        "test images"
    )
    write_card(folder)


@gan.command()
@gan_option
def card(folder: Path | None) -> None:
    """Write MODEL_CARD.md from the manifests and evaluation.json; nothing in it is typed by hand."""
    write_card(to_write(folder))


def to_write(folder: Path | None) -> Path:
    return artifacts_to_write(folder, "--gan", FOLDER)


def read_manifests(folder: Path) -> dict[str, dict[str, Any]]:
    """Both manifests by the networks' names; raises ManifestError where one is missing or damaged."""
    manifests = {}
    for name in NETWORKS:
        path = folder / name / MANIFEST_NAME
        try:
            manifests[name] = json.loads(path.read_text(encoding="utf-8"))
            weights_of(manifests)
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            raise ManifestError(
                f"{path} can't be read ({error}); write it again with `esmiuca gan export`."
            ) from error
    return manifests


def measured_before(folder: Path, manifests: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """What evaluation.json says of other seeds; empty if it is of other weights."""
    try:
        return read_gan_record(folder, manifests)["seeds"]
    except InputError:
        return []


def write_card(folder: Path) -> None:
    manifests = read_manifests(folder)
    path = folder / CARD_NAME
    path.write_text(gan_card(manifests, read_gan_record(folder, manifests)), encoding="utf-8")
    click.echo(f"{path} written.")
