"""`esmiuca train-gan`: a generator of digits and its discriminator, against each other."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as ProgressBar

from esmiuca.cli.given_path import GivenPath
from esmiuca.cli.runs import (
    configuration,
    overwrite_option,
    resume_option,
    run_option,
    stop_on_signals,
    tell_command,
)
from esmiuca.cli.setting_options import setting_options
from esmiuca.errors import MissingExtraError
from esmiuca.memory import keep_memory
from esmiuca.settings.gan import DEFAULT_RUN, GanConfig

if TYPE_CHECKING:
    from esmiuca.training.gan import GanProgress

TOLD_EVERY = 500  # steps between two lines that stay on screen


@click.command("train-gan")
@run_option(DEFAULT_RUN, "checkpoint, snapshots")
@click.option("--data", type=GivenPath(path_type=Path), help="Folder with MNIST's four IDX files.")
@resume_option
@setting_options(GanConfig)
@overwrite_option
def train_gan(folder: Path, data: Path | None, resume: bool, overwrite: bool, **choices: object) -> None:
    """Train a generator of digits against a discriminator; Ctrl-C saves, --resume goes on to the same result.

    The run's folder gets config.json, metrics.jsonl, last.safetensors and snapshots/: both networks at moments along the
    way, each with all numbers of the step after it. Under an hour on two cores.
    """
    # Threads that wait without spinning: several times faster if other programs use the cores.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    try:
        from esmiuca.training.device import STEP_BYTES
        from esmiuca.training.gan import GanTrainer
    except ModuleNotFoundError as error:
        raise MissingExtraError("esmiuca train-gan", "train", error.name or "torch") from error
    from esmiuca.data import load_mnist

    keep_memory(STEP_BYTES)
    given = {name: value for name, value in choices.items() if value is not None}
    config = configuration(
        folder,
        given,
        resume=resume,
        overwrite=overwrite,
        load=GanConfig.load,
        make=lambda: GanConfig(**given),  # pyright: ignore[reportArgumentType]
    )
    trainer = GanTrainer(folder, config, load_mnist("train", data), resume=resume)
    stop_on_signals(trainer)
    console = Console()
    with ProgressBar(
        TextColumn("step"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("generator {task.fields[generator]:.3f}  discriminator {task.fields[discriminator]:.3f}"),
        TextColumn("fooled {task.fields[fooled]:.0%}  {task.fields[rate]:,.0f} images/s"),
        TimeRemainingColumn(),
        console=console,
    ) as bar:
        task = bar.add_task(
            "train", total=config.steps, generator=0.0, discriminator=0.0, fooled=0.0, rate=0.0
        )

        def show(progress: GanProgress) -> None:
            if progress.line and progress.step % TOLD_EVERY == 0:
                console.print(
                    f"step {progress.step:>6}  generator {progress.generator_loss:.4f}  "
                    f"discriminator {progress.discriminator_loss:.4f}  fooled {progress.fooled:.1%}"
                )
            bar.update(
                task,
                completed=progress.step,
                generator=progress.generator_loss,
                discriminator=progress.discriminator_loss,
                fooled=progress.fooled,
                rate=progress.images_per_second,
            )

        trainer.run(show)
    same_data = () if data is None else ("--data", data)
    if trainer.step < config.steps:
        words = ("esmiuca", "train-gan", "--run", folder, *same_data, "--resume")
        tell_command(console, "Stopped and saved. Go on with:", *words)
        return
    tell_command(console, "Next:", "esmiuca", "gan", "export", "--run", folder, *same_data)
