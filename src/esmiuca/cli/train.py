"""`esmiuca train`: the deck's network on MNIST, or another one, or other pictures."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as ProgressBar

from esmiuca.cli.given_path import GivenPath
from esmiuca.cli.runs import (
    configuration,
    fonts_option,
    overwrite_option,
    pens_option,
    resume_option,
    run_option,
    stop_on_signals,
    tell_command,
)
from esmiuca.cli.setting_options import setting_options
from esmiuca.errors import MissingExtraError
from esmiuca.memory import keep_memory
from esmiuca.settings.augmentation import AugmentationConfig
from esmiuca.settings.training import DEFAULT_RUN, TrainingConfig

if TYPE_CHECKING:
    from esmiuca.training import Progress

# What the log says of an epoch, and how it is shown.
SHARES = {
    "accuracy": "training",
    "validation_accuracy": "validation",
    "varied_validation_accuracy": "varied",
    "spoilt_validation_accuracy": "spoilt",
    "drawn_validation_accuracy": "drawn",
    "photographs_validation_accuracy": "photographs",
    "pens_validation_accuracy": "pens",
    "printed_validation_accuracy": "printed",
}
# What is not learnt from unless asked for: what it is, and a share that suits it.
ASKED_FOR = {"pens": ("other people's pens", 0.25), "printed": ("printed digits", 0.15)}


@click.command()
@run_option(DEFAULT_RUN, "checkpoints")
@click.option("--data", type=GivenPath(path_type=Path), help="Folder with the set's four IDX files.")
@pens_option
@fonts_option
@resume_option
@setting_options(TrainingConfig, without=("augmentation",))
@click.option(
    "--vary",
    metavar="NAME=VALUE",
    multiple=True,
    help="How much training pictures are varied, such as damage=0.2; one of "
    f"{', '.join(AugmentationConfig.model_fields)}.",
)
@overwrite_option
@click.option(
    "--live", is_flag=True, help="Write live.jsonl, for programs that watch; end where standard input ends."
)
def train(
    folder: Path,
    data: Path | None,
    pens: Path | None,
    fonts: Path | None,
    resume: bool,
    overwrite: bool,
    live: bool,
    **choices: object,
) -> None:
    """Train the network; Ctrl-C saves, --resume goes on to the same result.

    The run's folder gets config.json, metrics.jsonl, last.safetensors and best.safetensors. `best` is chosen on
    images held out of the 60,000 for training; the 10,000 test images are only reported, at the end.

    On several cores, graphics cards or machines, with --batch-size a multiple of 64 × N; to the same result but for
    rounding with --no-bf16, in bfloat16 to one as good:

    \b
      torchrun --standalone --nproc-per-node N -m -- esmiuca train …
      torchrun --nnodes M --nproc-per-node N --node-rank I --master-addr HOST -m -- esmiuca train …
    """
    # Threads that wait without spinning: several times faster if other programs use the cores.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    try:
        from esmiuca.training import Trainer
        from esmiuca.training.device import STEP_BYTES
        from esmiuca.training.found import find_for
        from esmiuca.training.live import Live
        from esmiuca.training.processes import join, leave
        from esmiuca.training.report import test_accuracy
    except ModuleNotFoundError as error:
        raise MissingExtraError("esmiuca train", "train", error.name or "torch") from error
    from esmiuca.data import SOURCES, load

    keep_memory(STEP_BYTES)
    processes = join()
    given = {name: value for name, value in choices.items() if value not in (None, ())}

    def make() -> TrainingConfig:
        augmentation = AugmentationConfig.varied(given.pop("vary", ()))  # pyright: ignore[reportArgumentType]
        return TrainingConfig(**given, augmentation=augmentation)  # pyright: ignore[reportArgumentType]

    config = processes.from_first(
        lambda: configuration(
            folder, given, resume=resume, overwrite=overwrite, load=TrainingConfig.load, make=make
        )
    )
    source = SOURCES[config.dataset]
    others = processes.from_first(lambda: find_for(config, pens, fonts))
    trainer = Trainer(
        folder, config, load(source, "train", data), resume=resume, processes=processes, others=others
    )

    def stop_with_whoever_started_this() -> None:
        while os.read(
            sys.stdin.fileno(), 1024
        ):  # unbuffered: a buffer's lock would keep the process from exiting
            pass
        trainer.stop_requested = True

    if live:
        threading.Thread(target=stop_with_whoever_started_this, daemon=True).start()
    watched = Live(trainer) if live and processes.first else None
    if watched:
        watched.begin()
    console = Console(quiet=not processes.first)
    if missing := [name for name in ASKED_FOR if config.drawn and not getattr(config.augmentation, name)]:
        what = " and ".join(ASKED_FOR[name][0] for name in missing)
        how = " ".join(f"--vary {name}={ASKED_FOR[name][1]}" for name in missing)
        console.print(f"Without {what}: {how} adds them.", soft_wrap=True)
    stop_on_signals(trainer)
    with ProgressBar(
        TextColumn("epoch {task.fields[epoch]}/" + str(config.epochs)),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(
            "loss {task.fields[loss]:.4f}  accuracy {task.fields[accuracy]:.2%}  {task.fields[rate]:,.0f} images/s"
        ),
        TimeRemainingColumn(),
        console=console,
    ) as bar:
        task = bar.add_task("train", total=trainer.total_steps, epoch=1, loss=0.0, accuracy=0.0, rate=0.0)

        def show(progress: Progress) -> None:
            if watched:
                watched(progress)
            if progress.metrics:
                m = progress.metrics
                shown = "".join(f"  {word} {m[name]:.2%}" for name, word in SHARES.items() if name in m)
                refusal = f"  refusal AUROC {m['nondigit_auroc']:.4f}" if "nondigit_auroc" in m else ""
                console.print(f"epoch {m['epoch']:>3}  loss {m['loss']:.4f}{shown}{refusal}")
                return
            bar.update(
                task,
                completed=progress.total_step,
                epoch=progress.epoch,
                loss=progress.loss,
                accuracy=progress.accuracy,
                rate=progress.images_per_second,
            )

        trainer.run(show)
    is_finished = trainer.epoch == config.epochs
    given_paths = (("--data", data), ("--pens", pens), ("--fonts", fonts))
    same_data = tuple(word for flag, path in given_paths if path is not None for word in (flag, path))
    tested = None
    if processes.first and is_finished and config.network != "teacher":
        test = load(source, "test", data)
        tested = len(test), test_accuracy(folder / "best.safetensors", config, test)
    if watched:
        watched.end(tested)
    if not is_finished:
        words = ("esmiuca", "train", "--run", folder, *same_data, "--resume")
        tell_command(console, "Stopped and saved. Go on with:", *words)
    elif config.network == "teacher":
        best = folder / "best.safetensors"
        tell_command(console, "Next:", "esmiuca", "train", *same_data, "--teacher", best)
    elif tested is not None:
        console.print(f"Test set, with the best checkpoint: {tested[1]:.2%}")
        shipped = config.network == "cnn" and config.drawn
        if shipped:
            tell_command(console, "Next:", "esmiuca", "export", "--run", folder, *same_data)
        else:
            found = () if data is None else ("--data", config.dataset, data)
            tell_command(console, "Next:", "esmiuca", "lab", "export", folder, *found)
    leave()
