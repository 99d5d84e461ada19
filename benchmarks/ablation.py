"""What each part of the recipe gains: short runs without it, judged by held-out training images and drawings.

    make ablation [ARGS="--only whole --only mixup"]

All variants make the same number of steps, except those about that number. Each is trained several times; every seed holds
out other images and varies and draws other held-out pictures, the same for all its variants. Steps of the preprocessing are
left out when the shipped network reads, see preprocessing.py. The test images and the real pens are not used. Existing runs
are kept, so interrupt and continue at will. The tables go to artifacts/ablation.json, which the model card shows.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import click
import numpy as np
from bench import show
from preprocessing import preprocessing
from rich.console import Console

from esmiuca.data import Dataset, load_mnist, split_validation
from esmiuca.evaluation import area_under_roc
from esmiuca.evaluation.blocks import standard_errors
from esmiuca.evaluation.record import ABLATION_NAME, write_record
from esmiuca.inference import find_artifacts
from esmiuca.memory import keep_memory
from esmiuca.settings.augmentation import AugmentationConfig
from esmiuca.settings.training import TrainingConfig
from esmiuca.training import Progress, Trainer
from esmiuca.training.device import STEP_BYTES
from esmiuca.training.judge import accuracy, logits
from esmiuca.training.material import (
    HELD_OUT_SEED,
    Material,
    Validation,
    make_material,
    make_validation,
)
from esmiuca.training.processes import Processes, join

LARGER = "larger"  # the network whose answers one variant learns from: trained here too, in no row itself
LARGER_WIDTH = 2
FIRST_SEED, BETWEEN = TrainingConfig().seed, 1000  # between what seeds vary and draw the held-out pictures by
COLUMNS = ("clean", "varied", "spoilt", "drawn", "auroc")

Result = dict[str, float]


@dataclass(frozen=True)
class Variant:
    """A recipe that differs from the whole one in one respect."""

    what: str
    config: TrainingConfig
    length: float = 1  # in the steps that all others make


def variants(whole: TrainingConfig, folder: Path) -> dict[str, Variant]:
    """The whole recipe, plain training, and each part left out, added or replaced. Runs lie in `folder`."""
    parts = whole.augmentation

    def without(**changes: Any) -> TrainingConfig:
        return whole.replace(augmentation=parts.replace(**changes))

    larger = run_folder(folder, LARGER, whole.seed) / "best.safetensors"
    return {
        "whole": Variant("the whole recipe", whole),
        "plain": Variant("nothing varied, MNIST alone", whole.replace(augment=False)),
        "no-redraw": Variant("no skeletons drawn again", without(redraw=0.0)),
        "no-repen": Variant("no thicker and thinner strokes", without(repen=0.0)),
        "no-pressure": Variant("no uneven pen", without(pressure=0.0)),
        "no-warp": Variant("no elastic warp", without(elastic=0.0)),
        "no-affine": Variant("no turn, slant, stretch", without(rotation=0.0, shear=0.0, aspect=0.0)),
        "no-free": Variant("all fitted into the box", without(free=0.0)),
        "no-scale": Variant("no other size within the box", without(scale=0.0)),
        "no-shift": Variant("not moved", without(shift=0.0)),
        "no-hollow": Variant("no outlines in place of strokes", without(hollow=0.0)),
        "no-contrast": Variant("no crisper edges", without(contrast=0.0)),
        "no-damage": Variant("no grain, blur, scratches, …", without(damage=0.0)),
        "no-drawn": Variant("no digits drawn by program", without(synthetic=0.0)),
        "no-marked": Variant("no flags and bars on MNIST's own", without(marked=0.0)),
        "no-coarse": Variant("none scanned with few pixels", without(coarse=0.0)),
        "no-nondigits": Variant("nothing that is no digit", without(nondigits=0.0)),
        "no-plain": Variant("none fed as MNIST has it", without(plain=0.0)),
        "adamw": Variant(
            "AdamW at 0.002 instead of Muon", whole.replace(optimizer="adamw", learning_rate=2e-3)
        ),
        "constant": Variant("the learning rate as high to the end", whole.replace(schedule="constant")),
        "half": Variant("half as many steps", whole, 0.5),
        "twice": Variant("twice as many steps", whole, 2),
        "mixup": Variant("pairs of pictures mixed, α = 0.2", whole.replace(mixup=0.2)),
        "dropout": Variant("a fifth of fc1 left out at random", whole.replace(dropout=0.2)),
        "smoothing": Variant("labels smoothed by 0.1", whole.replace(label_smoothing=0.1)),
        "no-decay": Variant("no weight decay", whole.replace(weight_decay=0.0)),
        "no-average": Variant("no averaged weights", whole.replace(ema_decay=0.0)),
        "teacher": Variant("with a larger network's answers", whole.replace(teacher=str(larger))),
    }


def run_folder(folder: Path, name: str, seed: int) -> Path:
    """Where a variant's run of a seed lies."""
    return folder / f"{name}-{seed}"


def judge(trainer: Trainer, validation: Validation) -> Result:
    """Accuracies, and how well digits are told from what is none by the size of the logits, ln Σ exp(z), which is not fitted."""
    result = {name: accuracy(trainer.average, x, labels) for name, (x, labels) in validation.sets.items()}
    assert validation.nondigits is not None
    digits, others = (
        logits(trainer.average, x).logsumexp(1) for x in (validation.sets["varied"][0], validation.nondigits)
    )
    return result | {"auroc": area_under_roc(digits.numpy(), others.numpy())}


class Seed:
    """The runs of one seed: as many steps each, but for those about that, measured on the same pictures."""

    def __init__(
        self, whole: TrainingConfig, folder: Path, train: Dataset, processes: Processes, console: Console
    ) -> None:
        self.whole = whole
        self.folder = folder
        self.train = train
        self.processes = processes
        self.console = console
        self.variants = variants(whole, folder)
        self.made: dict[tuple[float, ...], Material] = {}

    def result(self, name: str) -> Result:
        """What one variant reaches; trains it only if that is not known yet."""
        variant = self.variants[name]
        folder = run_folder(self.folder, name, self.whole.seed)
        done = folder / "result.json"
        settings = {**variant.config.model_dump(), "length": variant.length}
        if done.exists() and (kept := json.loads(done.read_text()))["settings"] == settings:
            return kept["result"]
        if variant.config.teacher is not None:
            self.train_larger(Path(variant.config.teacher).parent)
        result = judge(self.run(folder, variant), self.validation)
        done.write_text(json.dumps({"settings": settings, "result": result}, indent=2) + "\n")
        for checkpoint in folder.glob("*.safetensors"):
            checkpoint.unlink()
        self.console.print(f"{folder.name}: " + "  ".join(f"{key} {result[key]:.4f}" for key in COLUMNS))
        return result

    def train_larger(self, folder: Path) -> None:
        """From the same images, for as many steps; where it is there already, it stays."""
        config = self.whole.replace(network="teacher", width=LARGER_WIDTH)
        done = folder / "done"
        if done.exists() and TrainingConfig.load(folder / "config.json") == config:
            return
        done.unlink(missing_ok=True)
        self.run(folder, Variant("", config))
        done.touch()

    def run(self, folder: Path, variant: Variant) -> Trainer:
        """One training, in the number of epochs closest to the common number of steps: epochs differ in length."""
        config = variant.config
        usual, own = (len(self.material(each).images) // each.batch_size for each in (self.whole, config))
        rounds = max(1, round(variant.length * self.whole.epochs * usual / own))
        # The larger network teaches with its best epoch. For the others only the last counts, so validate little.
        little = Validation({"clean": tuple(part[:100] for part in self.validation.sets["clean"])}, None)
        made = (self.material(config), self.validation if config.network == "teacher" else little)
        config = config.replace(epochs=rounds)
        trainer = Trainer(folder, config, self.train, processes=self.processes, made=made)
        with self.console.status(f"{folder.name}: {rounds} epochs of {trainer.steps} steps") as status:

            def tell(progress: Progress) -> None:
                status.update(f"{folder.name}: step {progress.total_step:,} of {progress.total_steps:,}")

            trainer.run(tell)
        return trainer

    def material(self, config: TrainingConfig) -> Material:
        """What a variant learns from, made once for all that learn from the same pictures."""
        parts = config.augmentation
        key = (
            config.drawn,
            parts.synthetic,
            parts.marked,
            parts.pens,
            parts.printed,
            parts.photographs,
            parts.nondigits,
        )
        if key not in self.made:
            self.made[key], _ = make_material(self.train, config)
        return self.made[key]

    @cached_property
    def validation(self) -> Validation:
        """Varied and drawn otherwise for each seed."""
        _, held_out = split_validation(self.train, self.whole.validation_size, self.whole.seed)
        return make_validation(held_out, self.whole, HELD_OUT_SEED + BETWEEN * (self.whole.seed - FIRST_SEED))


@click.command()
@click.option("--epochs", default=4, show_default=True)
@click.option("--limit", default=16_000, show_default=True, help="MNIST images that each run learns from.")
@click.option("--seeds", type=click.IntRange(2), default=3, show_default=True, help="Runs of each variant.")
@click.option("--data", type=click.Path(path_type=Path), help="Folder with MNIST's four IDX files.")
@click.option("--runs", type=click.Path(path_type=Path), default=Path("runs/ablation"), show_default=True)
@click.option("--only", multiple=True, help="Run these variants only; the record is left as it is.")
def main(epochs: int, limit: int, seeds: int, data: Path | None, runs: Path, only: tuple[str, ...]) -> None:
    whole = TrainingConfig(
        epochs=epochs, limit=limit, validation_size=3000, augmentation=AugmentationConfig()
    )
    keep_memory(STEP_BYTES)
    processes = join()
    train = load_mnist("train", data)
    console = Console()
    known = variants(whole, runs)
    if unknown := sorted(set(only) - set(known)):
        raise click.BadParameter(f"{', '.join(unknown)} is none of {', '.join(known)}.", param_hint="--only")
    names = [name for name in known if not only or name in only]
    found = []
    for seed in range(FIRST_SEED, FIRST_SEED + seeds):
        runs_of_seed = Seed(whole.replace(seed=seed), runs, train, processes, console)
        results = [runs_of_seed.result(name) for name in names]
        found.append([[result[column] for column in COLUMNS] for result in results])
    results = np.array(found)  # (seeds, variants, columns)
    errors = dict(zip(COLUMNS, standard_errors(results).tolist(), strict=True))
    found_variants = [
        {"name": name, "what": known[name].what, **dict(zip(COLUMNS, means.tolist(), strict=True))}
        for name, means in zip(names, results.mean(0), strict=True)
    ]
    rows = [
        (row["name"], row["what"], *(f"{row[c]:.4f}" if c == "auroc" else f"{row[c]:.2%}" for c in COLUMNS))
        for row in found_variants
    ]
    shown_errors = (f"{errors[c]:.4f}" if c == "auroc" else f"{100 * errors[c]:.2f} points" for c in COLUMNS)
    rows.append(("", "standard error of a difference", *shown_errors))
    title = f"{epochs} epochs of {limit:,} MNIST images, means of {seeds} runs"
    show(title, ("variant", "", *COLUMNS), rows)
    if not only:
        write_record(
            find_artifacts() / ABLATION_NAME,
            {
                "epochs": epochs,
                "images": limit,
                "seeds": seeds,
                "config": whole.model_dump(),
                "larger_width": LARGER_WIDTH,
                "standard_errors": errors,
                "variants": found_variants,
                "preprocessing": preprocessing(train),
            },
        )


if __name__ == "__main__":
    main()
