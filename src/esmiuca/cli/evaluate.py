"""`esmiuca evaluate`: how good the shipped network is, on yardsticks that nothing was chosen by."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
import numpy as np
from rich.console import Console
from rich.table import Table

from esmiuca.data import load_mnist
from esmiuca.data.idx import read_idx
from esmiuca.errors import InputError
from esmiuca.evaluation import yardsticks
from esmiuca.evaluation.pens import PEN_WIDTHS, read_drawings
from esmiuca.inference import Detector
from esmiuca.inference.prediction import refusal_scores


class DetectorReader:
    """The yardsticks' reader on the detector."""

    def __init__(self, detector: Detector) -> None:
        self.detector = detector
        self.temperature = detector.manifest.temperature
        self.threshold = detector.manifest.refusal.threshold

    def read(self, images: np.ndarray | Sequence[np.ndarray]) -> yardsticks.Reading:
        logits = self.detector.logits(images)
        score = self.detector.manifest.refusal.score
        return yardsticks.Reading(logits, refusal_scores(score, logits, self.temperature))


@click.command()
@click.option(
    "--model", type=click.Path(path_type=Path), help="Folder with manifest.json.  [default: the shipped one]"
)
@click.option("--data", type=click.Path(path_type=Path), help="Folder with MNIST's four IDX files.")
@click.option(
    "--pen",
    "pens",
    type=click.Path(path_type=Path),
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
    type=click.Path(path_type=Path),
    multiple=True,
    help="IDX file of pictures that are no digits (28×28), such as Fashion-MNIST's test images.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of tables.")
def evaluate(
    model: Path | None,
    data: Path | None,
    pens: tuple[Path, ...],
    widths: tuple[float, ...],
    corruptions: bool,
    curves: bool,
    digits: bool,
    others: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Accuracy, calibration, confusion and refusal on MNIST's test images, and on harder sets by the options."""
    drawings = {str(path): read_drawings(path) for path in pens}
    reader = DetectorReader(Detector(model))
    test = load_mnist("test", data)
    result: dict[str, Any] = {}
    result["test"], reading = yardsticks.measure_test(reader, test.images, test.labels)
    if pens:
        result["pen"] = {
            name: yardsticks.measure_pens(reader, entries, widths, reading)
            for name, entries in drawings.items()
        }
    if digits:
        pictures, labels = small_digits()
        result["load_digits"] = yardsticks.measure(reader, reader.read(pictures), labels)
    if others:
        result["others"] = {
            str(path): yardsticks.refusal(reader, reading, reader.read(read_idx(path))) for path in others
        }
    if corruptions:
        result["corruptions"] = yardsticks.measure_corruptions(reader, test.images, test.labels)
    if curves:
        result["curves"] = yardsticks.measure_curves(reader, test.images, test.labels)
    if as_json:
        click.echo(json.dumps(result))
    else:
        show(result, Console())


def small_digits() -> tuple[list[np.ndarray], np.ndarray]:
    """scikit-learn's digits as pictures, white ink on black."""
    try:
        from sklearn.datasets import load_digits
    except ModuleNotFoundError as error:
        raise InputError(
            "--digits needs scikit-learn, which holds them; install it: pip install scikit-learn."
        ) from error
    bunch: Any = load_digits()
    return [(picture / 16 * 255).round().astype(np.uint8) for picture in bunch.images], bunch.target


def show(result: dict[str, Any], console: Console) -> None:
    """The same as tables."""
    rows = {"MNIST test set": result["test"]}
    for name, pen in result.get("pen", {}).items():
        rows |= {f"{Path(name).stem}, pen {width}": entry for width, entry in pen["pens"].items()}
        rows |= {f"{Path(name).stem}, all pens": pen["all"]} if "all" in pen else {}
    if "load_digits" in result:
        rows["scikit-learn's digits"] = result["load_digits"]
    rows |= {Path(name).stem: entry for name, entry in result.get("others", {}).items()}
    table = Table(
        "set",
        "images",
        "right",
        "mistakes",
        "confidence",
        "ECE",
        "refused",
        "AUROC of others",
        "refused of them",
    )
    for name, entry in rows.items():
        table.add_row(name, *cells(entry))
    console.print(table)
    errors = result["test"]["label_errors"]
    console.print(
        f"Of the {errors['known']} known label errors of the test set, {errors['mistaken']} are among the mistakes "
        f"({errors['read_as_people_do']} read as people read them)."
    )
    table = Table("label", *(f"read as {digit}" for digit in range(10)))
    for digit, row in enumerate(result["test"]["confusion"]):
        table.add_row(str(digit), *(cell(count, digit == column) for column, count in enumerate(row)))
    console.print(table)
    if "corruptions" in result:
        table = Table("corruption", "right")
        for name, share in result["corruptions"].items():
            table.add_row(name.replace("_", " "), f"{share:.2%}", end_section=name == "canny_edges")
        console.print(table)
    for name, curve in result.get("curves", {}).items():
        table = Table(f"{name} ({curve['unit']})", *(f"{value:g}" for value, _ in curve["accuracy"]))
        table.add_row("right", *(f"{share:.2%}" for _, share in curve["accuracy"]))
        console.print(table)


def cells(entry: dict[str, Any]) -> list[str]:
    def percent(name: str) -> str:
        return f"{entry[name]:.2%}" if name in entry else ""

    return [
        f"{entry['images']:,}" if "images" in entry else "",
        percent("accuracy"),
        f"{entry['mistakes']:,}" if "mistakes" in entry else "",
        percent("mean_confidence"),
        percent("expected_calibration_error"),
        percent("refused"),
        f"{entry['others_auroc']:.4f}" if "others_auroc" in entry else "",
        percent("others_refused"),
    ]


def cell(count: int, diagonal: bool) -> str:
    return f"[bold]{count}[/bold]" if diagonal else str(count) if count else "·"
