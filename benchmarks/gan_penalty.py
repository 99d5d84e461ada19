"""Which gradient penalty the duel learns best with: short runs, judged by held-out training images.

    python benchmarks/gan_penalty.py [--steps 1500] [--penalty 0.1 …] [--data DIR] [--runs runs/gan-penalty]

Every run has the same noise and sees the same digits; the test images are not used. Existing runs are kept, so interrupt
and continue at will.
"""

from __future__ import annotations

import os
from pathlib import Path

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import click
from bench import save, show
from rich.console import Console

from esmiuca.analysis.exported import Exported
from esmiuca.data import load_mnist, split_validation
from esmiuca.evaluation.gan import measure_generator
from esmiuca.export.gan.made import Generating, reader
from esmiuca.export.gan.write import last_snapshot
from esmiuca.inference.artifacts import find_artifacts
from esmiuca.memory import keep_memory
from esmiuca.models.gan import NOISE
from esmiuca.settings.gan import GanConfig
from esmiuca.training.device import STEP_BYTES
from esmiuca.training.gan import GanTrainer

PENALTIES = (0.03, 0.1, 0.3, 1.0)


@click.command()
@click.option("--steps", default=1500, show_default=True, help="Of each run.")
@click.option(
    "--penalty",
    "penalties",
    type=float,
    multiple=True,
    default=PENALTIES,
    show_default=True,
    help="May be repeated.",
)
@click.option("--data", type=click.Path(path_type=Path), help="Folder with MNIST's four IDX files.")
@click.option("--runs", type=click.Path(path_type=Path), default=Path("runs/gan-penalty"), show_default=True)
def main(steps: int, penalties: tuple[float, ...], data: Path | None, runs: Path) -> None:
    """Train shortly with each penalty; compare what they generate with held-out training images."""
    keep_memory(STEP_BYTES)
    train = load_mnist("train", data)
    read = reader(Exported(find_artifacts()))
    console = Console()
    rows, results = [], {}
    _, held_out = split_validation(train, GanConfig.validation_size, GanConfig.seed)
    held = read(held_out.images)
    for penalty in penalties:
        config = GanConfig(steps=steps, gradient_penalty=penalty, snapshots=2)
        folder = runs / f"{penalty}-{steps}"
        if not (folder / "snapshots" / f"{steps:06}.safetensors").is_file():
            with console.status(f"{steps} steps with {penalty}"):
                GanTrainer(folder, config, train).run()
        _, weights = last_snapshot(folder)
        make = Generating(weights["generator"]).levels
        found, _, _ = measure_generator(make, NOISE, held, read)
        results[str(penalty)] = found
        shares = (f"{found[key]:.2%}" for key in ("precision", "recall", "read_as_asked"))
        rows.append([str(penalty), f"{found['frechet_distance']:.2f}", *shares])
    columns = ["gradient penalty", "Fréchet distance", "precision", "recall", "read as asked"]
    show(f"after {steps} steps, beside {len(held_out):,} held-out training images", columns, rows)
    save("gan_penalty", {"steps": steps, "penalties": results})


if __name__ == "__main__":
    main()
