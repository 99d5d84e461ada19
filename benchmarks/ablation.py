"""What each part of the recipe gains: short runs without it, judged by held-out training images and drawings.

    make ablation [ARGS="--teacher runs/teacher/best.safetensors"]

Every variant sees the same number of steps and is measured on the same validation pictures; the test images and the
real pens are not looked at. A run that is there already is not run again: interrupt and go on at will. The table goes
to artifacts/ablation.json, which the model card shows.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import click
from rich.console import Console
from rich.table import Table

from esmiuca.data import load_mnist
from esmiuca.evaluation import area_under_roc
from esmiuca.evaluation.record import ABLATION_NAME, write_record
from esmiuca.inference import find_artifacts
from esmiuca.memory import keep_memory
from esmiuca.training import AugmentationConfig, Progress, Trainer, TrainingConfig
from esmiuca.training.device import STEP_BYTES
from esmiuca.training.judge import accuracy, logits
from esmiuca.training.material import MOST_DRAWN, Validation, make_material
from esmiuca.training.processes import join
from esmiuca.training.stages import training_record


@dataclass(frozen=True)
class Variant:
    """A recipe that differs from the whole one in one respect."""

    what: str
    config: TrainingConfig


def variants(whole: TrainingConfig, teacher: str | None) -> dict[str, Variant]:
    """The whole recipe, each part left out, plain training; with a teacher, the whole recipe and its answers."""
    parts = whole.augmentation

    def without(**changes: Any) -> TrainingConfig:
        return replace(whole, augmentation=replace(parts, **changes))

    found = {
        "whole": Variant("the whole recipe", whole),
        "plain": Variant("nothing varied, MNIST alone", replace(whole, augment=False)),
        "no-redraw": Variant("no skeletons drawn again", without(redraw=0.0)),
        "no-repen": Variant("no thicker and thinner strokes", without(repen=0.0)),
        "no-pressure": Variant("no uneven pen", without(pressure=0.0)),
        "no-warp": Variant("no elastic warp", without(elastic=0.0)),
        "no-affine": Variant("no turn, slant, stretch", without(rotation=0.0, shear=0.0, aspect=0.0)),
        "no-free": Variant("all fitted into the box", without(free=0.0)),
        "no-scale": Variant("no other size within the box", without(scale=0.0)),
        "no-hollow": Variant("no outlines in place of strokes", without(hollow=0.0)),
        "no-contrast": Variant("no crisper edges", without(contrast=0.0)),
        "no-damage": Variant("no grain, blur, scratches, …", without(damage=0.0)),
        "no-drawn": Variant("no digits drawn by program", without(synthetic=0.0)),
        "no-marked": Variant("no flags and bars on MNIST's own", without(marked=0.0)),
        "no-coarse": Variant("none scanned with few pixels", without(coarse=0.0)),
        "no-nondigits": Variant("nothing that is no digit", without(nondigits=0.0)),
        "no-plain": Variant("none fed as MNIST has it", without(plain=0.0)),
        "adamw": Variant(
            "AdamW at 0.002 instead of Muon", replace(whole, optimizer="adamw", learning_rate=2e-3)
        ),
        "dropout": Variant("a fifth of fc1 left out at random", replace(whole, dropout=0.2)),
        "smoothing": Variant("labels smoothed by 0.1", replace(whole, label_smoothing=0.1)),
        "no-average": Variant("no averaged weights", replace(whole, ema_decay=0.0)),
    }
    if teacher:
        found["teacher"] = Variant(
            "the whole recipe, and a larger network's answers", replace(whole, teacher=teacher)
        )
    return found


def judge(trainer: Trainer, validation: Validation) -> dict[str, float]:
    """Accuracies, and how well digits are told from what is none by the size of the logits, ln Σ exp(z), which is not fitted."""
    result = {name: accuracy(trainer.average, x, labels) for name, (x, labels) in validation.sets.items()}
    assert validation.nondigits is not None
    digits, others = (
        logits(trainer.average, x).logsumexp(1) for x in (validation.sets["varied"][0], validation.nondigits)
    )
    return result | {"auroc": area_under_roc(digits.numpy(), others.numpy())}


@click.command()
@click.option("--epochs", default=4, show_default=True)
@click.option("--limit", default=16_000, show_default=True, help="MNIST images that each run learns from.")
@click.option("--data", type=click.Path(path_type=Path), help="Folder with MNIST's four IDX files.")
@click.option("--runs", type=click.Path(path_type=Path), default=Path("runs/ablation"), show_default=True)
@click.option(
    "--teacher", type=click.Path(exists=True), help="best.safetensors of a teacher: what its answers add."
)
@click.option("--only", multiple=True, help="Run these variants only.")
def main(
    epochs: int, limit: int, data: Path | None, runs: Path, teacher: str | None, only: tuple[str, ...]
) -> None:
    whole = TrainingConfig(
        epochs=epochs, limit=limit, validation_size=3000, augmentation=AugmentationConfig()
    )
    teacher_command = teacher and training_record(Path(teacher).parent)["command"]
    keep_memory(STEP_BYTES)
    processes = join()
    train = load_mnist("train", data)
    validation: Validation | None = None
    steps = None
    results: dict[str, dict[str, float]] = {}
    console = Console()
    found = variants(whole, teacher)
    if unknown := sorted(set(only) - set(found)):
        raise click.BadParameter(f"{', '.join(unknown)} is none of {', '.join(found)}.", param_hint="--only")
    for name, variant in found.items():
        if only and name not in only:
            continue
        folder = runs / name
        done = folder / "result.json"
        key = asdict(variant.config)
        if done.exists() and (kept := json.loads(done.read_text()))["settings"] == key:
            results[name] = kept["result"]
            continue
        if validation is None:
            material, validation = make_material(train, whole)
            steps = len(material.images) // whole.batch_size * epochs
        # As many steps for every variant, whose epochs differ in length.
        trainer = Trainer(folder, replace(variant.config, epochs=epochs), train, processes=processes)
        assert steps is not None
        rounds = max(1, round(steps / trainer.steps))
        if rounds != epochs:
            trainer = Trainer(folder, replace(variant.config, epochs=rounds), train, processes=processes)
        with console.status(f"{name}: {rounds} epochs of {trainer.steps} steps") as status:

            def show(progress: Progress, name: str = name) -> None:
                status.update(f"{name}: step {progress.total_step:,} of {progress.total_steps:,}")

            trainer.run(show)
        results[name] = judge(trainer, validation)
        done.write_text(json.dumps({"settings": key, "result": results[name]}, indent=2) + "\n")
        for checkpoint in folder.glob("*.safetensors"):
            checkpoint.unlink()
        console.print(f"{name}: " + "  ".join(f"{key} {value:.4f}" for key, value in results[name].items()))
    table = Table(
        "variant", "", *next(iter(results.values())), title=f"{epochs} epochs of {limit:,} MNIST images"
    )
    for name, result in results.items():
        table.add_row(
            name,
            found[name].what,
            *(f"{value:.4f}" if key == "auroc" else f"{value:.2%}" for key, value in result.items()),
        )
    console.print(table)
    if not only:
        write_record(
            find_artifacts() / ABLATION_NAME,
            {
                "epochs": epochs,
                "images": limit,
                "teacher": teacher,
                "teacher_command": teacher_command,
                "pictures": {
                    **dict.fromkeys(("clean", "varied", "spoilt"), whole.validation_size),
                    "drawn": min(MOST_DRAWN, whole.validation_size),
                },
                "variants": [
                    {"name": name, "what": found[name].what, **result} for name, result in results.items()
                ],
            },
        )


if __name__ == "__main__":
    main()
