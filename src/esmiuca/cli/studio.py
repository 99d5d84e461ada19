"""`esmiuca studio`: the recorded runs, which play on a page without a server."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from esmiuca.cli.given_path import GivenPath
from esmiuca.cli.runs import held, stop_on_signals
from esmiuca.data import load_mnist
from esmiuca.errors import MissingExtraError
from esmiuca.inference.artifacts import artifacts_to_write

if TYPE_CHECKING:
    from esmiuca.training import Trainer
    from esmiuca.training.progress import Progress as TrainingProgress

FOLDER = Path("lab", "studio")  # in the artifacts' folder


@click.group()
def studio() -> None:
    """The recorded runs that the studio plays without a server."""


@studio.command()
@click.option(
    "--runs",
    type=GivenPath(path_type=Path),
    default=Path("runs/recorded"),
    show_default=True,
    help="Folder with a run of each preset; those that are finished are not trained again.",
)
@click.option(
    "--studio",
    "folder",
    type=GivenPath(path_type=Path),
    help="Folder to write into.  [default: the shipped one]",
)
@click.option("--data", type=GivenPath(path_type=Path), help="Folder with MNIST's four IDX files.")
def record(runs: Path, folder: Path | None, data: Path | None) -> None:
    """Train each preset, keep its moments, and write them in few bytes.

    Some three minutes a preset on two cores. Ctrl-C saves; the same command goes on from there.
    """
    try:
        from esmiuca.export.studio.write import write_studio
        from esmiuca.settings.presets import PRESETS
        from esmiuca.training.recording import record as record_run
    except ModuleNotFoundError as error:
        raise MissingExtraError("esmiuca studio record", "train", error.name or "torch") from error
    folder = artifacts_to_write(folder, "--studio", FOLDER)
    train, test = load_mnist("train", data), load_mnist("test", data)
    console = Console()
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[says]}"),
        TimeRemainingColumn(),
        console=console,
    ) as bar:
        tasks = {key: bar.add_task(key, total=None, says="") for key in PRESETS}
        for key, config in PRESETS.items():

            def watch(trainer: Trainer, key: str = key) -> Callable[[TrainingProgress], None]:
                stop_on_signals(trainer)

                def show(progress: TrainingProgress) -> None:
                    says = f"loss {progress.loss:.4f}  accuracy {progress.accuracy:.2%}"
                    bar.update(
                        tasks[key], completed=progress.total_step, total=progress.total_steps, says=says
                    )

                return show

            with held(runs / key):
                is_recorded = record_run(runs / key, config, train, watch)
            if not is_recorded:
                console.print("Stopped and saved. The same command goes on.")
                return
            bar.update(tasks[key], total=1, completed=1, says="recorded")

        def packed(key: str, done: int, total: int) -> None:
            bar.update(tasks[key], completed=done, total=total, says="read, to pack it")

        made = write_studio(runs, folder, PRESETS, train, test, packed)
    table = Table(
        "run", "held-out", "its own", "bytes of weights", "moments", "worst agreement", "worst difference"
    )
    for entry in made["presets"]:
        fidelity = entry["fidelity"]
        table.add_row(
            entry["key"],
            f"{entry['figures']['held_out']:.2%}",
            f"{entry['figures']['training']:.2%}",
            f"{entry['weights']['bytes']:,}",
            str(len(entry["moments"])),
            f"{fidelity['agreement']:.2%}",
            f"{fidelity['accuracy_difference']:.2%}",
        )
    console.print(table)
    console.print(f"{folder} written, and {made['start']['bytes']:,} bytes that all runs begin with.")
