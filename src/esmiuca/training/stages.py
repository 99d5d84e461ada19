"""Where a run's weights come from: the runs behind its `start` and its `teacher`, and the runs behind those.

A checkpoint belongs to the run whose folder it lies in. To train the weights again takes all of these commands, in order.
"""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import Any

from esmiuca.errors import InputError
from esmiuca.settings.training import TrainingConfig
from esmiuca.training.found import read_found
from esmiuca.training.run_log import read_log
from esmiuca.training.start import SHIPPED_NAME, kept_stages

Stage = dict[
    str, Any
]  # run, command, config, epochs_finished; found, where the run learnt from other people's pens


def training_record(run: Path) -> dict[str, Any]:
    """What the manifest says of a run's training: its own command, and under `earlier` the stages before it, in order.

    Raises InputError where the configuration of a run that it builds on is not there any more.
    """
    config = TrainingConfig.load(run / "config.json")
    return stage(run, config) | {"earlier": earlier_stages(run, config, (run.resolve(),))}


def earlier_stages(run: Path, config: TrainingConfig, behind: tuple[Path, ...]) -> list[Stage]:
    """The stages that a run builds on, each once, dependencies first.

    Args:
        run: the folder of the run.
        config: its configuration.
        behind: that folder and those that build on it, none of which can come before it.
    """
    stages: list[Stage] = []
    for role, checkpoint in (("teacher", config.teacher), ("start", config.start)):
        if checkpoint is None:
            continue
        shipped = kept_stages(run) if PurePath(checkpoint).name == SHIPPED_NAME else None
        if shipped is not None:
            stages += [entry for entry in shipped if entry not in stages]
            continue
        folder = find_run(run, checkpoint)
        if folder is None or folder in behind:
            why = "holds no config.json any more" if folder is None else "has been trained anew since"
            raise InputError(
                f"{checkpoint}, the {role} of {run}, can't be traced: its folder {why}, so the manifest could not say "
                "how to train it again; put the run back where it was."
            )
        before = TrainingConfig.load(folder / "config.json")
        found = [*earlier_stages(folder, before, (*behind, folder)), stage(folder, before, checkpoint)]
        stages += [entry for entry in found if entry not in stages]
    return stages


def find_run(run: Path, checkpoint: str) -> Path | None:
    """The folder of a checkpoint's run. A relative path is relative to where training ran, somewhere above the run's folder."""
    for root in (*run.resolve().parents, Path.cwd()):
        folder = (root / checkpoint).resolve().parent  # an absolute checkpoint leaves root out
        if (folder / "config.json").is_file():
            return folder
    return None


def stage(folder: Path, config: TrainingConfig, checkpoint: str | None = None) -> Stage:
    """One run as the manifest tells it, without the folders of the machine that it ran on."""
    config = config.replace(start=portable(config.start), teacher=portable(config.teacher))
    name = portable(checkpoint) or f"runs/{folder.resolve().name}/best.safetensors"
    run = PurePath(name).parent.as_posix()
    return {
        "run": run,
        "command": config.command(run),
        "epochs_finished": epochs_finished(folder),
        "config": config.model_dump(),
        **({"found": found} if (found := read_found(folder)) else {}),
    }


def portable(checkpoint: str | None) -> str | None:
    """runs/FOLDER/FILE for an absolute path, artifacts/FILE for what is shipped; a relative one as it is."""
    if checkpoint is None or not PurePath(checkpoint).is_absolute():
        return checkpoint
    kept = PurePath(checkpoint).parts[-2:]
    return PurePath(*kept if kept == ("artifacts", SHIPPED_NAME) else ("runs", *kept)).as_posix()


def epochs_finished(folder: Path) -> int | None:
    """How many epochs the run's log tells of; None where there is no log. Raises CheckpointError where it can't be read."""
    told = [line.get("epoch") for _, _, line in read_log(folder / "metrics.jsonl")]
    return told[-1] if told and isinstance(told[-1], int) else None
