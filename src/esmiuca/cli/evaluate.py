"""`esmiuca evaluate`: how good the shipped network is, measured on data that nothing was chosen by."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click
import numpy as np
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from esmiuca.cli.given_path import GivenPath
from esmiuca.cli.tables import show
from esmiuca.data import load_mnist
from esmiuca.data.idx import read_idx
from esmiuca.errors import InputError, MissingExtraError
from esmiuca.evaluation import softmax, yardsticks
from esmiuca.evaluation.corruptions import CORRUPTIONS
from esmiuca.evaluation.pens import PEN_WIDTHS, read_drawings
from esmiuca.evaluation.record import network_entry, read_record, rounded, write_record
from esmiuca.evaluation.report import write_report
from esmiuca.evaluation.scribbles import SCRIBBLED
from esmiuca.evaluation.variations import CURVES
from esmiuca.inference import Detector
from esmiuca.inference.manifest import MANIFEST_NAME
from esmiuca.inference.prediction import refusal_scores


class DetectorReader:
    """Lets the yardsticks read pictures with the detector."""

    def __init__(self, detector: Detector, advance: Callable[[int], None] = lambda count: None) -> None:
        self.detector = detector
        self.advance = advance  # told how many pictures were read
        self.temperature = detector.manifest.temperature
        self.threshold = detector.manifest.refusal.threshold

    def read(self, images: np.ndarray | Sequence[np.ndarray]) -> yardsticks.Reading:
        logits = self.detector.logits(images)
        self.advance(len(images))
        scores = refusal_scores(self.detector.manifest.refusal, logits, self.temperature)
        return yardsticks.Reading(logits, scores)


class NamedFile(click.ParamType):
    """FILE, named by its stem, or NAME=FILE."""

    name = "[NAME=]FILE"

    def convert(self, value: str, param: object, ctx: object) -> tuple[str, Path]:
        name, given, path = value.rpartition("=")
        if given and not Path(value).exists():
            return name, Path(path)
        return Path(value).name.partition(".")[0], Path(value)


@click.command()
@click.option(
    "--model", type=GivenPath(path_type=Path), help="Folder with manifest.json.  [default: the shipped one]"
)
@click.option("--data", type=GivenPath(path_type=Path), help="Folder with MNIST's four IDX files.")
@click.option(
    "--pen",
    "pens",
    type=NamedFile(),
    multiple=True,
    help="JSON-lines file of real pen strokes: drawn with pens of several widths and read.",
)
@click.option(
    "--pen-width",
    "widths",
    type=click.FloatRange(0.005, 0.3),
    multiple=True,
    default=PEN_WIDTHS,
    show_default=True,
    help="Width of a pen, as a share of the sheet.",
)
@click.option("--corruptions", is_flag=True, help="The fifteen corruptions of MNIST-C on the test images.")
@click.option("--curves", is_flag=True, help="Shifted, scaled, rotated, thinned and thickened test images.")
@click.option("--digits", is_flag=True, help="scikit-learn's load_digits, 1,797 digits of 8×8 pixels.")
@click.option(
    "--others",
    type=NamedFile(),
    multiple=True,
    help="IDX file of pictures that are no digits (28×28), such as Fashion-MNIST's test images.",
)
@click.option(
    "--scribbles", is_flag=True, help="Scribbles, hatching and several digits at once: is it refused?"
)
@click.option("--all", "everything", is_flag=True, help="--corruptions, --curves, --digits and --scribbles.")
@click.option(
    "--save",
    type=GivenPath(path_type=Path),
    help="Write everything to this file too, after every part; what it holds of the same network stays.",
)
@click.option(
    "--report",
    type=GivenPath(path_type=Path, file_okay=False),
    help="Write a page to this folder, with plots, and the images behind each cell of the confusion matrix.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of tables.")
def evaluate(
    model: Path | None,
    data: Path | None,
    pens: tuple[tuple[str, Path], ...],
    widths: tuple[float, ...],
    corruptions: bool,
    curves: bool,
    digits: bool,
    others: tuple[tuple[str, Path], ...],
    scribbles: bool,
    everything: bool,
    save: Path | None,
    report: Path | None,
    as_json: bool,
) -> None:
    """Accuracy, calibration, confusion and refusal on MNIST's test images, and on harder sets by the options."""
    drawings = {name: read_drawings(path) for name, path in unique(pens, "--pen")}
    strangers = {name: read_idx(path) for name, path in unique(others, "--others")}
    detector = Detector(model)
    manifest = json.loads((detector.folder / MANIFEST_NAME).read_text(encoding="utf-8"))
    test = load_mnist("test", data)
    small = small_digits() if digits or everything else None
    result = earlier(save, manifest) | {"network": network_entry(manifest)}
    console = Console(stderr=True)

    with Progress(
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.completed:,} of {task.total:,} pictures read"),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    ) as bar:
        variants = (corruptions or everything) * len(CORRUPTIONS)
        variants += (curves or everything) * sum(len(values) for _, _, values in CURVES.values())
        pictures = len(test) * (1 + variants) + (len(small[1]) if small else 0)
        pictures += sum(len(entries) * len(widths) for entries in drawings.values())
        pictures += (scribbles or everything) * SCRIBBLED
        task = bar.add_task("", total=pictures + sum(map(len, strangers.values())))
        reader = DetectorReader(detector, lambda count: bar.advance(task, count))

        def keep(part: str, measures: Any) -> None:
            result[part] = measures
            if save:
                write_record(save, result)

        summary, reading = yardsticks.measure_test(reader, test.images, test.labels)
        keep("test", summary)
        if drawings:
            measures = {
                name: yardsticks.measure_pens(reader, entries, widths, reading)
                for name, entries in drawings.items()
            }
            keep("pen", measures)
        if small:
            keep("load_digits", yardsticks.measure(reader, reader.read(small[0]), small[1]))
        if strangers:
            measures = {
                name: yardsticks.refusal(reader, reading, reader.read(images))
                for name, images in strangers.items()
            }
            keep("others", measures)
        if scribbles or everything:
            keep("scribbles", yardsticks.measure_scribbles(reader, test.images, reading))
        if corruptions or everything:
            keep("corruptions", yardsticks.measure_corruptions(reader, test.images, test.labels))
        if curves or everything:
            keep("curves", yardsticks.measure_curves(reader, test.images, test.labels))
    if report:
        page = write_report(report, result, test, softmax(reading.logits, reader.temperature))
        console.print(f"{page} written.")
    if as_json:
        click.echo(json.dumps(rounded(result)))
    else:
        show(result, Console())


def unique(files: tuple[tuple[str, Path], ...], option: str) -> tuple[tuple[str, Path], ...]:
    """The files by name; refuses two of the same name."""
    names = [name for name, _ in files]
    for name in names:
        if names.count(name) > 1:
            raise InputError(f"{option}: two files are named {name}; tell them apart as {option} NAME=FILE.")
    return files


def earlier(save: Path | None, manifest: dict[str, Any]) -> dict[str, Any]:
    """What the file says of this network; empty if it is missing or of another network."""
    try:
        return read_record(save, manifest) if save else {}
    except InputError:
        return {}


def small_digits() -> tuple[list[np.ndarray], np.ndarray]:
    """scikit-learn's digits as pictures, white ink on black."""
    try:
        from sklearn.datasets import load_digits
    except ModuleNotFoundError as error:
        raise MissingExtraError("esmiuca evaluate --digits", "dev", error.name or "sklearn") from error
    bunch: Any = load_digits()
    return [(picture / 16 * 255).round().astype(np.uint8) for picture in bunch.images], bunch.target
