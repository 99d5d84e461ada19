"""`esmiuca export`: a trained network as ONNX, with its manifest and the check that all engines agree."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from esmiuca.cli.given_path import GivenPath
from esmiuca.cli.runs import fonts_option, pens_option
from esmiuca.errors import EsmiucaError, MissingExtraError


@click.command()
@click.option(
    "--run",
    type=GivenPath(path_type=Path),
    default=Path("runs/digits"),
    show_default=True,
    help="Folder of the run whose best checkpoint is exported.",
)
@click.option(
    "--out",
    type=GivenPath(path_type=Path),
    default=Path("artifacts"),
    show_default=True,
    help="Folder that gets the network and its manifest.",
)
@click.option("--data", type=GivenPath(path_type=Path), help="Folder with MNIST's four IDX files.")
@pens_option
@fonts_option
@click.option("--version", default="1.0.0", show_default=True, help="Version that the manifest states.")
@click.option(
    "--check",
    type=click.IntRange(min=0),
    default=1000,
    show_default=True,
    help="Compare PyTorch, ONNX Runtime and onnxruntime-web on this many test images; 0 skips it.",
)
@click.option("--only-check", is_flag=True, help="Check what is in --out already; write nothing.")
@click.option(
    "--web",
    type=GivenPath(path_type=Path),
    default=Path("web"),
    show_default=True,
    help="The web folder, whose onnxruntime-web is checked.",
)
def export(
    run: Path,
    out: Path,
    data: Path | None,
    pens: Path | None,
    fonts: Path | None,
    version: str,
    check: int,
    only_check: bool,
    web: Path,
) -> None:
    """Write network.onnx, graph.onnx, weights.safetensors, examples.json, manifest.json and gabor.json."""
    try:
        from esmiuca.analysis.gabor import write_gabors
        from esmiuca.export.parity import TOLERANCE, compare_engines
        from esmiuca.export.write import export_run
    except ModuleNotFoundError as error:
        raise MissingExtraError("esmiuca export", "train", error.name or "torch") from error
    from esmiuca.data import load_mnist

    console = Console()
    test = load_mnist("test", data)
    if not only_check:
        with console.status("Exporting and measuring"):
            manifest = export_run(run, out, load_mnist("train", data), test, version, pens, fonts)
            write_gabors(out)
        table = Table("set", "images", "accuracy", "mean confidence", "calibration error")
        for name, m in manifest["metrics"].items():
            table.add_row(
                name,
                f"{m['images']:,}",
                f"{m['accuracy']:.2%}",
                f"{m['mean_confidence']:.2%}",
                f"{m['expected_calibration_error']:.2%}",
            )
        console.print(table)
        console.print(
            f"Temperature {manifest['temperature']}, refused where {manifest['refusal']['score']} is below "
            f"{manifest['refusal']['threshold']:g}"
        )
    if check:
        with console.status(f"Comparing the engines on {check:,} test images"):
            worst = compare_engines(out, test.images[:check], web)
        table = Table("largest difference from PyTorch", *worst)
        for layer in next(iter(worst.values())):
            table.add_row(layer, *(f"{differences[layer]:.1e}" for differences in worst.values()))
        console.print(table)
        largest = max(max(differences.values()) for differences in worst.values())
        if largest > TOLERANCE:
            raise EsmiucaError(
                f"The engines differ by {largest:.1e}, more than {TOLERANCE:.0e}; don't ship this export."
            )
