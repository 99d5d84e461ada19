"""`python -m esmiuca.manual`: measures MNIST by hand-designed features, fits linear classifiers on them, writes what is shipped.

Writes artifacts/lab/manual-features/: graph.onnx, weights.safetensors, manifest.json, evaluation.json, MODEL_CARD.md.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from esmiuca.data import load_mnist, split_validation
from esmiuca.evaluation.pens import read_drawings
from esmiuca.evaluation.record import RECORD_NAME, write_record
from esmiuca.inference import Detector
from esmiuca.inference.artifacts import artifacts_to_write
from esmiuca.inference.manifest import MANIFEST_NAME
from esmiuca.manual.card import CARD_NAME, manual_card
from esmiuca.manual.classifier import FitSettings, fit_all
from esmiuca.manual.features import FeatureSettings, manual_features
from esmiuca.manual.record import Pictures, described_drawings, measure_all, pen_pictures
from esmiuca.manual.write import NAME, write_classifiers
from esmiuca.streams import speak_anywhere


@click.command()
@click.option(
    "--out", type=click.Path(path_type=Path), help="Folder that gets them.  [default: the shipped one]"
)
@click.option("--data", type=click.Path(path_type=Path), help="Folder with MNIST's four IDX files.")
@click.option(
    "--pen", type=click.Path(path_type=Path), help="JSON-lines file of real pen strokes, to measure on too."
)
@click.option("--version", default="1.0.0", show_default=True, help="Version that the manifest states.")
def manual(out: Path | None, data: Path | None, pen: Path | None, version: str) -> None:
    """Fit, write and measure the linear classifiers on manual features (two minutes on one core)."""
    folder = artifacts_to_write(out, "--out", Path("lab", NAME))
    features, settings, console = FeatureSettings(), FitSettings(), Console()
    detector = Detector()
    drawings = read_drawings(pen) if pen else []
    # The network's own split, so that both are chosen by the same held-out images.
    shipped = json.loads((detector.folder / MANIFEST_NAME).read_text(encoding="utf-8"))
    size, seed = (shipped["training"]["config"][key] for key in ("validation_size", "seed"))
    train, held_out = split_validation(load_mnist("train", data), size, seed)
    test = load_mnist("test", data)
    with console.status("Measuring features"):
        measured, held_out_measured = (
            manual_features(images.images, features) for images in (train, held_out)
        )
    with console.status("Fitting"):
        fitted = fit_all(measured, train.labels, held_out_measured, held_out.labels, features, settings)
    training = {
        "command": "make manual-features",
        "images": len(train),
        "validation_size": size,
        "seed": seed,
        "config": asdict(settings),
    }
    manifest = write_classifiers(
        folder, {name: found.classifier for name, found in fitted.items()}, features, version, training
    )
    sets = {
        "validation": Pictures(held_out.images, held_out.labels),
        "test": Pictures(test.images, test.labels),
    }
    if drawings:
        sets["pen"] = pen_pictures(detector, drawings)
    with console.status("Measuring accuracy"):
        record = {"weights_sha256": manifest["files"]["weights"]["sha256"]}
        record |= measure_all(fitted, detector, sets, features)
        if drawings:
            record["pen"] = described_drawings(drawings)
    write_record(folder / RECORD_NAME, record)
    written = json.loads((folder / RECORD_NAME).read_text(encoding="utf-8"))
    (folder / CARD_NAME).write_text(manual_card(manifest, written), encoding="utf-8")
    table = Table("features", "C", *sets)
    for name, found in record["classifiers"].items():
        table.add_row(
            name, f"{found['inverse_penalty']:g}", *(f"{found[key]['accuracy']:.2%}" for key in sets)
        )
    table.add_row("the network", "", *(f"{record['network'][key]['accuracy']:.2%}" for key in sets))
    console.print(table)
    console.print(f"{folder} written.")


if __name__ == "__main__":
    speak_anywhere()
    manual()
