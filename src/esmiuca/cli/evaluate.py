"""`esmiuca evaluate`: how good the shipped network is on MNIST's test images."""

from __future__ import annotations

import json
from pathlib import Path

import click
import numpy as np
from rich.console import Console
from rich.table import Table

from esmiuca.data import load_mnist
from esmiuca.evaluation import confusion_matrix, expected_calibration_error, negative_log_likelihood, softmax
from esmiuca.inference import Detector


@click.command()
@click.option(
    "--model", type=click.Path(path_type=Path), help="Folder with manifest.json.  [default: the shipped one]"
)
@click.option("--data", type=click.Path(path_type=Path), help="Folder with MNIST's four IDX files.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of tables.")
def evaluate(model: Path | None, data: Path | None, as_json: bool) -> None:
    """Accuracy, calibration and confusion on the 10,000 test images, which nothing was chosen by."""
    detector = Detector(model)
    test = load_mnist("test", data)
    logits = detector.logits(test.images)  # (10000, 10)
    temperature = detector.manifest.temperature
    probabilities = softmax(logits, temperature)
    right = logits.argmax(1) == test.labels
    confusion = confusion_matrix(test.labels, logits.argmax(1))
    result = {
        "images": len(test),
        "accuracy": float(right.mean()),
        "mistakes": int((~right).sum()),
        "mean_confidence": float(probabilities.max(1).mean()),
        "expected_calibration_error": expected_calibration_error(probabilities, test.labels),
        "negative_log_likelihood": negative_log_likelihood(logits, test.labels, temperature),
        "refused": float((probabilities.max(1) < detector.manifest.refusal.threshold).mean()),
    }
    if as_json:
        click.echo(json.dumps(result | {"confusion": confusion.tolist()}))
        return
    console = Console()
    summary = Table("measure", "MNIST test set")
    for name, value in result.items():
        summary.add_row(name.replace("_", " "), f"{value:,}" if isinstance(value, int) else f"{value:.4f}")
    console.print(summary)
    table = Table("label", *(f"read as {digit}" for digit in range(10)))
    for digit, row in enumerate(confusion):
        table.add_row(str(digit), *(cell(count, digit == column) for column, count in enumerate(row)))
    console.print(table)


def cell(count: np.int64, diagonal: bool) -> str:
    return f"[bold]{count}[/bold]" if diagonal else str(count) if count else "·"
